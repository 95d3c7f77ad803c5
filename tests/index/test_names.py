"""A forgotten name is masked wherever a document shows it, in all its forms, and nobody else's is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, Genre
from index.names import Names, valid, words_of

Make = Callable[..., Document]


def hidden(make: Make, text: str, name: str = "Anna Ek", party: str | None = None) -> Document:
    return Names(key=b"k").with_name(name, party).hide(make(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Brev\n\nAnna Ek skriver.", "Brev\n\n•••• •• skriver."),
        ("Brev\n\nANNA EK skriver.", "Brev\n\n•••• •• skriver."),
        ("Brev\n\nAnna Eks brev.", "Brev\n\n•••• ••• brev."),
        ("Brev\n\nAnna\nEk skriver.", "Brev\n\n••••\n•• skriver."),
        ("Brev\n\nAn-\nna Ek skriver.", "Brev\n\n••-\n•• •• skriver."),
        (
            "Brev\n\nAnna Ek skriver. Ek vill mer, säger Eks bror.",
            "Brev\n\n•••• •• skriver. •• vill mer, säger ••• bror.",
        ),
        ("Brev\n\nAnna Ek, anna.ek@post.example", "Brev\n\n•••• ••, ••••.••@post.example"),
        ("Brev av Anna Ek\n\nHej.", "Brev av •••• ••\n\nHej."),
    ],
)
def test_every_form_of_the_name_is_masked_in_place(make_document: Make, text: str, shown: str) -> None:
    document = hidden(make_document, text)
    assert document.text == shown
    assert "Ek" not in document.title
    assert any(note.startswith("masked_names:") for note in document.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Brev\n\nAnna Ekman och Johanna Ek skriver.",
        "Brev\n\nAnna. Ek är ett träd, som ek i parken.",
        "Brev\n\nEk skriver.",
        "Lista\n\nBo Anna, Ek Sven",
    ],
)
def test_other_names_and_words_stay(make_document: Make, text: str) -> None:
    document = make_document(text)
    assert Names(key=b"k").with_name("Anna Ek", None).hide(document) is document


def test_a_surname_that_another_in_the_document_has_stays(make_document: Make) -> None:
    text = "Frågor\n\nFråga av Anna Ek (S): När?\nSvar av Bo Ek (M): Snart, säger Ek.\n"
    document = hidden(make_document, text)
    assert "•••• •• (S)" in document.text
    assert "Bo Ek (M): Snart, säger Ek." in document.text


def test_a_party_tells_namesakes_apart(make_document: Make) -> None:
    other = make_document("Frågor\n\nFråga av Anna Ek (M): När?\n")
    assert Names(key=b"k").with_name("Anna Ek", "S").hide(other) is other
    assert "Anna" not in hidden(make_document, "Frågor\n\nFråga av Anna Ek (S): När?\n", party="s").text


def test_the_actors_lose_their_names_and_keep_their_party(make_document: Make) -> None:
    document = hidden(make_document, "Frågor\n\nFråga av Anna Ek (S): När går bussen?\n")
    assert [actor.label for act in document.acts for actor in act.actors] == ["•••• •• (S)"]
    assert [document.quote(act.span) for act in document.acts] == ["När går bussen?"]


def test_what_is_kept_of_a_name_does_not_tell_it() -> None:
    names = Names(key=b"k").with_name("Anna Ek", None)
    assert "anna" not in repr(names).casefold()
    assert Names(key=b"other").with_name("Anna Ek", None).parties.keys() != names.parties.keys()
    assert words_of("Anna-Karin  EK") == ("anna-karin", "ek")
    assert valid("Anna Ek")
    assert not valid("Anna")


@given(
    st.lists(
        st.sampled_from(["Anna", "Ek", "Eks", "Anna Ek", "ANNA EK", "Bo", "(S)", "\n", "-\n", ".", "an", "é"]),
        max_size=30,
    )
)
def test_only_letters_change_and_a_second_time_nothing(parts: list[str]) -> None:
    text = " ".join(["Brev", *parts])
    document = Document("d1", "d.txt", "0" * 64, "txt", "Brev", genre=Genre.OTHER, text=text)
    names = Names(key=b"k").with_name("Anna Ek", None)
    once = names.hide(document)
    assert len(once.text) == len(text)
    assert all(a == b or (a.isalpha() and b == "•") for a, b in zip(text, once.text, strict=True))
    assert names.hide(once) is once
