"""Which lines are headings: of a block ("Beslut", "Kommunstyrelsens beslut") or of an item ("§ 12")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.data import load


@cache
def _blocks() -> frozenset[str]:
    return frozenset(word.casefold() for word in load("headings")["blocks"])


# "Arbetsmarknadsnämndens beslut", "Kommunstyrelsens beslut": a body's decision block.
_BODY_BLOCK = re.compile(
    r"(?:(?:[\wåäö]+-,? )*(?:[\wåäö]+- (?:och|&) )?"
    r"\S*(?:nämndens|styrelsens|fullmäktiges|utskottets|beredningens|förvaltningens|kontorets|presidiets)"
    r"(?: \w+utskotts)?|nämnden för [\wåäö -]{3,60}s) "
    r"(?P<block>beslut|förslag till beslut|förslag till \S*fullmäktige)$"
)
_NUMBERED = re.compile(r"\d{1,2}\.?\s+(?=[^\W\d])")
# "Reservation från V", "Särskilt uttalande (M)": a dissent whose heading says whose it is.
_AUTHORED = re.compile(
    r"(?P<block>reservation|särskilt uttalande|särskilt yttrande|ersättaryttrande|protokollsanteckning)"
    r" (?:(?:av|från|för) |\()[^.:]{1,80}$"
)


@lru_cache(maxsize=1024)
def block_heading(text: str) -> str | None:
    """The known block that a line opens, in lower case, or None."""
    line = text.strip(" :*#").casefold()
    if line in _blocks():
        return line
    match = _BODY_BLOCK.match(line) or _AUTHORED.match(line)
    if match is None and (numbered := _NUMBERED.match(line)):
        # Of the numbered chapters of a report only the draft for decision is a block.
        block = block_heading(line[numbered.end() :])
        return block if block_kind(block) == "proposal" else None
    return match["block"] if match else None


def block_kind(block: str | None) -> str | None:
    """What a block holds ("decision", "proposal", "motion", "dissent", "present" …), from `headings.toml`."""
    if block is None:
        return None
    for kind, words in load("headings")["kind"].items():
        if block in words:
            return str(kind)
    return None


_RUN_IN = re.compile(r"(?P<heading>[A-ZÅÄÖ][^\W\d_]+(?: [^\W\d_]+){0,3})\s?:\s+(?=\S)")


def run_in(text: str) -> int:
    """Where the text begins behind a heading on the same line ("Beslut: Taxan antas."), 0 where there is none."""
    match = _RUN_IN.match(text)
    kind = block_kind(block_heading(match["heading"])) if match else None
    return match.end() if match and kind in load("headings")["run_in"] else 0


@lru_cache(maxsize=64)
def stands_alone(line: str) -> bool:
    """Whether a printed line is the heading of a block, and so goes on in no other line."""
    shown = line.strip("*_ :")
    folded = shown.casefold()
    # "kommunstyrelsens beslut" with a small first letter is a piece of a sentence.
    return folded in _blocks() or (shown[:1].isupper() and _BODY_BLOCK.match(folded) is not None)


@cache
def item_sign() -> re.Pattern[str]:
    """The § of an item, its number or row of numbers and the words behind, the board's short form before it or not."""
    return re.compile(
        rf"(?P<board>{load('layout')['item_board']})?§+\s*(?P<number>\d{{1,4}})\b"
        r"(?P<row>\s*[–-]\s*\d{1,4}\b)?[.:]?\s*(?P<rest>.*)"
    )
