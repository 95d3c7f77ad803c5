"""The list of documents, narrowed by its facets, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.contract import FilterSpec
from assistant.service import Coverage, DocumentInfo
from ui.render import button, capital, escape, unbroken
from ui.texts import Texts

LIMIT = 200  # rows shown at once


def chosen(documents: Sequence[DocumentInfo], words: str, filters: FilterSpec) -> list[DocumentInfo]:
    """The documents that pass the filter and hold every word of `words` in a name or number."""
    wanted = words.casefold().split()
    return [info for info in documents if _passes(info, filters) and all(w in _haystack(info) for w in wanted)]


def _haystack(info: DocumentInfo) -> str:
    return " ".join([info.title, info.path, info.body or "", *info.case_numbers]).casefold()


def _passes(info: DocumentInfo, filters: FilterSpec) -> bool:
    if filters.body and info.body not in filters.body:
        return False
    if filters.genre and info.genre.value not in filters.genre:
        return False
    if filters.date_from and (info.date is None or info.date < filters.date_from):
        return False
    return not (filters.date_to and (info.date is None or info.date > filters.date_to))


def facets(documents: Sequence[DocumentInfo], texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """The choices of "body", "genre" and "year" as (shown, value), only those that some document has."""
    genres = {info.genre.value for info in documents}
    years = {f"{info.date.year:04d}" for info in documents if info.date}
    return {
        "body": [(capital(body), body) for body in sorted({info.body for info in documents if info.body})],
        "genre": sorted((texts.maybe("genre", genre), genre) for genre in genres),
        "year": [(year, year) for year in sorted(years, reverse=True)],
    }


def table(shown: Sequence[DocumentInfo], coverage: Coverage, texts: Texts) -> str:
    """The documents as a table whose titles open the document, and the files that could not be read."""
    summary = texts("documents.summary", shown=len(shown), count=coverage.documents)
    parts = [f'<p class="aside" role="status">{escape(summary)}</p>']
    if shown:
        heads = "".join(
            f'<th scope="col">{escape(texts(f"documents.{name}"))}</th>'
            for name in ("title", "body", "genre", "date", "pages")
        )
        rows = "".join(_row(info, texts) for info in shown[:LIMIT])
        caption = f'<caption class="sr">{escape(texts("documents.caption"))}</caption>'
        parts.append(f'<table class="documents">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')
    else:
        parts.append(f"<p>{escape(texts('documents.none'))}</p>")
    if len(shown) > LIMIT:
        parts.append(f'<p class="aside">{escape(texts("documents.limit", limit=LIMIT))}</p>')
    return "".join(parts) + _unread(coverage, texts)


def _row(info: DocumentInfo, texts: Texts) -> str:
    title = " ".join(info.title.split()) or info.path
    values = {"data_doc": info.document_id, "data_start": 0, "data_end": 0}
    cells = [
        ("body", capital(info.body or "–")),
        ("genre", texts.maybe("genre", info.genre.value)),
        ("date", info.date.isoformat() if info.date else texts("documents.undated")),
        ("pages", str(info.pages)),
    ]
    rest = "".join(
        f'<td class="cell-{name}" data-label="{escape(texts(f"documents.{name}"))}">{escape(value)}</td>'
        for name, value in cells
    )
    path = f'<span class="path">{escape(info.path)}</span>'
    opened = button(unbroken(escape(title)), "title", lang="sv", **values)
    return f'<tr><th scope="row">{opened}{path}</th>{rest}</tr>'


def _unread(coverage: Coverage, texts: Texts) -> str:
    heading = f"<h2>{escape(texts('documents.unread'))}</h2>"
    if not coverage.unread:
        return f'<div class="unread">{heading}<p class="aside">{escape(texts("documents.all_read"))}</p></div>'
    rows = "".join(
        f'<li><span class="path">{escape(path)}</span> {escape(reason)}</li>' for path, reason in coverage.unread
    )
    lead = f'<p class="aside">{escape(texts("documents.unread_lead"))}</p>'
    return f'<div class="unread">{heading}{lead}<ul>{rows}</ul></div>'
