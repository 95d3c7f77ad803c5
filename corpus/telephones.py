"""Finds telephone numbers and says what kind they are; case numbers, sums and dates are none.

A Swedish number is an area code of the numbering plan and a subscriber's number, eight to ten digits in all (a mobile
number has ten), or the same after +46 without the first zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.data import alternatives, load

_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_BLANK = " \u00a0\u2009\u202f"
# A run of digits as numbers are written, begun by a zero or a plus; not inside a word, an amount or a case number.
_RUN = re.compile(
    rf"(?<![\w/+{_DASH}])(?<![0-9][.,:])"
    rf"(?:\+|\(?0)[0-9](?:[0-9]|[{_BLANK}]?[{_DASH}/()][{_BLANK}]?(?=[0-9(])|[{_BLANK}](?=[0-9(])|\n(?=[0-9]))*"
)
_AFTER = re.compile(rf"[0-9]|[/{_DASH}:_][0-9]|[.,][0-9]|_")
_CUT = re.compile(rf"[{_BLANK}\n{_DASH}/()]+[0-9]+\Z")
_LEAD = re.compile(rf"(?P<area>0[0-9]{{1,3}})(?P<close>\))?(?P<between>[{_BLANK}]?[{_DASH}/][{_BLANK}]?|[{_BLANK}])")
_LONGEST = 24  # characters of a number with its blanks
_REACH = 30  # characters before a number in which a cue word stands


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number in a text: [start, end), and whether it is a mobile one."""

    start: int
    end: int
    mobile: bool


def telephones(text: str) -> Iterator[Telephone]:
    """The telephone numbers of a text that a person may have, in order; free-call numbers are passed over."""
    for run in _RUN.finditer(text):
        for written in _readings(run.group()):
            end = run.start() + len(written)
            if (mobile := _kind(written, text, run.start(), end)) is not None:
                yield Telephone(run.start(), end, mobile)
                break


def _readings(run: str) -> Iterator[str]:
    """What the number may be, the longest first; one that goes on on the next line comes last."""
    line = run.partition("\n")[0]
    both = run[:_LONGEST]
    for whole in (line[:_LONGEST], *([both] if "\n" in both else [])):
        written = whole if whole in (line, run) else _CUT.sub("", whole)
        while written:
            yield written
            cut = _CUT.sub("", written)
            written = cut if cut != written else ""


def _kind(written: str, text: str, start: int, end: int) -> bool | None:
    """Whether a number is a mobile one; None when it is no telephone number."""
    before = text[max(0, start - _REACH) : start]
    if _AFTER.match(text, end) or _not_after().match(text[end : end + 12]) or _not_before().search(before):
        return None
    if written.startswith("+"):
        return _abroad(written)
    body, lead = written.removeprefix("("), None
    lead = _LEAD.match(body)
    cued = bool(_cue().search(before))
    after_digits = bool(re.search(rf"[0-9][{_BLANK}]\Z", before))
    if lead is None:
        return _unbroken(body, cued)
    area, groups = lead["area"], re.split(rf"[{_BLANK}\n]+|[{_DASH}]", body[lead.end() :])
    digits = "".join(groups)
    if not digits.isdecimal() or not _grouped(groups):
        return None
    if area[:3] in _mobile():
        dashed = lead["between"].strip() or cued or len(groups) > 1
        return True if len(area + digits) == 10 and dashed else None
    plain = not re.search(f"[{_DASH}]", body[lead.end() :])
    strong = cued or (bool(lead["between"].strip() or lead["close"]) and not after_digits)
    whole = 8 <= len(area + digits) <= 10 and (len(area) < 4 or len(digits) in (5, 6))
    return False if area in _areas() and plain and strong and whole else None


def _unbroken(body: str, cued: bool) -> bool | None:
    """A number written without a blank: a mobile one by its form, any other by the word before it."""
    if not body.isdecimal():
        return None
    if len(body) == 10 and body[:3] in _mobile():
        return True
    known = any(body.startswith(area) for area in _areas())
    return False if cued and known and 8 <= len(body) <= 10 else None


def _abroad(written: str) -> bool | None:
    """A number with a country's code; of another country one of ten digits or more, not written as a sum."""
    digits = re.sub(r"[^0-9]", "", written.replace("(0)", ""))
    if digits.startswith("46"):
        national = "0" + digits[2:]
        if national[:3] in _mobile():
            return True if len(national) == 10 else None
        known = any(national.startswith(area) for area in _areas())
        return False if known and 8 <= len(national) <= 10 else None
    groups = re.findall(r"[0-9]+", written)
    sum_ = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    return True if digits.startswith(_countries()) and 10 <= len(digits) <= 15 and not sum_ else None


def _grouped(groups: list[str]) -> bool:
    """Whether a subscriber's number is written as such: "365 00 00", "12 34 56", "4650042"; no year stands apart."""
    if len(groups) == 1:
        return 5 <= len(groups[0]) <= 8
    return 2 <= len(groups[0]) <= 4 and all(2 <= len(group) <= 3 for group in groups[1:])


@cache
def _areas() -> frozenset[str]:
    return frozenset(load("contacts")["numbering"]["areas"])


@cache
def _mobile() -> frozenset[str]:
    return frozenset(load("contacts")["numbering"]["mobile"])


@cache
def _countries() -> tuple[str, ...]:
    return tuple(load("contacts")["numbering"]["countries"])


@cache
def _cue() -> re.Pattern[str]:
    return ends_with(load("contacts")["numbering"]["cues"])


@cache
def _not_before() -> re.Pattern[str]:
    return ends_with(load("contacts")["numbering"]["not_before"])


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile(rf"[{_BLANK}]?{alternatives(load('contacts')['numbering']['not_after'])}", re.IGNORECASE)


def ends_with(words: list[str]) -> re.Pattern[str]:
    """One of the words, and little else before where the text ends."""
    little = r"(?:\w{1,12}[.:]?\s){0,1}"
    return re.compile(rf"\b{alternatives(words)}[\s.:;,(/]*{little}(?:är |på |nr |no )?[\s.:;,(]*\Z", re.IGNORECASE)
