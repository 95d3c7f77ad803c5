"""HTML: the visible text in reading order, with headings, lists and tables."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from corpus.readers.base import RawDocument
from corpus.readers.lines import Lines, row
from corpus.readers.text import declared, decode
from corpus.readers.words import sane_date, sane_title

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "head", "svg", "math", "iframe", "object", "canvas"}
    | {"button", "select", "input", "textarea", "audio", "video"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "main"}
    | {"ol", "p", "pre", "section", "summary", "ul", "table", "tr", "td", "th", "caption"}
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|(?:font-size|opacity)\s*:\s*(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATES = ("dc.date", "dcterms.date", "dcterms.created", "dcterms.issued", "article:published_time", "date")
_DEEPEST = 200  # elements within elements


class HtmlReader:
    """Reads HTML pages; the encoding is the one that the page declares."""

    def read(self, data: bytes, path: Path) -> RawDocument:
        """The text of the page in `data`."""
        markup = decode_html(data, path)
        soup = _soup(markup)
        lines = _lines(soup)
        raw = lines.document("html")
        title = sane_title(soup.title.get_text()) if soup.title else None
        return RawDocument("html", raw.pages, title=title, date=_date(soup), headings=raw.headings)


def decode_html(data: bytes, path: Path) -> str:
    """The markup of a page: a byte order mark first, then `<meta charset>`, then as any text."""
    found = _CHARSET.search(data[:4096])
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found[1].decode("ascii", errors="replace").lower()
        # Pages that say Latin-1 mean Windows' superset of it, as browsers take it.
        name = "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name
        if not name.startswith("utf-16"):
            text = declared(data, name)
            if text is not None:
                return text
    return decode(data, path)


def html_lines(markup: str) -> Lines:
    """The visible lines of an HTML text."""
    return _lines(_soup(markup))


def _soup(markup: str) -> Any:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        # BeautifulSoup warns of markup that looks like a file name or like XML; both are read as they are.
        warnings.simplefilter("ignore")
        return BeautifulSoup(_DECLARATION.sub("", markup), "lxml")


def _lines(soup: Any) -> Lines:
    walker = _Walker()
    walker.walk(soup, 0)
    walker.flush()
    return walker.lines


class _Walker:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._inline: list[str] = []
        self._prefix = ""

    def flush(self, level: int | None = None) -> None:
        """Ends the paragraph."""
        text = re.sub(r"[ \t\n\f\r]+", " ", "".join(self._inline)).replace("\x00", "\n")
        self._inline = []
        if text.strip():
            self.lines.add(self._prefix + text.strip(), level)
            self._prefix = ""

    def walk(self, element: Any, depth: int) -> None:
        """One element and everything in it."""
        if depth > _DEEPEST:
            self._inline.append(element.get_text(" "))
            return
        counter = _start(element)
        for child in element.children:
            name = getattr(child, "name", None)
            if name is None:
                if type(child).__name__ in {"NavigableString", "CData"}:
                    self._inline.append(str(child).replace("\x00", " "))
            elif name in _SKIPPED or _is_hidden(child):
                continue
            elif name == "li":
                self.flush()
                self._prefix = f"{counter}. " if element.name == "ol" else "- "
                counter += 1
                self.walk(child, depth + 1)
                self.flush()
                self._prefix = ""
            else:
                self._element(name, child, depth)

    def _element(self, name: str, child: Any, depth: int) -> None:
        if name == "br":
            self._inline.append("\x00")
        elif re.fullmatch(r"h[1-6]", name):
            self.flush()
            self.walk(child, depth + 1)
            self.flush(int(name[1]))
        elif name == "table" and not _is_layout(child):
            self.flush()
            self._table(child)
        elif name in _BLOCKS:
            self.flush()
            self.walk(child, depth + 1)
            self.flush()
        else:
            self.walk(child, depth + 1)

    def _table(self, table: Any) -> None:
        for caption in table.find_all("caption"):
            self.lines.add(caption.get_text(" "))
        for line in table.find_all("tr"):
            cells = [cell for cell in line.find_all(["td", "th"]) if not _is_hidden(cell)]
            self.lines.add(row([cell.get_text(" ") for cell in cells]))


def _is_layout(table: Any) -> bool:
    """Whether a table only places things: it holds other tables, headings or long cells."""
    if table.get("role") == "presentation" or table.find(["table", "h1", "h2", "h3"]) is not None:
        return True
    if table.select_one("tr tr") is not None:
        return True  # rows in rows: broken markup
    # Rows of this table only: a stray cell may lie in a row around it.
    rows = [cell for line in table.find_all("tr") for cell in line.find_all(["td", "th"])]
    inside = [*rows, *table.find_all("caption")]
    if sum(map(_letters, inside)) != _letters(table):
        return True  # text outside the cells, or in two: broken markup, of which no word may be lost or doubled
    return any(len(cell.find_all("p")) > 2 or len(cell.get_text()) > 600 for cell in table.find_all("td"))


def _letters(element: Any) -> int:
    return len("".join(element.get_text().split()))


def _is_hidden(element: Any) -> bool:
    style = element.get("style") or ""
    return (
        element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or element.get("role") == "navigation"
        or bool(_HIDDEN.search(style if isinstance(style, str) else " ".join(style)))
    )


def _start(element: Any) -> int:
    """The first number of an ordered list."""
    text = element.get("start") if element.name == "ol" else None
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else 1


def _date(soup: Any) -> date | None:
    """The day that the page's own metadata give."""
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or "").lower()
        match = re.match(r"(\d{4})-(\d\d)-(\d\d)", str(meta.get("content") or ""))
        if name in _DATES and match:
            return sane_date(int(match[1]), int(match[2]), int(match[3]))
    return None
