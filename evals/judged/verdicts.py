"""What a model's words mean as a verdict; words that mean none are no verdict."""

from __future__ import annotations

import re

LEAST, MOST = 1.0, 5.0  # of the score that LlamaIndex' `CorrectnessEvaluator` asks for
GOOD = 4.0  # the score from which an answer counts as correct, as there

_YES_NO = re.compile(r"\b(yes|no)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:score\s*[:=]?\s*)?(\d+(?:[.,]\d+)?)(?:\s*/\s*5)?\.?", re.IGNORECASE)


def yes_or_no(text: str) -> bool | None:
    """The verdict of an answer that should be YES or NO: its first such word; None where there is none or both."""
    found = {word.casefold() for word in _YES_NO.findall(text.strip().split("\n", 1)[0])}
    return found.pop() == "yes" if len(found) == 1 else None


def score(text: str) -> tuple[float | None, str]:
    """The score on the first line, 1 to 5, and the reasoning on the others; None where there is no such score."""
    first, _, reasoning = text.strip().partition("\n")
    match = _NUMBER.fullmatch(first.strip().strip("*"))
    value = float(match.group(1).replace(",", ".")) if match else None
    within = value is not None and LEAST <= value <= MOST
    return (value if within else None), reasoning.strip()
