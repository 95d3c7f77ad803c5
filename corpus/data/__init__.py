"""Word lists, cues and names as TOML, one file a subject."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed table of `corpus/data/<name>.toml`; shared, so never changed by a caller."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: list[str]) -> str:
    """A regular-expression group of the words, longest first, so that a longer one wins."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
