"""Both languages say everything."""

from __future__ import annotations

import re

from assistant.contract import Status
from corpus.records import ActKind, Genre
from ui.texts import LANGUAGES, texts


def test_every_language_has_the_same_keys_and_fields() -> None:
    first = texts(LANGUAGES[0])
    for language in LANGUAGES[1:]:
        other = texts(language)
        assert other.keys == first.keys
        for key in first.keys:
            fields = [set(re.findall(r"{(\w+)}", each(key))) for each in (first, other)]
            assert fields[0] == fields[1], key


def test_every_text_says_something() -> None:
    assert all(texts(language)(key).strip() for language in LANGUAGES for key in texts(language).keys)


def test_every_kind_and_status_has_a_name() -> None:
    for language in LANGUAGES:
        keys = texts(language).keys
        assert {f"act.{kind.value}" for kind in ActKind} <= keys
        assert {f"genre.{genre.value}" for genre in Genre} <= keys
        assert {f"status.{status}" for status in Status.__args__} <= keys


def test_an_unknown_language_gets_swedish_and_an_unknown_kind_its_own_name() -> None:
    assert texts("de").language == "sv"
    assert texts("sv").maybe("act", "brandtal") == "brandtal"
