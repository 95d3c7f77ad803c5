"""The characters that a PDF page draws, in the order its text is read in, and the box of each."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.pages.cells import reading_order
from corpus.readers.pdf_tables import Table, TableFinder, looks_ruled
from corpus.readers.pdfium import LOCK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Boxes = NDArray[np.float64]

MAX_CHARACTERS = 200_000  # on one page
_FINE = 1_000_000  # steps a side when a point is placed on the shown page
_STRAIGHT = math.radians(3)  # a line that leans less is upright


@dataclass(frozen=True, slots=True)
class Characters:
    """`text[i]` is drawn in `boxes[i]` (left, top, right, bottom as fractions of the shown page; NaN: not drawn).

    `along[i]` tells how its line runs on the shown page: 0 across, 1 up or down, 2 aslant. `size` is the
    width and height of the shown page in points.
    """

    text: tuple[str, ...]
    boxes: Boxes
    along: NDArray[np.int8]
    size: tuple[float, float]


def read_characters(document: Any, page: int, finder: TableFinder) -> Characters:
    """The characters of page `page` (0-based) of an open PDF; none where the page is damaged or overfull."""
    import numpy as np
    import pypdfium2

    with LOCK:
        try:
            sheet = document[page]
        except pypdfium2.PdfiumError:
            return Characters((), np.empty((0, 4)), np.empty(0, np.int8), (1.0, 1.0))
        textpage = sheet.get_textpage()
        try:
            text, corners, angles = _drawn(textpage)
            ruled = bool(text.strip()) and looks_ruled(sheet)
            left, _, _, top = sheet.get_cropbox()
            across, turned = _to_shown(sheet)
            size = sheet.get_size()
        finally:
            textpage.close()
            sheet.close()
    # Not under the lock: pdfplumber is slow, and no part of PDFium.
    tables = _tables(finder, page) if ruled else []
    blank = np.array([character.isspace() for character in text], bool)
    drawn = ~blank & (corners[:, 2] > corners[:, 0]) & (corners[:, 3] > corners[:, 1])
    boxes = np.where(drawn[:, None], _shown(corners, across), np.nan)
    along = _along(angles, turned)
    if tables:
        order = reading_order(text, _centres(corners, blank, left, top), tables)
        return Characters(tuple(text[i] for i in order), boxes[order], along[order], size)
    return Characters(tuple(text), boxes, along, size)


def _drawn(textpage: Any) -> tuple[str, Boxes, Boxes]:
    """Text, boxes (left, bottom, right, top in points) and angles (radians) of a page's characters."""
    import numpy as np
    from pypdfium2 import raw

    count = min(max(raw.FPDFText_CountChars(textpage), 0), MAX_CHARACTERS)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    codes: list[str] = []
    corners = np.zeros((count, 4))
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        codes.append(chr(code) if 0 < code < 0x110000 else "\x00")
        if raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            corners[index] = left.value, bottom.value, right.value, top.value
    angles = np.array([raw.FPDFText_GetCharAngle(textpage, index) for index in range(count)], float)
    return "".join(codes), corners, angles


def _tables(finder: TableFinder, page: int) -> list[Table]:
    try:
        return finder.tables(page)
    except Exception:  # a second parser on a file that PDFium forgives: its failures are of any kind
        return []


def _to_shown(sheet: Any) -> tuple[Boxes, float]:
    """The affine map from points to fractions of the shown page (3 × 2), and how far the page is turned (radians)."""
    import numpy as np
    from pypdfium2 import raw

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(sheet, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    far = 1000.0
    origin, right, up = (np.array(at(*point)) for point in ((0.0, 0.0), (far, 0.0), (0.0, far)))
    return np.array([(right - origin) / far, (up - origin) / far, origin]), math.radians(sheet.get_rotation())


def _shown(corners: Boxes, across: Boxes) -> Boxes:
    """Boxes in points as boxes (left, top, right, bottom) in fractions of the shown page."""
    import numpy as np

    first = corners[:, :2] @ across[:2] + across[2]
    second = corners[:, 2:] @ across[:2] + across[2]
    return np.hstack([np.minimum(first, second), np.maximum(first, second)])


def _along(angles: Boxes, turned: float) -> NDArray[np.int8]:
    import numpy as np

    lean = np.mod(angles + turned, math.pi)
    level = np.minimum(lean, math.pi - lean) < _STRAIGHT
    upright = np.abs(lean - math.pi / 2) < _STRAIGHT
    return np.where(level, 0, np.where(upright, 1, 2)).astype(np.int8)


def _centres(corners: Boxes, blank: Any, left: float, top: float) -> list[tuple[float, float] | None]:
    """As the reader has them: in points from the top left of the crop box, None for a blank."""
    xs = (corners[:, 0] + corners[:, 2]) / 2 - left
    ys = top - (corners[:, 1] + corners[:, 3]) / 2
    return [None if empty else (x, y) for x, y, empty in zip(xs.tolist(), ys.tolist(), blank, strict=True)]
