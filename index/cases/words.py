"""When two prints of a question are one question."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[^\wåäö]+")
NEARLY = 0.75  # share of words that two prints of one question in one case have in common


def fold(text: str) -> str:
    """Text without case, signs and blanks: equal for two prints of one question."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two folded texts share nearly all their words, and every figure: a print with a slip."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= NEARLY * len(a | b) and not any(word.isdigit() for word in a ^ b)
