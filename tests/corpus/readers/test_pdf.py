"""PDF: words cut at line ends, tables, headings, scanned pages, and files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import BrokenFile, EmptyFile, EncryptedFile, OcrUnavailable, ReadError
from corpus.readers import FixedOcr, read_bytes
from corpus.readers.pdf import PdfReader
from corpus.readers.pdf_lines import Line, hyphenated_words, join

NAME = Path("rapport.pdf")


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF that `draw` draws on A4."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, lines: list[str], x: float = 70, y: float = 760, size: float = 11) -> None:
    """Lines downwards from a point."""
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * size * 1.3, line)


def photograph(canvas: Canvas) -> None:
    """A scanned page: nothing but a picture as large as the page."""
    image = Image.new("L", (600, 850), 255)
    ImageDraw.Draw(image).rectangle((100, 100, 300, 120), fill=0)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.showPage()


def text_page(canvas: Canvas) -> None:
    write(canvas, ["Nämnden har behandlat frågan om Jobbhörnan vid sitt möte i maj."] * 3)
    canvas.showPage()


PAGE = [
    "Granskningen avser hur nämnden följer upp sin verksam-",
    "het under året. Ansvaret delas av arbetsmarknads-",
    "och näringslivsförvaltningen samt Anna-",
    "Karin Ek, som har avtal om va-",
    "taxa. Vi anser att va-taxa är rätt.",
]


def test_words_cut_at_line_ends_are_whole_again() -> None:
    raw = read_bytes(pdf(lambda canvas: write(canvas, PAGE)), NAME)
    assert raw.format == "pdf"
    assert raw.pages[0].split("\n") == [
        "Granskningen avser hur nämnden följer upp sin verksamhet",
        "under året. Ansvaret delas av arbetsmarknads-",
        "och näringslivsförvaltningen samt Anna-Karin",
        "Ek, som har avtal om va-taxa.",
        "Vi anser att va-taxa är rätt.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("verk\u00ad", "samheten är", ["verksamheten", "är"]),
        ("ge-", "mensamt mål", ["gemensamt", "mål"]),
        ("gemen-", "samt mål", ["gemensamt", "mål"]),
        ("barn-", "samt ungdomsplan", ["barn-", "samt ungdomsplan"]),
        ("e-", "post skickas", ["e-post", "skickas"]),
        ("SLK-2024-", "00126 avser", ["SLK-2024-00126", "avser"]),
        ("18-", "25 år", ["18-25", "år"]),
        ("EU-", "medel", ["EU-medel"]),
        ("Till mötet kom -", "ingen", ["Till mötet kom -", "ingen"]),
        ("för-", "", ["för-"]),
        ("tre \ufffe", "fyra", ["tre -", "fyra"]),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: list[str]) -> None:
    assert [line.text for line in join([Line(first), Line(second)])] == joined


def test_a_word_cut_twice() -> None:
    lines = [Line("arbets\ufffe"), Line("marknads\ufffe"), Line("nämnden beslutar")]
    assert [line.text for line in join(lines)] == ["arbetsmarknadsnämnden", "beslutar"]


@given(st.lists(st.text(alphabet="abÅ -\u00ad\ufffe1", max_size=12), max_size=6))
def test_joining_loses_no_letter(texts: list[str]) -> None:
    lines = join([Line(text.strip()) for text in texts], hyphenated_words(texts))
    kept = "".join(line.text for line in lines)
    assert [c for c in kept if c in "abÅ1"] == [c for text in texts for c in text if c in "abÅ1"]
    assert "\ufffe" not in kept


def test_pages_title_and_date() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Granskning av Jobbhörnan")
        text_page(canvas)
        write(canvas, ["Sida två handlar om kostnader."])

    raw = read_bytes(pdf(draw), NAME)
    assert len(raw.pages) == 2
    assert raw.pages[1] == "Sida två handlar om kostnader."
    assert raw.title == "Granskning av Jobbhörnan"
    assert raw.date is not None


@pytest.mark.parametrize("title", ["Microsoft Word - utkast.docx", "untitled", "Dokument1", "rapport.pdf", "---"])
def test_titles_of_programs_are_no_titles(title: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(title)
        text_page(canvas)

    assert read_bytes(pdf(draw), NAME).title is None


def test_ruled_table_gives_one_line_a_row() -> None:
    rows = [("tkr", "Utfall 2023", "Budget 2023"), ("Intäkter", "5 305", "5 306"), ("Kostnader", "", "-910")]

    def draw(canvas: Canvas) -> None:
        write(canvas, ["Före tabellen."])
        canvas.grid([70, 200, 300, 400], [640, 660, 680, 700])
        canvas.setFont("Helvetica", 10)
        for number, cells in enumerate(rows):
            for place, text in enumerate(cells):
                canvas.drawString((75, 205, 305)[place], 686 - 20 * number, text)
        write(canvas, ["Efter tabellen."], y=600)

    assert read_bytes(pdf(draw), NAME).pages[0].split("\n") == [
        "Före tabellen.",
        "tkr | Utfall 2023 | Budget 2023",
        "Intäkter | 5 305 | 5 306",
        "Kostnader |  | -910",
        "Efter tabellen.",
    ]


def test_headings_by_letter_size() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Granskning av kommunens avtal"], size=22)
        write(canvas, ["2.1 Bakgrund till uppdraget"], y=700, size=14)
        write(canvas, ["Löpande text om avtalen i kommunen och vad de kostar."] * 12, y=670)

    raw = read_bytes(pdf(draw), NAME)
    shown = [(raw.pages[page][offset:].split("\n")[0], level) for page, offset, level in raw.headings]
    assert shown == [("Granskning av kommunens avtal", 1), ("2.1 Bakgrund till uppdraget", 2)]


def test_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Vänster ett", "vänster två"], x=70)
        write(canvas, ["Höger ett", "höger två"], x=320)

    assert read_bytes(pdf(draw), NAME).pages[0].split("\n") == [
        "Vänster ett",
        "vänster två",
        "Höger ett",
        "höger två",
    ]


def test_scanned_pages_are_recognised() -> None:
    ocr = FixedOcr(["§ 5 Nämnden beslutar att\nanta planen."])
    raw = read_bytes(pdf(lambda canvas: (text_page(canvas), photograph(canvas))[0]), NAME, ocr)
    assert raw.pages[1] == "§ 5 Nämnden beslutar att\nanta planen."
    assert raw.notes == ("ocr",)
    assert ocr.images[0].startswith(b"\x89PNG")


def test_unread_pages_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        for page in (text_page, photograph, text_page, photograph):
            page(canvas)

    raw = read_bytes(pdf(draw), NAME, FixedOcr())
    assert raw.notes == ("unread pages: 2, 4",)
    assert raw.pages[1] == ""


def test_a_scanned_file_needs_text_recognition() -> None:
    with pytest.raises(OcrUnavailable, match=r"rapport\.pdf: the pages are images; install tesseract"):
        read_bytes(pdf(photograph), NAME, FixedOcr())


def test_a_picture_without_words_is_not_text() -> None:
    with pytest.raises(EmptyFile):
        read_bytes(pdf(photograph), NAME, FixedOcr(["| ~ . _"]))


def test_password() -> None:
    data = pdf(text_page, encrypt=StandardEncryption("hemligt"))
    with pytest.raises(EncryptedFile, match=r"rapport\.pdf: the PDF asks for a password"):
        read_bytes(data, NAME)


def test_cut_short() -> None:
    with pytest.raises(BrokenFile, match=r"rapport\.pdf"):
        read_bytes(b"%PDF-1.7\n" + b"x" * 100, NAME)


def test_blank_pages_hold_no_text() -> None:
    with pytest.raises(EmptyFile, match=r"rapport\.pdf"):
        read_bytes(pdf(lambda canvas: canvas.showPage()), NAME)


def test_too_many_pages() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(5_001):
            canvas.showPage()

    with pytest.raises(ReadError, match="5,001 pages"):
        PdfReader(FixedOcr()).read(pdf(draw, pageCompression=0), NAME)


SOUND = pdf(text_page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_damaged_files_give_text_or_a_read_error(at: int, junk: bytes, lost: int) -> None:
    try:
        read_bytes(SOUND[:at] + junk + SOUND[at + lost :], NAME, FixedOcr())
    except ReadError as error:
        told = str(error)
    else:
        return
    assert told.startswith("rapport.pdf: ")
    assert "\n" not in told
