"""The tables of the assistant: words, patterns and weights as TOML beside the code that reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str, package: str = "assistant") -> dict[str, Any]:
    """The parsed `<name>.toml` of a package; shared, so never changed by a caller."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
