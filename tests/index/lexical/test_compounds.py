import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.compounds import CompoundSplitter

SPLITTER = CompoundSplitter()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("tidsplanen", ("tid", "planen")),
        ("interpellationssvaret", ("interpellation", "svaret")),
        ("jobbcentrum", ("jobb", "centrum")),
        ("konsultkostnaderna", ("konsult", "kostnaderna")),
        ("genomförandeplan", ("genomförande", "plan")),
        ("gatukontoret", ("gata", "kontoret")),
        ("årsredovisning", ("år", "redovisning")),
        ("skolskjuts", ("skola", "skjuts")),
    ],
)
def test_splits(word: str, parts: tuple[str, ...]) -> None:
    assert SPLITTER.split(word) == parts


def test_part_that_is_a_compound_is_split_too() -> None:
    assert {"arbetsmarknad", "marknad", "nämnden"} <= set(SPLITTER.split("arbetsmarknadsnämnden"))


@pytest.mark.parametrize(
    "word",
    [
        "ordförande",
        "protokoll",
        "medarbetare",
        "beslut",
        "kommun",
        "ärende",
        "ledamot",
        "verksamhet",
        "xyzzyqwrt",
    ],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert SPLITTER.split(word) == ()


def test_ordinary_words_are_known_and_names_are_not() -> None:
    assert SPLITTER.knows("kostnaden")
    assert not SPLITTER.knows("tallhamra")


def test_own_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "small.dic"
    path.write_text("2\nkvarn/Y\nvatten/AX\n", encoding="utf-8")
    assert CompoundSplitter(path).split("vattenkvarnen") == ("vatten", "kvarnen")


def test_a_word_is_split_in_a_blink_once_it_was_met() -> None:
    words = ["interpellationssvaret", "arbetsmarknadsnämnden", "tjänsteutlåtandet"]
    for word in words:
        SPLITTER.split(word)
    start = time.process_time()
    for _ in range(10_000):
        SPLITTER.split(words[0])
    assert time.process_time() - start < 0.5


@given(st.text(alphabet="abcdefghijklmnoprstuvåäö", max_size=45))
def test_parts_are_shorter_than_the_word(word: str) -> None:
    assert all(3 <= len(part) < len(word) + 2 for part in SPLITTER.split(word))
