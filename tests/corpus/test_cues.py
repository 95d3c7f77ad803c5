"""A cue finds exactly what its pattern finds, in any text; and what it looks for first is worth looking for."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cues import Cue
from corpus.data import load
from corpus.literals import literals
from corpus.memo import MAX_LINE, remembered

IGNORE = re.IGNORECASE | re.MULTILINE


@cache
def cues() -> tuple[Cue, ...]:
    """Every pattern of the list of act cues."""
    patterns = []
    for group in load("acts").values():
        for value in group.values():
            if isinstance(value, str):
                patterns.append(value)
            elif isinstance(value, list):
                patterns.append("|".join(f"(?:{one})" for one in value))
    return tuple(Cue(pattern, IGNORE) for pattern in patterns)


@cache
def words() -> tuple[str, ...]:
    """The strings that the cues look for, and letters that are hard to fold."""
    held = {word for cue in cues() for word in literals(cue.pattern)}
    return (*sorted(held), "ı", "İ", "ſ", "K", "å", "A\u030a", "att ", "om ", ". ", "\n", "Ulla Ek (S) ", "den 3 maj ")


def texts() -> st.SearchStrategy[str]:
    piece = st.builds(
        lambda word, how: how(word),
        st.sampled_from(words()),
        st.sampled_from((str, str.upper, str.title, str.swapcase)),
    )
    return st.lists(piece | st.text(max_size=4), max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts(), st.integers(0, 30), st.integers(0, 200))
def test_a_cue_finds_what_its_pattern_finds(text: str, start: int, end: int) -> None:
    for cue in cues():
        found = cue.pattern.search(text)
        assert cue.possible(text) or found is None
        assert _span(cue.search(text)) == _span(found)
        assert _span(cue.search(text, start, end)) == _span(cue.pattern.search(text, start, end))
        assert [m.span() for m in cue.finditer(text)] == [m.span() for m in cue.pattern.finditer(text)]
        assert [m.span() for m in cue.finditer(text, start)] == [m.span() for m in cue.pattern.finditer(text, start)]


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bfråga(?:r|de)?\b", {"fråga"}),
        (r"(?:svar|besked) på", {"svar på", "besked på"}),
        (r"yrkar (?:\w+ )?bifall", {"bifall"}),
        (r"[åa]terremiss", {"terremiss"}),  # one string for two that are hardly rarer
        (r"\d+ §", set()),  # one sign and a blank: hardly rarer than any letter
        (r"(?:avslag)?", set()),  # matches everywhere
        (r"avslag|\d", set()),  # one of the alternatives needs no word
        (r"(?i:avslag) på", set()),  # letter case changes in the middle
        (r"Avslag(?=bifall)", {"Avslag"}),
    ],
)
def test_the_words_that_no_match_is_without(pattern: str, expected: set[str]) -> None:
    found = set(literals(re.compile(pattern)))
    assert found == expected or (not expected and found <= {" §", " på"})


def test_letters_that_lower_case_does_not_fold_are_found_all_the_same() -> None:
    cue = Cue("sida till", re.IGNORECASE)
    assert cue.search("SIDA TILL")
    assert cue.search("ſida till")
    assert cue.search("sıda till")
    assert cue.search("SİDA TILL")


def test_what_is_remembered_is_asked_once_and_every_caller_has_a_list_of_its_own() -> None:
    asked: list[str] = []

    @remembered
    def letters(text: str) -> list[str]:
        asked.append(text)
        return list(text)

    letters("ab").append("c")
    assert letters("ab") == ["a", "b"]
    assert asked == ["ab"]
    whole = "x" * (MAX_LINE + 1)
    assert len(letters(whole)) == len(letters(whole)) == len(whole)
    assert asked == ["ab", whole, whole]
