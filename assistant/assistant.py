"""`Assistant`: a question goes in, a cited answer comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic, perf_counter
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.citations import render
from assistant.contract import MAX_RETRIEVED, Answer, Citation, FilterSpec, Retrieved, Timings
from assistant.filters import to_filters
from assistant.gate import Indexed, left_out
from assistant.given import GivenAnswers
from assistant.models.settings import ModelSettings, open_model
from assistant.overview import cases as case_list
from assistant.overview import people
from assistant.overview.cases import CaseHints, CaseInfo, Timeline
from assistant.overview.people import Person, PersonInfo
from assistant.ranking import SHIPPED, Ranking
from assistant.reader import Reader
from assistant.retrieved import chosen_first
from assistant.routes import followed, nothing, premises, routing
from assistant.routes.outcome import Outcome
from assistant.service import Coverage, DocumentInfo
from assistant.streaming import Answered, Event, Restriction, Telling, Understood, told
from assistant.texts import say
from assistant.turns import Turns
from assistant.understanding.ground import Ground, ground_of
from assistant.understanding.question import Understanding, understand
from assistant.workers.asked import Asked, Elsewhere
from corpus.records import Document
from index.away import since
from index.records import Filters, Hit
from index.settings import Settings
from index.store import Index

if TYPE_CHECKING:
    from assistant.ledger.records import Commitment
    from assistant.models.base import LanguageModel

ANSWERS_KEPT = 512  # answers that are given again while the documents are the same
GROUNDS_KEPT = 256  # earlier questions of conversations whose answers are remembered


def open_assistant(settings: Settings) -> Assistant:
    """An assistant over the index of the settings, with the language model of the environment, if one is set.

    Raises `NoIndex`, `SchemaMismatch`, `ModelMismatch` or `BadSettings`.
    """
    model = open_model(ModelSettings.load())
    return Assistant(Index.open(settings), model)


_AWAY = "scope.away"
_log = logging.getLogger(__name__)

Heard = Callable[[Answer, float, bool], None]


class Assistant:
    """Answers from one open index. Safe for several threads; a context manager that closes the index.

    With a language `model` claims are worded by it, where the gate lets them pass; without, nothing is sent anywhere.
    Assistants of one process share their `turns`. `elsewhere` may make the answers that need no model. `heard` is told
    of each answer: the seconds until its last event, and whether it was only told again.
    """

    def __init__(
        self,
        index: Index,
        model: LanguageModel | None = None,
        ranking: Ranking = SHIPPED,
        turns: Turns | None = None,
        elsewhere: Elsewhere | None = None,
        heard: Heard | None = None,
    ) -> None:
        self.index = index
        self._heard = heard
        self._model = model
        self._elsewhere = elsewhere if model is None else None
        self._turns = turns or Turns()
        self._reader = Reader(index, ranking)
        self._words = Indexed(self._reader.search.analyser)
        self._given = GivenAnswers(ANSWERS_KEPT)
        # What earlier questions were answered with, by the questions: a follow-up asks for it turn after turn.
        self._ground = lru_cache(maxsize=GROUNDS_KEPT)(self._answered_before)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """The answer to a question; `history` are the earlier questions of the conversation, oldest first.

        A question that cannot be read (empty, overlong, in another language) is answered by asking back. Raises
        `BadSettings` for a filter that cannot be used.
        """
        *_, last = self.stream(question, history=history, filters=filters, id=id)
        assert isinstance(last, Answered)
        return last.answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Iterator[Event]:
        """The question as understood, the claims as they become ready, then the `Answered` that `ask` gives.

        Raises what `ask` raises, before the first event.
        """
        return self._stream(Asked(question, tuple(history), filters, id), to_filters(filters))

    def _stream(self, asked: Asked, narrowed: Filters) -> Iterator[Event]:
        began = perf_counter()
        # "Last year" is another one tomorrow.
        key = (self.index.catalogue.state, date.today(), asked.question, asked.history, narrowed)
        known = self._given.get(key)
        if known is not None:
            understood, answer = known
            yield understood
            again = Timings(total=_ms(began, perf_counter()))
            yield from told(answer.model_copy(update={"id": asked.id, "timings_ms": again}))
            self._tell_of(answer, began, known=True)
            return
        events: list[Event] = []
        for event in self._made_elsewhere(asked) or self._new(asked, narrowed, began):
            events.append(event)
            yield event
        first, last = events[0], events[-1]
        if not isinstance(last, Answered):
            return
        # A model may word the next answer otherwise, or be there again; so may a server.
        if self._model is None and isinstance(first, Understood) and not _lacking(last.answer):
            self._given.put(key, first, last.answer)
        self._tell_of(last.answer, began, known=False)

    def _tell_of(self, answer: Answer, began: float, *, known: bool) -> None:
        if self._heard is not None:
            self._heard(answer, perf_counter() - began, known)

    def _made_elsewhere(self, asked: Asked) -> Iterator[Event] | None:
        return self._elsewhere(asked) if self._elsewhere is not None else None

    def _new(self, put: Asked, narrowed: Filters, began: float) -> Iterator[Event]:
        """The events of an answer that was not given before."""
        question, history = put.question, put.history
        moment = monotonic()
        with self._turns.one(), self.index.catalogue.steady():
            asked = self._understood(question, history, narrowed)
            premise = premises.wrong_party(asked, self._reader)
            if premise is not None:
                asked = self._understood(premise.question, history, narrowed)
        understood = perf_counter()
        yield as_understood(asked, question)
        with self._turns.one(begun=True), self.index.catalogue.steady():
            outcome = followed.remarked(routing.route(asked, narrowed, self._reader), asked)
            if premise is not None:
                outcome = premises.told(outcome, premise)
        yield from self._tell(asked, outcome, question, put.id, (began, understood, perf_counter()), moment)

    def _tell(
        self,
        asked: Understanding,
        outcome: Outcome,
        question: str,
        id: str | int | None,
        times: tuple[float, float, float],
        moment: float,
    ) -> Iterator[Event]:
        """The events of an outcome; that something was away since `moment` is told, what it was is for the log."""
        remark = None
        worded = False
        if self._model is not None:
            from assistant.models import synthesis

            worded = synthesis.may_word(outcome)
            if worded:
                steps = synthesis.worded(asked, outcome, self._reader, self._model)
                done = yield from Telling(asked.language, self._reader.document, self._words).follow(steps)
                outcome, remark = replace(outcome, drafts=done.drafts), done.remark
        answer = self._render(asked, outcome, question, id)
        if remark:
            answer = answer.model_copy(update={"answer": f"{answer.answer}\n\n{remark}"})
        if missed := since(moment):
            _log.warning("answered without: %s", "; ".join(missed))
            answer = answer.model_copy(update={"answer": f"{answer.answer}\n\n{say(asked.language, _AWAY)}"})
        began, understood, found = times
        ended = perf_counter()
        timings = Timings(
            understand=_ms(began, understood),
            retrieve=_ms(understood, found),
            answer=_ms(found, ended),
            total=_ms(began, ended),
        )
        answer = answer.model_copy(update={"timings_ms": timings})
        yield from (Answered(answer),) if worded else told(answer)

    def _understood(self, question: str, history: Sequence[str], filters: Filters) -> Understanding:
        """The question as understood; one that leans on an earlier one knows what that was answered with."""
        state = self.index.catalogue.state
        return understand(
            question,
            history,
            self._reader.directory(),
            answered=lambda questions: self._ground(state, tuple(questions), filters),
        )

    def _answered_before(self, state: str, questions: tuple[str, ...], filters: Filters) -> Ground:
        """What the last of some questions was answered with, each resolved in turn by those before it."""
        asked = self._understood(questions[-1], questions[:-1], filters)
        return ground_of(asked, routing.route(asked, filters, self._reader).drafts)

    def _render(self, asked: Understanding, outcome: Outcome, question: str, id: str | int | None) -> Answer:
        with self._turns.one(begun=True), self.index.catalogue.steady():
            return self._rendered(asked, outcome, question, id)

    def _rendered(self, asked: Understanding, outcome: Outcome, question: str, id: str | int | None) -> Answer:
        rendered = render(outcome.drafts, asked.language, self._reader.document, self._words)
        if outcome.drafts and outcome.status == "answered" and not rendered.citations:
            outcome = nothing.answer(asked, Filters(), self._reader)
            rendered = render(outcome.drafts, asked.language, self._reader.document, self._words)
        text = rendered.text
        for written, read in asked.corrected:
            text += "\n\n" + say(asked.language, "scope.corrected", written=written, read=read)
        if rendered.failures:
            text += "\n\n" + left_out(rendered.failures, asked.language)
        return Answer(
            id=id,
            question=question,
            language=asked.language,
            status=outcome.status,
            route=outcome.route,
            answer=text,
            claims=rendered.claims,
            citations=rendered.citations,
            retrieved=self._retrieved(outcome.hits, rendered.citations),
            suggestions=outcome.suggestions,
        )

    def _retrieved(self, hits: Sequence[Hit], citations: Sequence[Citation]) -> list[Retrieved]:
        paths = self._reader.paths()
        found = [
            Retrieved(path=paths[span.document_id], start=span.start, end=span.end, score=round(hit.score, 6))
            for hit in hits
            if (span := hit.passage.span).document_id in paths
        ]
        return chosen_first(found, citations)[:MAX_RETRIEVED]

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order of its path."""
        counts = self.index.catalogue.act_counts()
        infos = [
            DocumentInfo(
                document_id=e.id,
                path=e.path,
                title=e.title,
                genre=e.genre,
                body=e.body,
                municipality=e.municipality,
                date=e.date,
                pages=e.pages,
                case_numbers=e.case_numbers,
                acts=counts.get(e.id, 0),
            )
            for e in self.index.catalogue.documents()
        ]
        return sorted(infos, key=lambda info: info.path)

    def document(self, document_id: str) -> Document | None:
        """One document with its text and acts."""
        return self._reader.document(document_id)

    def source(self, document_id: str) -> Path | None:
        """The original file, if it still lies where it was read."""
        for file in self.index.catalogue.files():
            if file.document_id == document_id and Path(file.location).is_file():
                return Path(file.location)
        return None

    def coverage(self) -> Coverage:
        """How much there is to answer from."""
        catalogue = self.index.catalogue
        entries = catalogue.documents()
        days = sorted(e.date for e in entries if e.date)
        return Coverage(
            documents=len(entries),
            passages=catalogue.counts()["passages"],
            unread=[(failed.path, failed.reason) for failed in catalogue.unread()],
            bodies=sorted({e.body for e in entries if e.body}),
            date_from=days[0] if days else None,
            date_to=days[-1] if days else None,
        )

    def cases(self) -> list[CaseInfo]:
        """Every case, by its first day."""
        return case_list.cases(self.index)

    def case(self, number: str) -> Timeline | None:
        """A case with its timeline."""
        return case_list.timeline(self.index, number)

    def case_hints(self, number: str) -> CaseHints:
        """What is near a number that no case bears."""
        return case_list.hints(self.index, number)

    def people(self) -> list[PersonInfo]:
        """Everybody in the register."""
        return people.people(self.index)

    def person(self, name: str, party: str | None = None) -> Person | None:
        """What somebody did."""
        return people.person(self.index, name, party)

    def commitments(self) -> list[Commitment]:
        """What was undertaken, by when."""
        from assistant.ledger import commitments

        return commitments(self.index)

    def prepare(self) -> None:
        """Gets ready for many questions: loads what the first would load, and what makes each quicker.

        Takes seconds, so a server does it while it already answers. Whoever answers elsewhere gets ready there.
        """
        if self._elsewhere is not None:
            return
        self._reader.directory()
        self.index.embedder.prepare()
        self.index.reader.prepare()
        self.ask("Vem frågade om förberedelser?")

    def close(self) -> None:
        """Closes the index, and the connections to the model."""
        if self._model is not None:
            self._model.close()
        self.index.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def as_understood(asked: Understanding, written: str) -> Understood:
    """What a question that was written so is answered as."""
    restrictions = tuple(Restriction(one.field, one.value, one.start, one.end) for one in asked.said)
    changed = " ".join(asked.question.split()) != " ".join(written.split())
    return Understood(asked.question, asked.language, changed, restrictions)


def _lacking(answer: Answer) -> bool:
    """Whether something was away when the answer was made."""
    return answer.answer.endswith(say(answer.language, _AWAY))


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
