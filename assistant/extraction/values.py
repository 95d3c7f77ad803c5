"""Typed values: what kind a question asks for, and where a text holds one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.tables import table
from corpus import case_numbers, dates


@dataclass(frozen=True, slots=True)
class Value:
    """A value at `text[start:end]`."""

    kind: str
    start: int
    end: int


def asked_kind(question: str) -> str | None:
    """What kind of value a question asks for: "date", "number", "money", "reason", "person" …, or None."""
    return next((kind for kind, pattern in _asks() if pattern.search(question)), None)


def asks_name(question: str) -> bool:
    """Whether a question asks what somebody or something is called."""
    words = table("values", "assistant.extraction")["asks_name"]["words"]
    return re.search("|".join(words), question, re.IGNORECASE) is not None


def counts_things(question: str) -> bool:
    """Whether a question asks how many things there are: "hur många lärare", not "hur hög"."""
    return (
        re.search("|".join(table("values", "assistant.extraction")["counts"]["words"]), question, re.IGNORECASE)
        is not None
    )


def is_sum(text: str) -> bool:
    """Whether a value is a sum of money or a share."""
    return re.search(str(table("values", "assistant.extraction")["counts"]["other"]), text, re.IGNORECASE) is not None


def find(kind: str | None, text: str) -> list[Value]:
    """The values of a kind in a text, in order, none inside another; a kind without a form has none."""
    if kind == "case":
        return [Value(kind, number.start, number.end) for number in case_numbers.find(text)]
    pattern = _finds().get(kind or "")
    if kind is None or pattern is None:
        return []
    found = [Value(kind, *match.span()) for match in pattern.finditer(text) if match.group().strip()]
    if kind == "date":
        found += [Value(kind, day.start, day.end) for day in dates.find(text)]
    elif kind in ("number", "share", "duration"):
        found = [value for value in found if not _of_something_else(value, text)]
    if kind == "duration":
        found += [Value(kind, *match.span()) for match in _finds()["until"].finditer(text)]
    if kind == "number":
        found = [value for value in found if not _age().match(text, value.end)]
    return _outermost(found)


def bound_asked(question: str) -> str | None:
    """ "from" where the day is asked for on which something begins, "until" where it is the last one."""
    return next((bound for bound, (asks, *_) in _bounds().items() if asks.search(question)), None)


def within(bound: str | None, text: str, value: Value) -> bool:
    """Whether a date can be the bound asked for: "senast den 31 oktober" is no day on which something begins."""
    if bound is None:
        return True
    _, outside, inside = _bounds()[bound]
    lead = text[max(0, value.start - _LEAD) : value.start]
    return not (outside.search(lead) or inside.match(text, value.start))


def holds(kind: str | None, text: str) -> bool:
    """Whether a text holds a value of a kind."""
    return bool(find(kind, text))


def is_strict(kind: str | None) -> bool:
    """Whether values of the kind have a form by which they are known."""
    return kind in table("values", "assistant.extraction")["strict"]["kinds"]


def may_answer(kind: str | None, text: str, found: Sequence[Value]) -> bool:
    """Whether a text with these values of a kind can answer a question for one."""
    if found or not is_strict(kind):
        return True
    instead = table("values", "assistant.extraction")["strict"]["instead"].get(kind or "", ())
    return bool(instead) and re.search("|".join(instead), text, re.IGNORECASE) is not None


def is_shown(kind: str | None) -> bool:
    """Whether a value of the kind is put first in an answer."""
    return kind in table("values", "assistant.extraction")["strict"]["shown"]


@cache
def _asks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = table("values", "assistant.extraction")["asks"]
    return tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in groups.items())


@cache
def _finds() -> dict[str, re.Pattern[str]]:
    known = table("values", "assistant.extraction")
    pieces = known["pieces"]

    def whole(patterns: list[str]) -> str:
        filled = "|".join(f"(?:{pattern})" for pattern in patterns)
        return filled.replace("{numeral}", pieces["numeral"]).replace("{number}", pieces["number"])

    plain = {kind: re.compile(whole(words), re.IGNORECASE) for kind, words in known["finds"].items()}
    return plain | {kind: re.compile(whole(words)) for kind, words in known["finds_cased"].items()}


@cache
def _bounds() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    """Of each bound, how it is asked for, and how a date begins that is the other one: before its place, and at it."""
    found = {}
    for name, known in table("values", "assistant.extraction")["bounds"].items():
        words = f"(?:{'|'.join(known['not_after'])})"
        found[name] = (
            re.compile("|".join(known["asks"]), re.IGNORECASE),
            re.compile(rf"\b{words}\s+(?:den\s+|i\s+)?$", re.IGNORECASE),
            re.compile(rf"{words}\s", re.IGNORECASE),
        )
    return found


@cache
def _age() -> re.Pattern[str]:
    """What stands behind a number that says how old or how long."""
    return re.compile(str(table("values", "assistant.extraction")["pieces"]["age"]))


_LEAD = 20  # characters before a date in which it is said whether it begins or ends something
_YEAR = re.compile(r"(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?")


_PARAGRAPHS = re.compile(r"§\s*\d+\s*[–-]$")


def _of_something_else(value: Value, text: str) -> bool:
    """A year, a day or a case number is no count."""
    if _YEAR.fullmatch(text[value.start : value.end]) or _PARAGRAPHS.search(text[: value.start]):
        return True
    taken = [(d.start, d.end) for d in dates.find(text)] + [(n.start, n.end) for n in case_numbers.find(text)]
    return any(start < value.end and value.start < end for start, end in taken)


def _outermost(values: list[Value]) -> list[Value]:
    ordered = sorted(values, key=lambda value: (value.start, -value.end))
    found: list[Value] = []
    for value in ordered:
        if not found or value.start >= found[-1].end:
            found.append(value)
    return found
