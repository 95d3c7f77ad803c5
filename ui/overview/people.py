"""The list of people, and what one of them asked, answered, proposed and dissented from, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.overview.listings import ALL, Order, PersonFilter, acts_by_kind
from assistant.overview.people import Person, PersonAct, PersonInfo
from corpus.records import ActKind
from ui.overview.cases import answered, quote
from ui.overview.tables import (
    Column,
    Shown,
    above,
    cell,
    day,
    kind_label,
    kind_style,
    listing,
    number,
    period,
)
from ui.render import attributes, badge, button, capital, escape, shortened
from ui.texts import Texts

COLUMNS = (
    Column("name"),
    Column("party"),
    Column("questions", figures=True),
    Column("unanswered", figures=True),
    Column("received", figures=True),
    Column("answers", figures=True),
    Column("proposals", figures=True),
    Column("motions", figures=True),
    Column("dissents", figures=True),
    Column("last"),
)
CASES = "cases"  # beside the kinds of acts: the papers that a person put
ACTS = 40  # shown at first, and added by each press on "show more"
_TITLE = 110


def table(found: Sequence[PersonInfo], count: int, chosen: PersonFilter, shown: Shown, texts: Texts) -> str:
    """The table of the people that a filter leaves, of `count` in all."""
    rows = [_row(info, texts) for info in found]
    return listing("people", COLUMNS, rows, count, shown, _asked(chosen, shown.order), texts)


def _asked(chosen: PersonFilter, order: Order) -> list[tuple[str, object]]:
    return [
        ("q", chosen.words),
        *(("party", party) for party in chosen.parties),
        ("unanswered", "true" if chosen.unanswered else ""),
        ("sort", order.column),
        ("descending", "true" if order.descending else "false"),
    ]


def key_of(name: str, party: str | None) -> str:
    """What names a person's row on the page."""
    return f"{name}|{party or ''}"


def _row(info: PersonInfo, texts: Texts) -> str:
    opened = button(
        escape(info.name),
        "title",
        data_person=info.name,
        data_party=info.party or "",
        data_key=key_of(info.name, info.party),
    )
    roles = f'<span class="path">{escape(capital(", ".join(info.roles)))}</span>' if info.roles else ""
    cells = [f'<th scope="row" role="rowheader">{opened}{roles}</th>']
    for column in COLUMNS[1:]:
        if column.name == "last":
            content = period(info.first, info.last)
        elif column.name == "party":
            content = escape(info.party or "")
        else:
            count = getattr(info, column.name)
            content = number(count, texts) if count else ""
            if column.name == "unanswered" and count:
                content = f'<strong class="unmet">{content}</strong>'
        cells.append(cell(column, content, "people", texts))
    return f'<tr role="row">{"".join(cells)}</tr>'


def parties(people: Sequence[PersonInfo]) -> list[tuple[str, str]]:
    """The choices of the party filter."""
    return [(party, party) for party in sorted({info.party for info in people if info.party})]


# One person


def detail(person: Person, kind: str, shown: int, texts: Texts) -> str:
    """A person: who they are, and what they did of one kind ("all": of every kind), newest first."""
    groups = acts_by_kind(person)
    chosen = kind if kind in groups or (kind == CASES and person.cases) else ALL
    return (
        f'<article class="profile">{_back(texts)}{_head(person, texts)}{_kinds(person, groups, chosen, texts)}'
        f"{_list(person, groups, chosen, shown, texts)}</article>"
    )


def missing(name: str, texts: Texts) -> str:
    """What is said of a name that no document has."""
    line = escape(texts("people.missing", name=shortened(name, 60)))
    return f'<article class="profile">{_back(texts)}<h2 tabindex="-1" data-focus="{escape(name)}">{line}</h2></article>'


def _back(texts: Texts) -> str:
    return button(f'<span aria-hidden="true">← </span>{escape(texts("people.back"))}', "plain back-to", data_back="1")


def _head(person: Person, texts: Texts) -> str:
    info = person.info
    facts = [
        ("roles", escape(capital(", ".join(info.roles)))),
        ("period", period(info.first, info.last)),
        ("meetings", number(info.meetings, texts) if info.meetings else ""),
    ]
    rows = "".join(
        f"<div><dt>{escape(texts(f'people.{name}'))}</dt><dd>{value}</dd></div>" for name, value in facts if value
    )
    left = []
    if info.questions:
        own = texts("people.own_left", n=number(info.unanswered, texts), count=number(info.questions, texts))
        left.append(f'<p class="{"left-line" if info.unanswered else "aside"}">{escape(own)}</p>')
    if info.received:
        got = texts("people.got_left", n=number(info.unanswered_received, texts), count=number(info.received, texts))
        left.append(f'<p class="{"left-line" if info.unanswered_received else "aside"}">{escape(got)}</p>')
    link = f"?{urlencode({'person': info.name, 'party': info.party or ''})}"
    focus = escape(key_of(info.name, info.party))
    return (
        f'<h2 tabindex="-1" data-focus="{focus}">{escape(info.label)}</h2><dl class="facts">{rows}</dl>{"".join(left)}'
        f'<p class="links"><a href="{escape(link)}">{escape(texts("people.link"))}</a></p>'
    )


def _kinds(person: Person, groups: dict[str, list[PersonAct]], chosen: str, texts: Texts) -> str:
    """Buttons that choose a kind, each with how many there are."""
    counts = {name: len(acts) for name, acts in groups.items()}
    if person.cases:
        counts[CASES] = len(person.cases)
    buttons = "".join(
        button(
            f'{escape(texts(f"people.kind_{name}"))} <span class="n">{number(n, texts)}</span>',
            "kind",
            data_kind=name,
            data_key=f"kind-{name}",
            aria_pressed="true" if name == chosen else "false",
        )
        for name, n in counts.items()
    )
    return f'<div class="kinds" role="group" aria-label="{escape(texts("people.kinds"))}">{buttons}</div>'


def _list(person: Person, groups: dict[str, list[PersonAct]], chosen: str, shown: int, texts: Texts) -> str:
    if chosen == CASES:
        items = "".join(_case(person, i, texts) for i in range(len(person.cases)))
        return f'<h3 class="sr">{escape(texts("people.kind_cases"))}</h3><ol class="done acts-of">{items}</ol>'
    acts = groups[chosen]
    if not acts:
        return f"<p>{escape(texts('people.no_acts'))}</p>"
    line = texts("people.showing", shown=number(min(shown, len(acts)), texts), count=number(len(acts), texts))
    values = [("name", person.info.name), ("party", person.info.party or ""), ("kind", chosen)]
    items = "".join(_act(act, person.info, texts) for act in acts[:shown])
    rest = ""
    if shown < len(acts):
        label = texts("cases.more", n=number(min(ACTS, len(acts) - shown), texts))
        rest = button(escape(label), "plain", data_more="1", data_key="more")
    return (
        f'<h3 class="sr">{escape(texts(f"people.kind_{chosen}"))}</h3>{above(line, "api/person.csv", values, texts)}'
        f'<ol class="done acts-of">{items}</ol>{rest}'
    )


def _act(act: PersonAct, info: PersonInfo, texts: Texts) -> str:
    label = texts("people.received_badge") if act.received else kind_label(act.kind, act.form, texts)
    when = day(act.date) or escape(texts("cases.undated"))
    with_whom = ", ".join(act.actors if act.received else act.addressees)
    others = [name for name in act.actors if name != info.label] if not act.received else []
    told = []
    if with_whom:
        told.append(texts("people.from" if act.received else "people.to", who=with_whom))
    if others:
        told.append(texts("people.with", who=", ".join(others[:4]) + (" …" if len(others) > 4 else "")))
    who = f'<span class="who">{escape(" · ".join(told))}</span>' if told else ""
    return (
        f'<li><p class="when">{when}{badge(label, kind_style(act.kind, act.form))}{who}</p>'
        f"{_answered_question(act, texts)}{quote(act.quote, act.language, act.document_id, act.start, act.end)}"
        f"{answered(act.question, texts) if act.question else ''}{_where(act, texts)}</li>"
    )


def _answered_question(act: PersonAct, texts: Texts) -> str:
    """What an answer is to: minutes often say no more than "A besvarar frågan."."""
    return "".join(
        f'<div class="to-what"><span class="aside">{escape(texts("people.answers_what", who=", ".join(asked.actors)))}'
        f"</span>{quote(asked.quote, asked.language, asked.document_id, asked.start, asked.end)}</div>"
        for asked in act.asked[:4]
        if act.kind is ActKind.ANSWER
    )


def _where(act: PersonAct, texts: Texts) -> str:
    title = escape(shortened(act.title or act.path, _TITLE))
    pieces = [f"<span{attributes(lang=act.language)}>{title}</span>", escape(texts("ask.page", page=act.page))]
    if act.prints > 1:
        pieces.append(escape(texts("people.prints", n=act.prints)))
    if act.case and act.case_number:
        pieces.append(button(escape(act.case_number), "name", data_case=act.case))
    elif act.case:
        pieces.append(button(escape(texts("people.its_case")), "name", data_case=act.case))
    return f'<p class="path">{" · ".join(pieces)}</p>'


def _case(person: Person, i: int, texts: Texts) -> str:
    case = person.cases[i]
    kind = texts.maybe("genre", case.kind.value) if case.kind else texts("cases.kind_none")
    state = texts.maybe("cases.state", case.status)
    opened = button(escape(shortened(case.title, _TITLE) or case.id), "title", lang="sv", data_case=case.id)
    told = " · ".join(escape(piece) for piece in (case.number or "", state) if piece)
    return (
        f'<li><p class="when">{day(case.first) or escape(texts("cases.undated"))}{badge(kind, "case")}</p>'
        f'{opened}<p class="path">{told}</p></li>'
    )
