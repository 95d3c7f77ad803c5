"""The list of documents."""

from __future__ import annotations

from ui_support import assistant, read

from ui.chat import narrowed
from assistant.document_list import chosen
from ui.documents import facets, table
from ui.texts import texts

SV = texts("sv")


def paths(words: str, *fields: object) -> list[str]:
    return [info.path for info in chosen(assistant().documents(), words, narrowed(*fields))]


def test_words_and_facets_narrow_the_list() -> None:
    none = (None, None, None, None)
    assert paths("", *none) == ["kf/interpellation.pdf", "ks/brev.txt", "ks/protokoll.docx"]
    assert paths("LEKPLATSEN ks", *none) == ["kf/interpellation.pdf"]
    assert paths("", None, ["letter"], None, None) == ["ks/brev.txt"]
    assert paths("", ["Kommunfullmäktige"], None, "2023", "2023") == [
        "kf/interpellation.pdf",
        "ks/protokoll.docx",
    ]
    assert paths("", None, None, "2024", None) == []


def test_only_what_is_there_can_be_chosen() -> None:
    offered = facets(assistant().documents(), SV)
    assert offered["year"] == [("2023", "2023")]
    assert offered["genre"][0] == ("Interpellation", "interpellation")
    assert offered["body"] == [("Kommunfullmäktige", "Kommunfullmäktige")]


def test_unread_files_are_listed_with_their_reason_and_escaped() -> None:
    service = assistant()
    content = table(service.documents(), service.coverage(), SV)
    assert "&lt;b&gt;trasig" in content
    text = read(content).text
    assert "Filen är skadad." in text
    assert "3 av 3 handlingar" in text


def test_an_empty_list_says_so() -> None:
    assert "Inga handlingar passar" in table([], assistant().coverage(), SV)
