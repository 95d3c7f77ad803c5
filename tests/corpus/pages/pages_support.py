"""PDFs made for a test, and the words that lie under rectangles on them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import understand
from corpus.pages import Pagebook, Placed, Rectangle
from corpus.readers import FixedOcr, read_bytes
from corpus.readers.pdfium import LOCK
from corpus.records import Document

NAME = Path("prov.pdf")
_FINE = 1_000_000


def pdf(draw: Callable[[Canvas], None], **options: Any) -> bytes:
    """A PDF that `draw` draws on A4."""
    out = io.BytesIO()
    canvas = Canvas(out, **{"pagesize": A4, **options})
    draw(canvas)
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, lines: Sequence[str], x: float = 70, y: float = 760, size: float = 11) -> None:
    """Lines downwards from a point."""
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * size * 1.3, line)


def document(data: bytes, ocr: Sequence[str] = ()) -> Document:
    """The document that is read from a PDF; `ocr` are the texts that recognition gives."""
    return understand(read_bytes(data, NAME, FixedOcr(ocr)), sha256(data).hexdigest(), NAME.name)


def placed(data: bytes, quote: str, nth: int = 0) -> tuple[Placed, Document]:
    """Where the nth occurrence of a quote of the canonical text stands."""
    read = document(data)
    at = -1
    for _ in range(nth + 1):
        at = read.text.index(quote, at + 1)
    found = Pagebook(data, NAME, read).place(at, at + len(quote))
    assert found is not None
    return found, read


def under(data: bytes, rectangles: Sequence[Rectangle]) -> str:
    """The letters and digits that PDFium finds along the middle of each rectangle, from edge to edge."""
    found = []
    with LOCK, pypdfium2.PdfDocument(data) as opened:
        for each in rectangles:
            sheet = opened[each.page - 1]
            text = sheet.get_textpage()
            found.append(text.get_text_bounded(*_middle(sheet, each)))
            text.close()
            sheet.close()
    return letters("".join(found))


def letters(text: str) -> str:
    """Letters and digits alone, ligatures spelt out."""
    spelt = text.replace("ﬁ", "fi").replace("ﬂ", "fl")
    return "".join(character for character in spelt if character.isalnum())


def _middle(sheet: Any, each: Rectangle) -> tuple[float, float, float, float]:
    """A narrow band through a rectangle, in PDF points: left, bottom, right, top."""
    lying = each.width >= each.height * 0.4
    aside, down = (0.0002, each.height * 0.4) if lying else (each.width * 0.4, 0.0002)
    xs, ys = zip(
        *(
            _point(sheet, x, y)
            for x, y in (
                (each.left + aside, each.top + down),
                (each.left + each.width - aside, each.top + each.height - down),
            )
        ),
        strict=True,
    )
    return min(xs), min(ys), max(xs), max(ys)


def _point(sheet: Any, x: float, y: float) -> tuple[float, float]:
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDF_DeviceToPage(sheet, 0, 0, _FINE, _FINE, 0, int(x * _FINE), int(y * _FINE), across, up)
    return across.value, up.value
