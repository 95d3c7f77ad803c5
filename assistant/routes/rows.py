"""The rows of a list: one case, question, act, vote or document each, with the words that prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.contract import Language
from assistant.drafts import Draft, Support
from assistant.gate.places import same
from assistant.texts import say, texts
from assistant.wording import names
from corpus.matters import read_matter, tells_of_paper
from corpus.records import Act, ActKind, Actor, Document, Form, Section, Vote
from index.cases.records import ANSWERED, OPEN, Case, CasePart, QuestionThread
from index.cases.words import fold
from index.records import Filters

FOR_A_WHILE = (Form.ADJOURNED, Form.REFERRED_BACK, Form.NOTED)
PRESENCE = (ActKind.ATTENDANCE, ActKind.SIGNATURE)  # are of a meeting, not in a matter
ASKING = ("interpellation", "simple_question")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a draft; `unanswered` counts towards "of which n have no answer"."""

    draft: Draft
    unanswered: bool = False


def heading_of(document: Document, section: int | None) -> str:
    """The heading of the item that a section belongs to, "" where there is none."""
    if section is None or section >= len(document.sections):
        return ""
    heading = document.sections[section].heading
    return heading[0] if heading else ""


def words_of(act: Act, document: Document) -> str:
    """What an act is about: its words, the heading over it, and the title of a paper of its own."""
    heading = heading_of(document, act.section)
    return " ".join((document.quote(act.span), heading, "" if document.sections and heading else document.title))


def is_heading(act: Act, document: Document) -> bool:
    """Whether a question act is only the heading, or the sentence, that says that an interpellation was put."""
    words = document.quote(act.span)
    return tells_of_paper(words) or read_matter(words, document.municipality) is not None


def title_span(document: Document, section: Section | None) -> tuple[int, int] | None:
    """Where the title of a document, or the heading of a section, stands in the text; None when it is put together."""
    heading = section.heading[0] if section and section.heading else document.title
    start = section.span.start if section else 0
    pattern = r"\s+".join(re.escape(word) for word in heading.split())
    found = re.compile(pattern).search(document.text, start) if pattern else None
    return found.span() if found else None


def of_case(case: Case, language: Language, decision: tuple[Act, Document] | None = None) -> Row | None:
    """When it was put, its title, who put it to whom, and how it stands; None where nothing of it can be quoted.

    A row that is listed for its decision quotes the decision, any other the paper.
    """
    if decision is not None:
        act, document = decision
        support: Support | None = Support(document, act.span.start, act.span.end, act)
    else:
        support = put(case)
    if support is None:
        return None
    actors = tuple(a for a in (*case.askers, *case.addressees) if support.act and a in support.act.actors)
    state = _state(case, language, decision)
    told = f"{case.title}: {{quote}}" if support.act else "{quote}"
    if decision is not None:
        told, state = case.title, f"{state}: {{quote}}"
    day, also = (case.first, ()) if decision is not None else _put_on(case, support)
    cells = (_day(day), told, names(case.askers, language), names(case.addressees, language), state)
    is_open = case.status != ANSWERED and str(case.kind) in ASKING
    kind = ActKind.DECISION if decision is not None else None
    draft = Draft("{quote}", support, kind, actors, also=also, cells=cells, header=_header("case", language))
    return Row(draft, is_open)


def _put_on(case: Case, support: Support) -> tuple[date | None, tuple[Support, ...]]:
    """The day of the paper, with the place that shows it where the quote is of a later document; else that one's."""
    shown = next((part for part in case.parts if part.document.id == support.document.id), None)
    if shown is None or shown.date == case.first:
        return case.first, ()
    for part in case.parts:
        place = title_span(part.document, part.section) if part.date == case.first else None
        if place is not None and same(part.document.text[place[0] : place[1]], support.quote):
            return case.first, (Support(part.document, *place),)
    return shown.date, ()


def put(case: Case) -> Support | None:
    """The words that show that the paper was put: its title or heading, else its first act by its askers."""
    ranked = sorted(case.parts, key=lambda part: (part.document.genre is not case.kind, -part.certainty))
    people = [actor.name.split()[-1] for actor in case.askers if actor.name]
    for whole in (True, False):
        for part in ranked:
            place = (part.line.start, part.line.end) if part.line else title_span(part.document, part.section)
            if place is None:
                continue
            told = part.document.text[place[0] : place[1]]
            if not whole or all(name in told for name in people):
                return Support(part.document, *place)
        own = _own_act(ranked, case)
        if own is not None:
            return own
    return None


def _own_act(parts: Sequence[CasePart], case: Case) -> Support | None:
    for part in parts:
        for act in part.acts:
            wanted = act.kind in (ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION)
            if wanted and case.askers and set(act.actors) & set(case.askers):
                return Support(part.document, act.span.start, act.span.end, act)
    return None


def decision_of(case: Case, form: Form | None, filters: Filters) -> tuple[Act, Document] | None:
    """The decision of that form on a case, made by the boards and on the days asked for.

    What is only for a while (adjourned, referred back) counts whenever it was decided, anything else as the
    last word in the case.
    """
    decided = [
        (part.date, act, part.document)
        for part in case.parts
        for act in part.acts
        if act.kind is ActKind.DECISION and act.form is not None
        if not filters.bodies or part.document.body in filters.bodies
    ]
    for day, act, document in reversed(decided):
        inside = day is None or (
            (filters.date_from is None or day >= filters.date_from)
            and (filters.date_to is None or day <= filters.date_to)
        )
        if inside and act.form is form:
            return act, document
        if form not in FOR_A_WHILE:
            return None
    return None


def came_up(case: Case, filters: Filters) -> bool:
    """Whether a matter came up in one of the boards and in the period asked for."""
    return any(inside(part, filters) for part in case.parts)


def inside(part: CasePart, filters: Filters) -> bool:
    """Whether a part of a case is of one of the boards and of the period asked for."""
    return (
        (not filters.bodies or part.document.body in filters.bodies)
        and (filters.date_from is None or (part.date is not None and part.date >= filters.date_from))
        and (filters.date_to is None or (part.date is not None and part.date <= filters.date_to))
    )


def _state(case: Case, language: Language, decision: tuple[Act, Document] | None) -> str:
    """How the case stands, with the day of the decision that says so."""
    if decision is not None:
        act, document = decision
        return _dated(str(act.form), document.date, language)
    if case.status == ANSWERED:
        answers = [p.date for p in case.parts if any(a.kind is ActKind.ANSWER for a in p.acts)]
        closed = [p.date for p in case.parts if any(a.form is Form.CONSIDERED_ANSWERED for a in p.acts)]
        return _dated(ANSWERED, next((day for day in (*answers, *closed) if day), None), language)
    if case.status == OPEN:
        key = "unanswered" if str(case.kind) in ASKING else OPEN
        return str(texts(language)["state"][key])
    same = [p.date for p in case.parts if any(str(a.form) == case.status for a in p.acts)]
    # A decision that is none of the forms carries out what was proposed.
    days = same or [p.date for p in case.parts if any(a.kind is ActKind.DECISION for a in p.acts)]
    return _dated(case.status, next((day for day in reversed(days) if day), None), language)


def _dated(state: str, day: date | None, language: Language) -> str:
    told = str(texts(language)["state"][state])
    return f"{told} {day.isoformat()}" if day else told


def of_question(thread: QuestionThread, document: Document, language: Language) -> Row:
    """When it was asked, in which words, by whom, of whom, and who answered it when."""
    act = thread.question
    if thread.replies:
        reply, _ = thread.replies[0]
        who = names(reply.actors, language)
        answered = say(language, "list.answered_by", names=who) if who else str(texts(language)["state"][ANSWERED])
        answered += f" {reply.date.isoformat()}" if reply.date else ""
    else:
        answered = str(texts(language)["state"]["unanswered"])
    cells = (
        _day(act.date or document.date), "{quote}", names(act.actors, language),
        names(act.addressees, language), answered,
    )  # fmt: skip
    support = Support(document, act.span.start, act.span.end, act)
    actors = (*act.actors, *act.addressees)
    draft = _draft(cells, support, "question", language, ActKind.QUESTION, actors)
    return Row(draft, not thread.replies)


def of_act(act: Act, document: Document, language: Language) -> Row:
    """When, who, how, in which matter, in which words."""
    how = str(texts(language)["list"]["form_names"].get(str(act.form), "")) if act.form else ""
    support = Support(document, act.span.start, act.span.end, act)
    if act.kind in PRESENCE:
        cells = (_day(act.date or document.date), names(act.actors, language), how, document.body or "", "{quote}")
        return Row(_draft(cells, support, "presence", language, act.kind, act.actors))
    matter = heading_of(document, act.section) or document.title
    cells = (_day(act.date or document.date), names(act.actors, language), how, matter, "{quote}")
    return Row(_draft(cells, support, "act", language, act.kind, act.actors))


def of_vote(vote: Vote, document: Document, language: Language) -> Row:
    """When, in which matter, how many for what."""
    counts = tuple("" if n is None else str(n) for n in (vote.yes, vote.no, vote.abstained))
    cells = (_day(document.date), heading_of(document, vote.section), *counts, "{quote}")
    return Row(_draft(cells, Support(document, vote.span.start, vote.span.end), "vote", language))


def same_act(act: Act, document: Document) -> tuple[object, ...]:
    """What two prints of one act have in common."""
    people = frozenset(actor.label for actor in act.actors)
    matter = act.case_number or fold(heading_of(document, act.section))
    return act.kind, act.date or document.date, document.body, people, matter, fold(document.quote(act.span))


def same_vote(vote: Vote, document: Document) -> tuple[object, ...]:
    """What two prints of one vote have in common."""
    matter = vote.case_number or heading_of(document, vote.section).casefold()
    return document.date, vote.yes, vote.no, matter or document.id


def of_document(document: Document, language: Language) -> Row:
    """When, its title, its kind and its board; a title that is put together stands before the first line."""
    place = title_span(document, None)
    told = "{quote}" if place else f"{document.title}: {{quote}}"
    kind = str(texts(language)["genres"][str(document.genre)])
    cells = (_day(document.date), told, kind, document.body or "")
    return Row(_draft(cells, Support(document, *(place or _first_line(document))), "document", language))


def _first_line(document: Document) -> tuple[int, int]:
    found = re.search(r"\S.*", document.text)
    return (found.start(), len(document.text[: found.end()].rstrip())) if found else (0, 0)


def of_people(acts: Sequence[tuple[Act, Document]], language: Language) -> list[Row]:
    """One row a person: name, role, how many acts, and the first of them."""
    first: dict[str, tuple[Act, Document, int]] = {}
    for act, document in acts:
        people = any(actor.name for actor in act.actors)
        for actor in act.actors:
            if actor.name or (actor.label and not people):  # a union is told where nobody speaks for it
                known = first.get(actor.label)
                first[actor.label] = (*known[:2], known[2] + 1) if known else (act, document, 1)
    found = []
    for label, (act, document, n) in sorted(first.items(), key=lambda item: (-item[1][2], item[0])):
        cells = (label, str(n), _day(act.date or document.date), "{quote}")
        support = Support(document, act.span.start, act.span.end, act)
        found.append(Row(_draft(cells, support, "person", language, act.kind)))
    return found


def _draft(
    cells: tuple[str, ...],
    support: Support,
    header: str,
    language: Language,
    kind: ActKind | None = None,
    actors: Sequence[Actor] = (),
) -> Draft:
    return Draft("{quote}", support, kind, tuple(actors), cells=cells, header=_header(header, language))


def _header(name: str, language: Language) -> tuple[str, ...]:
    return tuple(texts(language)["list"]["columns"][name])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
