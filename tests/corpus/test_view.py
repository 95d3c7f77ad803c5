"""The reading view shows the text as a person reads it, and every character leads back to the document."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.noise import find_noise
from corpus.view import ReadingView

ANY = st.text(st.sampled_from("abå Å.-?:\n\f\r\t*_#§1\u00ad\u00a0\u2028\x85 ") | st.characters(), max_size=150)


def view(text: str, *noise: str) -> ReadingView:
    return ReadingView.build(text, tuple((text.index(n), text.index(n) + len(n)) for n in noise))


def test_wrapped_lines_become_a_paragraph() -> None:
    text = "Nämnden antar planen för\nJobbcentrum och uppdrar åt\nförvaltningen att återkomma.\n\nNästa stycke."
    assert view(text).text.split("\n")[-1] == "Nästa stycke."
    assert "uppdrar åt förvaltningen att återkomma." in view(text).text


def test_a_word_cut_at_a_line_end_is_whole() -> None:
    assert "genomförandeplanen antas" in view("Nämnden beslutar att genomförande-\nplanen antas.").text


def test_a_hanging_hyphen_stays() -> None:
    assert "arbetsmarknads- och vuxenutbildningsnämnden" in " ".join(
        view("Det gäller arbetsmarknads-\noch vuxenutbildningsnämnden.").text.split()
    )


def test_soft_hyphens_and_markup_are_not_read() -> None:
    shown = view("## Be\u00adslut\n\n**Nämnden** antar *planen*.").text
    assert shown == "Beslut\nNämnden antar planen."


def test_a_page_header_does_not_cut_a_sentence() -> None:
    text = "Interpellationen får\nTallhamra kommun 3 (14)\fKommunfullmäktige, protokoll\nställas och bordläggs."
    shown = view(text, "Tallhamra kommun 3 (14)", "Kommunfullmäktige, protokoll").text
    assert shown == "Interpellationen får ställas och bordläggs."


def test_list_items_stay_apart() -> None:
    shown = view("Jag frågar:\n1. När sker flytten?\n2. Vad kostar den?\n- Hur många berörs?").text
    assert shown.split("\n") == [
        "Jag frågar:",
        "1. När sker flytten?",
        "2. Vad kostar den?",
        "- Hur många berörs?",
    ]


def test_a_heading_of_a_block_stands_alone() -> None:
    assert view("Beslut\nNämnden antar planen.").text == "Beslut\nNämnden antar planen."


def test_what_is_found_leads_back_to_the_words() -> None:
    text = "Inledning.\n\nNämnden  beslutar i dag\nom **bordläggning** av ärendet."
    shown = view(text)
    start = shown.text.index("beslutar")
    a, b = shown.span(start, shown.text.index("läggning") + len("läggning"))
    assert text[a:b] == "beslutar i dag\nom **bordläggning"
    assert shown.slice(a, b) == "beslutar i dag om bordläggning"
    assert shown.at(a) == start


@given(ANY, st.booleans())
@settings(max_examples=200)
def test_every_character_comes_from_its_own_place(text: str, with_noise: bool) -> None:
    noise = tuple(find_noise(text, (0,))) if with_noise else ()
    shown = ReadingView.build(text, noise)
    assert len(shown.text) == len(shown.source)
    assert all(a < b for a, b in pairwise(shown.source))
    for char, place in zip(shown.text, shown.source, strict=True):
        assert 0 <= place < len(text)
        assert text[place] == char or (char.isspace() and not text[place].isalnum())
        assert char.isspace() or not any(a <= place < b for a, b in noise)


@given(ANY, st.data())
def test_every_span_maps_into_the_text(text: str, data: st.DataObject) -> None:
    shown = ReadingView.build(text, tuple(find_noise(text, (0,))))
    if shown.text:
        start = data.draw(st.integers(0, len(shown.text) - 1))
        end = data.draw(st.integers(start + 1, len(shown.text)))
        a, b = shown.span(start, end)
        assert 0 <= a < b <= len(text)
        assert shown.at(a) == start


@given(ANY)
def test_nothing_that_can_be_read_is_left_out(text: str) -> None:
    letters = [c for c in text if c.isalnum()]
    assert [c for c in ReadingView.build(text, ()).text if c.isalnum()] == letters


@given(ANY)
def test_paragraphs_hold_no_line_break_and_no_outer_blank(text: str) -> None:
    shown = ReadingView.build(text, ())
    for a, b in shown.paragraphs():
        assert "\n" not in shown.text[a:b]
        assert shown.text[a:b].strip()


def test_a_heading_below_a_full_line_is_no_part_of_it() -> None:
    lines = [
        "Nämnden godkänner avtalet med bolaget och uppdrar åt förvaltningen att teckna det.",
        "Tilläggsyrkandet om att vakanta tjänster ska återbesättas före sommaren avslås i år",
    ]
    shown = view("\n".join([*(lines * 4), "Reservation", "Anna Ek (S) reserverar sig mot beslutet."])).text
    assert "Reservation" in shown.split("\n")


def test_a_case_number_in_its_own_column_ends_the_title_of_an_item() -> None:
    rest = "att telefoner samlas in vid skoldagens början i alla årskurser från den 19 augusti i år,\n" * 8
    text = f"§ 18   Mobilfri skoldag                                          BUN 2023/140\nNämnden beslutar\n{rest}"
    shown = view(text).text
    assert shown.startswith("§ 18 Mobilfri skoldag BUN 2023/140\nNämnden beslutar")


def test_a_title_set_in_below_its_first_line_goes_on() -> None:
    rest = "att telefoner samlas in vid skoldagens början i alla årskurser från den 19 augusti i år,\n" * 8
    text = f"§ 18   Mobilfri skoldag på skolor i                              BUN 2023/140\n       Tallhamra\n\n{rest}"
    assert "skolor i BUN 2023/140 Tallhamra\n" in view(text).text
