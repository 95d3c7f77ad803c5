"""Cuts reading text into sentences, in Swedish officialese where `bl.a.` and `4 kap. 2 §` do not end one."""

from __future__ import annotations

import re
from functools import cache

from corpus.data import load
from corpus.memo import remembered

# From the first mark of a run on, and never less than all of it: a line of a million dots is looked at once.
_END = re.compile(r"(?<![.?!…])[.?!…]++[\"”’»)\]*]*+(?=\s)|\n+")
_STARTS = re.compile(r"\s+[\"”“»'(\[*–•-]*\s*[A-ZÅÄÖÉÜ0-9§]")
_TAIL = re.compile(r"[\w:.]+(?: [\w:.]{1,3}){0,3}$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("sentences")["abbreviations"])


@remembered
def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of a reading text, blanks trimmed; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and not _ends(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append((begin, begin + len(stripped)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the punctuation that `match` found ends the sentence that began at `start`."""
    if not _STARTS.match(text, match.end()):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = text[max(start, match.start() - 24) : match.start()]
    tail = _TAIL.search(before)
    if tail is None:
        return True
    words = tail.group().casefold().split(" ")
    if any(" ".join(words[i:]) in _abbreviations() for i in range(len(words))):
        return False
    last = tail.group().split(" ")[-1]
    # An initial ("A. Ek") and a list number ("3. Beslut") end no sentence.
    if len(last) == 1 and last.isupper():
        return False
    return not (last.isdigit() and len(last) <= 2 and not before[: -len(last)].strip())
