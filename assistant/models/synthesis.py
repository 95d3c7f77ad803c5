"""An outcome's answer in a model's words: each claim gated as it comes, and the documents' own words in its stead."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from assistant.contract import Language
from assistant.drafts import Draft
from assistant.gate import Failure, Indexed, examine
from assistant.models.base import (
    LanguageModel,
    Message,
    ModelContextExceeded,
    ModelEmpty,
    ModelEndless,
    ModelError,
    ModelFailed,
    ModelMalformed,
    ModelUnfounded,
)
from assistant.models.claims import drafted
from assistant.models.offered import Offered, offered, overlap
from assistant.models.prompt import MAX_CLAIMS, messages
from assistant.models.replies import Reply, TooMuch, replies
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Worded:
    """The drafts of the answer in order, and the line that says why they are not the model's, if they are not."""

    drafts: list[Draft]
    remark: str | None = None


def may_word(outcome: Outcome) -> bool:
    """Whether a model may word an outcome: no list or table, and nothing said between the claims about them."""
    if outcome.status not in ("answered", "asked_not_answered") or any(draft.cells for draft in outcome.drafts):
        return False
    carried = [draft.support is not None for draft in outcome.drafts]
    if True not in carried:
        return False
    first, last = carried.index(True), len(carried) - 1 - carried[::-1].index(True)
    return all(carried[first : last + 1])


def worded(
    asked: Understanding, outcome: Outcome, reader: Reader, model: LanguageModel
) -> Generator[Draft, None, Worded]:
    """Yields the drafts as they are ready and returns them all.

    When the model fails, what is returned is the outcome as it was, with a remark: it replaces what was yielded.
    """
    try:
        return (yield from _Wording(asked, outcome, reader, model).run())
    except ModelError as error:
        _log.warning("language model %s: %s", model.name, error)
        return Worded(outcome.drafts, remark(error, asked.language))


def remark(error: ModelError, language: Language) -> str:
    """The line for a user: why the answer is in the documents' own words."""
    return say(language, f"model.{error.reason}", seconds=f"{error.seconds:g}")


@dataclass
class _Wording:
    """One answer being worded."""

    asked: Understanding
    outcome: Outcome
    reader: Reader
    model: LanguageModel
    shown: list[Draft] = field(default_factory=list)
    founded: int = 0  # claims of the model that passed

    def run(self) -> Generator[Draft, None, Worded]:
        drafts = self.outcome.drafts
        before = [d for d in drafts[: _first(drafts)] if d.support is None]
        after = [d for d in drafts[_first(drafts) :] if d.support is None]
        sentences = offered(self.outcome, self.reader)
        if not sentences:
            # All that there is to tell sounds like orders to a machine: it is quoted, and no machine asked.
            return Worded(drafts)
        told, count = messages(self.asked, sentences, self.model.context)
        if not count:
            raise ModelContextExceeded("Not one sentence fits the model's context: raise COUNCIL_LLM_CONTEXT.")
        yield from self._show(before)
        heard = False
        for reply in self._replies(told):
            heard = True
            yield from self._show(self._claim(reply, sentences[:count]))
            if self.founded == MAX_CLAIMS:
                break
        if not heard:
            raise ModelMalformed("The model's answer is not in the form that was asked for.")
        if not self.founded:
            raise ModelUnfounded("Nothing that the model said is carried by the documents.")
        yield from self._show(after)
        return Worded(self.shown)

    def _replies(self, told: list[Message]) -> Iterator[Reply]:
        """What the model says. Raises a `ModelError`, whatever the model raised."""
        size = 0

        def pieces() -> Iterator[str]:
            nonlocal size
            for piece in self.model.stream(told):
                size += len(piece.strip())
                yield piece

        try:
            yield from replies(pieces())
        except TooMuch:
            raise ModelEndless("The model wrote on and on.") from None
        except (ModelError, GeneratorExit):
            raise
        except Exception as error:
            raise ModelFailed(f"The language model failed ({type(error).__name__}).") from error
        if not size:
            raise ModelEmpty("The model answered with nothing.")

    def _claim(self, reply: Reply, sentences: list[Offered]) -> list[Draft]:
        """The model's claim, or the drafts that its sentences are from, or nothing."""
        used = [sentences[n - 1] for n in reply.use if 1 <= n <= len(sentences)]
        if reply.sound and len(used) == len(reply.use):
            draft = drafted(reply.text, used, self.asked, self.reader.search.analyser)
            if not isinstance(draft, Failure):
                failure = examine(draft, self.reader.document, Indexed(self.reader.search.analyser))
                if failure is None:
                    self.founded += 1
                    return [] if self._told(draft) else [draft]
                draft = failure
            _log.info("a claim of the language model was not shown: %s", draft.check)
        fallen = dict.fromkeys(id(one.draft) for one in used if one.draft is not None)
        return [d for d in self.outcome.drafts if id(d) in fallen and not self._told(d)]

    def _told(self, draft: Draft) -> bool:
        """Whether a claim was already made in these words, or all places of a quotation are already cited."""
        if draft.free:
            return any(one.free and one.text.casefold() == draft.text.casefold() for one in self.shown)
        places = [s for s in (draft.support, *draft.also) if s is not None]
        known = [s for one in self.shown if one.support for s in (one.support, *one.also)]
        return all(any(overlap(place, one) for one in known) for place in places)

    def _show(self, drafts: list[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            self.shown.append(draft)
            yield draft


def _first(drafts: list[Draft]) -> int:
    return next((i for i, draft in enumerate(drafts) if draft.support is not None), len(drafts))
