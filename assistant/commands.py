"""Tells words that a program could take for orders from words that tell people something."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assistant.tables import table

LATIN = 0x24F  # the last letter of the Latin blocks


@cache
def _cues(kind: str = "cues") -> re.Pattern[str]:
    return re.compile("|".join(table("commands")[kind]), re.IGNORECASE)


def orders(text: str) -> bool:
    """Whether a text tells whoever reads it to forget what they were told: it answers no question."""
    return _cues("orders").search(" ".join(text.split())) is not None


def commands(text: str) -> bool:
    """Whether a text gives orders to a machine, imitates its protocol, or hides letters.

    Minutes tell what people did. Words that a program could take for orders are quoted, never handed to one.
    """
    if any(unicodedata.category(c) in ("Cf", "Co", "Cn") and c != "\u00ad" for c in text):
        return True
    folded = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Mn"))
    # Letters of another script look like Latin ones and are not found by any cue.
    foreign = any(c.isalpha() and ord(c) > LATIN and "LATIN" not in unicodedata.name(c, "") for c in folded)
    return foreign or bool(_cues().search(" ".join(folded.split())))
