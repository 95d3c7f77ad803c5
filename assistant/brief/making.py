"""Makes a brief: for each question of a paper the evidence, what was asked before, what was promised, and the cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from uuid import uuid4

from assistant.assistant import Assistant
from assistant.brief.before import Earlier, Looking
from assistant.brief.covering import covered
from assistant.brief.evidence import Finder
from assistant.brief.own import Own
from assistant.brief.promises import promises_for
from assistant.brief.records import Ask, Brief, Cover, Paper, Prepared, Promise, Source
from assistant.brief.sources import source_of_act
from assistant.clock import Clock, SystemClock
from assistant.reader import Reader
from corpus.records import Act, ActKind, Document, Form
from index.cases import CasePart

Progress = Callable[[int, int], None]  # questions done, questions in all
SETTLING = (Form.APPROVED, Form.REJECTED, Form.CONSIDERED_ANSWERED, Form.NOTED, Form.WITHDRAWN)
MOST_ANSWERED = 12  # sources of the answer that a paper has had


class Briefing:
    """Makes briefs from what an assistant answers from. Safe for several threads."""

    def __init__(self, assistant: Assistant, clock: Clock | None = None) -> None:
        self.assistant = assistant
        self._clock = clock or SystemClock()
        self._reader = Reader(assistant.index)

    def make(self, paper: Paper, progress: Progress | None = None) -> Brief:
        """The brief of a paper; `progress` hears of each question that is done."""
        total = len(paper.questions)
        for done, step in enumerate(self.stream(paper), 1):
            if isinstance(step, Brief):
                return step
            if progress is not None:
                progress(done, total)
        raise AssertionError("a stream ends with its brief")

    def stream(self, paper: Paper) -> Iterator[Prepared | Brief]:
        """Each question as it is ready, in order, and at last the brief."""
        index = self.assistant.index
        state = index.catalogue.state
        own = Own.of(paper, index)
        prepared: list[Prepared] = []
        reworded: list[Act] = []  # answers to its questions in other words
        for ask in paper.questions:
            with index.catalogue.steady():
                earlier = Looking(self._reader, paper, own).earlier(ask)
                reworded.extend(reply for e in earlier if e.own for reply, _ in e.thread.replies)
                one = self._prepare(paper, own, ask, earlier)
            prepared.append(one)
            yield one
        yield Brief(
            id=uuid4().hex,
            paper=paper,
            prepared=tuple(prepared),
            answered=answered(own, reworded),
            made=self._clock.now(),
            state=state,
            documents=index.catalogue.counts()["documents"],
        )

    def _prepare(self, paper: Paper, own: Own, ask: Ask, earlier: list[Earlier]) -> Prepared:
        told = [reply for one in earlier if one.same or one.own for reply, _ in one.thread.replies]
        evidence = Finder(self._reader, paper, own).find(ask, told)
        found = Prepared(
            ask=ask,
            cover=Cover.NOTHING,
            covers=(),
            evidence=evidence,
            before=Looking(self._reader, paper, own).before(earlier),
            promises=self._promises(own, ask, [e.source.document_id for e in evidence]),
        )
        return covered(found)

    def _promises(self, own: Own, ask: Ask, documents: list[str]) -> tuple[Promise, ...]:
        """What was promised in the question's matter; nothing that stands in the paper itself."""
        found = promises_for(self.assistant.index, [ask.text], documents, own.documents)
        return tuple(p for p in next(iter(found), ()) if not _is_own(own, p.source))


def _is_own(own: Own, source: Source) -> bool:
    document = own.index.catalogue.document(source.document_id)
    act = source.act in (str(ActKind.ANSWER), str(ActKind.DECISION))
    return document is not None and not act and own.holds(document, source.start, source.end)


def answered(own: Own, reworded: Sequence[Act] = ()) -> tuple[Source, ...]:
    """What the paper has had for an answer: the answers to its questions, else the decision that settled its case.

    `reworded` are answers to its questions where they are put in other words.
    """
    index = own.index
    replies = {act.id: act for ask in own.paper.questions for act in own.replies(ask.n)}
    replies |= {act.id: act for act in reworded}
    found = [(act, index.catalogue.document(act.span.document_id)) for act in replies.values()]
    told = found or _settled([part for case in own.cases for part in case.parts])
    return tuple(source_of_act(act, document) for act, document in told if document is not None)[:MOST_ANSWERED]


def _settled(parts: list[CasePart]) -> list[tuple[Act, Document | None]]:
    """The decisions of the last part of a case that settle it; of boards before the council only if none is later."""
    for part in reversed(parts):
        acts = [a for a in part.acts if a.kind is ActKind.DECISION and a.form in SETTLING]
        if acts:
            return [(act, part.document) for act in acts]
    return []
