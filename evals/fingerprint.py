"""A short check of a stretch of text, for references to documents whose text must not be copied."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 8


def fingerprint(text: str) -> str:
    """The first eight hex digits of the SHA-256 of the text in UTF-8."""
    return sha256(text.encode()).hexdigest()[:DIGITS]
