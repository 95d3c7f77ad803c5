"""Loads the word lists that lie beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of `index/lexical/data/<name>.toml`; not to be changed by the caller."""
    text = resources.files("index.lexical").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
