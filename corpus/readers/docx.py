"""DOCX: paragraphs and tables in the order of the body, as the reader of the printed page sees them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import BrokenFile, ReadError
from corpus.readers.base import RawDocument
from corpus.readers.docx_numbers import Numbering
from corpus.readers.docx_text import Notes, local, paragraph_text, value
from corpus.readers.lines import Lines, clean, row
from corpus.readers.words import sane_date, sane_title, words

MAX_UNPACKED = 1_000_000_000  # bytes
MAX_ENTRIES = 5_000  # files in the archive
MAX_PART = 100_000_000  # bytes of one part that is parsed; what is parsed takes ten times as much
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".bin")
_DEEPEST_TABLE = 10  # tables in tables; below, all that is in them is running text
_LAYOUT = 300  # characters: a cell with several paragraphs and more text is a frame, not a cell
_DRIFT = 180  # days between "created" and "modified" after which "created" is a template's date


class DocxReader:
    """Reads Word's DOCX files. Raises `BrokenFile` when the archive or its parts are damaged."""

    def read(self, data: bytes, path: Path) -> RawDocument:
        """The text of the document: body, then footnotes; inserted text kept, deleted text dropped."""
        _check_size(data, path)
        import docx

        try:
            document = docx.Document(io.BytesIO(data))
        except Exception:  # python-docx raises KeyError, ValueError, XMLSyntaxError … on damaged files
            raise BrokenFile(
                f"{path.name}: the DOCX is damaged; open it in Word, save it again and add that."
            ) from None
        body = _Body(document)
        for line in _page_head(document):
            body.lines.add(line)
        body.blocks(document.element.body)
        body.footnotes()
        raw = body.lines.document("docx")
        return RawDocument("docx", raw.pages, title=_title(document), date=_date(document), headings=raw.headings)


def _check_size(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise BrokenFile(f"{path.name}: the DOCX is damaged or cut short; fetch the file again.") from None
    # What an entry says of its size is the most that is ever read of it.
    if sum(item.file_size for item in entries) > MAX_UNPACKED:
        raise ReadError(f"{path.name}: the DOCX unpacks to more than 1 GB; save it without pictures and add that.")
    if len(entries) > MAX_ENTRIES:
        told = f"the DOCX holds {len(entries):,} files, more than {MAX_ENTRIES:,}"
        raise ReadError(f"{path.name}: {told}; save it anew in Word and add that.")
    parsed = [item.file_size for item in entries if not item.filename.lower().endswith(_PICTURES)]
    if max(parsed, default=0) > MAX_PART:
        told = f"the DOCX unpacks to more than {MAX_PART // 1_000_000} MB of text"
        raise ReadError(f"{path.name}: {told}; split it into parts.")


class _Body:
    """Walks the body and collects its lines."""

    def __init__(self, document: Any) -> None:
        self.lines = Lines()
        self.notes = Notes(document)
        self.numbering = Numbering(document)
        self._depth = 0

    def blocks(self, parent: Any) -> None:
        """All blocks under `parent`, content controls and inserted blocks included."""
        for element in parent:
            name = local(element)
            if name == "p":
                self.paragraph(element)
            elif name == "tbl":
                self.table(element)
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                self.blocks(element)

    def paragraph(self, element: Any) -> None:
        """One paragraph with its number or bullet, then the text boxes anchored in it."""
        boxes: list[Any] = []
        text = clean(paragraph_text(element, self.notes, boxes))
        if text:
            label = self.numbering.label(element)
            level = self.numbering.heading_level(element)
            self.lines.add(f"{label} {text}" if label else text, level)
        for box in boxes:
            self.blocks(box)

    def table(self, element: Any) -> None:
        """One row a line; a frame around running text gives its blocks in order."""
        for line in _children(element, "tr"):
            cells = [cell for cell in _children(line, "tc") if not _is_continued(cell)]
            # The text of a cell is that of all tables in it, so it is not asked for at every depth.
            framed = len(cells) == 1 or self._depth >= _DEEPEST_TABLE
            texts = [] if framed else [self.cell(cell) for cell in cells]
            if framed or any(len(t) > 1 and sum(map(len, t)) > _LAYOUT for t in texts):
                self._depth += 1
                for cell in cells:
                    self.blocks(cell)
                self._depth -= 1
            else:
                self.lines.add(row([" ".join(text) for text in texts]))

    def cell(self, element: Any) -> list[str]:
        """The paragraphs of a cell, those of tables within it too."""
        boxes: list[Any] = []
        found = []
        for paragraph in _paragraphs(element, f"{{{element.nsmap['w']}}}p"):
            found.append(clean(paragraph_text(paragraph, self.notes, boxes)))
        return [text for text in found if text]

    def footnotes(self) -> None:
        """The notes that were referred to, "[1] …", in order."""
        for number, element in self.notes.used():
            boxes: list[Any] = []
            texts = [clean(paragraph_text(p, self.notes, boxes)) for p in _children(element, "p")]
            self.lines.add(f"[{number}] " + " ".join(text for text in texts if text))


def _children(element: Any, name: str) -> Iterator[Any]:
    """Children of that name, looking through content controls and insertions."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _children(child, name)


def _is_continued(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged downwards."""
    for properties in _children(cell, "tcPr"):
        for merge in _children(properties, "vMerge"):
            return value(merge) != "restart"
    return False


def _paragraphs(top: Any, tag: str) -> Iterator[Any]:
    """The paragraphs inside `top`, but for those in text boxes and in Word's second copy of a drawing."""
    open_ = [iter(top)]
    while open_:
        child = next(open_[-1], None)
        if child is None:
            open_.pop()
        elif local(child) not in {"Fallback", "txbxContent"}:
            if child.tag == tag:
                yield child
            open_.append(iter(child))


def _page_head(document: Any) -> list[str]:
    """The lines of the first page's header that hold a date or a case number."""
    try:
        section = document.sections[0]
        header = section.first_page_header if section.different_first_page_header_footer else section.header
        element = header._element
    except (IndexError, KeyError, AttributeError):
        return []
    lines = _Body(document)
    lines.blocks(element)
    return [line for line in lines.lines.text.split("\n") if _kept().search(line)]


@cache
def _kept() -> re.Pattern[str]:
    return re.compile("|".join(words()["page_head"]["kept"]), re.IGNORECASE)


def _title(document: Any) -> str | None:
    return sane_title(document.core_properties.title)


def _date(document: Any) -> Any:
    """The day the file was created; None when that day seems to be a template's."""
    try:
        created, modified = document.core_properties.created, document.core_properties.modified
    except ValueError:
        return None
    if created is None or (modified is not None and abs((modified - created).days) > _DRIFT):
        return None
    return sane_date(created.year, created.month, created.day)
