"""A page as a picture: as wide as asked for, within limits, and refused with one line."""

from __future__ import annotations

import io

import pytest
from pages_support import NAME, pdf, write
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import BrokenFile
from corpus.pages import MAX_WIDTH, NoSuchPage, PageTooLarge, picture


def text(canvas: Canvas) -> None:
    write(canvas, ["Frågan om lekplatsen i Tallhamra."])


def size(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def test_it_is_as_wide_as_asked_for_and_shows_the_words() -> None:
    drawn = picture(pdf(text), NAME, 1, 900)
    image = Image.open(io.BytesIO(drawn)).convert("L")
    assert abs(image.width - 900) <= 1
    assert image.height / image.width == pytest.approx(842 / 595, abs=0.01)
    line = image.crop((100, 110, 400, 130))
    assert line.getextrema()[0] < 100  # dark letters where the line was written
    assert image.crop((100, 600, 400, 900)).getextrema() == (255, 255)


def test_a_wide_or_a_long_page_stays_within_bounds() -> None:
    assert size(picture(pdf(text), NAME, 1, 99_999))[0] <= MAX_WIDTH + 1
    long = picture(pdf(text, pagesize=(200, 9000)), NAME, 1, 3000)
    width, height = size(long)
    assert width * height <= 16_100_000


def test_what_cannot_be_drawn_is_said_in_one_line() -> None:
    with pytest.raises(NoSuchPage, match="1 pages"):
        picture(pdf(text), NAME, 2, 900)
    with pytest.raises(NoSuchPage):
        picture(pdf(text), NAME, 0, 900)
    with pytest.raises(PageTooLarge):
        picture(pdf(text, pagesize=(3, 14000)), NAME, 1, 900)
    with pytest.raises(BrokenFile):
        picture(b"%PDF-1.7 cut", NAME, 1, 900)
