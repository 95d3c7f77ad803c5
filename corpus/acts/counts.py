"""The numbers of a vote in running text: "12 ja mot 9 nej", "Ja: 45, Nej: 30, Avstår: 6", number words too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.cues import Cue
from corpus.data import alternatives, load

_SIDES = ("yes", "no", "abstained", "absent", "paired")


@dataclass(frozen=True, slots=True)
class Counts:
    """How a vote went, where `text[start:end]` says so; None is what the text leaves out."""

    start: int
    end: int
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None

    def agrees(self, other: Counts) -> bool:
        """Whether no number that both give differs."""
        mine = (self.yes, self.no, self.abstained, self.absent)
        theirs = (other.yes, other.no, other.abstained, other.absent)
        return all(a == b for a, b in zip(mine, theirs, strict=True) if a is not None and b is not None)


@cache
def _numbers() -> dict[str, int]:
    table = load("votes")["numbers"]
    units: list[str] = table["units"]
    words = {word: n for n, word in enumerate(units)} | dict(table["others"])
    for value, ten in zip(range(20, 100, 10), table["tens"], strict=True):
        words[ten] = value
        words |= {f"{ten}{units[n]}": value + n for n in range(1, 10)} | {f"{ten}en": value + 1}
    return words


def number(word: str) -> int:
    """The value of a figure or a number word below a hundred."""
    return int(word) if word.isdigit() else _numbers()[word.casefold()]


@cache
def _atom() -> Cue:
    """One number with its side, in either order."""
    cues = load("votes")["counts"]
    figure = rf"\d{{1,3}}|{alternatives(list(_numbers()))}"
    sides = "|".join(rf"(?P<{side}>{cues[side]})" for side in _SIDES)
    labels = "|".join(rf"(?P<{side}_label>{cues[side]})" for side in _SIDES)
    return Cue(
        rf"(?<![\w§–-])(?:(?P<n>{figure})\b{cues['between']}\s+(?:{sides})(?!\w)"
        rf"|(?:antal\s+)?(?:{labels})(?!\w)\s*[:=]?\s*(?P<m>\d{{1,3}})(?![\w.,]*\d|\s*§)(?:\s+(?:röster|ledamöter|st)\b)?)",
        re.IGNORECASE,
    )


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(load("votes")["counts"]["gap"], re.IGNORECASE)


def find_counts(text: str) -> list[Counts]:
    """Every result in a text: numbers for both Ja and Nej that stand together, in order of place."""
    found: list[Counts] = []
    run: dict[str, int] = {}
    start = end = 0
    for match in _atom().finditer(text):
        side = next(s for s in _SIDES if match[s] or match[f"{s}_label"])
        together = bool(run) and _gap().fullmatch(text, end, match.start()) and side not in run
        if not together:
            _close(found, run, start, end)
            run, start = {}, match.start()
        run[side] = number(match["n"] or match["m"])
        end = match.end()
    _close(found, run, start, end)
    return found


def _close(found: list[Counts], run: dict[str, int], start: int, end: int) -> None:
    if "yes" in run and "no" in run:
        found.append(Counts(start, end, run["yes"], run["no"], run.get("abstained"), run.get("absent")))
