"""The words of briefs and their drafts, one TOML a language with the same keys."""

from __future__ import annotations

from typing import Any

from assistant.tables import table


def texts(language: str) -> dict[str, Any]:
    """The texts of a language, by group and name (Swedish where there is none); no caller changes them."""
    return table("en" if language == "en" else "sv", "assistant.brief.texts")


def say(language: str, key: str, **values: object) -> str:
    """The text under "group.name" with its fields filled in."""
    value: Any = texts(language)
    for part in key.split("."):
        value = value[part]
    return str(value).format(**values)
