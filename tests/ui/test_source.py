"""The panel marks exactly the quote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from ui_support import HOSTILE, QUOTE, TEXT, assistant, citation, document, mark_of, read

from assistant.memory import MemoryAssistant
from assistant.viewer.links import link
from corpus.document import read as read_file
from corpus.records import Section
from ui.source import View, linked, marked, panel, pressed, window
from ui.texts import texts

SV = texts("sv")
START = TEXT.index(QUOTE)
VIEW = View("lek1", START, START + len(QUOTE), turn=0, n=1, opened=1)


def test_the_mark_is_the_quote_and_nothing_else() -> None:
    content = panel(VIEW, [citation()], assistant(), SV)
    assert content.count("<mark") == 1
    assert mark_of(content) == QUOTE


@given(st.data())
def test_the_window_is_the_text_around_the_mark(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, min(len(TEXT), start + 300)))
    around = data.draw(st.integers(0, 900))
    plain = document(pages=(0,))
    content = marked(plain, View("lek1", start, end, around), SV)
    assert mark_of(content) == TEXT[start:end]
    first, last = window(plain, start, end, around)
    assert TEXT[first:last] in read(content).text
    assert first <= start
    assert end <= last


def test_more_context_shows_more() -> None:
    near = panel(VIEW, [], assistant(), SV)
    far = panel(replace(VIEW, around=100_000), [], assistant(), SV)
    assert "data-more" in near
    assert "data-more" not in far
    assert len(far) > len(near)


def test_a_hostile_document_stays_text() -> None:
    hostile = document(title=f"T {HOSTILE}", path=f"{HOSTILE}.pdf", body=HOSTILE)
    content = panel(VIEW, [citation(title=HOSTILE)], type(assistant())([hostile]), SV)
    reader = read(content)
    assert "img" not in {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert "{{" not in content
    assert "${" not in content


def test_it_tells_where_the_text_stands() -> None:
    text = read(panel(VIEW, [citation()], assistant(), SV)).text
    for fact in (
        "Interpellation",
        "Kommunfullmäktige, Tallhamra",
        "2023-05-04",
        "1 av 2",
        "kf/interpellation.pdf",
    ):
        assert fact in text


def test_a_page_break_is_told_and_noise_is_dimmed() -> None:
    content = marked(document(), replace(VIEW, around=100_000), SV)
    assert "Sida 2</span>Sida två" in content
    assert '<span class="noise">Interpellation</span>' in content


def test_citations_are_buttons_and_the_shown_one_is_current() -> None:
    citations = [citation(), citation(n=2)]
    reader = read(panel(VIEW, citations, assistant(), SV))
    numbers = [attrs for tag, attrs in reader.tags if tag == "button" and "data-n" in attrs]
    assert [(each["data-n"], each.get("aria-current")) for each in numbers] == [("1", "true"), ("2", None)]


def test_a_whole_document_lists_its_acts() -> None:
    reader = read(panel(View("lek1"), [], assistant(), SV))
    acts = [attrs for tag, attrs in reader.tags if tag == "button" and "data-doc" in attrs]
    assert [(each["data-start"], each["data-end"]) for each in acts] == [(str(START), str(START + len(QUOTE)))]
    assert "mark" not in {tag for tag, _ in reader.tags}


def test_a_stale_or_wrong_link_is_explained() -> None:
    assert "finns inte längre" in panel(View("borta", 1, 2), [], assistant(), SV)
    assert "utanför" in panel(View("lek1", 5, 10**9), [], assistant(), SV)
    assert "utanför" in panel(View("lek1", 9, 5), [], assistant(), SV)


def test_the_case_is_that_of_the_quotes_own_matter() -> None:
    plain = document(case_numbers=("KS 2023/0001", "KS 2023/0009"))
    matter = Section(("Lekplatsen",), plain.span(START - 5, START + len(QUOTE)), "9", "KS 2023/0009")
    service = type(assistant())([replace(plain, sections=(matter,))])
    assert "KS 2023/0001" not in read(panel(VIEW, [], service, SV)).text
    assert "KS 2023/0001, KS 2023/0009" in read(panel(View("lek1"), [], service, SV)).text


def test_a_page_lists_its_other_acts_and_the_text_reaches_them() -> None:
    start = TEXT.index("Stycke 3 ")
    reader = read(panel(View("lek1", start, start + 8), [], assistant(), SV))
    acts = [attrs for tag, attrs in reader.tags if tag == "button" and "data-doc" in attrs]
    assert [each["data-start"] for each in acts] == [str(START)]
    assert "Mer på samma sida (1)" in reader.text


def test_a_press_changes_only_what_it_names() -> None:
    wider = pressed({"more": "1"}, VIEW)
    assert wider is not None
    assert wider.around > VIEW.around
    turned = pressed({"page": "2"}, VIEW)
    assert turned == replace(VIEW, page=2, look="page")
    assert pressed({"look": "text"}, VIEW) == replace(VIEW, look="text")
    assert pressed({"turn": "0", "n": "2"}, VIEW) is None
    assert pressed({"question": "Vad?"}, VIEW) is None
    act = pressed({"doc": "lek1", "start": "3", "end": "9"}, replace(VIEW, look="text"))
    assert act is not None
    assert (act.start, act.end, act.look, act.turn, act.n) == (3, 9, "text", 0, None)
    assert act.opened == VIEW.opened + 1


def test_a_citation_is_copied_with_its_place_and_link() -> None:
    reader = read(panel(VIEW, [citation()], assistant(), SV))
    (copy,) = [attrs for tag, attrs in reader.tags if tag == "button" and "data-copy" in attrs]
    assert copy["data-copy"] == (
        f"”{QUOTE}”\nInterpellation av Ulla Testberg (S) angående lekplatsen, "
        "Kommunfullmäktige, Tallhamra, 2023-05-04, s. 1."
    )
    assert (copy["data-link"] or "").startswith(f"?doc=lek1&start={START}&end={START + len(QUOTE)}&path=")


def followed(service: MemoryAssistant) -> str:
    """The panel that the page's own link to the quote leads to, in another state of the documents."""
    address = link(document(), START, START + len(QUOTE))
    view = linked({name: values[0] for name, values in parse_qs(address[1:]).items()}, View())
    assert view is not None
    return panel(view, [], service, SV)


def test_a_link_survives_an_edited_document_and_says_so() -> None:
    edited = document(id="ny", text=f"Rättad.\n{TEXT}", acts=())
    content = followed(MemoryAssistant([edited]))
    assert "har ändrats sedan länken skapades" in content
    assert mark_of(content) == QUOTE


def test_a_link_to_words_that_are_gone_marks_nothing() -> None:
    edited = document(id="ny", text=TEXT.replace("vara klar", "inte vara klar"), acts=())
    content = followed(MemoryAssistant([edited]))
    assert "finns inte i den nya versionen" in content
    assert "<mark" not in content


# The page as a picture.


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "fråga.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(["Fråga om lekplatsen", "När ska lekplatsen i Tallhamra", "vara klar & öppen?"]):
        canvas.drawString(70, 760 - 20 * number, line)
    canvas.showPage()
    canvas.drawString(70, 760, "Andra sidan med några ord till.")
    canvas.save()
    return path


WORDS = "När ska lekplatsen i Tallhamra\nvara klar & öppen?"


def shown(file: Path, **changes: object) -> str:
    """The panel for WORDS in that file."""
    pdf = read_file(file)
    start = pdf.text.index(WORDS)
    view = View(pdf.id, start, start + len(WORDS), opened=1)
    return panel(replace(view, **changes), [], MemoryAssistant([pdf], files={pdf.id: file}), SV)  # type: ignore[arg-type]


def test_the_page_is_shown_with_a_mark_on_each_line(file: Path) -> None:
    content = shown(file)
    reader = read(content)
    marks = [attrs for _, attrs in reader.tags if attrs.get("class") == "hit"]
    assert len(marks) == 2
    assert marks[0]["aria-label"] == f"Citat: {' '.join(WORDS.split())}"
    assert marks[0]["tabindex"] == "0"
    assert mark_of(content) == WORDS
    (picture,) = [attrs for tag, attrs in reader.tags if tag == "img"]
    assert (picture["alt"] or "").startswith("Sida 1 av 2 i Fråga om lekplatsen")
    assert (picture["src"] or "").endswith("/pages/1.png?width=1200")


def test_another_page_has_no_mark_and_a_way_back(file: Path) -> None:
    reader = read(shown(file, page=2, look="page"))
    assert not [attrs for _, attrs in reader.tags if attrs.get("class") == "hit"]
    turns = {attrs["data-keep"]: attrs for _, attrs in reader.tags if "data-keep" in attrs}
    assert "disabled" in turns["next"]
    assert turns["previous"]["data-page"] == "1"
    assert turns["home"]["data-page"] == "1"
    assert "Sida 2 av 2" in reader.text


def test_the_reader_may_choose_the_text(file: Path) -> None:
    content = shown(file, look="text")
    assert "<img" not in content
    assert mark_of(content) == WORDS
    looks = {attrs["data-look"]: attrs["aria-pressed"] for _, attrs in read(content).tags if "aria-pressed" in attrs}
    assert looks == {"page": "false", "text": "true"}


def test_words_that_cannot_be_placed_are_shown_as_text_first(file: Path) -> None:
    pdf = replace(read_file(file), text="Helt andra ord om vatten och avlopp.", pages=(0,), acts=(), sections=())
    service = MemoryAssistant([pdf], files={pdf.id: file})
    content = panel(View(pdf.id, 5, 15), [], service, SV)
    assert "<img" not in content
    page = panel(View(pdf.id, 5, 15, look="page"), [], service, SV)
    assert 'class="hit"' not in page
    assert "kunde inte märkas ut" in page


def test_masked_documents_have_no_picture(file: Path) -> None:
    pdf = replace(read_file(file), id="dold", notes=("masked:1",))
    content = panel(View(pdf.id, 0, 5, look="page"), [], MemoryAssistant([pdf], files={pdf.id: file}), SV)
    assert "<img" not in content
    assert "personuppgifter är dolda" in content
