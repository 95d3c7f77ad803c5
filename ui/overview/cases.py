"""The list of cases, and one case from its first paper to its last decision, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from urllib.parse import urlencode

from assistant.overview.answers import LIKELY, Answered, Question, Reply
from assistant.overview.cases import CaseHints, CaseInfo, Step, StepAct, Timeline
from assistant.overview.listings import NO_KIND, CaseFilter, Order
from ui.overview.tables import (
    Column,
    Shown,
    cell,
    day,
    kind_label,
    kind_style,
    listing,
    number,
    people,
    period,
)
from ui.overview.timeline import picture
from ui.render import attributes, badge, button, capital, escape, shortened
from ui.texts import Texts

COLUMNS = (
    Column("number"),
    Column("title"),
    Column("kind"),
    Column("status"),
    Column("last"),
    Column("documents", figures=True),
    Column("unanswered", figures=True),
)
TITLE = 140  # characters of a case's title in the list
QUOTE = 320  # characters of a quote
ACTS = 12  # of a step that are shown before the rest is folded
_HEADING = 160


def table(found: Sequence[CaseInfo], count: int, chosen: CaseFilter, shown: Shown, texts: Texts) -> str:
    """The table of the cases that a filter leaves, of `count` in all."""
    rows = [_row(case, texts) for case in found]
    return listing("cases", COLUMNS, rows, count, shown, _asked(chosen, shown.order), texts)


def _asked(chosen: CaseFilter, order: Order) -> list[tuple[str, object]]:
    several = (("kind", chosen.kinds), ("status", chosen.statuses), ("body", chosen.bodies))
    return [
        ("q", chosen.words),
        *((name, value) for name, values in several for value in values),
        ("unanswered", "true" if chosen.unanswered else ""),
        ("sort", order.column),
        ("descending", "true" if order.descending else "false"),
    ]


def _row(case: CaseInfo, texts: Texts) -> str:
    title = shortened(case.title, TITLE) or case.number or case.id
    opened = button(escape(title), "title", lang="sv", data_case=case.id, data_key=case.id)
    who = ", ".join(actor.label for actor in case.askers[:3])
    asker = f'<span class="path">{escape(capital(who))}</span>' if who else ""
    contents = {
        "number": escape(case.number or "").replace(" ", "\u00a0"),
        "kind": escape(kind_name(case, texts)) if case.kind else "",
        "status": escape(texts.maybe("cases.state", case.status)),
        "last": day(case.last),
        "documents": number(case.documents, texts),
        "unanswered": _unanswered(case, texts),
    }
    cells = [
        f'<th scope="row" role="rowheader">{opened}{asker}</th>'
        if column.name == "title"
        else cell(column, contents[column.name], "cases", texts)
        for column in COLUMNS
    ]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _unanswered(case: CaseInfo, texts: Texts) -> str:
    if not case.questions:
        return ""
    shown = texts("cases.of", part=number(case.unanswered, texts), whole=number(case.questions, texts))
    return f'<strong class="unmet">{escape(shown)}</strong>' if case.unanswered else escape(shown)


def kind_name(case: CaseInfo, texts: Texts) -> str:
    """The paper that a case is about, in words."""
    return texts.maybe("genre", case.kind.value) if case.kind else texts("cases.kind_none")


def facets(cases: Sequence[CaseInfo], texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """The choices of "kind", "status" and "body" as (shown, value), only those that some case has."""
    kinds = {case.kind.value if case.kind else NO_KIND: kind_name(case, texts) for case in cases}
    statuses = {case.status: texts.maybe("cases.state", case.status) for case in cases}
    bodies = sorted(set(chain.from_iterable(case.bodies for case in cases)))
    return {
        "kind": sorted((shown, value) for value, shown in kinds.items()),
        "status": sorted((shown, value) for value, shown in statuses.items()),
        "body": [(capital(body), body) for body in bodies],
    }


# One case


def detail(timeline: Timeline, texts: Texts) -> str:
    """A case: what it is and how it stands, what is unanswered, its picture, and its steps in date order."""
    steps = "".join(_step(step, texts) for step in timeline.steps)
    return (
        f'<article class="thread">{_back(texts)}{_head(timeline.case, texts)}{_open_questions(timeline, texts)}'
        f'{picture(timeline, texts)}<h3 class="sr">{escape(texts("cases.steps"))}</h3><ol class="stages">{steps}</ol>'
        f"</article>"
    )


def missing(wanted: str, hints: CaseHints, texts: Texts) -> str:
    """What is said of a number that is no case, and what to look at instead."""
    near = "".join(button(escape(other), "chip", data_case=other) for other in hints.near[:6])
    offered = f'<p>{escape(texts("cases.near"))}</p><div class="chips">{near}</div>' if near else ""
    mentioned = ""
    if hints.mentioning:
        paths = "".join(f'<li class="path">{escape(path)}</li>' for path in hints.mentioning[:12])
        mentioned = f"<p>{escape(texts('cases.mentioned'))}</p><ul>{paths}</ul>"
    line = texts("cases.missing", number=shortened(wanted, 60))
    return (
        f'<article class="thread">{_back(texts)}<h2 tabindex="-1" data-focus="{escape(wanted)}">{escape(line)}</h2>'
        f"{offered}{mentioned}</article>"
    )


def _back(texts: Texts) -> str:
    return button(f'<span aria-hidden="true">← </span>{escape(texts("cases.back"))}', "plain back-to", data_back="1")


def _head(case: CaseInfo, texts: Texts) -> str:
    title = escape(" ".join(case.title.split()) or case.number or case.id)
    state = badge(texts.maybe("cases.state", case.status), "answered" if case.status == "answered" else "state")
    facts = [
        ("number", escape(case.number or texts("cases.no_number"))),
        ("kind", escape(kind_name(case, texts))),
        ("askers", people(case.askers)),
        ("addressees", people(case.addressees)),
        ("bodies", escape(", ".join(capital(body) for body in case.bodies))),
        ("period", period(case.first, case.last)),
        ("documents", number(case.documents, texts)),
        ("related", " ".join(button(escape(i), "name", data_case=i) for i in case.related[:8])),
    ]
    rows = "".join(
        f"<div><dt>{escape(texts(f'cases.{name}'))}</dt><dd>{value}</dd></div>" for name, value in facts if value
    )
    link = f"?{urlencode({'case': case.number or case.id})}"
    return (
        f'<h2 tabindex="-1" data-focus="{escape(case.id)}" lang="sv">{title}</h2><p class="state">{state}</p>'
        f'<dl class="facts">{rows}</dl>'
        f'<p class="links"><a href="{escape(link)}">{escape(texts("cases.link"))}</a></p>'
    )


def _open_questions(timeline: Timeline, texts: Texts) -> str:
    """In plain sight above everything: how many questions no document answers, and which."""
    case = timeline.case
    if not case.questions:
        return ""
    asked = [(step, act) for step in timeline.steps for act in step.acts if act.question and not act.again]
    left = [(step, act) for step, act in asked if act.question and act.question.answered is Answered.NO]
    if not left:
        return f'<p class="all-answered">{escape(texts("cases.all_answered", n=case.questions))}</p>'
    key = "cases.left_one" if case.questions == 1 else "cases.left"
    line = texts(key, n=number(len(left), texts), count=number(case.questions, texts))
    items = "".join(f"<li>{_quote(act, step)}</li>" for step, act in left)
    return f'<section class="left"><h3>{escape(line)}</h3><ul>{items}</ul></section>'


def _step(step: Step, texts: Texts) -> str:
    when = day(step.date) or escape(texts("cases.undated"))
    body = f'<span class="step-body">{escape(capital(step.body))}</span>' if step.body else ""
    item = texts("cases.paragraph", number=step.paragraph) if step.paragraph else ""
    name = shortened(step.heading or step.title or step.path, _HEADING)
    place = button(
        escape(" ".join(filter(None, [item, name]))),
        "title",
        lang=step.language,
        data_doc=step.document_id,
        data_start=step.start,
        data_end=step.end,
    )
    genre = texts.maybe("genre", step.genre.value)
    where = f'<p class="path">{escape(genre)} · {escape(step.path)} · {escape(texts("ask.page", page=step.page))}</p>'
    sure = f'<p class="unsure">{escape(texts(f"cases.why.{step.why}"))}</p>' if step.certainty < 1 else ""
    line = ""
    if step.line is not None:
        line = f'<p class="card-quote"{attributes(lang=step.language)}>{escape(shortened(step.line, QUOTE))}</p>'
    top = f'<p class="when">{when}{body}</p><h4>{place}</h4>{where}{sure}{line}'
    return f'<li class="stage">{top}{_acts(step, texts)}</li>'


def _acts(step: Step, texts: Texts) -> str:
    acts = [_act(act, step, texts) for act in step.acts]
    shown, rest = acts[:ACTS], acts[ACTS:]
    folded = ""
    if rest:
        label = escape(texts("cases.folded", n=number(len(rest), texts)))
        folded = f'<details><summary>{label}</summary><ul class="done">{"".join(rest)}</ul></details>'
    return (f'<ul class="done">{"".join(shown)}</ul>' if shown else "") + folded


def _act(act: StepAct, step: Step, texts: Texts) -> str:
    to = f" → {people(act.addressees)}" if act.addressees else ""
    who = f'<span class="who">{people(act.actors)}{to}</span>' if act.actors or to else ""
    state = ""
    if act.question is not None:
        again = f'<p class="aside">{escape(texts("cases.again"))}</p>'
        state = again if act.again else answered(act.question, texts)
    label = badge(kind_label(act.kind, act.form, texts), kind_style(act.kind, act.form))
    return f"<li>{label}{who}{_quote(act, step)}{state}</li>"


def _quote(act: StepAct, step: Step) -> str:
    return quote(act.quote, step.language, step.document_id, act.start, act.end)


def quote(text: str, language: str, document_id: str, start: int, end: int) -> str:
    """A quote as a button that opens its place in the source panel."""
    said = f'<span class="card-quote">{escape(shortened(text, QUOTE))}</span>'
    return button(said, "quote", lang=language, data_doc=document_id, data_start=start, data_end=end)


def answered(question: Question, texts: Texts) -> str:
    """Whether a question was answered, by whom and how surely, with a way to the answer."""
    if not question.replies:
        return f'<p class="reply-state">{badge(texts("cases.unanswered_here"), "open")}</p>'
    told = "".join(_reply(reply, texts) for reply in question.replies[:3])
    return f'<div class="reply-state">{told}</div>'


def _reply(reply: Reply, texts: Texts) -> str:
    who, when = ", ".join(reply.actors), reply.date.isoformat() if reply.date else ""
    name = "answered" if reply.certainty >= LIKELY else "likely"
    state = badge(texts(f"cases.is_{name}"), name)
    said = texts("cases.by", who=who) if who else ""
    line = f'<span class="who">{escape(" ".join(filter(None, [said, when])))}</span>'
    sure = f'<p class="unsure">{escape(_certainty(reply, texts))}</p>' if reply.certainty < 1 else ""
    shown = reply.quote or texts("cases.whole", title=shortened(reply.title, 80))
    place = quote(shown, reply.language, reply.document_id, reply.start, reply.end)
    return f"<div>{state}{line}{place}{sure}</div>"


def _certainty(reply: Reply, texts: Texts) -> str:
    if reply.certainty >= LIKELY:
        return texts("cases.sure_print")
    return texts("cases.sure_case" if reply.end else "cases.sure_paper")
