"""The weights and limits of retrieval."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Weights:
    """The tables of `data/weights.toml`."""

    sources: Mapping[str, float]
    rerank: Mapping[str, float]
    match: Mapping[str, float]
    limits: Mapping[str, int]

    @classmethod
    def read(cls, text: str) -> Weights:
        """Weights from TOML text with the tables sources, rerank, match and limits."""
        tables = tomllib.loads(text)
        return cls(tables["sources"], tables["rerank"], tables["match"], tables["limits"])


@cache
def default_weights() -> Weights:
    """The weights that ship with the project."""
    return Weights.read(resources.files("index.retrieval").joinpath("data/weights.toml").read_text("utf-8"))
