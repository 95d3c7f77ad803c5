"""Numbers of a claim: each must stand in what carries it, as much and of the same unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.gate.cues import words
from assistant.gate.failure import Failure

if TYPE_CHECKING:
    from assistant.gate.evidence import Evidence

_SPACE = "[\\s\u00a0\u2007\u2009\u202f]"
_RANGE = re.compile(r"(?<![\w-])(\d{1,3})\s?[–-]\s?(\d{1,3})(?![\w-])")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
MONEY = ("krona", "euro", "dollar", "pound")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it may be read ("3,500" is three and a half or three thousand five hundred), and its unit."""

    readings: frozenset[float]
    unit: str | None
    start: int
    end: int


def check(claim: str, evidence: Evidence) -> Failure | None:
    """The first number of the claim that stands nowhere in the evidence.

    `claim` is without its dates, case numbers and paragraphs.
    """
    if not _hint().search(claim):
        return None
    language = evidence.language(claim)
    for span in _RANGE.finditer(claim):
        if not any(span.groups() == other.groups() for other in _RANGE.finditer(evidence.text)):
            return Failure("numbers", span.group())
    for number in find(claim, language):
        told = claim[number.start : number.end].strip()
        if not any(_same(number, other) for other in evidence.numbers):
            return Failure("numbers", told)
    return None


def find(text: str, language: str | None = None) -> list[Number]:
    """The numbers of a text in order; those in words in one language, or in both where it is None."""
    return sorted((*_figures(text), *_in_words(text, language)), key=lambda number: number.start)


def _same(claimed: Number, told: Number) -> bool:
    if not any(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a in claimed.readings for b in told.readings):
        return False
    if claimed.unit == told.unit or claimed.unit is None:
        return claimed.unit is not None or told.unit not in ("percent", "points")
    # A table or a heading may give the unit once for all of its figures.
    return told.unit is None and claimed.unit not in ("points",)


def _figures(text: str) -> Iterator[Number]:
    for match in _pattern().finditer(text):
        scale = words("numbers")["scales"].get((match["scale"] or "").casefold(), 1)
        unit = _unit(match["unit"], match["scale"])
        readings = {reading * scale for reading in _readings(match["n"])}
        if match["minus"]:
            readings = {-reading for reading in readings}
        yield Number(frozenset(readings), unit, match.start(), match.end())


def _readings(figures: str) -> Iterator[float]:
    """What figures may mean: "1 850" is a number or two, "3,500" has thousands or decimals."""
    plain = re.sub(_SPACE, "", figures)
    if _GROUPED.fullmatch(plain):
        yield float(re.sub("[.,]", "", plain))
        if len(re.findall("[.,]", plain)) > 1:
            return
    whole, point, decimals = plain.replace(",", ".").rpartition(".")
    if whole.count(".") == 0:
        yield float(f"{whole or 0}.{decimals}" if point else decimals)
    elif _GROUPED.fullmatch(plain[: len(whole)]):  # "1.234,5"; "1.3.1" counts chapters, nothing else
        yield float(f"{whole.replace('.', '')}.{decimals}")


def _in_words(text: str, language: str | None) -> Iterator[Number]:
    for match in _numerals(language).finditer(text):
        value = sum(_values()[part] for part in re.split(r"-", match["n"].casefold()))
        scale = words("numbers")["scales"].get((match["scale"] or "").casefold(), 1)
        unit = _unit(match["unit"], match["scale"])
        yield Number(frozenset({float(value * scale)}), unit, match.start(), match.end())
    if language is None:
        for match in _ones().finditer(text):
            scale = words("numbers")["scales"].get((match["scale"] or "").casefold(), 1)
            unit = _unit(match["unit"], match["scale"])
            if scale > 1 or unit:
                yield Number(frozenset({float(scale)}), unit, match.start(), match.end())


def _unit(written: str | None, scale: str | None) -> str | None:
    if written:
        return _units()[" ".join(written.casefold().split())]
    return "krona" if scale and scale.casefold() in words("numbers")["krona"]["scales"] else None


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{_any(list(_values()))})\b", re.IGNORECASE)


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, names in words("numbers")["units"].items() for word in names}


@cache
def _values() -> dict[str, int]:
    numerals = words("numbers")["numerals"]
    return {**numerals["sv"], **numerals["en"]}


def _any(names: list[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


@cache
def _tail() -> str:
    """What may follow a number: its scale, then its unit."""
    scale, unit = _any(list(words("numbers")["scales"])), _any(list(_units()))
    return rf"(?:{_SPACE}?(?P<scale>{scale})(?!\w)\.?)?(?:{_SPACE}{{0,2}}(?P<unit>{unit})(?!\w))?"


@cache
def _pattern() -> re.Pattern[str]:
    figures = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*"
    return re.compile(rf"(?<![\w.,])(?P<minus>[-−](?=\d))?(?:SEK |€|\$|£)?(?P<n>{figures}){_tail()}", re.IGNORECASE)


@cache
def _numerals(language: str | None) -> re.Pattern[str]:
    known = words("numbers")["numerals"]
    names = _any([name for code in ("sv", "en") if language in (None, code) for name in known[code]])
    return re.compile(rf"(?<![\w-])(?P<n>(?:{names})(?:-(?:{names}))?)(?![\w-]){_tail()}", re.IGNORECASE)


@cache
def _ones() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(words('numbers')['one']['words'])})(?![\w-]){_tail()}", re.IGNORECASE)
