"""Whether questions were answered: by whom, where, and how surely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from assistant.overview.excerpts import Excerpt, excerpts
from corpus.records import Act, Genre
from index.cases import QuestionThread
from index.catalogue import Catalogue
from index.catalogue.reading import CHUNK
from index.catalogue.schema import case_parts, documents, question_threads, thread_replies
from index.store import Index

LIKELY = 0.8  # certainty below which an answer is only likely to be the question's
PAPER = 0.6  # certainty of an answer that is one text, of which no piece is tied to a question


class Answered(StrEnum):
    """What the documents say of a question."""

    YES = "yes"
    LIKELY = "likely"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers a question; or, of an answer, the question that it is to.

    `certainty` is 1.0 where the two stand together, less where that is inferred. An answer that is a paper as a whole
    has no `quote`, and `start == end == 0`.
    """

    actors: tuple[str, ...]
    date: date | None
    document_id: str
    path: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    certainty: float
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Question:
    """How a question stands. `thread` is the id of the act where it was first put; `replies`, the surest first."""

    thread: str
    replies: tuple[Reply, ...] = ()

    @property
    def answered(self) -> Answered:
        """Whether the documents answer it; an answer that is only likely its own is told as such."""
        if not self.replies:
            return Answered.NO
        return Answered.YES if self.replies[0].certainty >= LIKELY else Answered.LIKELY


class Answers:
    """What is known of the answers to some question acts."""

    def __init__(self, index: Index, questions: Sequence[Act]) -> None:
        threads = index.cases.threads(questions)
        open_cases = {thread.case_id for thread in threads if not thread.replies and thread.case_id}
        papers = answering_papers(index.catalogue, open_cases)
        replies = [reply for thread in threads for reply, _ in thread.replies]
        needed = [*(reply.span.document_id for reply in replies), *papers.values()]
        held = excerpts(index.catalogue, needed)
        self._threads: dict[str, Question] = {}
        for thread in threads:
            question = Question(thread.question.id, tuple(_replies(thread, papers, held)))
            for print_ in (thread.question, *thread.copies):
                self._threads[print_.id] = question
        self._asked = {act.id for act in questions}

    def of(self, act: Act) -> Question | None:
        """How a question stands; None for an act that is none of the questions."""
        if act.id not in self._asked:
            return None
        return self._threads.get(act.id) or Question(act.id)


def answering_papers(catalogue: Catalogue, cases: Collection[str]) -> dict[str, str]:
    """The document that answers each case as a whole: cases of which no piece of an answer is tied to a question.

    An answer as one text answers all questions of its case, or none.
    """
    with catalogue.reading() as connection:
        tied: set[str] = set()
        found: dict[str, tuple[date, str, str]] = {}
        for part in _chunks(cases):
            home = question_threads.join(thread_replies, thread_replies.c.thread_id == question_threads.c.thread_id)
            of_case = select(question_threads.c.case_id).select_from(home).where(question_threads.c.case_id.in_(part))
            tied.update(connection.scalars(of_case.distinct()))
            columns = (case_parts.c.case_id, case_parts.c.date, documents.c.path, documents.c.id)
            query = select(*columns).join(documents, documents.c.id == case_parts.c.document_id)
            query = query.where(case_parts.c.case_id.in_(part), documents.c.genre == str(Genre.INTERPELLATION_ANSWER))
            for case_id, day, path, document_id in connection.execute(query):
                place = (day or date.max, path, document_id)
                found[case_id] = min(found.get(case_id, place), place)
    return {case_id: place[2] for case_id, place in found.items() if case_id not in tied}


def _replies(thread: QuestionThread, papers: dict[str, str], held: dict[str, Excerpt]) -> Iterable[Reply]:
    for act, certainty in thread.replies:
        if act.span.document_id in held:
            yield as_reply(act, held[act.span.document_id], certainty)
    paper = held.get(papers.get(thread.case_id or "", ""))
    if paper is not None and not thread.replies:
        yield Reply((), paper.date, paper.document_id, paper.path, paper.title, 1, 0, 0, "", PAPER, paper.language)


def as_reply(act: Act, document: Excerpt, certainty: float) -> Reply:
    """An act of a document as a reply, or as what was asked."""
    return Reply(
        actors=tuple(actor.label for actor in act.actors),
        date=act.date or document.date,
        document_id=document.document_id,
        path=document.path,
        title=document.title,
        page=act.span.page,
        start=act.span.start,
        end=act.span.end,
        quote=document.quote(act.span.start, act.span.end),
        certainty=certainty,
        language=document.language,
    )


def _chunks(values: Collection[str]) -> Iterable[list[str]]:
    wanted = sorted(values)
    for i in range(0, len(wanted), CHUNK):
        yield wanted[i : i + CHUNK]
