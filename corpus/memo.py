"""Remembers what was found in a line: several rules look at each, and most ask for the same things."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

LINES = 512  # of the lines asked for last
MAX_LINE = 4000  # characters; whole texts are asked for once, and would only take up memory

_P = ParamSpec("_P")
_T = TypeVar("_T")


def remembered(function: Callable[Concatenate[str, _P], list[_T]]) -> Callable[Concatenate[str, _P], list[_T]]:
    """A function of a text, and of nothing that changes, that need not look twice at the same line.

    Every caller has a list of its own; what it holds is shared, and must be immutable.
    """

    def found(text: str, /, *args: _P.args, **kwargs: _P.kwargs) -> tuple[_T, ...]:
        return tuple(function(text, *args, **kwargs))

    kept = cast(Callable[Concatenate[str, _P], tuple[_T, ...]], lru_cache(maxsize=LINES)(found))

    @wraps(function)
    def asked(text: str, /, *args: _P.args, **kwargs: _P.kwargs) -> list[_T]:
        return list(kept(text, *args, **kwargs)) if len(text) <= MAX_LINE else function(text, *args, **kwargs)

    return asked
