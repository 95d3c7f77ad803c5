"""Whatever a reader hands over becomes a document whose offsets hold, or one clear error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from papers import paper

from corpus.document import read, understand
from corpus.errors import CouncilError, EmptyFile, MissingFile
from corpus.readers.base import RawDocument
from corpus.records import Document, Span

WORDS = [
    "Interpellation av Eva Sandelin (L) till Helena Forsblad (L) om skolmaten", "Interpellationssvar till Eva Ek (S)",
    "Protokoll", "§ 1", "§ 12 Motion om buss KS 2022/0533", "Beslut", "Förslag till beslut", "Närvarande", "Yrkanden",
    "Reservation", "SVAR: Ja.", "SVAR:", "Fråga 1: Anna Ek (S) ställer en fråga som lyder:", "1. Hur många berörs?",
    "- När?", "?", "(båda V)", "Bo Ask och Eva Lo (båda V) reserverar sig mot beslutet.", "Vision frågade varför.",
    "Förvaltningen svarade att det utreds.", "Vi föreslår nämnden besluta", "att bjuda in dem.", "BILAGA 1",
    "Tallhamra 2022-04-19", "Anna Ek (S)", "Ordförande", "Vid protokollet", "3 (14)", "**Beslut**", "# Rubrik", "\f",
    "Nämnden beslutade att anta planen.", "Därför vill jag fråga:", "Kommunstyrelsen föreslår kommunfullmäktige:", "",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=30), max_size=25).map("\n".join)


def check(document: Document) -> None:
    spans: list[Span] = [act.span for act in document.acts] + [s.span for s in document.sections]
    for span in spans:
        assert 0 <= span.start < span.end <= len(document.text)
        assert document.quote(span).strip()
        assert span.document_id == document.id
        assert span.page == document.page_at(span.start)
    ids = {act.id for act in document.acts}
    assert len(ids) == len(document.acts)
    for act in document.acts:
        assert act.section is None or 0 <= act.section < len(document.sections)
        assert act.reply_to is None or act.reply_to in ids
    assert document.title.strip()
    assert all(a < b for a, b in document.noise)


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["txt", "pdf", "eml", "md"]))
@example(["?\n1. Hur?"], "txt")
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_or_refused(pages: list[str], file_format: str) -> None:
    raw = RawDocument(file_format, tuple(pages))
    if not "".join(pages).strip():
        with pytest.raises(CouncilError, match=r"prov\.txt"):
            understand(raw, "0" * 64, "prov.txt")
        return
    document = understand(raw, "0" * 64, "prov.txt")
    check(document)
    assert document == understand(raw, "0" * 64, "prov.txt")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_characters(text: str) -> None:
    if text.strip():
        check(paper(text))


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(EmptyFile, match=r"prov\.txt.*no text"):
        paper(" \n\f ")


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"borta\.txt.*check the path"):
        read(tmp_path / "borta.txt")


def test_the_same_bytes_are_the_same_document(tmp_path: Path) -> None:
    text = "Skrivelse om skolmaten\n\nMaten var kall i Tallhamra kommun.\n\nTallhamra 2022-04-19\n\nEva Sandelin (L)\n"
    (tmp_path / "bun").mkdir()
    for name in ("bun/a.txt", "b.txt"):
        (tmp_path / name).write_text(text)
    first, second = (read(tmp_path / name, root=tmp_path) for name in ("bun/a.txt", "b.txt"))
    assert (first.path, second.path) == ("bun/a.txt", "b.txt")
    assert first.id == second.id
    assert [a.id for a in first.acts] == [a.id for a in second.acts]


def test_pages_are_counted_from_one() -> None:
    document = paper("Första sidan om något.", "Andra sidan om annat.", "Tredje sidan.")
    assert document.page_at(0) == 1
    assert document.page_at(document.text.index("Andra")) == 2
    assert document.page_at(document.text.index("Tredje")) == 3


def test_personal_numbers_are_gone_and_the_paper_says_how_many() -> None:
    document = paper("Medborgarförslag om hundrastgård\n\nJag heter Bo Ask, 811218-9876, och bor i Tallhamra.")
    assert "9876" not in document.text
    assert "masked:1" in document.notes


def test_a_format_heading_makes_a_section() -> None:
    text = "Bakgrund till flytten\nJobbcentrum flyttar.\nKostnader\nFlytten kostar 2 140 tkr."
    headings = ((0, 0, 1), (0, text.index("Kostnader"), 1))
    document = understand(RawDocument("docx", (text,), headings=headings), "1" * 64, "x.docx")
    assert [s.heading for s in document.sections] == [("Bakgrund till flytten",), ("Kostnader",)]


def test_a_date_of_the_file_is_the_last_resort() -> None:
    raw = RawDocument("docx", ("Om skolmaten i allmänhet. Den är kall.",), date=date(2021, 5, 4))
    assert understand(raw, "2" * 64, "x.docx").date == date(2021, 5, 4)


def test_a_personal_number_in_a_title_is_masked_as_in_the_text() -> None:
    raw = RawDocument(
        "eml", ("Ämne: Ansökan 850312-1238\n\nHej, jag undrar över beslutet.",), title="Ansökan 850312-1238"
    )
    document = understand(raw, "0" * 64, "medborgare/mejl.eml")
    assert "1238" not in document.title + document.text
    assert document.notes == ("masked:2",)
