"""The words of the sign-in page, one TOML a language with the same keys."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("sv", "en")


@cache
def texts(language: str) -> dict[str, str]:
    """The texts of a language by key; shared, so never changed by a caller."""
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
