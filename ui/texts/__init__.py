"""The page's texts, one TOML file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("sv", "en")


class Texts:
    """The texts of one language by dotted key: `texts("status.answered")`."""

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        self.language = language
        self._entries = dict(entries)

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with `{name}` filled in; raises KeyError for a key that no file has."""
        text = self._entries[key]
        return text.format(**values) if values else text

    def maybe(self, group: str, name: str) -> str:
        """The text of `group.name`, or `name` itself when it is not among the texts (a kind added later)."""
        return self._entries.get(f"{group}.{name}", name)

    def words(self, key: str) -> list[str]:
        """A text that is a list of words separated by spaces."""
        return self(key).split()

    def group(self, name: str) -> dict[str, str]:
        """The texts of a table by what follows its name: "framework.common.error" as "common.error"."""
        return {key.removeprefix(f"{name}."): text for key, text in self._entries.items() if key.startswith(f"{name}.")}

    @property
    def keys(self) -> set[str]:
        """Every key."""
        return set(self._entries)


@cache
def texts(language: str) -> Texts:
    """The texts of "sv" or "en"; any other language gets the first of them."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    data = tomllib.loads((files(__name__) / f"{chosen}.toml").read_text(encoding="utf-8"))
    return Texts(chosen, _flat(data))


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    entries: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            entries.update(_flat(value, f"{prefix}{name}."))
        else:
            entries[prefix + name] = str(value)
    return entries
