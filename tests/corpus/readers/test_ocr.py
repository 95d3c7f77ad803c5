"""Text recognition: what tesseract misreads in Swedish print, and a real run where it is installed."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import OcrUnavailable
from corpus.readers.ocr import FixedOcr, TesseractOcr, corrected


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("& 5 Svar på fråga", "§ 5 Svar på fråga"),
        ("text\n& 12\nmer", "text\n§ 12\nmer"),
        ("$ 7 Val av ordförande", "§ 7 Val av ordförande"),
        ("& I\nInledning", "§ 1\nInledning"),
        ("Berg & Dal AB", "Berg & Dal AB"),
        ("8 ledamöter deltog", "8 ledamöter deltog"),
        ("$ 5 kr", "$ 5 kr"),
        ("Protokoll 2024-05-21 $ 99", "Protokoll 2024-05-21 § 99"),
        ("registrator(@tallhamra.example", "registrator@tallhamra.example"),
        ("til|sammans", "tillsammans"),
        ("2O24", "2024"),
        ("a\n\n\n\nb\f", "a\n\nb"),
    ],
)
def test_misreadings_are_put_right(read: str, meant: str) -> None:
    assert corrected(read) == meant


def test_a_missing_program_says_what_to_install() -> None:
    ocr = TesseractOcr(program="no-such-program")
    assert not ocr.available()
    with pytest.raises(OcrUnavailable, match="install tesseract"):
        ocr.recognise(b"")


def test_the_double_runs_out() -> None:
    ocr = FixedOcr(["ett", "två"])
    assert ocr.available()
    assert [ocr.recognise(b"1"), ocr.recognise(b"2")] == ["ett", "två"]
    assert ocr.images == [b"1", b"2"]
    with pytest.raises(OcrUnavailable):
        ocr.recognise(b"3")


@pytest.mark.skipif(not TesseractOcr().available(), reason="tesseract is not installed")
def test_tesseract_reads_a_page() -> None:
    image = Image.new("L", (1400, 260), 255)
    font = ImageFont.load_default(size=48)
    ImageDraw.Draw(image).text((60, 80), "Kommunen beslutar om planen 2024", font=font, fill=0)
    out = io.BytesIO()
    image.save(out, "PNG")
    assert "beslutar om planen 2024" in TesseractOcr().recognise(out.getvalue())


@pytest.mark.skipif(not TesseractOcr().available(), reason="tesseract is not installed")
def test_no_image_is_an_error_of_one_line() -> None:
    with pytest.raises(OcrUnavailable) as caught:
        TesseractOcr().recognise(b"no picture")
    assert "\n" not in str(caught.value)
