"""A link finds its words again, in a document read anew or edited, and never nearly those words."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.memory import MemoryAssistant
from assistant.viewer.links import link, locate, seal
from corpus.records import Document, Genre

WORDS = "Nämnden beslutade att inte starta verksamheten."
TEXT = f"Protokoll\nTallhamra\n{WORDS}\nNämnden beslutade att starta verksamheten.\nMötet avslutades."
START = TEXT.index(WORDS)
END = START + len(WORDS)


def document(**changes: object) -> Document:
    plain = Document("d1", "kf/möte & beslut.pdf", "0" * 64, "pdf", "Protokoll", Genre.MINUTES, TEXT)
    return replace(plain, **changes)  # type: ignore[arg-type]


def followed(now: Document | None, before: Document | None = None) -> tuple[str, str]:
    """State and words of a link that was made to WORDS, when the index holds `now`."""
    before = before or document()
    query = {name: values[0] for name, values in parse_qs(link(before, START, END)[1:]).items()}
    service = MemoryAssistant([now] if now else [])
    found = locate(service, query["doc"], int(query["start"]), int(query["end"]), query["path"], query["words"])
    return found.state, found.document.text[found.start : found.end] if found.document else ""


def test_nothing_changed() -> None:
    assert followed(document()) == ("same", WORDS)


def test_the_text_was_read_anew_and_everything_stands_elsewhere() -> None:
    assert followed(document(text=f"Sidhuvud\n\n{TEXT}")) == ("moved", WORDS)


def test_the_lines_are_broken_in_other_places() -> None:
    broken = TEXT.replace("att inte", "att\ninte")
    assert followed(document(text=f"x\n{broken}")) == ("moved", WORDS.replace("att inte", "att\ninte"))


def test_the_document_was_edited_and_has_a_new_id() -> None:
    edited = document(id="d2", text=f"Rättat protokoll\n{TEXT}")
    assert followed(edited) == ("moved", WORDS)


def test_edited_words_are_gone_and_not_nearly_found() -> None:
    edited = document(id="d2", text=TEXT.replace("att inte starta", "att starta"))
    assert followed(edited) == ("gone", "")


def test_a_document_with_another_name_is_not_taken_for_it() -> None:
    assert followed(document(id="d2", path="kf/annat.pdf"))[0] == "missing"
    assert followed(None)[0] == "missing"


def test_a_moved_and_edited_file_is_known_by_its_name_if_it_is_the_only_one() -> None:
    moved = document(id="d2", path="arkiv/möte & beslut.pdf")
    assert followed(moved) == ("same", WORDS)
    twice = MemoryAssistant([moved, document(id="d3", path="annan/möte & beslut.pdf")])
    assert locate(twice, "d1", START, END, "kf/möte & beslut.pdf", seal(WORDS)).state == "missing"


def test_of_the_same_words_twice_the_nearest_is_taken() -> None:
    text = f"{WORDS}\n{'Mellantext. ' * 30}\n{WORDS}\nSlut."
    found = locate(MemoryAssistant([document(text=text)]), "d1", len(text) - 10, len(text), "", seal(WORDS))
    assert found.state == "moved"
    assert found.start > 300


def test_a_link_without_a_seal_is_trusted_in_the_same_bytes_alone() -> None:
    assert locate(MemoryAssistant([document()]), "d1", START, END).state == "same"
    assert locate(MemoryAssistant([document()]), "d1", 5, 10**9).state == "gone"
    assert locate(MemoryAssistant([document(id="d2")]), "d1", START, END, "kf/möte & beslut.pdf").state == "gone"


@pytest.mark.parametrize("words", ["", "x", "0" * 12, f"{'0' * 12}.99999", f"{'0' * 12}.0", "<script>"])
def test_a_seal_that_is_none_marks_nothing_elsewhere(words: str) -> None:
    assert locate(MemoryAssistant([document()]), "d1", 10**6, 10**6 + 5, "", words).state == "gone"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_words_found_again_are_the_words(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = text[start:end]
    moved = document(text=f"Nytt först.\n{text}")
    found = locate(MemoryAssistant([moved]), "d1", start, end, "", seal(words))
    if found.state in ("same", "moved"):
        assert seal(moved.text[found.start : found.end]) == seal(words)
