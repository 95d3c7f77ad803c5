"""The one door to PDFium, which is not thread-safe: open a document, measure it, draw a page."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import BrokenFile, EncryptedFile

# Held around every call into PDFium, by whoever makes it: readers and the page viewer alike.
LOCK = threading.RLock()

_LONGEST_SIDE = 5000  # pixels; a poster at 300 dpi would need gigabytes


@contextmanager
def opened(data: bytes, path: Path) -> Iterator[Any]:
    """The PDF in `data` as a `pypdfium2.PdfDocument`, closed at the end; take `LOCK` around each use.

    Raises `EncryptedFile` when a password is needed and `BrokenFile` when PDFium cannot open it.
    """
    import pypdfium2

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise EncryptedFile(f"{path.name}: the PDF asks for a password; save a copy without one.") from None
            raise BrokenFile(
                f"{path.name}: the PDF is damaged or cut short ({_reason(error)}); fetch the file again."
            ) from None
    try:
        yield document
    finally:
        with LOCK:
            document.close()


def page_png(document: Any, page: int, dpi: int = 300) -> bytes:
    """Page `page` (0-based) of an open document drawn as a grey PNG, at most 5,000 pixels a side."""
    with LOCK:
        sheet = document[page]
        try:
            longest = max(*sheet.get_size(), 1.0)
            bitmap = sheet.render(scale=min(dpi / 72, _LONGEST_SIDE / longest), grayscale=True)
            image = bitmap.to_pil()
            bitmap.close()
        finally:
            sheet.close()
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _reason(error: Exception) -> str:
    """PDFium's own words, without its prefix."""
    text = str(error)
    return text[text.find("(") + 1 : text.rfind(")")] if "(" in text else text
