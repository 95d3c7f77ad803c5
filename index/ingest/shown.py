"""Names and reasons as they may be shown: without characters that act on a terminal or turn a line around."""

from __future__ import annotations

import unicodedata

# Controls, invisible format characters such as those of bidi, halves of characters, line and paragraph separators.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def shown(text: str) -> str:
    """The text with each of those made "?"; bytes of a name that are no text become "?" too."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("?" if unicodedata.category(character) in _ACTING else character for character in text)
