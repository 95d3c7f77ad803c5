"""Words of a page that is an image: found where text recognition sees them."""

from __future__ import annotations

import shutil

import pytest
from pages_support import NAME, document, pdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pages import Pagebook, TesseractWords
from corpus.pages.recognised import words_of

TSV = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t100\t200\t80\t40\t96\tNär\n"
    '5\t1\t1\t1\t1\t2\t200\t200\t300\t40\t95\t"klar"?\n'
)


def scanned(canvas: Canvas) -> None:
    """A page that is nothing but a picture of three lines."""
    image = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(40)
    for number, line in enumerate(["Fraga om lekplatsen i Tallhamra", "Nar blir lekplatsen klar", "Tack for svaret"]):
        ImageDraw.Draw(image).text((150, 200 + 90 * number), line, fill=0, font=font)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)


def test_each_word_has_its_box_as_a_share_of_the_page() -> None:
    found = words_of(TSV)
    assert found is not None
    assert "".join(found.text) == 'När "klar"? '
    assert found.boxes[0].tolist() == pytest.approx([0.1, 0.1, 0.1 + 0.08 / 3, 0.12])
    assert found.boxes[4].tolist()[0] == pytest.approx(0.2)


def test_output_that_is_no_table_gives_nothing() -> None:
    assert words_of("") is None
    assert words_of("level\ttext\n5\tord\n") is None


def test_an_image_has_places_only_where_something_reads_it() -> None:
    data = pdf(scanned)
    read = document(data, ["Fraga om lekplatsen i Tallhamra\nNar blir lekplatsen klar\nTack for svaret"])
    start = read.text.index("Nar")
    alone = Pagebook(data, NAME, read).place(start, start + 24)
    assert alone is not None
    assert not alone.complete
    assert Pagebook(data, NAME, read, words_of_nothing).place(start, start + 24, scan=False) is None


def words_of_nothing(image: bytes) -> None:
    """Text recognition that is not installed."""
    assert image.startswith(b"\x89PNG")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_recognised_sentence_is_marked_where_it_stands() -> None:
    data = pdf(scanned)
    read = document(data, ["Fraga om lekplatsen i Tallhamra\nNar blir lekplatsen klar\nTack for svaret"])
    start = read.text.index("lekplatsen klar")
    found = Pagebook(data, NAME, read, TesseractWords()).place(start, start + len("lekplatsen klar"))
    assert found is not None
    assert found.complete
    (rectangle,) = found.rectangles
    assert rectangle.top == pytest.approx(290 / 1754, abs=0.012)
    assert rectangle.left > 150 / 1240 + 0.08


def test_a_program_that_fails_gives_nothing() -> None:
    assert TesseractWords("no-such-program-here")(b"\x89PNG") is None
