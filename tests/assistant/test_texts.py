"""Both languages say the same things."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from assistant.texts import say, texts


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


# The forms of a dissent are patterns for documents and questions of both languages; they are no texts.
SWEDISH = {k: v for k, v in flat(texts("sv")).items() if not k.startswith("dissent_forms.")}
ENGLISH = {k: v for k, v in flat(texts("en")).items() if not k.startswith("dissent_forms.")}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts() -> None:
    assert SWEDISH.keys() == ENGLISH.keys()


def test_both_languages_fill_in_the_same_fields() -> None:
    assert {k: fields(v) for k, v in SWEDISH.items()} == {k: fields(v) for k, v in ENGLISH.items()}


def test_no_text_is_empty() -> None:
    assert all(text.strip() for text in [*SWEDISH.values(), *ENGLISH.values()])


def test_every_form_of_dissent_has_words() -> None:
    for form, pattern in texts("sv")["dissent_forms"].items():
        re.compile(pattern)
        assert f"dissent.{form}" in SWEDISH


def test_fields_are_filled_in() -> None:
    assert say("sv", "told_part.when", date="2022-05-30") == " (2022-05-30)"
    assert say("en", "suggest.asked", topic="{x}") == "Who asked about {x}?"
