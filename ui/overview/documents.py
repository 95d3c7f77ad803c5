"""The list of documents, narrowed by its facets, in the order of a column, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from assistant.contract import FilterSpec, Language
from assistant.incoming.reasons import told
from assistant.overview.documents import Column, Order, ordered
from assistant.overview.holdings import Parties
from assistant.service import Coverage, DocumentInfo
from ui.overview.tables import number
from ui.render import attributes, button, capital, escape, unbroken
from ui.texts import Texts

LIMIT = 50  # rows shown at once
_FIGURES = (Column.PAGES,)


@dataclass(frozen=True, slots=True)
class Listing:
    """How the list stands: its order and its page, from 0."""

    order: Order = field(default_factory=Order)
    page: int = 0

    def pressed(self, data: Mapping[str, object]) -> Listing:
        """The list after a press on the head of a column or on another page."""
        sort, page = str(data.get("sort", "")), str(data.get("page", ""))
        if sort in set(Column):
            return Listing(self.order.pressed(Column(sort)))
        if page.isascii() and page.isdigit() and len(page) < 7:
            return replace(self, page=int(page))
        return self


def facets(
    documents: Sequence[DocumentInfo], texts: Texts, parties: Parties | None = None
) -> dict[str, list[tuple[str, str]]]:
    """The choices of "body", "genre", "year" and "party" as (shown, value), only those that some document has."""
    genres = {info.genre.value for info in documents}
    years = {f"{info.date.year:04d}" for info in documents if info.date}
    spoken = {party for info in documents for party in (parties or {}).get(info.document_id, ())}
    return {
        "body": [(capital(body), body) for body in sorted({info.body for info in documents if info.body})],
        "genre": sorted((texts.maybe("genre", genre), genre) for genre in genres),
        "year": [(year, year) for year in sorted(years, reverse=True)],
        "party": [(party, party) for party in sorted(spoken)],
    }


def table(
    shown: Sequence[DocumentInfo],
    coverage: Coverage,
    texts: Texts,
    listing: Listing | None = None,
    words: str = "",
    filters: FilterSpec | None = None,
) -> str:
    """The documents as a table whose titles open the document, and the files that could not be read.

    `words` and `filters` are what `shown` was narrowed by: the link to the list as CSV carries them.
    """
    stands = listing or Listing()
    parts = [f"<h2>{escape(texts('documents.heading'))}</h2>", _above(shown, coverage, texts, words, filters)]
    if shown:
        names = {info.genre.value: texts.maybe("genre", info.genre.value) for info in shown}
        page = min(stands.page, (len(shown) - 1) // LIMIT)
        rows = ordered(shown, stands.order, names)[page * LIMIT : (page + 1) * LIMIT]
        parts += [_sorters(stands.order, texts), _rows(rows, stands.order, texts), _pages(page, len(shown), texts)]
    else:
        parts.append(f"<p>{escape(texts('documents.none'))}</p>")
    return "".join(parts) + _unread(coverage, texts)


def _above(
    shown: Sequence[DocumentInfo], coverage: Coverage, texts: Texts, words: str, filters: FilterSpec | None
) -> str:
    count = number(coverage.documents, texts)
    if len(shown) == coverage.documents:
        summary = texts("documents.summary_all", count=count)
    else:
        summary = texts("documents.summary", shown=number(len(shown), texts), count=count)
    spec = filters or FilterSpec()
    values = [("q", words.strip()), *(("body", each) for each in spec.body), *(("genre", each) for each in spec.genre)]
    values += [("party", each) for each in spec.party]
    values += [("date_from", str(spec.date_from or "")), ("date_to", str(spec.date_to or ""))]
    query = urlencode([*((name, value) for name, value in values if value), ("language", texts.language)])
    link = f'<a href="{escape(f"api/documents.csv?{query}")}" download>{escape(texts("documents.csv"))}</a>'
    return f'<div class="above"><p class="aside" role="status">{escape(summary)}</p>{link if shown else ""}</div>'


def _rows(rows: Sequence[DocumentInfo], order: Order, texts: Texts) -> str:
    caption = f'<caption class="sr">{escape(texts("documents.caption"))}</caption>'
    heads = "".join(_head(column, order, texts) for column in Column)
    body = "".join(_row(info, texts) for info in rows)
    head = f'<thead><tr role="row">{heads}</tr></thead>'
    return f'<table class="documents" role="table">{caption}{head}<tbody>{body}</tbody></table>'


def _head(column: Column, order: Order, texts: Texts) -> str:
    way = _way(column, order)
    label = f"{escape(texts(f'documents.{column.value}'))}{_sign(way)}"
    pressed = button(label, "sorter", data_sort=column.value, data_key=f"head-{column.value}")
    figures = "figures" if column in _FIGURES else None
    return f"<th{attributes(scope='col', role='columnheader', aria_sort=way, class_=figures)}>{pressed}</th>"


def _sorters(order: Order, texts: Texts) -> str:
    """The same choices as a row of buttons, for narrow pages, where the table has no head."""
    buttons = "".join(
        button(
            f"{escape(texts(f'documents.{column.value}'))}{_sign(_way(column, order))}",
            "sorter-chip",
            data_sort=column.value,
            data_key=f"chip-{column.value}",
            aria_pressed="true" if column is order.column else "false",
        )
        for column in Column
    )
    label = texts("documents.sort")
    return f'<div class="document-sorters" role="group"{attributes(aria_label=label)}>{buttons}</div>'


def _way(column: Column, order: Order) -> str | None:
    if column is not order.column:
        return None
    return "descending" if order.descending else "ascending"


def _sign(way: str | None) -> str:
    sign = {"ascending": "▲", "descending": "▼"}.get(way or "")
    return f'<span class="way" aria-hidden="true">{sign}</span>' if sign else ""


def _row(info: DocumentInfo, texts: Texts) -> str:
    title = " ".join(info.title.split()) or info.path
    values = {"data_doc": info.document_id, "data_start": 0, "data_end": 0}
    cells = [
        ("body", capital(info.body or "–")),
        ("genre", texts.maybe("genre", info.genre.value)),
        ("date", info.date.isoformat() if info.date else texts("documents.undated")),
        ("pages", number(info.pages, texts)),
    ]
    rest = "".join(
        f'<td role="cell" class="cell-{name}" data-label="{escape(texts(f"documents.{name}"))}">{escape(value)}</td>'
        for name, value in cells
    )
    path = f'<span class="path">{escape(info.path)}</span>'
    opened = button(unbroken(escape(title)), "title", lang="sv", **values)
    return f'<tr role="row"><th scope="row" role="rowheader">{opened}{path}</th>{rest}</tr>'


def _pages(page: int, count: int, texts: Texts) -> str:
    """The way to the rows before and after these."""
    if count <= LIMIT:
        return ""
    last = (count - 1) // LIMIT
    first, end = page * LIMIT + 1, min(count, (page + 1) * LIMIT)
    place = texts("documents.page_of", first=number(first, texts), last=number(end, texts), count=number(count, texts))
    steps = [
        button(
            escape(texts(f"documents.{name}")),
            "plain",
            data_page=to if there else None,
            data_key=f"page-{name}",
            aria_disabled=None if there else "true",
        )
        for name, to, there in (("previous", page - 1, page > 0), ("next", page + 1, page < last))
    ]
    label = attributes(aria_label=texts("documents.pages_label"))
    return f'<nav class="pages"{label}>{steps[0]}<span role="status">{escape(place)}</span>{steps[1]}</nav>'


def _unread(coverage: Coverage, texts: Texts) -> str:
    heading = f"<h2>{escape(texts('documents.unread'))}</h2>"
    if not coverage.unread:
        return f'<div class="unread">{heading}<p class="aside">{escape(texts("documents.all_read"))}</p></div>'
    language: Language = "en" if texts.language == "en" else "sv"
    rows = "".join(
        f'<li><span class="path">{escape(path)}</span> {escape(told(reason, language, path))}</li>'
        for path, reason in coverage.unread
    )
    lead = f'<p class="aside">{escape(texts("documents.unread_lead"))}</p>'
    return f'<div class="unread">{heading}{lead}<ul>{rows}</ul></div>'
