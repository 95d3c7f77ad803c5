"""The word lists of the readers, loaded once from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The whole of `words.toml`."""
    return tomllib.loads(resources.files("corpus.readers").joinpath("words.toml").read_text("utf-8"))


def sane_title(title: str | None) -> str | None:
    """A title from a file's metadata, on one line, or None when a program wrote it ("Microsoft Word - …")."""
    shown = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", title or "").split())
    if not 4 <= len(shown) <= 300 or _meaningless().match(shown):
        return None
    return shown


def sane_date(year: int, month: int, day: int) -> date | None:
    """A date from a file's metadata, or None when no council could have written a file then."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if date(1985, 1, 1) <= found <= date.today() else None


@cache
def _meaningless() -> re.Pattern[str]:
    return re.compile("|".join(words()["metadata"]["meaningless_titles"]), re.IGNORECASE)
