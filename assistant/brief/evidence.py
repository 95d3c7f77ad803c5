"""What the documents hold for answering a question: exact sentences, found and judged as the assistant does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.abstention import enough, is_answer, probability, told_chance
from assistant.brief.asking import asked_of
from assistant.brief.halves import ASKING
from assistant.brief.own import Own
from assistant.brief.records import Ask, Evidence, Paper, Source, Use
from assistant.brief.sources import source_of
from assistant.commands import orders
from assistant.drafts import Support
from assistant.extraction.choose import Sentence, choose
from assistant.extraction.coverage import Coverage
from assistant.extraction.features import Sought
from assistant.extraction.shape import ABOUT_IT, value_in
from assistant.extraction.values import asked_kind, holds, is_strict
from assistant.extraction.widening import FEW_WORDS, widen
from assistant.reader import EVERYTHING, Reader
from assistant.tables import table
from assistant.understanding.question import Understanding
from corpus.matters import tells_of_paper
from corpus.records import Act, ActKind
from index.cases.words import fold
from index.records import Hit

SURE = 1.0  # the score of an answer to the very question
UNTOLD = (ActKind.QUESTION, ActKind.ATTENDANCE, ActKind.SIGNATURE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FIGURES = ("number", "money", "share", "duration", "vote")

__all__ = ["SURE", "Finder", "asked_of", "settings", "source_of", "values_of"]


def settings(group: str) -> dict[str, Any]:
    """A group of `evidence.toml`."""
    found: dict[str, Any] = table("evidence", "assistant.brief")[group]
    return found


def values_of(part: str) -> str | None:
    """The kind of value that a part asks for and cannot be answered without; None where it asks for none."""
    kind = asked_kind(part)
    return kind if is_strict(kind) or kind == "date" else None


@dataclass(frozen=True)
class Finder:
    """Finds evidence for the questions of one paper."""

    reader: Reader
    paper: Paper
    own: Own

    def find(self, ask: Ask, further: Sequence[Act] = ()) -> tuple[Evidence, ...]:
        """Evidence for a question: what answers it, decisions, then the newest; each place and each wording once.

        `further` are answers to the same question put elsewhere. Bounded; nothing of the paper itself is in it.
        """
        most = int(settings("read")["most"])
        found: list[tuple[float, Evidence]] = []  # with the share of its part that the sentence holds
        for i, part in enumerate(ask.parts):
            asked = asked_of(self.reader, self.paper, ask, part)
            sought = Sought.of(asked, Coverage(self.reader, asked))
            replies = [*self.own.replies(ask.n), *further][: int(settings("read")["replies"])]
            for reply in replies:
                found.extend(self._of_reply(asked, sought, reply, i))
            found.extend(self._of_search(asked, sought, i))
        values = {e.source.id: e.value for _, e in sorted(found, key=lambda pair: pair[0]) if e.value is not None}
        merged = [e.model_copy(update={"value": values.get(e.source.id)}) for e in merge(e for _, e in found)]
        # Every part keeps its best before the rest is filled up.
        first = {e.source.id for i in range(len(ask.parts)) if (e := _best(merged, i)) is not None}
        chosen = sorted(merged, key=lambda e: (e.source.id not in first, -e.score))[: max(most, len(first))]
        return tuple(sorted(chosen, key=order))

    def _of_search(self, asked: Understanding, sought: Sought, part: int) -> Iterator[tuple[float, Evidence]]:
        """The sentences that answer as surely as an answer of the assistant must, of passages that are about it."""
        hits = [hit for hit in self.reader.hits(asked, EVERYTHING) if not self._is_own(hit)]
        chances = {}
        for hit in hits[: int(settings("read")["passages"])]:
            seen = self.reader.evidence(asked, [hit])
            chance = probability(seen, asked.language)
            if enough(seen, asked.language) and chance >= float(settings("read")["passage"]):
                chances[hit.passage.id] = chance
        read = [hit for hit in hits if hit.passage.id in chances]
        told = self._told(asked, sought, read)
        counts: Counter[str] = Counter()
        for sentence in told:
            ranked = [sentence, *(other for other in told if other is not sentence)]
            document = sentence.support.document
            may = self._may_stand(sentence, told[0]) and not _of_other_years(asked.search, sentence.text)
            if not may or not is_answer(ranked):
                continue
            counts[document.id] += 1
            if counts[document.id] <= int(settings("read")["document"]):
                passage = next(h for h in read if _inside(sentence, h))
                score = min(told_chance(ranked), chances[passage.passage.id])
                evidence = self._evidence(asked, sought, sentence, read, score)
                yield sentence.told["own"], evidence.model_copy(update={"parts": (part,)})

    @staticmethod
    def _may_stand(sentence: Sentence, best: Sentence) -> bool:
        """Whether a sentence is a whole one that holds something of the question and lies near the best."""
        rules = settings("read")
        whole = not sentence.told["fragment"] and not sentence.told["colon"]
        near = best.score - sentence.score <= float(rules["further"])
        return (sentence is best or near) and whole and sentence.told["own"] >= float(rules["own"])

    def _of_reply(
        self, asked: Understanding, sought: Sought, reply: Act, part: int
    ) -> Iterator[tuple[float, Evidence]]:
        """The best sentences of an answer to the very question; for a value, only those that hold one, if any do."""
        document = self.reader.document(reply.span.document_id)
        if document is None:
            return
        passages = self.reader.index.catalogue.passages_of(document.id)
        hits = [Hit(p, 1.0) for p in passages if p.span.overlaps(reply.span)]
        inside = [
            s for s in self._told(asked, sought, hits, strict=False)
            if reply.span.start <= s.support.start and s.support.end <= reply.span.end
        ]  # fmt: skip
        near = [s for s in inside if inside[0].score - s.score <= float(settings("read")["apart"])]
        whole = [s for s in near if not s.told["fragment"]] or near
        valued = [s for s in whole if holds(sought.kind, s.text)] if values_of(asked.question) else []
        for sentence in (valued or whole)[: int(settings("read")["of_reply"])]:
            evidence = self._evidence(asked, sought, sentence, hits, SURE)
            yield sentence.told["own"], evidence.model_copy(update={"parts": (part,)})

    def _told(
        self, asked: Understanding, sought: Sought, hits: Sequence[Hit], *, strict: bool = True
    ) -> list[Sentence]:
        """The sentences of passages that tell something and are not the paper's, best first."""
        documents = self.reader.documents(hit.passage.span.document_id for hit in hits)
        found = choose(self.reader, asked, hits, documents, sought) if hits else []
        return [
            s for s in found
            if _tells(s)
            and (not strict or not is_strict(sought.kind) or holds(sought.kind, s.text))
            and not self.own.holds(s.support.document, s.support.start, s.support.end, s.support.act)
        ]  # fmt: skip

    def _is_own(self, hit: Hit) -> bool:
        return hit.passage.span.document_id in self.own.documents

    def _evidence(
        self, asked: Understanding, sought: Sought, sentence: Sentence, hits: Sequence[Hit], score: float
    ) -> Evidence:
        # In a sentence that says little of what is asked, a number may count something else.
        about = sentence.told["own"] >= ABOUT_IT or sought.kind == "date"
        value = value_in(sought, asked.question, sentence.text) if about else None
        # A short sentence that has the value needs no more.
        support = widen(self.reader, sentence, hits, FEW_WORDS if value is None else 0)
        source = source_of(support.document, support.start, support.end, support.act)
        use = _use(support, sought)
        kept = score >= SURE or not _is_claim(support, use)
        return Evidence(source=source, use=use, score=round(score, 4), value=value, kept=kept)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence says something: no question, heading, roll or signature."""
    act = sentence.support.act
    if act is not None and act.kind in UNTOLD:
        return False
    answers = act is not None and act.kind is ActKind.ANSWER
    if (
        orders(sentence.text)
        or tells_of_paper(sentence.text)
        or (not answers and re.search(settings("read")["asks"], sentence.text, re.I))
    ):
        return False
    return not sentence.is_question and not sentence.told["heading"] and not sentence.told["roll"]


def _of_other_years(question: str, text: str) -> bool:
    """Whether a sentence tells of years, and none of them is one that the question names."""
    asked, told = set(_YEAR.findall(question)), set(_YEAR.findall(text))
    return bool(asked and told and not asked & told)


def _inside(sentence: Sentence, hit: Hit) -> bool:
    support, span = sentence.support, hit.passage.span
    return support.document.id == span.document_id and span.start <= support.start and support.end <= span.end


def _is_claim(support: Support, use: Use) -> bool:
    """Whether a sentence is what somebody says who asks or proposes: background, and no answer of the council's."""
    return support.document.genre in ASKING and use in (Use.FACT, Use.FIGURE)


def _use(support: Support, sought: Sought) -> Use:
    """What a sentence is: by the kind of its act, else by what it holds. A proposal is never a decision."""
    kind = support.act.kind if support.act else None
    if kind is ActKind.ANSWER:
        return Use.ANSWER
    if kind is ActKind.DECISION:
        return Use.DECISION
    return Use.FIGURE if sought.kind in FIGURES and holds(sought.kind, support.quote) else Use.FACT


def _best(found: Sequence[Evidence], part: int) -> Evidence | None:
    return max((e for e in found if part in e.parts), key=lambda e: e.score, default=None)


def order(evidence: Evidence) -> tuple[bool, bool, int, str, int]:
    """What answers the very question, then decisions, then the newest; within one document as it is written."""
    source = evidence.source
    day = source.date or date.min
    return (
        evidence.score < SURE,
        evidence.use is not Use.DECISION,
        -day.toordinal(),
        source.path,
        source.start,
    )


def merge(found: Iterable[Evidence]) -> list[Evidence]:
    """Evidence with each place and each wording once, for all the parts that it answers.

    Of one wording in several documents the place that answers the very question stays, else the newest.
    """
    kept: list[Evidence] = []
    for new in sorted(found, key=lambda e: (e.score < SURE, *order(e)[1:3], -e.score)):
        same = next((i for i, old in enumerate(kept) if _is_same(old.source, new.source)), None)
        if same is None:
            kept.append(new)
            continue
        old = kept[same]
        parts = tuple(sorted({*old.parts, *new.parts}))
        update = {"parts": parts, "score": max(old.score, new.score)}
        kept[same] = old.model_copy(update=update)
    return kept


def _is_same(one: Source, other: Source) -> bool:
    if one.document_id == other.document_id and one.start < other.end and other.start < one.end:
        return True
    return fold(one.quote) == fold(other.quote)
