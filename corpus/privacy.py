"""Masks personal data before anything is stored or shown (GDPR). Lengths and offsets never change.

Personal numbers are masked everywhere, telephone numbers and mail addresses where `corpus.contacts` holds them for
private. A personal number (personnummer) is a birth date and four digits, the last of them a check digit by Luhn's
method over the ten digits without century; a coordination number (samordningsnummer) adds 60 to the day. An
organisation number has 20 or more in place of the month, so its "date" is never valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from corpus.contacts import Paper, mask_contacts
from corpus.readers.base import RawDocument
from corpus.readers.words import words

NUMBERS, TELEPHONES, ADDRESSES, NAMES = "masked", "masked_telephones", "masked_addresses", "masked_names"
"""What the remarks of a document say was masked, each followed by ":" and how many."""

_DASHES = "-+\u2010\u2011\u2012\u2013\u2014\u2212"
# Not a part of a longer number, a case number or an amount.
_BEFORE = r"(?<![0-9])(?<![0-9][-.:+_])(?<![^\W\d_][/\\_-])(?<!\+)"
_AFTER = r"(?![0-9])(?![-/.,:_][0-9]{1,5}(?![0-9]))(?!_)"
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<century>18|19|20)?(?P<day>[0-9]{{6}})"
    rf"(?P<between>[ \u00a0]?[{_DASHES}][ \u00a0]?(?:\r?\n[ ]*)?|[ \u00a0]?)(?P<serial>[0-9]{{4}}){_AFTER}"
)
_MASK = "•"
_CUE_REACH = 40  # characters before a number in which a cue word stands


def hide(raw: RawDocument, text: str) -> tuple[str, RawDocument, tuple[str, ...]]:
    """The text of a whole file and what its reader gave, both masked, and remarks that count it by kind.

    A title that the file carries as metadata is shown and searched too, so it is masked with the text.
    """
    paper = Paper(text, raw.format)
    shown, numbers = mask(text)
    title, in_title = mask(raw.title or "")
    private, own = mask_contacts(shown, paper), mask_contacts(title, paper)
    counts = {
        NUMBERS: numbers + in_title,
        TELEPHONES: private.telephones + own.telephones,
        ADDRESSES: private.addresses + own.addresses,
    }
    notes = tuple(f"{kind}:{count}" for kind, count in counts.items() if count)
    return private.text, replace(raw, title=own.text or None), notes


def counted(notes: Iterable[str]) -> dict[str, int]:
    """How much was masked in a document by kind, from its remarks."""
    parts = (note.partition(":") for note in notes)
    return {kind: int(n) for kind, _, n in parts if kind.startswith(NUMBERS) and n.isdecimal()}


def mask(text: str) -> tuple[str, int]:
    """The text with the digits of personal numbers as "•", hyphens and blanks kept, and how many were masked.

    With a hyphen a valid date is enough; without one the check digit must hold, or a word such as
    "personnummer" stand before. A number with a blank in place of the hyphen, and ten digits that could be a
    telephone number, need that word.
    """
    count = 0

    def hidden(match: re.Match[str]) -> str:
        nonlocal count
        if not _is_personal(match, text):
            return match.group()
        count += 1
        return re.sub(r"[0-9]", _MASK, match.group())

    return _NUMBER.sub(hidden, text), count


def _is_personal(match: re.Match[str], text: str) -> bool:
    day, serial, between = match["day"], match["serial"], match["between"]
    if not _is_date(match["century"], day):
        return False
    before = text[max(0, match.start() - _CUE_REACH) : match.start()]
    checked = _luhn(day + serial)
    if between.strip():
        return checked or not _other_number().search(before)
    is_telephone = match["century"] is None and day.startswith("0")
    if checked and not between and not is_telephone:
        return True
    return bool(_cue().search(before))


def _is_date(century: str | None, digits: str) -> bool:
    """Whether six digits are a birth date, with 60 added to the day or not, in the century or in any."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    day -= 60 if day > 60 else 0
    for hundreds in [century] if century else ["18", "19", "20"]:
        try:
            if date(int(hundreds) * 100 + year, month, day) <= date.today():
                return True
        except ValueError:
            continue
    return False


def _luhn(digits: str) -> bool:
    """Whether ten digits end with their check digit: every other one doubled, the digits' sum ends in 0."""
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


@cache
def _cue() -> re.Pattern[str]:
    return _ends_with(words()["privacy"]["cues"])


@cache
def _other_number() -> re.Pattern[str]:
    return _ends_with(words()["privacy"]["other_numbers"])


def _ends_with(cues: list[str]) -> re.Pattern[str]:
    """A cue word, with an ending, and little else before the number."""
    return re.compile(rf"\b(?:{'|'.join(cues)})\w{{0,4}}[\s.:;#(]*(?:är |nr |no )?\Z", re.IGNORECASE)
