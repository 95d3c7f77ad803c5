"""Tables that sort and narrow, as HTML: their heads, their cells, and the line above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.overview.listings import HIGH_FIRST, Order
from corpus.records import ActKind, Actor, Form
from ui.render import attributes, button, capital, escape, unbroken
from ui.texts import Texts

ROWS = 100  # shown at first, and added by each press on "show more"
_OF_FORM = (ActKind.DISSENT, ActKind.ATTENDANCE)  # kinds that are named by their form alone
_NOTES = (Form.MINUTES_NOTE, Form.SPECIAL_STATEMENT, Form.SUBSTITUTE_STATEMENT)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a list stands: its order, how many rows of it are shown, and what was opened from it."""

    order: Order
    rows: int = ROWS
    opened: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the texts and in the order; figures stand to the right."""

    name: str
    figures: bool = False


def listing(
    group: str,
    columns: Sequence[Column],
    rows: Sequence[str],
    count: int,
    shown: Shown,
    asked: Iterable[tuple[str, object]],
    texts: Texts,
    lead: str = "",
) -> str:
    """A whole list: the line above it, its table, and the button for more.

    `group` names its texts and its address ("cases": `api/cases.csv`); `rows` are those that the filter leaves, of
    `count` in all; `asked` is the filter and the order as the address of the CSV file has them; `lead` is HTML above
    the table.
    """
    summary = texts(f"{group}.summary", shown=number(len(rows), texts), count=number(count, texts))
    line = above(summary, f"api/{group}.csv", asked, texts)
    if not rows:
        return line + f"<p>{escape(texts(f'{group}.none' if count else f'{group}.nothing'))}</p>"
    caption = f'<caption class="sr">{escape(texts(f"{group}.caption"))}</caption>'
    values = attributes(class_=f"listed {group}", role="table", data_return=shown.opened or None)
    return (
        f"{line}{lead}{sorters(columns, shown.order, group, texts)}"
        f"<table{values}>{caption}{head(columns, shown.order, group, texts)}"
        f"<tbody>{''.join(rows[: shown.rows])}</tbody></table>{more(shown.rows, len(rows), texts)}"
    )


def head(columns: Sequence[Column], order: Order, group: str, texts: Texts) -> str:
    """The head of a table: each cell a button that sorts by its column and says whether it does."""
    cells = "".join(_head_cell(column, order, group, texts) for column in columns)
    return f'<thead><tr role="row">{cells}</tr></thead>'


def _head_cell(column: Column, order: Order, group: str, texts: Texts) -> str:
    sorted_by = order.column == column.name
    way = ("descending" if order.descending else "ascending") if sorted_by else None
    sign = {"ascending": "▲", "descending": "▼"}.get(way or "", "")
    label = f'{escape(texts(f"{group}.{column.name}"))}<span class="way" aria-hidden="true">{sign}</span>'
    pressed = button(label, "sorter", data_sort=column.name, data_key=f"sort-{column.name}")
    style = "figures" if column.figures else None
    values = attributes(scope="col", role="columnheader", aria_sort=way, class_=style)
    return f"<th{values}>{pressed}</th>"


def sorters(columns: Sequence[Column], order: Order, group: str, texts: Texts) -> str:
    """The same choices as a row of buttons, for narrow pages, where a table has no head."""
    buttons = "".join(
        button(
            escape(texts(f"{group}.{column.name}")) + (_arrow(order) if order.column == column.name else ""),
            "sorter-chip",
            data_sort=column.name,
            data_key=f"chip-{column.name}",
            aria_pressed="true" if order.column == column.name else "false",
        )
        for column in columns
    )
    label = escape(texts("cases.sort"))
    return (
        f'<div class="sorters" role="group" aria-label="{label}"><span aria-hidden="true">{label}</span>{buttons}</div>'
    )


def _arrow(order: Order) -> str:
    return f' <span aria-hidden="true">{"▼" if order.descending else "▲"}</span>'


def cell(column: Column, content: str, group: str, texts: Texts) -> str:
    """A cell of HTML that knows its column's name, for narrow pages show a row as a card."""
    style = f"cell-{column.name}{' figures' if column.figures else ''}{'' if content else ' none'}"
    return f"<td{attributes(role='cell', class_=style, data_name=texts(f'{group}.{column.name}'))}>{content}</td>"


def pressed_order(order: Order, column: str) -> Order:
    """The order after a press on a column's head: counts and days begin with the highest."""
    return order.pressed(column, column in HIGH_FIRST)


def above(count: str, address: str, values: Iterable[tuple[str, object]], texts: Texts) -> str:
    """The line above a table: how much it shows, and its download as CSV, narrowed and sorted alike."""
    told = [(name, str(value)) for name, value in values if value not in ("", None, False)]
    link = f"{address}?{urlencode([*told, ('lang', texts.language)])}"
    download = f'<a class="csv" href="{escape(link)}" download>{escape(texts("cases.csv"))}</a>'
    return f'<div class="above"><p class="aside" role="status">{escape(count)}</p>{download}</div>'


def more(shown: int, count: int, texts: Texts) -> str:
    """The button for more rows, if there are more."""
    if shown >= count:
        return ""
    left = texts("cases.more", n=number(min(ROWS, count - shown), texts))
    return button(escape(left), "plain", data_more="1", data_key="more")


def number(n: int, texts: Texts) -> str:
    """A count with its thousands apart: "12 480" in Swedish, "12,480" in English."""
    return f"{n:,}".replace(",", "\u00a0") if texts.language == "sv" else f"{n:,}"


def day(when: date | None) -> str:
    """A day as HTML that stays on one line; "" for none."""
    return unbroken(escape(when.isoformat())) if when else ""


def period(first: date | None, last: date | None) -> str:
    """From one day to another, as HTML."""
    if first is None or last is None or first == last:
        return day(first or last)
    return f"{day(first)} – {day(last)}"


def kind_label(kind: ActKind, form: Form | None, texts: Texts) -> str:
    """What an act is, in words: "Beslut: bordläggning", "Reservation", "Fråga"; never one kind for another."""
    own = f"cases.act.{kind}"
    name = texts(own) if own in texts.keys else texts.maybe("act", str(kind))
    told = texts.maybe("cases.form", str(form)) if form else ""
    if told and kind in _OF_FORM:
        return capital(told)
    return f"{name}: {told}" if told else name


def kind_style(kind: ActKind, form: Form | None) -> str:
    """The colour of a kind's badge: a note or a statement for the minutes is no dissent, and has not its colour."""
    return "note" if form in _NOTES else kind.value


def people(actors: Sequence[Actor], most: int = 6) -> str:
    """Actors as HTML, each person a button that opens them; of a long list the rest is a count."""
    shown = [_person(actor) for actor in actors[:most]]
    if len(actors) > most:
        shown.append(f"+{len(actors) - most}")
    return ", ".join(shown)


def _person(actor: Actor) -> str:
    if not actor.name:
        return escape(capital(actor.label))
    return button(escape(actor.label), "name", data_person=actor.name, data_party=actor.party or "")
