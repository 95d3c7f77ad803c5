"""Cuts text into what index terms are made of: words, numbers, dates, paragraphs, parties, case numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.case_numbers import find
from index.lexical.words import table

_MONTHS: dict[str, int] = table("dates")["months"]
_AMOUNTS: dict[str, int] = table("dates")["amounts"]
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_AMOUNT = "|".join(sorted(_AMOUNTS, key=len, reverse=True))
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_YEAR = r"(?:19|20)\d\d"

_TOKEN = re.compile(
    rf"""
      (?P<iso>(?<!\d){_YEAR}-\d\d-\d\d(?!\d))
    | (?P<slash>(?<![\d/])\d{{1,2}}/\d{{1,2}}[ -]{_YEAR}(?!\d))
    | (?P<case>(?<![\d/-])(?:{_YEAR}[/:]\d{{2,6}}|\d{{3,5}}/\d\d)(?!\d))
    | (?P<day>(?<!\d)\d{{1,2}}(?::e|:a)?{_SPACE}(?:{_MONTH})\b(?:,?{_SPACE}{_YEAR}(?!\d))?)
    | (?P<month>\b(?:{_MONTH})(?:{_SPACE}\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?,?{_SPACE}{_YEAR}(?!\d))
    | (?P<paragraph>(?:§+{_SPACE}?|\b(?:paragraf(?:en)?|paragraph){_SPACE})\d+(?:{_SPACE}?[-–]{_SPACE}?\d+)?)
    | (?P<party>\((?:(?:båda|samtliga|alla){_SPACE})?
        (?:(?-i:[A-ZÅÄÖ])[A-Za-zÅÄÖåäö]{{0,3}}|[smcvl]|sd|kd|mp)\))
    | (?P<number>(?<![\d,.])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*
        (?:{_SPACE}?(?:{_AMOUNT})\b)?)
    | (?P<word>[^\W\d_]+(?:['’:-][^\W\d_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUB_NUMBER = re.compile(r"(?<=\d)[-.:].*$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text, its kind (word, number, iso …) and the terms it gives by itself."""

    kind: str
    text: str
    terms: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order. Words carry no terms: `index.lexical.analysis` makes them."""
    for kind, found, terms in pieces(text):
        yield Token(kind, found, terms)


def pieces(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The tokens of a text as (kind, text, terms): for long texts, where making a `Token` of each word is the most."""
    text = text.replace("\u00ad", "")
    at = 0
    for case in find(text):
        yield from _plain(text, at, case.start)
        yield "case", case.raw, _case(case.normal)
        at = case.end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "word"
        found = match.group()
        yield kind, found, () if kind == "word" else _terms(kind, found)


def _case(normal: str) -> tuple[str, ...]:
    """A case number as terms: whole, then without its sub-number, then without its prefix.

    "AMN 2017/90-01.02" → c:amn2017/90-01.02, c:amn2017/90, c:2017/90-01.02, c:2017/90.
    """
    whole = re.sub(r"\s+", "", normal).lower()
    bare = re.sub(r"^\D+", "", whole)
    forms = (form for number in (whole, bare) for form in (number, _SUB_NUMBER.sub("", number)))
    return tuple(dict.fromkeys(f"c:{form}" for form in forms))


def _terms(kind: str, found: str) -> tuple[str, ...]:
    if kind == "case":  # written without a prefix, or with one in lower case
        first, second = _DIGITS.findall(found)[:2]
        return _case(f"{first}/{int(second)}" if len(first) == 4 and len(second) != 2 else found)
    if kind == "paragraph":
        return tuple(f"§{digits}" for digits in _DIGITS.findall(found))
    if kind == "party":
        return (f"party:{found.strip('()').split()[-1].lower()}",)
    if kind == "number":
        return _number(found)
    return _date(kind, found)


def _number(found: str) -> tuple[str, ...]:
    """The number without spaces and with a decimal point; with a unit of money also the full amount."""
    match = re.fullmatch(rf"(.*?){_SPACE}?({_AMOUNT})?", found, re.IGNORECASE)
    digits, unit = (match.group(1), match.group(2)) if match else (found, None)
    plain = re.sub(_SPACE, "", digits).rstrip(".,")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", plain):  # 1,500,000 in an English question
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    terms = [plain]
    if unit and plain.count(".") <= 1:
        full = float(plain) * _AMOUNTS[unit.lower()]
        terms.append(f"{full:.0f}")
    if len(plain) == 6 and plain.isdigit():
        terms += _calendar(2000 + int(plain[:2]), int(plain[2:4]), int(plain[4:]))
    return tuple(dict.fromkeys(terms))


def _date(kind: str, found: str) -> tuple[str, ...]:
    numbers = [int(digits) for digits in _DIGITS.findall(found)]
    if kind == "iso":
        return _calendar(*numbers) or tuple(str(number) for number in numbers)
    if kind == "slash":
        return _calendar(numbers[2], numbers[1], numbers[0]) or tuple(str(number) for number in numbers)
    word = re.search(rf"(?:{_MONTH})\b", found, re.IGNORECASE)
    month = _MONTHS[word.group().lower()] if word else 1
    if kind == "month":
        if len(numbers) == 2:
            return _calendar(numbers[1], month, numbers[0])
        return (f"d:{numbers[0]}-{month:02}", str(numbers[0]))
    if len(numbers) == 2:
        return _calendar(numbers[1], month, numbers[0])
    return (f"d:{month:02}-{numbers[0]:02}",) if 1 <= numbers[0] <= 31 else (str(numbers[0]),)


def _calendar(year: int, month: int, day: int) -> tuple[str, ...]:
    """The terms of a full date: the day, its month, the day without year, the year; () for no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return ()
    return (f"d:{found:%Y-%m-%d}", f"d:{found:%Y-%m}", f"d:{found:%m-%d}", f"{year}")
