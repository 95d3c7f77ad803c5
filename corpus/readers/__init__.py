"""Reads files of every known format; what a file is, its content decides before its name."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BrokenFile, EmptyFile, MissingFile, ReadError
from corpus.readers.base import Ocr, RawDocument, Reader
from corpus.readers.formats import SUFFIXES, known, refuse, sniff
from corpus.readers.ocr import FixedOcr, TesseractOcr

__all__ = ["MAX_BYTES", "SUFFIXES", "FixedOcr", "TesseractOcr", "known", "read_bytes", "read_raw", "sniff"]

MAX_BYTES = 200_000_000
MAX_CHARACTERS = 20_000_000  # five thousand pages that are full


def read_raw(path: Path, ocr: Ocr | None = None) -> RawDocument:
    """The text of a file. Pages that are images go to `ocr`; None means tesseract, where it is installed.

    Raises `MissingFile`, `EmptyFile`, `UnknownFormat`, `EncryptedFile`, `BrokenFile`, `OcrUnavailable`,
    or a plain `ReadError` for a file that is too large or may not be read.
    """
    try:
        if path.is_dir():
            raise ReadError(f"{path.name}: this is a folder; give the files in it.")
        if path.exists() and not path.is_file():
            raise ReadError(f"{path.name}: this is a device or a pipe; give a file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(_too_large(path, size))
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(f"{path.name}: there is no such file; check the path {path.parent}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path.name}: the file cannot be opened ({reason}); check its permissions.") from None
    return read_bytes(data, path, ocr)


def read_bytes(data: bytes, path: Path, ocr: Ocr | None = None) -> RawDocument:
    """The text of a file's bytes; `path` names it in messages and helps where the content is ambiguous."""
    if not data:
        raise EmptyFile(f"{path.name}: the file is empty (0 bytes); fetch it again.")
    if len(data) > MAX_BYTES:
        raise ReadError(_too_large(path, len(data)))
    reader = _reader(sniff(data, path), path, ocr)
    try:
        raw = reader.read(data, path)
    except ReadError:
        raise
    except Exception as error:  # parsers of damaged files fail in every way there is
        reason = f"the file is damaged and cannot be read ({type(error).__name__})"
        raise BrokenFile(f"{path.name}: {reason}; save it again and add that.") from error
    length = sum(map(len, raw.pages))
    if length > MAX_CHARACTERS:
        told = f"the text has {length:,} characters, more than {MAX_CHARACTERS:,}"
        raise ReadError(f"{path.name}: {told}; split it into parts.")
    if not any(page.strip() for page in raw.pages):
        raise EmptyFile(f"{path.name}: the file holds no text; check that it is the right file.")
    return raw


def _reader(format: str, path: Path, ocr: Ocr | None) -> Reader:
    """The reader of a format; imported when it is needed, for each brings libraries along."""
    if format == "pdf":
        from corpus.readers.pdf import PdfReader

        return PdfReader(ocr if ocr is not None else TesseractOcr())
    if format == "docx":
        from corpus.readers.docx import DocxReader

        return DocxReader()
    if format == "html":
        from corpus.readers.html import HtmlReader

        return HtmlReader()
    if format == "eml":
        from corpus.readers.eml import EmlReader

        return EmlReader()
    if format in {"txt", "md"}:
        from corpus.readers.text import TextReader

        return TextReader(format)
    raise refuse(format, path)


def _too_large(path: Path, size: int) -> str:
    return (
        f"{path.name}: the file has {size // 1_000_000:,} MB, more than {MAX_BYTES // 1_000_000}; "
        "split it or save it without pictures."
    )
