"""Orders to the program in a question, which are passed over, and what no question is answered with."""

from __future__ import annotations

import re
from functools import cache

from assistant.commands import orders
from assistant.tables import table

LEAST = 3  # words of a rest that can ask something
_PART = re.compile(r"(?:[^.!?:]|[.!?:](?!\s|$))+[.!?:]*\s*")


def without_orders(text: str) -> str | None:
    """The text without the sentences that order the program to do something; None when nothing else is said.

    What an order introduces with a colon belongs to it, unless it asks.
    """
    if not _ordered(text):
        return text
    kept: list[str] = []
    introduced = False
    for part in _PART.findall(text):
        ordered = _ordered(part)
        asks = part.rstrip().endswith("?")
        if not ordered and (asks or not introduced):
            kept.append(part.strip())
        introduced = (ordered or introduced) and part.rstrip().endswith(":")
    rest = " ".join(kept)
    if rest == text:
        return text
    return f"{rest[0].upper()}{rest[1:]}" if len(rest.split()) >= LEAST else None


def asks_for_secrets(text: str) -> bool:
    """Whether a question wants a personal number or a password told: nobody gets one here."""
    return _cues("secrets").search(text) is not None


def _ordered(text: str) -> bool:
    return orders(text) or _cues("to_us").search(text) is not None


@cache
def _cues(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("orders", "assistant.understanding")[kind]), re.IGNORECASE)
