"""How often a matter came up, and at which meetings: counted among the items of minutes, each told with its words."""

from __future__ import annotations

from assistant.drafts import Draft
from assistant.reader import Reader
from assistant.routes.cases import LEAST, READ, cases_of, step, title_of
from assistant.routes.nothing import scope
from assistant.routes.outcome import Outcome
from assistant.routes.rows import inside
from assistant.routes.scoped import in_words
from assistant.texts import counted, say
from assistant.topic import Topic
from assistant.understanding.listing import matter_form
from assistant.understanding.question import Understanding
from assistant.understanding.said import narrowed
from corpus.records import ActKind, Form, Genre
from index.cases.records import Case, CasePart
from index.records import Filters

PUT_OFF = (Form.ADJOURNED, Form.REFERRED_BACK)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The meetings at which the matter came up, counted; None where no matter is asked for or found."""
    if not asked.times:
        return None
    where = narrowed(asked, filters)
    case = _case(asked, filters, reader)
    if case is None:
        return None
    form = matter_form(asked.question, asked.language)
    found = _meetings(case, where, form)
    if not found and form not in PUT_OFF:
        return None
    narrowing = ", ".join(in_words(where, filters, asked.language))
    told = say(
        asked.language,
        f"meetings.{form if form in PUT_OFF else 'told'}" if found else "meetings.none",
        title=case.title,
        times=counted(asked.language, "time", len(found)),
        where=f" ({narrowing})" if narrowing else "",
    )
    if not found:
        return Outcome("not_found", "list", [Draft(f"{told} {scope(asked.language, where, reader)}")])
    rows = [row for part in found if (row := step(part, asked)) is not None]
    return Outcome("answered", "list", [Draft(told), *rows])


def _case(asked: Understanding, filters: Filters, reader: Reader) -> Case | None:
    """The case with the number asked for, else the one whose title holds most of the topic."""
    if asked.case_numbers:
        return reader.index.cases.case(asked.case_numbers[0])
    topic = Topic(reader, asked.topic, asked.language)
    if not topic.text:
        return None
    best: tuple[float, Case] | None = None
    for case in cases_of(reader.hits(asked, filters, asked.topic)[:READ], reader):
        share = max(topic.share(title) for title in (case.title, *map(title_of, case.parts)))
        if share >= LEAST and share > (best[0] if best else 0.0):
            best = share, case
    return best[1] if best else None


def _meetings(case: Case, where: Filters, form: Form | None) -> list[CasePart]:
    """Its items of minutes that the filters let through, each meeting once, those decided in a form alone if asked."""
    found: dict[object, CasePart] = {}
    for part in case.parts:
        decided = [act.form for act in part.acts if act.kind is ActKind.DECISION]
        meeting = part.document.genre is Genre.MINUTES and inside(part, where)
        if meeting and (form not in PUT_OFF or form in decided):
            found.setdefault((part.document.body, part.date), part)
    return list(found.values())
