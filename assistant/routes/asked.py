"""When what fits best is a question in the documents: its answer is told, or that nobody answers it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.abstention import asked_features, bare_score, is_answer, is_asked
from assistant.candidates import Thread
from assistant.contract import Status
from assistant.drafts import Draft, Support
from assistant.extraction.choose import Sentence
from assistant.reader import Reader
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind
from index.records import Filters, Hit


def only_asked(
    asked: Understanding,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    told: Sequence[Sentence],
    reader: Reader,
    filters: Filters,
) -> Outcome | None:
    """The question in the documents that is the one asked here, with its answer if there is one; else None."""
    put = [s for s in sentences if s.is_question and _is_put(s.support.act)]
    if not put:
        return None
    best = max(put, key=bare_score)
    act, document = best.support.act, best.support.document
    if act is None or not is_asked(asked_features(asked, best, told), answered=is_answer(told)):
        return None
    thread = Thread(act, document, best.score, [act])
    reader.add_replies(thread, filters)
    drafts = [tell(act, Support(document, act.span.start, act.span.end, act), asked.language)]
    for reply, where in thread.replies[:1]:
        drafts.append(tell(reply, gist(reader, asked, thread, reply, where), asked.language))
    if not thread.replies:
        drafts.append(Draft(say(asked.language, "status.asked_not_answered")))
    status: Status = "answered" if thread.replies else "asked_not_answered"
    return Outcome(status, "passage", drafts, list(hits))


def _is_put(act: Act | None) -> bool:
    """Whether a question is somebody's, not a rhetorical one in a text."""
    return act is not None and act.kind is ActKind.QUESTION and bool(act.actors)
