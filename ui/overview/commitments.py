"""The ledger of commitments as HTML: what was undertaken, by when, and the later words beside the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.ledger.listing import OVERDUE, LedgerFilter, standing
from assistant.ledger.records import Commitment, Kind
from assistant.overview.listings import Order
from ui.overview.cases import quote
from ui.overview.tables import Column, Shown, cell, day, listing
from ui.render import badge, button, escape, shortened
from ui.texts import Texts

COLUMNS = (Column("due"), Column("who"), Column("what"), Column("fate"), Column("said"))
STATES = (OVERDUE, "silent", "kept", "moved", "broken", "proposed")
_COLOURS = {"kept": "answered", "moved": "likely", "broken": "open", "proposed": "likely", OVERDUE: "open"}
_TITLE = 90


def table(
    found: Sequence[Commitment], count: int, chosen: LedgerFilter, shown: Shown, today: date, texts: Texts
) -> str:
    """The table of the commitments that a filter leaves, of `count` in all."""
    rows = [_row(one, today, texts) for one in found]
    lead = f'<p class="aside">{escape(texts("commitments.silence"))}</p>'
    return listing("commitments", COLUMNS, rows, count, shown, asked(chosen, shown.order), texts, lead)


def asked(chosen: LedgerFilter, order: Order) -> list[tuple[str, object]]:
    """The same filter and order as parameters of the API."""
    return [
        ("q", chosen.words),
        ("who", chosen.who),
        *(("body", body) for body in chosen.bodies),
        *(("fate", fate) for fate in chosen.fates),
        ("sort", order.column),
        ("descending", "true" if order.descending else "false"),
    ]


def states(texts: Texts) -> list[tuple[str, str]]:
    """The choices of the filter of states."""
    return [(texts(f"commitments.state_{state}"), state) for state in STATES]


def bodies(found: Iterable[Commitment]) -> list[str]:
    """The choices of the filter of boards."""
    return sorted({one.body for one in found if one.body})


def _row(one: Commitment, today: date, texts: Texts) -> str:
    due, _, what, fate, said = COLUMNS
    cells = (
        cell(due, _due(one, texts), "commitments", texts),
        f'<th scope="row" role="rowheader" data-name="{escape(texts("commitments.who"))}">{escape(one.who)}</th>',
        cell(what, _what(one, texts), "commitments", texts),
        cell(fate, _fate(one, today, texts), "commitments", texts),
        cell(said, _said(one, texts), "commitments", texts),
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _due(one: Commitment, texts: Texts) -> str:
    """The last day, and the words that give it."""
    words = (
        f'<span class="path" lang="{escape(one.source.language)}">”{escape(one.due_text)}”</span>'
        if one.due_text
        else ""
    )
    return (day(one.due) or escape(texts("commitments.no_day"))) + words


def _what(one: Commitment, texts: Texts) -> str:
    source = one.source
    kind = badge(texts(f"commitments.kind_{one.kind}"), "note" if one.kind is Kind.FORECAST else "case")
    return kind + quote(source.quote, source.language, source.document_id, source.start, source.end)


def _fate(one: Commitment, today: date, texts: Texts) -> str:
    """How it stands, and the later words that tell it."""
    state = standing(one, today)
    told = badge(texts(f"commitments.state_{state}"), _COLOURS.get(state, "state"))
    if one.later is None:
        return f'{told}<p class="path">{escape(texts(f"commitments.means_{state}"))}</p>'
    later = one.later
    words = quote(later.quote, later.language, later.document_id, later.start, later.end)
    return f'{told}<p class="path">{_place(later.date, later.title or later.path, later.page, texts)}</p>{words}'


def _said(one: Commitment, texts: Texts) -> str:
    source = one.source
    pieces = [_place(source.date, source.title or source.path, source.page, texts)]
    if one.prints > 1:
        pieces.append(escape(texts("people.prints", n=one.prints)))
    if one.case:
        pieces.append(button(escape(one.case_number or texts("people.its_case")), "name", data_case=one.case))
    return f'<span class="path">{" · ".join(pieces)}</span>'


def _place(when: date | None, title: str, page: int, texts: Texts) -> str:
    pieces = (day(when), escape(shortened(title, _TITLE)), escape(texts("ask.page", page=page)))
    return " · ".join(piece for piece in pieces if piece)
