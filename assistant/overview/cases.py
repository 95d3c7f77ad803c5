"""The cases of an index as a list, and one of them as a timeline with what is unanswered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from assistant.overview.answers import Answered, Answers, Question, answering_papers
from assistant.overview.derived import Kept
from corpus.records import Act, ActKind, Actor, Form, Genre
from index.cases import Case, CasePart
from index.catalogue.schema import case_parts, documents, question_threads, thread_replies
from index.store import Index

QUIET = (ActKind.ATTENDANCE, ActKind.SIGNATURE)  # kinds that tell nothing of a case


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """One line of the list of cases. `status` is as in `index.cases.Case`.

    `documents` counts the documents with a part of it, `bodies` are theirs; `questions` counts each question once,
    `unanswered` those that no document answers.
    """

    id: str
    number: str | None
    kind: Genre | None
    title: str
    askers: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    status: str
    first: date | None
    last: date | None
    documents: int = 0
    questions: int = 0
    unanswered: int = 0
    bodies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepAct:
    """One act of a step. `question` tells how a question stands; `again` that it stands earlier in the timeline."""

    kind: ActKind
    form: Form | None
    date: date | None
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    page: int
    start: int
    end: int
    quote: str
    question: Question | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A document, or an item (§) of minutes, in which the case appears.

    `start` and `end` are the item, the `line` of a list of new papers, or 0 for a document as a whole. `certainty`
    and `why` are as in `index.cases.CasePart`.
    """

    document_id: str
    path: str
    title: str
    genre: Genre
    body: str | None
    date: date | None
    heading: str | None
    paragraph: str | None
    page: int
    start: int
    end: int
    certainty: float
    why: str
    line: str | None
    acts: tuple[StepAct, ...]
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case from its first paper to its last decision: its line of the list, and its steps in date order.

    `whole` is the case as the index has it, with its parts: for `assistant.record.case_record`.
    """

    case: CaseInfo
    steps: tuple[Step, ...]
    whole: Case


class CaseHints(NamedTuple):
    """What a number that is no case may have meant: numbers `near` it, and paths of documents `mentioning` it."""

    near: tuple[str, ...] = ()
    mentioning: tuple[str, ...] = ()


def cases(index: Index) -> list[CaseInfo]:
    """Every case, by its first day, title and id; kept until the index changes."""
    return list(_cases(index))


def _read(index: Index) -> list[CaseInfo]:
    found = index.cases.find()
    with index.catalogue.reading() as connection:
        papers, bodies = _papers(connection)
        threads = _threads(connection)
    open_cases = {case_id for case_id, answered in threads.items() if not all(answered)}
    told = answering_papers(index.catalogue, open_cases)
    return [
        _info(
            case,
            documents=len(papers[case.id]),
            bodies=tuple(bodies[case.id]),
            questions=len(threads[case.id]),
            unanswered=0 if case.id in told else threads[case.id].count(False),
        )
        for case in found
    ]


_cases = Kept(_read)


def timeline(index: Index, number: str) -> Timeline | None:
    """The case of a number in any form, or of an id, with its steps; None when there is none."""
    case = index.cases.case(number)
    if case is None:
        return None
    asked = questions_of(case)
    answers = Answers(index, asked)
    told: set[str] = set()
    steps = tuple(_step(group, answers, told) for group in _items(case.parts))
    known = [question for act in asked if (question := answers.of(act)) is not None]
    states = {question.thread: question for question in known}
    info = _info(
        case,
        documents=len({part.document.id for part in case.parts}),
        bodies=tuple(dict.fromkeys(part.document.body for part in case.parts if part.document.body)),
        questions=len(states),
        unanswered=sum(question.answered is Answered.NO for question in states.values()),
    )
    return Timeline(info, steps, case)


def hints(index: Index, number: str) -> CaseHints:
    """What to look at instead, for a number that is no case."""
    return CaseHints(tuple(index.cases.near(number)), tuple(index.cases.mentioning(number)))


def questions_of(case: Case) -> list[Act]:
    """Every question act of a case's parts, prints of one question too."""
    return [act for part in case.parts for act in part.acts if act.kind is ActKind.QUESTION]


def _info(case: Case, *, documents: int, questions: int, unanswered: int, bodies: tuple[str, ...]) -> CaseInfo:
    return CaseInfo(
        id=case.id,
        number=case.number,
        kind=case.kind,
        title=case.title,
        askers=case.askers,
        addressees=case.addressees,
        status=case.status,
        first=case.first,
        last=case.last,
        documents=documents,
        questions=questions,
        unanswered=unanswered,
        bodies=bodies,
        related=case.related,
    )


def _papers(connection: Connection) -> tuple[dict[str, set[str]], dict[str, dict[str, None]]]:
    """The documents of each case, and their bodies in date order."""
    papers: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, dict[str, None]] = defaultdict(dict)
    query = select(case_parts.c.case_id, documents.c.id, documents.c.body)
    query = query.join(documents, documents.c.id == case_parts.c.document_id)
    for case_id, document_id, body in connection.execute(query.order_by(case_parts.c.date, documents.c.path)):
        papers[case_id].add(document_id)
        if body:
            bodies[case_id][body] = None
    return papers, bodies


def _threads(connection: Connection) -> dict[str, list[bool]]:
    """Whether each question of each case has an answer."""
    of = question_threads.c
    answered = set(connection.scalars(select(thread_replies.c.thread_id).distinct()))
    found: dict[str, list[bool]] = defaultdict(list)
    for case_id, thread in connection.execute(
        select(of.case_id, of.thread_id).where(of.case_id.is_not(None)).distinct()
    ):
        found[case_id].append(thread in answered)
    return found


def _items(parts: Sequence[CasePart]) -> list[list[CasePart]]:
    """The parts, those of one item (§) of one document together: its headings may have parted it."""
    found: list[list[CasePart]] = []
    for part in parts:
        last = found[-1][-1] if found else None
        if last is not None and _place(last) == _place(part) and part.section and part.section.paragraph:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _place(part: CasePart) -> tuple[str, str | None, bool]:
    return (part.document.id, part.section.paragraph if part.section else None, part.line is None)


def _step(group: Sequence[CasePart], answers: Answers, told: set[str]) -> Step:
    part, last = group[0], group[-1]
    document = part.document
    place = part.line or (part.section.span if part.section else None)
    end = last.section.span if last.section and part.line is None else place
    headings = [p.section.heading[0] for p in group if p.section and p.section.heading]
    return Step(
        document_id=document.id,
        path=document.path,
        title=document.title,
        genre=document.genre,
        body=document.body,
        date=part.date,
        heading=headings[0] if headings else None,
        paragraph=part.section.paragraph if part.section else None,
        page=place.page if place else 1,
        start=place.start if place else 0,
        end=end.end if end else 0,
        certainty=min(each.certainty for each in group),
        why=min(group, key=lambda each: each.certainty).why,
        line=document.quote(part.line) if part.line else None,
        acts=tuple(_act(a, each, answers, told) for each in group for a in each.acts if a.kind not in QUIET),
        language=document.language,
    )


def _act(act: Act, part: CasePart, answers: Answers, told: set[str]) -> StepAct:
    question = answers.of(act)
    again = question is not None and question.thread in told
    if question is not None:
        told.add(question.thread)
    return StepAct(
        kind=act.kind,
        form=act.form,
        date=act.date or part.date,
        actors=act.actors,
        addressees=act.addressees,
        page=act.span.page,
        start=act.span.start,
        end=act.span.end,
        quote=part.document.quote(act.span),
        question=question,
        again=again,
    )
