"""The words under the rectangles are the quote, and no other words."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_support import NAME, document, letters, pdf, placed, under, write
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from corpus.errors import BrokenFile
from corpus.pages import Pagebook

BODY = [
    "Nämnden beslutade att inte starta verksamheten i Tallhamra före sommaren.",
    "Nämnden beslutade att starta verksamheten i Hamnparken före sommaren.",
    "Ordföranden framhöll att frågan om lekplatsen är viktig för de boende.",
    "Nämnden beslutade att inte starta verksamheten i Tallhamra före sommaren.",
]


def plain(canvas: Canvas) -> None:
    write(canvas, BODY)


def test_one_rectangle_lies_over_the_words_and_no_others() -> None:
    data = pdf(plain)
    found, _ = placed(data, "att starta verksamheten")
    assert found.complete
    assert len(found.rectangles) == 1
    assert under(data, found.rectangles) == "attstartaverksamheten"
    rectangle = found.rectangles[0]
    # The second line, whose letters stand between 745 and 755 points from the bottom of 842.
    assert 1 - 756 / A4[1] < rectangle.top < rectangle.top + rectangle.height < 1 - 742 / A4[1]


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_identical_sentences_the_right_one_is_marked(nth: int) -> None:
    found, _ = placed(pdf(plain), BODY[0], nth)
    assert found.complete
    line = 3 * nth
    middle = found.rectangles[0].top + found.rectangles[0].height / 2
    assert middle == pytest.approx(1 - (760 - line * 14.3 + 3) / A4[1], abs=0.004)


def test_a_word_cut_at_a_line_end_is_marked_on_both_lines() -> None:
    data = pdf(
        lambda canvas: write(canvas, ["Granskningen avser nämndens verksam-", "het under året och dess följder."])
    )
    found, read = placed(data, "nämndens verksamhet")
    assert "verksamhet\nunder" in read.text
    assert found.complete
    assert [each.page for each in found.rectangles] == [1, 1]
    assert under(data, found.rectangles) == "nämndensverksamhet"
    assert found.rectangles[0].top < found.rectangles[1].top
    alone, _ = placed(data, "under året")
    assert under(data, alone.rectangles) == "underåret"


def test_soft_hyphens_and_ligatures_do_not_hide_words() -> None:
    data = pdf(
        lambda canvas: write(canvas, ["Före\u00adslaget av\u00adser kafé och o\ufb03ciella utredningar i nämnden."])
    )
    found, read = placed(data, "kafé och")
    assert found.complete
    assert under(data, found.rectangles) == letters("kafé och")
    assert "\u00ad" not in read.text


def test_two_columns_are_marked_line_by_line() -> None:
    left = ["Vänster spalt börjar här och", "fortsätter på nästa rad med", "ännu fler ord om skolan."]
    right = ["Höger spalt talar om vatten", "och avlopp i hela kommunen", "samt om taxan för året."]

    def draw(canvas: Canvas) -> None:
        write(canvas, left, x=60)
        write(canvas, right, x=320)

    data = pdf(draw)
    read = document(data)
    quote = read.text.strip()
    found = Pagebook(data, NAME, read).place(0, len(read.text))
    assert found is not None
    assert found.complete
    assert len(found.rectangles) == 6
    assert under(data, found.rectangles) == letters(quote)
    assert all(each.left + each.width < 0.5 or each.left > 0.5 for each in found.rectangles)


ROWS = [["Namn", "Parti", "Röst"], ["Ulla Testberg", "S", "Ja"], ["Bo Provström", "M", "Nej"], ["Eva Prov", "C", "Ja"]]


def table(canvas: Canvas) -> None:
    write(canvas, ["Omröstningen gav följande utfall i nämnden."], y=790)
    made = Table(ROWS, colWidths=[140, 80, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    made.wrapOn(canvas, 400, 300)
    made.drawOn(canvas, 70, 640)
    write(canvas, ["Ordföranden förklarade därefter överläggningen avslutad."], y=600)


def test_a_row_of_a_table_is_marked_cell_by_cell() -> None:
    data = pdf(table)
    found, _ = placed(data, "Bo Provström | M | Nej")
    assert found.complete
    assert len(found.rectangles) == 3
    assert under(data, found.rectangles) == "BoProvströmMNej"
    last, _ = placed(data, "Ja", 1)  # the same word stands in two rows
    assert last.complete
    assert last.rectangles[0].top > found.rectangles[2].top


def test_a_quote_over_a_page_break_has_rectangles_on_both_pages() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Frågan om lekplatsen är"], y=80)
        canvas.showPage()
        write(canvas, ["ännu inte besvarad av nämnden."])

    data = pdf(draw)
    found, _ = placed(data, "lekplatsen är\fännu inte")
    assert found.complete
    assert found.pages == (1, 2)
    assert under(data, found.rectangles) == "lekplatsenärännuinte"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_marked_as_it_is_shown(turn: int) -> None:
    data = altered(pdf(plain), lambda page: page.set_rotation(turn))
    found, _ = placed(data, "i Hamnparken före")
    assert found.complete
    assert len(found.rectangles) == 1
    assert under(data, found.rectangles) == "iHamnparkenföre"
    rectangle = found.rectangles[0]
    assert (rectangle.height > rectangle.width) == (turn != 180)


def test_a_crop_box_moves_the_rectangles_with_the_page() -> None:
    data = altered(pdf(plain), lambda page: page.set_cropbox(50, 400, 545, 800))
    found, _ = placed(data, "Hamnparken")
    assert found.complete
    assert under(data, found.rectangles) == "Hamnparken"
    assert found.rectangles[0].top + found.rectangles[0].height / 2 == pytest.approx((800 - 749.5) / 400, abs=0.01)


def test_words_that_the_page_does_not_hold_have_no_rectangle() -> None:
    data = pdf(plain)
    other = document(pdf(lambda canvas: write(canvas, ["Helt andra ord står i den här texten, som är ny."])))
    found = Pagebook(data, NAME, other).place(0, 20)
    assert found is not None
    assert not found.complete
    assert not found.rectangles


def test_what_could_stand_in_two_places_has_no_rectangle() -> None:
    # The text was read from another version of the page, where the words stand once.
    data = pdf(lambda canvas: write(canvas, ["Taxan höjs i maj.", "Annat.", "Taxan höjs i maj.", "Slut."]))
    other = document(
        pdf(lambda canvas: write(canvas, ["Inledning om vatten.", "Taxan höjs i maj.", "Avslutning här."]))
    )
    start = other.text.index("Taxan")
    found = Pagebook(data, NAME, other).place(start, start + len("Taxan höjs i maj."))
    assert found is not None
    assert not found.complete
    assert not found.rectangles


def test_spans_outside_the_text_have_no_place() -> None:
    data = pdf(plain)
    read = document(data)
    book = Pagebook(data, NAME, read)
    for start, end in ((-1, 5), (5, 5), (9, 3), (0, len(read.text) + 1)):
        found = book.place(start, end)
        assert found is not None
        assert not found.complete


def test_a_broken_file_is_refused() -> None:
    read = document(pdf(plain))
    with pytest.raises(BrokenFile):
        Pagebook(b"%PDF-1.4 nonsense", NAME, read).place(0, 5)


DATA = pdf(
    lambda canvas: write(canvas, [*BODY, "Skolans lokaler, som är trånga, byggs ut till år 2026 – enligt plan."])
)
READ = document(DATA)
BOOK = Pagebook(DATA, NAME, READ)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_of_a_page_are_found_exactly(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(READ.text) - 1))
    end = data.draw(st.integers(start + 1, len(READ.text)))
    wanted = letters(READ.text[start:end])
    found = BOOK.place(start, end)
    assert found is not None
    if wanted:
        assert found.complete
        assert under(DATA, found.rectangles) == wanted


def altered(data: bytes, change: object) -> bytes:
    """The PDF with something changed on its first page."""
    assert callable(change)
    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as opened:
        page = opened[0]
        change(page)
        page.close()
        opened.save(out)
    return out.getvalue()
