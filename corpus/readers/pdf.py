"""PDF: text by PDFium, page by page; tables one row a line; pages that are images by text recognition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import BrokenFile, EmptyFile, OcrUnavailable, ReadError
from corpus.readers.base import Ocr, RawDocument
from corpus.readers.ocr import recognise_pages
from corpus.readers.pdf_headings import find_headings
from corpus.readers.pdf_lines import Line, hyphenated_words, join, split_lines, tidy
from corpus.readers.pdf_tables import TableFinder, lift, looks_ruled
from corpus.readers.pdfium import LOCK, opened
from corpus.readers.words import sane_date, sane_title

MAX_PAGES = 5_000
MAX_LETTERS = 500_000  # characters on a page; a full one in small print has ten thousand
_FEW_LETTERS = 60  # a scanned page may carry a stamp or a page number as text


@dataclass(slots=True)
class _Page:
    lines: list[Line] = field(default_factory=list)
    is_image: bool = False


class _Crowded(Exception):
    """A page holds more characters than any page of a document can."""

    def __init__(self, page: int) -> None:
        self.page = page


class PdfReader:
    """Reads PDF files; pages that are images go to `ocr`.

    Raises `EncryptedFile`, `BrokenFile`, `EmptyFile`, and `OcrUnavailable` when every page is an image and
    nothing recognises text. Where only some pages are unread a note says which: "unread pages: 3, 7".
    """

    def __init__(self, ocr: Ocr) -> None:
        self.ocr = ocr

    def read(self, data: bytes, path: Path) -> RawDocument:
        """The text of the PDF in `data`."""
        with opened(data, path) as document:
            pages = _read_pages(document, data, path)
            notes = self._recognise(document, pages, path)
            with LOCK:
                metadata = document.get_metadata_dict()
        hyphenated = hyphenated_words([line.text for page in pages for line in page.lines])
        lines = [join(page.lines, hyphenated) for page in pages]
        texts = tuple("\n".join(line.text for line in page) for page in lines)
        if not any(text.strip() for text in texts):
            raise EmptyFile(f"{path.name}: the PDF holds no text; check that it is the right file.")
        return RawDocument(
            format="pdf",
            pages=texts,
            title=sane_title(metadata.get("Title")),
            date=_date(metadata.get("CreationDate", "")),
            headings=find_headings(lines),
            notes=notes,
        )

    def _recognise(self, document: Any, pages: list[_Page], path: Path) -> tuple[str, ...]:
        """Fills the pages that are images; the notes that tell it."""
        images = [number for number, page in enumerate(pages) if page.is_image]
        if not images:
            return ()
        texts, refusal = recognise_pages(self.ocr, document, images)
        used = False
        for number, text in texts.items():
            # A photograph with a caption in the text layer gives less than the caption.
            if text and len(text) > sum(len(line.text) for line in pages[number].lines):
                pages[number].lines = [Line(tidy(line)) for line in text.splitlines()]
                used = True
        unread = [number for number in images if number not in texts and not pages[number].lines]
        if refusal is not None and not any(page.lines for page in pages):
            raise OcrUnavailable(f"{path.name}: the pages are images; {refusal}")
        notes: tuple[str, ...] = ("ocr",) if used else ()
        if unread:
            notes += ("unread pages: " + ", ".join(str(number + 1) for number in unread),)
        return notes


def _read_pages(document: Any, data: bytes, path: Path) -> list[_Page]:
    finder = TableFinder(data)
    try:
        with LOCK:
            count = len(document)
        if count > MAX_PAGES:
            raise ReadError(f"{path.name}: the PDF has {count:,} pages, more than {MAX_PAGES:,}; split it into parts.")
        if not count:
            raise BrokenFile(f"{path.name}: the PDF has no pages; fetch the file again.")
        # The lock is let go between pages, so that a viewer need not wait for a long document.
        return [_read_page(document, number, finder) for number in range(count)]
    except _Crowded as error:
        told = f"page {error.page + 1:,} holds more than {MAX_LETTERS:,} characters"
        raise ReadError(f"{path.name}: {told}; save it again as PDF and add that.") from None
    finally:
        finder.close()


def _read_page(document: Any, number: int, finder: TableFinder) -> _Page:
    import pypdfium2

    with LOCK:
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return _Page()  # one damaged page is no reason to lose the others
        textpage = page.get_textpage()
        try:
            if textpage.count_chars() > MAX_LETTERS:
                raise _Crowded(number)
            raw = textpage.get_text_range()
            letters = sum(character.isalpha() for character in raw)
            if _is_image(page, raw, letters):
                lines = [] if _is_garbage(raw) else _lines(page, textpage, raw, [])
                return _Page(lines, is_image=True)
            tables = []
            if letters and looks_ruled(page):
                try:
                    tables = finder.tables(number)
                except Exception:  # a second parser on a file that PDFium forgives: its failures are of any kind
                    tables = []
            return _Page(_lines(page, textpage, raw, tables))
        finally:
            textpage.close()
            page.close()


def _lines(page: Any, textpage: Any, raw: str, tables: list[Any]) -> list[Line]:
    """The lines of one page with the size and weight of each; tables as their rows."""
    rows: list[list[str]] = []
    indices: Sequence[int] = range(len(raw))
    text = raw
    if tables:
        text, indices, rows = lift(raw, _centres(page, textpage, raw), tables)
    lines = []
    for start, line in split_lines(text):
        if line.strip() == "\ufdd0":
            lines += [Line(cells) for cells in rows.pop(0)]
            continue
        shown = tidy(line)
        if shown:
            first = start + len(line) - len(line.lstrip())
            lines.append(Line(shown, *_size(textpage, indices[first])))
    return lines


def _size(textpage: Any, index: int) -> tuple[float, bool]:
    """Height in points and weight of a character. Its box, for the font size is often scaled elsewhere."""
    from pypdfium2 import raw

    at = raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    if at < 0:
        return 0.0, False
    _, bottom, _, top = textpage.get_charbox(at, loose=True)
    return round(top - bottom, 1), raw.FPDFText_GetFontWeight(textpage, at) >= 600


def _centres(page: Any, textpage: Any, text: str) -> list[tuple[float, float] | None]:
    """Where each character stands, in points from the page's top left; None for the blanks PDFium puts in."""
    from pypdfium2 import raw

    left, _, _, top = page.get_cropbox()
    found: list[tuple[float, float] | None] = []
    for index, character in enumerate(text):
        at = -1 if character.isspace() else raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
        if at < 0:
            found.append(None)
            continue
        x0, y0, x1, y1 = textpage.get_charbox(at)
        found.append(((x0 + x1) / 2 - left, top - (y0 + y1) / 2))
    return found


def _is_image(page: Any, text: str, letters: int) -> bool:
    """Whether the words of a page are to be seen but not in its text layer."""
    from pypdfium2 import raw

    if letters >= _FEW_LETTERS and not _is_garbage(text):
        return False
    width, height = page.get_size()
    drawn = False
    for item in page.get_objects(max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_IMAGE and (right - left) * (top - bottom) > 0.5 * width * height:
            return True
        drawn = drawn or item.type != raw.FPDF_PAGEOBJ_TEXT or _is_garbage(text)
    return (drawn and letters == 0) or _is_garbage(text)


def _is_garbage(text: str) -> bool:
    """Whether a text layer has lost its letters: a font without a map to Unicode."""
    marks = [character for character in text if not character.isspace()]
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or (c < " " and c != "\x02") for c in marks)
    return bool(marks) and bad > 0.3 * len(marks)


def _date(stamp: str) -> date | None:
    """The day of a PDF date: "D:20240206130651+01'00'"."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", stamp)
    return sane_date(int(match[1]), int(match[2]), int(match[3])) if match else None
