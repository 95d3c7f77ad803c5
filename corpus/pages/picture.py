"""A page drawn as a PNG picture."""

from __future__ import annotations

import io
import math
from pathlib import Path

from corpus.errors import BrokenFile
from corpus.pages.records import NoSuchPage, PageTooLarge
from corpus.readers.pdfium import LOCK, opened

MAX_WIDTH = 3200  # pixels
_MAX_PIXELS = 16_000_000  # of one picture: 64 MB while it is drawn
_LEAST_SIDE = 1.0  # points


def picture(data: bytes, path: Path, page: int, width: int) -> bytes:
    """Page `page` (from 1) of the PDF in `data` as a PNG, `width` pixels wide, smaller where that were too many.

    `path` only names the file in messages. Raises `NoSuchPage`, `PageTooLarge`, `BrokenFile`, `EncryptedFile`.
    """
    import pypdfium2

    with opened(data, path) as document, LOCK:
        if not 1 <= page <= len(document):
            raise NoSuchPage(f"{path.name}: has {len(document)} pages, none with the number {page}.")
        try:
            sheet = document[page - 1]
        except pypdfium2.PdfiumError:
            raise BrokenFile(f"{path.name}: page {page} is damaged; open the original in another program.") from None
        try:
            across, down = sheet.get_size()
            bitmap = sheet.render(scale=_scale(across, down, width, f"{path.name}: page {page}"))
            image = bitmap.to_pil().convert("RGB")
            bitmap.close()
        finally:
            sheet.close()
    out = io.BytesIO()
    # Text on white packs well at any level; the lower ones take a third of the time.
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _scale(across: float, down: float, width: int, name: str) -> float:
    """Pixels a point."""
    if min(across, down) < _LEAST_SIDE or max(across, down) / min(across, down) > 100:
        raise PageTooLarge(f"{name} measures {across:.0f} × {down:.0f} points: open the original to see it.")
    return float(min(max(1, min(width, MAX_WIDTH)) / across, math.sqrt(_MAX_PIXELS / (across * down))))
