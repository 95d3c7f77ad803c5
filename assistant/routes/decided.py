"""The last word in a case: a matter is referred, adjourned and proposed before it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.candidates import Thread
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.rows import FOR_A_WHILE
from assistant.texts import say
from assistant.understanding.question import Intent, Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind, Document
from index.cases import Case, CasePart

MOST = 4  # points of one decision that are told


def case_of(act: Act, reader: Reader) -> Case | None:
    """The case that an act belongs to, with its parts."""
    place = (act.span.document_id, act.section)
    home = reader.index.cases.homes([place]).get(place)
    return reader.index.cases.case(home) if home else None


def final(asked: Understanding, intent: Intent, threads: list[Thread], reader: Reader) -> list[Thread]:
    """The threads with the best one's decision replaced by the last one of its case.

    Of a board or a day that the question names, the last of that board or by that day, if there is any; of a form
    that it names ("bordlades"), the last of that form, or each where it may be decided again and the question is
    when.
    """
    best = threads[0]
    case = case_of(best.act, reader)
    if case is None or best.act.kind is not ActKind.DECISION:
        return threads
    decided = [part for part in case.parts if any(act.kind is ActKind.DECISION for act in part.acts)]
    meant = [part for part in decided if _meant(part, asked)] or decided
    form = intent.form
    if intent.asked == "when" and form in FOR_A_WHILE:
        dated = [(a, p.document) for p in meant for a in p.acts if a.kind is ActKind.DECISION and a.form is form]
        return [Thread(act, document, best.score, [act]) for act, document in dated] or threads
    for part in sorted(meant, key=lambda p: p.date or date.min, reverse=True):
        acts = [a for a in part.acts if a.kind is ActKind.DECISION and (form is None or a.form is form)]
        if not acts:
            continue
        if any(act.id == best.act.id for act in acts):
            return threads  # the best is of the last meeting already
        told = [Thread(act, part.document, best.score, [act]) for act in acts[:MOST]]
        return [*told, *(t for t in threads if t.act.case_number != best.act.case_number)]
    return threads


def _meant(part: CasePart, asked: Understanding) -> bool:
    if asked.bodies and part.document.body not in asked.bodies:
        return False
    return asked.period is None or part.date is None or asked.period.holds(part.date)


def pending(thread: Thread, asked: Understanding, reader: Reader) -> list[Draft]:
    """What a board has proposed since a decision that settles nothing, told as the proposal that it is."""
    case = case_of(thread.act, reader) if thread.act.form in FOR_A_WHILE else None
    day = thread.document.date
    if case is None or day is None or asked.period is not None:
        return []
    later = [p for p in case.parts if p.date is not None and p.date > day]
    found = [(act, p.document) for p in later for act in p.acts if act.kind is ActKind.PROPOSAL and _of_a_body(act)]
    return [_told(act, document, asked) for act, document in found[-1:]]


def only_proposed(asked: Understanding, proposals: Iterable[Thread]) -> list[Draft]:
    """The proposal of a board or an administration where nothing was decided, with that said before it."""
    for thread in proposals:
        if _of_a_body(thread.act):
            remark = Draft(say(asked.language, "status.no_decision"))
            return [remark, _told(thread.act, thread.document, asked)]
    return []


def _of_a_body(act: Act) -> bool:
    return bool(act.actors) and all(actor.organisation and not actor.party for actor in act.actors)


def _told(act: Act, document: Document, asked: Understanding) -> Draft:
    draft = tell(act, Support(document, act.span.start, act.span.end, act), asked.language)
    return replace(draft, when=None)
