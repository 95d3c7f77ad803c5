"""Nothing from a document or a user becomes markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ui_support import read

from ui.render import answer_body, attributes, escape, placed, shortened
from ui.texts import texts

SV = texts("sv")


def body(text: str, known: dict[int, str | None] | None = None) -> str:
    return answer_body(text, turn=0, known=known or {}, texts=SV)


@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"])))
def test_escaped_text_comes_back_whole_and_holds_no_tag(text: str) -> None:
    escaped = escape(text)
    assert not set("<>\"'{}$`\\") & set(escaped)
    read_back = read(escaped)
    assert read_back.text == text
    assert read_back.tags == []


def test_an_attribute_cannot_be_broken_out_of() -> None:
    made = attributes(data_q='" onclick="x', title=None)
    (_, attrs), *rest = read(f"<i{made}>").tags
    assert attrs == {"data-q": '" onclick="x'}
    assert not rest


def test_a_marker_is_a_button_for_a_known_citation_only() -> None:
    reader = read(body("Hon frågade. [1] Han svarade. [7]", {1: "sv"}))
    assert [attrs["data-n"] for tag, attrs in reader.tags if tag == "button"] == ["1"]
    assert "[7]" in reader.text


def test_a_marker_says_what_it_is() -> None:
    (button,) = [attrs for tag, attrs in read(body("Ja. [2]", {2: None})).tags if tag == "button"]
    assert button["aria-label"] == "Källa 2"


def test_lists_and_tables_are_built_from_plain_text() -> None:
    reader = read(body("Två saker:\n3. Ett\n4. Två\n\n- a\n- b\n\n| År | Antal |\n|---|---|\n| 2021 | 12 |"))
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("li") == 4
    assert ("ol", {"start": "3"}) in reader.tags
    assert (tags.count("th"), tags.count("td"), tags.count("tr")) == (2, 2, 2)


def test_an_answer_with_markup_in_it_shows_the_markup() -> None:
    reader = read(body("<script>x</script> ![a](http://bad.example/a.png) [b](http://bad.example)"))
    assert {tag for tag, _ in reader.tags} == {"p"}
    assert "http://bad.example/a.png" in reader.text


def test_a_quotation_is_marked_as_in_its_documents_language() -> None:
    reader = read(body("She asked: “När blir skolan klar?” [1]", {1: "sv"}))
    assert ("span", {"class": "quoted", "lang": "sv"}) in reader.tags


def test_long_text_is_cut_at_a_word() -> None:
    assert shortened("ett två  tre\nfyra", 11) == "ett två …"
    assert shortened("ett  två", 11) == "ett två"


def test_a_quotation_from_an_unknown_language_claims_none() -> None:
    reader = read(body("She asked: “When is it ready?” [1]", {1: None}))
    assert ("span", {"class": "quoted"}) in reader.tags


def test_a_page_never_stands_alone_on_a_line() -> None:
    line = read(placed("Interpellation om " + "lekplatsen " * 20, "s. 1")).text
    assert line.endswith("lekplatsen\u00a0…\u00a0·\u00a0s.\u00a01")
    assert len(line) < 110


def test_the_value_asked_for_is_strong_and_other_asterisks_are_shown() -> None:
    shown = body("**2 140 tkr** – ”Flytten kostade 2 140 tkr.” [1]\n\nEn rad med **stjärnor** i.", {1: "sv"})
    assert "<strong>2 140 tkr</strong> – " in shown
    assert shown.count("<strong>") == 1
    assert "**stjärnor**" in shown
