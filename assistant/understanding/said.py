"""What a question says that narrows the documents or acts, and filters narrowed by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from assistant.tables import table
from assistant.understanding import genres, numbers
from corpus.records import ActKind, Genre
from index.records import Filters

if TYPE_CHECKING:
    from assistant.understanding.bodies import Body
    from assistant.understanding.listing import FoundListing
    from assistant.understanding.question import Understanding

Field = Literal["party", "person", "body", "genre", "municipality", "case_number", "period", "act"]
PEOPLE = frozenset({"party", "person"})
_SEVERAL: dict[str, str] = {
    "party": "parties",
    "person": "persons",
    "body": "bodies",
    "genre": "genres",
    "municipality": "municipalities",
    "case_number": "case_numbers",
    "act": "acts",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in the question that narrows the documents or acts.

    `value` is as `FilterSpec` writes it: a genre's value, a party's short form, a board's name as documents write
    it; a period is "2023-09-01/2023-11-30", where an open side is left empty. `question[start:end]` are the words;
    what a follow-up takes over from the question before it has none (`start == end`).
    """

    field: Field
    value: str
    start: int
    end: int


def narrowed(
    asked: Understanding,
    filters: Filters,
    *,
    lifted: frozenset[str] = frozenset(),
    people: bool = False,
) -> Filters:
    """The filters with what the question says added to them.

    Where the caller has filtered by a field, the question's words for that field change nothing. `lifted` are
    fields (as in `Said.field`) to leave out. Persons and parties are added only with `people`: mostly they are
    who acted, not what the documents are.
    """
    changes: dict[str, Any] = {}
    for one in asked.said:
        if one.field in lifted or (one.field in PEOPLE and not people):
            continue
        if one.field == "period":
            if filters.date_from is None and filters.date_to is None:
                changes["date_from"], changes["date_to"] = days(one.value)
            continue
        name = _SEVERAL[one.field]
        if not getattr(filters, name):
            value = _typed(one)
            changes[name] = tuple(dict.fromkeys((*changes.get(name, ()), value)))
    return replace(filters, **changes) if changes else filters


def collect(
    asked: Understanding, boards: Sequence[Body], municipalities: Sequence[str], listed: FoundListing | None
) -> tuple[Said, ...]:
    """What a question says that narrows, in the order of its words.

    A period narrows where the question is about acts, documents or a meeting: "hur många fick feriejobb 2022" is
    told by papers of 2023. A board narrows where its doings are asked for, a kind of document where it is the
    source, a municipality where the documents are from several.
    """
    text = asked.question
    found = [Said(field, value, start, end) for field, value, start, end in asked.named.places]
    found.extend(Said("body", board.name, board.start, board.end) for board in boards if board.narrows)
    found.extend(Said("genre", *genre) for genre in _genres(asked, listed))
    found.extend(Said("act", *act) for act in genres.act_sources(text) if listed is None)
    found.extend(Said("case_number", number.normal, number.start, number.end) for number in numbers.find(text))
    if len(municipalities) > 1:
        found.extend(_municipalities(text, municipalities))
    if asked.period is not None and (_about_papers(asked) or any(board.narrows for board in boards)):
        found.append(Said("period", asked.period.value, asked.period.start, asked.period.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _genres(asked: Understanding, listed: FoundListing | None) -> list[tuple[str, int, int]]:
    """The source asked; of a list of documents, the kind that is listed."""
    if asked.listing is not None and asked.listing.unit == "document" and listed is not None:
        inside = genres.find_genres(asked.question[: listed.end])
        if inside:
            return inside
    return genres.sources(asked.question) if asked.listing is None else []


def _about_papers(asked: Understanding) -> bool:
    if asked.intent or asked.listing or asked.catalogue or asked.about_vote:
        return True
    return re.search(rf"(?<!\w)(?:{'|'.join(_words()['meeting'])})", asked.question, re.IGNORECASE) is not None


def _municipalities(text: str, known: Sequence[str]) -> Iterator[Said]:
    """ "i Tallhamra", "Tallhamra kommun", "Tallhamras fullmäktige" - not "Tallhamra torg"."""
    before, after = ("|".join(_words()["municipality"][side]) for side in ("before", "after"))
    for name in known:
        pattern = (
            rf"(?:(?<=\s)|^)(?P<before>(?:{before})\s+)?(?P<name>{re.escape(name)})(?P<genitive>['’]?s)?(?!\w)"
            rf"(?P<after>\s+(?:{after})(?!\w))?(?P<other>\s+[A-ZÅÄÖ])?"
        )
        for match in re.finditer(pattern, text, re.IGNORECASE):
            alone = match["before"] and not match["other"] and not match["genitive"]
            if match["name"][0].isupper() and (alone or match["after"]):
                yield Said("municipality", name, *match.span("name"))


def _words() -> dict[str, Any]:
    return table("said", "assistant.understanding")


def days(period: str) -> tuple[date | None, date | None]:
    """The first and the last day of a period as `Said` writes it; None for an open side."""
    first, _, last = period.partition("/")
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _typed(one: Said) -> str:
    if one.field == "genre":
        return Genre(one.value)
    if one.field == "act":
        return ActKind(one.value)
    return one.value
