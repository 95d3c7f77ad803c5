"""Pages of original PDFs as pictures and places, for whoever may see them; what was worked out is kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from assistant.service import Service
from corpus.errors import CouncilError, ReadError
from corpus.pages import Pagebook, Placed, Size, TesseractWords, picture
from corpus.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTHS = (600, 900, 1200, 1800, 2600)  # pixels; a picture is drawn in one of these
_PICTURES = 64 * 1024 * 1024  # bytes of pictures kept
_FILES = 96 * 1024 * 1024  # bytes of files kept open, some eight large ones
_LARGEST = 256 * 1024 * 1024  # bytes of a file that is drawn at all

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Reason(StrEnum):
    """Why a page is not shown."""

    UNKNOWN = "unknown"  # no such document, for this user
    MASKED = "masked"
    NOT_PDF = "not_pdf"
    GONE = "gone"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


class NotShown(CouncilError):
    """A page cannot be shown; `reason` says why, for a text in the reader's language."""

    def __init__(self, reason: Reason, line: str) -> None:
        super().__init__(line)
        self.reason = reason


_LINES = {
    Reason.UNKNOWN: "There is no such document: see /api/documents.",
    Reason.MASKED: "The original holds masked personal data: ask whoever runs the service for it.",
    Reason.NOT_PDF: "Only a PDF has pages to show: see /api/documents/{id}/text.",
    Reason.GONE: "The original file is no longer where it was read.",
    Reason.CHANGED: "The original file was changed after it was read: wait until it has been read again.",
    Reason.UNREADABLE: "The original file cannot be drawn: open it in another program.",
}


class _Kept(Generic[K, V]):
    """The latest things used, up to a number of bytes. Not locked."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._things: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        if key not in self._things:
            return None
        self._things.move_to_end(key)
        return self._things[key][0]

    def put(self, key: K, thing: V, size: int) -> None:
        if key in self._things:
            self._size -= self._things.pop(key)[1]
        self._things[key] = thing, size
        self._size += size
        while self._size > self._limit and len(self._things) > 1:
            self._size -= self._things.popitem(last=False)[1][1]


@dataclass(slots=True)
class _Open:
    """A file whose bytes are those that its document was read from."""

    data: bytes
    stamp: tuple[str, int, int]  # path, time of change, size
    text: str  # the same bytes may have been read again, by other rules
    book: Pagebook
    lock: threading.Lock = field(default_factory=threading.Lock)


class PageCache:
    """What was worked out about pages, for all users alike: what a user may see is asked each time, by `Pages`."""

    def __init__(self, pictures: int = _PICTURES, files: int = _FILES) -> None:
        self.lock = threading.Lock()
        self.pictures: _Kept[tuple[str, int, int], bytes] = _Kept(pictures)
        self.files: _Kept[str, _Open] = _Kept(files)
        self.scanned = TesseractWords()


_SHARED = PageCache()


class Pages:
    """The pages of the documents that `service` knows. Cheap to make, once a request; safe in several threads."""

    def __init__(self, service: Service, cache: PageCache | None = None) -> None:
        self._service = service
        self._cache = cache or _SHARED

    def refusal(self, document: Document) -> Reason | None:
        """Why pages of a document are not shown; None where they are."""
        try:
            self._file(document)
        except NotShown as error:
            return error.reason
        return None

    def document(self, document_id: str) -> Document:
        """A document whose pages may be shown; raises `NotShown`."""
        document = self._service.document(document_id)
        if document is None:
            raise _not_shown(Reason.UNKNOWN)
        self._file(document)
        return document

    def picture(self, document: Document, page: int, width: int) -> bytes:
        """Page `page` (from 1) as a PNG, as wide as the next of `WIDTHS`; raises `NotShown` or a `ReadError`."""
        key = (document.id, page, snapped(width))
        opened = self._file(document)
        with self._cache.lock:
            kept = self._cache.pictures.get(key)
        if kept is None:
            kept = picture(opened.data, Path(document.path), page, key[2])
            with self._cache.lock:
                self._cache.pictures.put(key, kept, len(kept))
        return kept

    def size(self, document: Document, page: int) -> Size | None:
        """Width and height of a page in points; None where it cannot be drawn. Raises `NotShown`."""
        with self._book(document) as book:
            return book.size(page)

    def place(self, document: Document, start: int, end: int, *, wait: bool = True) -> Placed | None:
        """Where `document.text[start:end]` stands; raises `NotShown`.

        A page that is an image takes seconds the first time: without `wait` the answer is then None.
        """
        opened = self._file(document)
        if not opened.lock.acquire(blocking=wait or "ocr" not in document.notes):
            return None
        try:
            return opened.book.place(start, end, scan=wait)
        except ReadError:
            raise _not_shown(Reason.UNREADABLE) from None
        finally:
            opened.lock.release()

    @contextmanager
    def _book(self, document: Document) -> Iterator[Pagebook]:
        opened = self._file(document)
        with opened.lock:
            try:
                yield opened.book
            except ReadError:
                raise _not_shown(Reason.UNREADABLE) from None

    def _file(self, document: Document) -> _Open:
        """The original's bytes, the very ones that the text was read from; raises `NotShown`."""
        # The API includes these pages, so it is not there yet when this module is imported.
        from assistant.api import may_show_original

        if not may_show_original(document):
            raise _not_shown(Reason.MASKED)
        if document.format != "pdf":
            raise _not_shown(Reason.NOT_PDF)
        path = self._service.source(document.id)
        try:
            stamp = _stamp(path) if path is not None else None
        except OSError:
            stamp = None
        if path is None or stamp is None:
            raise _not_shown(Reason.GONE)
        if stamp[2] > _LARGEST:
            raise _not_shown(Reason.UNREADABLE)
        with self._cache.lock:
            kept = self._cache.files.get(document.id)
        if kept is None or kept.stamp != stamp or kept.text != document.text:
            kept = self._opened(document, path, stamp)
            with self._cache.lock:
                self._cache.files.put(document.id, kept, len(kept.data))
        return kept

    def _opened(self, document: Document, path: Path, stamp: tuple[str, int, int]) -> _Open:
        try:
            data = path.read_bytes()
        except OSError:
            raise _not_shown(Reason.GONE) from None
        if sha256(data).hexdigest() != document.sha256:
            raise _not_shown(Reason.CHANGED)
        book = Pagebook(data, Path(document.path), document, self._cache.scanned)
        return _Open(data, stamp, document.text, book)


def snapped(width: int) -> int:
    """The least of `WIDTHS` that is as wide, or the widest."""
    return next((each for each in WIDTHS if each >= width), WIDTHS[-1])


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size


def _not_shown(reason: Reason) -> NotShown:
    return NotShown(reason, _LINES[reason])
