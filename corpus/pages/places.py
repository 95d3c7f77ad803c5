"""The pages of one PDF beside the text that was read from it: where any characters of the text stand."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from corpus.pages.align import Alignment
from corpus.pages.boxes import rectangles
from corpus.pages.characters import Characters, read_characters
from corpus.pages.records import Placed, Rectangle, Size
from corpus.readers.ocr import DPI
from corpus.readers.pdf_tables import TableFinder
from corpus.readers.pdfium import LOCK, opened, page_png
from corpus.records import Document

_KEPT = 24  # pages whose characters are kept at a time: some 300 kB each
_LONGEST = 20_000  # characters that are asked for at a time

_Read = tuple[Characters, Alignment]


class Scanned(Protocol):
    """Finds the characters of a page that is an image; None where it cannot."""

    def __call__(self, image: bytes) -> Characters | None:
        """The characters of a PNG image of a page."""
        ...


class Pagebook:
    """Places characters of `document.text` on the pages of its PDF; keeps what it has worked out.

    `data` are the bytes that the document was read from; `path` only names the file in messages. `scanned`
    reads pages that are images; without it their words have no place. Not for several threads at once.
    """

    def __init__(self, data: bytes, path: Path, document: Document, scanned: Scanned | None = None) -> None:
        self._data = data
        self._path = path
        self._document = document
        self._scanned = scanned
        self._finder = TableFinder(data)
        self._pages: dict[int, _Read] = {}
        self._sizes: dict[int, Size] = {}

    def place(self, start: int, end: int, *, scan: bool = True) -> Placed | None:
        """Rectangles over `document.text[start:end]`; raises `BrokenFile` or `EncryptedFile`.

        Without `scan` no image is read: None where that would take it.
        """
        document = self._document
        if not 0 <= start < end <= len(document.text) or end - start > _LONGEST:
            return Placed()
        found: list[Rectangle] = []
        complete = True
        for page in range(document.page_at(start), document.page_at(end - 1) + 1):
            read = self._page(page, scan)
            if read is None:
                return None
            first, last = self._bounds(page)
            characters, alignment = read
            chosen, all_found = alignment.find(max(start, first) - first, min(end, last) - first)
            placed, all_covered = rectangles(page, characters, chosen)
            found += placed
            complete = complete and all_found and all_covered
        return Placed(tuple(found), complete and bool(found))

    def size(self, page: int) -> Size | None:
        """Width and height of a page as it is shown; None where there is no such page or it is damaged."""
        import pypdfium2

        if page not in self._sizes:
            with opened(self._data, self._path) as pdf, LOCK:
                try:
                    width, height = pdf.get_page_size(page - 1) if 1 <= page <= len(pdf) else (0.0, 0.0)
                except pypdfium2.PdfiumError:
                    width = height = 0.0
            self._sizes[page] = Size(width, height)
        size = self._sizes[page]
        return size if size.width > 0 and size.height > 0 else None

    def close(self) -> None:
        """Lets go of the file."""
        self._finder.close()

    def _bounds(self, page: int) -> tuple[int, int]:
        pages = self._document.pages
        # A page break character stands between two pages.
        return pages[page - 1], pages[page] - 1 if page < len(pages) else len(self._document.text)

    def _page(self, page: int, scan: bool) -> _Read | None:
        if page not in self._pages:
            read = self._read(page, scan)
            if read is None:
                return None
            while len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = read
        return self._pages[page]

    def _read(self, page: int, scan: bool) -> _Read | None:
        first, last = self._bounds(page)
        text = self._document.text[first:last]
        with opened(self._data, self._path) as pdf:
            characters = read_characters(pdf, page - 1, self._finder)
            alignment = Alignment(text, characters.text)
            # Some of the text was recognised in pictures of pages.
            if alignment.exact or "ocr" not in self._document.notes or self._scanned is None:
                return characters, alignment
            if not scan:
                return None
            image = page_png(pdf, page - 1, DPI)
        recognised = self._scanned(image)
        if recognised is None:
            return characters, alignment
        return recognised, Alignment(text, recognised.text)
