"""The ledger as somebody narrows and sorts it: the same on the page, in a terminal, over HTTP and as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.contract import Language
from assistant.ledger.records import Commitment
from assistant.overview.listings import Order
from assistant.overview.tabular import Cell, in_order
from assistant.texts import say, texts

OVERDUE = "overdue"  # beside the fates: its time is over, and nothing later tells what became of it
LEDGER_BEGIN = Order("due")
_KEYS: dict[str, Callable[[Commitment], Any]] = {
    "due": lambda one: one.due,
    "who": lambda one: in_order(one.who),
    "what": lambda one: in_order(one.what),
    "said": lambda one: one.said,
    "fate": lambda one: str(one.fate),
    "body": lambda one: one.body and in_order(one.body),
}
COLUMNS = tuple(_KEYS)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which commitments to show; several values of one field mean any of them.

    `who` are words of the one who undertook it, `fates` are names of fates or `OVERDUE`, `kinds` names of kinds.
    """

    words: str = ""
    who: str = ""
    bodies: Sequence[str] = ()
    fates: Sequence[str] = ()
    kinds: Sequence[str] = ()
    due_from: date | None = None
    due_to: date | None = None  # inclusive
    open: bool = False  # only those of which nothing later tells


def narrowed(
    found: Iterable[Commitment], chosen: LedgerFilter, today: date, order: Order = LEDGER_BEGIN
) -> list[Commitment]:
    """The commitments that pass the filter, sorted; what has no value in the column comes last either way."""
    words, who = chosen.words.casefold().split(), chosen.who.casefold().split()
    kept = [
        one
        for one in found
        if (not chosen.bodies or one.body in chosen.bodies)
        and (not chosen.kinds or one.kind in chosen.kinds)
        and (not chosen.fates or _in(one, chosen.fates, today))
        and (not chosen.open or one.fate == "silent")
        and _within(one.due, chosen.due_from, chosen.due_to)
        and _holds(who, (one.who,))
        and _holds(words, (one.what, one.who, one.source.quote, one.source.title, one.case_number or ""))
    ]
    key = _KEYS[order.column if order.column in _KEYS else LEDGER_BEGIN.column]
    told = sorted((one for one in kept if key(one) is not None), key=key, reverse=order.descending)
    return [*told, *(one for one in kept if key(one) is None)]


def standing(one: Commitment, today: date) -> str:
    """The name of how a commitment stands: its fate, `OVERDUE`, or "proposed" (to be declared done)."""
    if one.passed(today):
        return OVERDUE
    if one.fate == "silent" and one.later is not None:
        return "proposed"
    return str(one.fate)


def ledger_rows(found: Iterable[Commitment], today: date, language: Language) -> Iterable[Sequence[Cell]]:
    """A table for spreadsheets, its heads first."""
    words = texts(language)["commitments"]
    yield words["columns"]
    for one in found:
        later = one.later
        yield (
            one.due.isoformat() if one.due else "",
            one.due_text,
            one.who,
            one.what,
            words["kind"][str(one.kind)],
            say(language, f"commitments.state.{standing(one, today)}"),
            one.said.isoformat() if one.said else "",
            one.body,
            one.case_number,
            one.source.quote,
            one.source.path,
            one.source.page,
            later.date.isoformat() if later and later.date else "",
            later.quote if later else "",
            later.path if later else "",
            later.page if later else "",
        )


def _in(one: Commitment, fates: Sequence[str], today: date) -> bool:
    return str(one.fate) in fates or standing(one, today) in fates


def _within(due: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return due is not None and (first is None or due >= first) and (last is None or due <= last)


def _holds(words: Sequence[str], told: Iterable[str]) -> bool:
    line = " ".join(" ".join(told).casefold().split()) if words else ""
    return all(word in line for word in words)
