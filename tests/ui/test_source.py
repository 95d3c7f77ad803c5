"""The panel marks exactly the quote."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from ui_support import HOSTILE, QUOTE, TEXT, assistant, citation, document, mark_of, read

from corpus.records import Section
from ui.source import View, marked, panel, window
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
