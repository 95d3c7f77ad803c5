"""Both languages say the same things."""

from __future__ import annotations

from string import Formatter
from typing import Any

from assistant.texts import say, texts
from assistant.wording import dissent_form


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            found |= {f"{prefix}{key}.{i}": text for i, text in enumerate(value)}
        else:
            found[prefix + key] = value
    return found


SWEDISH = flat(texts("sv"))
ENGLISH = flat(texts("en"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts() -> None:
    assert SWEDISH.keys() == ENGLISH.keys()


def test_both_languages_fill_in_the_same_fields() -> None:
    assert {k: fields(v) for k, v in SWEDISH.items()} == {k: fields(v) for k, v in ENGLISH.items()}


def test_no_text_is_empty() -> None:
    assert all(text.strip() for text in [*SWEDISH.values(), *ENGLISH.values()])


def test_every_form_of_dissent_has_words() -> None:
    told = {
        "Bo Ask (M) reserverar sig mot beslutet.": "dissent.reservation",
        "Bo Ask (M) lämnar ett särskilt yttrande: Vi reserverar oss inte.": "dissent.statement",
        "Bo Ask (M) antecknar till protokollet att frågan återkommer.": "dissent.note",
        "Bo Ask (M) deltar inte i beslutet.": "dissent.abstention",
        "Ersättaren Bo Ask (M) lämnade följande ersättaryttrande.": "dissent.substitute",
    }
    assert {text: f"dissent.{dissent_form(text)}" for text in told} == told
    assert set(told.values()) == {key for key in SWEDISH if key.startswith("dissent.")}


def test_fields_are_filled_in() -> None:
    assert say("sv", "told_part.when", date="2022-05-30") == " (2022-05-30)"
    assert say("en", "suggest.asked", topic="{x}") == "Who asked about {x}?"
