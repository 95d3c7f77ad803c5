"""Strings of which every match of a regular expression holds at least one, read off its parse tree.

The idea is that of RE2's FilteredRE2: a text that holds none of them need not be searched. The parser is the one
that `re` itself uses; a construct that is not known here makes no string, and with it no filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

MAX_STRINGS = 100  # more are dearer to look for than the search that they spare
MAX_CLASS = 4  # characters of a class that is spelled out ("[åa]")
MIN_LENGTH = 2  # of the shortest string: single letters stand everywhere
RARE = 8  # letters; a string of so many stands in few texts, and a longer one in hardly fewer
LOOK = 0.004  # what it costs to look for one more string, as a share of the search itself

_Node = tuple[Any, Any]


def literals(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The strings, lower case where the pattern ignores case; none where no short list of them can be given."""
    ignore_case = bool(pattern.flags & re.IGNORECASE)
    tree = import_module("re._parser").parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    best = _Best()
    _sequence(tree, best)
    return tuple(sorted({string.lower() for string in best.strings} if ignore_case else best.strings))


class _Best:
    """The best set of strings offered so far: the one that is expected to spare most."""

    def __init__(self) -> None:
        self.strings: frozenset[str] = frozenset()
        self._cost = 1.0  # of looking for them, and of the searches that follow all the same

    def offer(self, strings: Iterable[str] | None) -> None:
        given = frozenset(strings or ())
        # "ordförande" is found wherever "ordföranden" is.
        held = frozenset(s for s in given if not any(t != s and t in s for t in given))
        if not held or len(held) > MAX_STRINGS or min(map(len, held)) < MIN_LENGTH:
            return
        # Every letter more halves, roughly, the texts that hold a string; blanks tell nothing.
        cost = sum(LOOK + 0.5 ** min(len(string.replace(" ", "")), RARE) for string in held)
        if cost < self._cost:
            self.strings, self._cost = held, cost


def _sequence(nodes: Sequence[_Node], best: _Best) -> frozenset[str] | None:
    """Every string that the nodes match one after another, or None where they cannot be listed; offers what it can."""
    run: frozenset[str] = frozenset({""})
    word = ""  # what has stood there in any case since the last choice
    whole = True
    for node in nodes:
        exact = _node(node, best)
        if exact is not None and len(exact) == 1:
            word += next(iter(exact))
        else:
            best.offer({word})
            best.offer(exact)
            word = ""
        joined = frozenset(a + b for a in run for b in exact) if exact is not None and len(run) <= MAX_STRINGS else None
        if joined is not None and len(joined) <= MAX_STRINGS:
            run = joined
            continue
        best.offer(run)
        run, whole = exact if exact is not None else frozenset({""}), False
    best.offer({word})
    best.offer(run)
    return run if whole else None


def _node(node: _Node, best: _Best) -> frozenset[str] | None:
    """The strings that one node matches, None where they cannot be listed; offers those that it cannot do without."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return frozenset({chr(value)})
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset({""})
    if kind == "IN":
        several = len(value) <= MAX_CLASS and all(str(name) == "LITERAL" for name, _ in value)
        return frozenset(chr(code) for _, code in value) if several else None
    if kind == "SUBPATTERN":
        _, flags_on, flags_off, inner = value
        return None if flags_on or flags_off else _sequence(inner, best)
    if kind == "BRANCH":
        return _branch(value[1], best)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        exact = _sequence(inner, best if least else _Best())
        if (least, most) == (1, 1):
            return exact
        return exact | {""} if exact is not None and (least, most) == (0, 1) else None
    return None


def _branch(branches: Sequence[Sequence[_Node]], best: _Best) -> frozenset[str] | None:
    """Of alternatives the strings of all; each may give its own that it cannot do without."""
    exact: frozenset[str] | None = frozenset()
    needed: frozenset[str] | None = frozenset()
    for branch in branches:
        inner = _Best()
        strings = _sequence(branch, inner)
        exact = exact | strings if exact is not None and strings is not None else None
        needed = needed | inner.strings if needed is not None and inner.strings else None
    best.offer(needed)
    return exact
