"""A name that a file may be kept under, made of whatever name it was sent with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_BYTES = 150  # of a name in UTF-8; file systems take 255, and a number may be added
NAMELESS = "document"
_SUFFIX = 12  # characters of a suffix at most, with its dot
_PARTS = re.compile(r"[/\\]")
_RESERVED = re.compile(r'[<>:"|?*]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}


def safe_name(name: str) -> str:
    """The last part of a path without what a file system, a terminal or a reader could be misled by.

    No control, direction or other invisible characters, nothing reserved on any system, not hidden, in NFC,
    at most `MAX_BYTES` long. A safe name stays as it is.
    """
    visible = "".join(_shown(letter) for letter in _PARTS.split(name)[-1])
    plain = _RESERVED.sub("_", unicodedata.normalize("NFC", visible))
    stem, suffix = _split(_trimmed(plain))
    stem = _cut(stem, MAX_BYTES - len(suffix.encode()))
    if stem.partition(".")[0].strip().casefold() in _DEVICES:
        stem = _cut(f"_{stem}", MAX_BYTES - len(suffix.encode()))
    return _trimmed(stem + suffix) or NAMELESS


def numbered(name: str, taken: Collection[str]) -> str:
    """`name`, or "name (2).pdf" and so on: the first that is not among `taken`, which are case-folded."""
    stem, suffix = _split(name)
    number = 1
    chosen = name
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{stem} ({number}){suffix}"
    return chosen


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp") or letter in "\t\n\r":
        return " "
    return "" if kind.startswith("C") else letter


def _trimmed(name: str) -> str:
    """Without blanks and dots around it, and without what hides a file or makes it a lock file."""
    return " ".join(name.split()).lstrip(".~ ").rstrip(". ")


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not stem or not dot or len(suffix) >= _SUFFIX or not suffix.isalnum():
        return name, ""
    return stem, f".{suffix}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore").rstrip(". ")
