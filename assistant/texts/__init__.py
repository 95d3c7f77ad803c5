"""The words of the answers, one TOML a language with the same keys."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.contract import Language


@cache
def texts(language: Language) -> dict[str, Any]:
    """The texts of a language, by group and name; shared, so never changed by a caller."""
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def say(language: Language, key: str, **values: object) -> str:
    """The text under "group.name" with its fields filled in."""
    value: Any = texts(language)
    for part in key.split("."):
        value = value[part]
    return str(value).format(**values)


def counted(language: Language, unit: str, n: int) -> str:
    """ "1 document", "3 documents": a number with the name of what is counted, a unit of `list.units`."""
    one, many = texts(language)["list"]["units"][unit]
    return f"{n} {one if n == 1 else many}"
