"""HTML: what a visitor of the page reads, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import EmptyFile, ReadError
from corpus.readers import read_bytes

NAME = Path("sida.html")


def lines(markup: str) -> list[str]:
    """The lines of a page."""
    return read_bytes(f"<html><body>{markup}</body></html>".encode(), NAME).pages[0].split("\n")


def test_only_visible_text() -> None:
    shown = lines(
        "<nav>Meny</nav><script>x()</script><style>p{}</style><p hidden>a</p><p style='display: none'>b</p>"
        "<p aria-hidden='true'>c</p><!-- d --><button>Skicka</button>"
        "<p>Synligt&nbsp;<b>text</b>,\n  på en rad</p>"
    )
    assert shown == ["Synligt\u00a0text, på en rad"]


def test_headings_lists_and_breaks() -> None:
    numbered = "<ol start=3><li>Vad?<li><p>När?</p></ol>"
    markup = f"<h1>Svar</h1>Inledning<br>rad två{numbered}<ul><li>a<ul><li>b</ul></ul><h3>Slut</h3>"
    raw = read_bytes(f"<html><body>{markup}".encode(), NAME)
    assert raw.pages[0].split("\n") == [
        "Svar",
        "Inledning",
        "rad två",
        "3. Vad?",
        "4. När?",
        "- a",
        "- b",
        "Slut",
    ]
    assert [(raw.pages[0][at : at + 4], level) for _, at, level in raw.headings] == [("Svar", 1), ("Slut", 3)]


def test_tables() -> None:
    assert lines("<table><caption>Tabell</caption><tr><th>År<th>Antal<tr><td>2024<td>12\n st</table>") == [
        "Tabell",
        "År | Antal",
        "2024 | 12 st",
    ]


def test_tables_that_only_place_things() -> None:
    assert lines("<table><tr><td><h1>Rubrik</h1><p>Text</p></td><td>Mer</td></tr></table>") == [
        "Rubrik",
        "Text",
        "Mer",
    ]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_counts(charset: str) -> None:
    page = f"<html><head><meta charset='{charset}'><title>Frågor från mötet</title></head><p>Åsgatan är öppen"
    raw = read_bytes(page.encode(charset), NAME)
    assert raw.pages[0] == "Åsgatan är öppen"
    assert raw.title == "Frågor från mötet"


def test_a_wrong_declaration_does_not_garble() -> None:
    page = "<html><head><meta charset='utf-8'></head><p>Åsgatan är öppen"
    assert read_bytes(page.encode("cp1252"), NAME).pages[0] == "Åsgatan är öppen"


def test_date_of_publication() -> None:
    page = b"<html><head><meta name='DC.date' content='2024-03-05T10:00'></head><p>Text"
    assert str(read_bytes(page, NAME).date) == "2024-03-05"


def test_xhtml_is_read_without_complaint() -> None:
    page = b"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Text</p></body></html>"
    assert read_bytes(page, NAME).pages == ("Text",)


def test_a_page_of_scripts_is_empty() -> None:
    with pytest.raises(EmptyFile, match=r"sida\.html"):
        read_bytes(b"<html><script>x()</script></html>", NAME)


@example(["<tr>", "a", "<table>", "<td>", "a"])
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "<li>", "<ol start=x>", "<h1>", "a", "&", "< "])
    )
)
def test_broken_markup_gives_text_or_a_read_error(parts: list[str]) -> None:
    try:
        raw = read_bytes(("<html>" + "".join(parts)).encode(), NAME)
    except ReadError:
        return
    assert raw.pages[0].count("a") == parts.count("a")
    assert all(0 <= at < len(raw.pages[0]) for _, at, _ in raw.headings)


def test_deep_nesting() -> None:
    assert "djupt" in read_bytes(b"<html>" + b"<div>" * 3000 + b"djupt", NAME).pages[0]
