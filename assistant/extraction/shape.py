"""Quotes: said once, with the value asked for, and whether two of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.commands import commands
from assistant.drafts import Support
from assistant.extraction import values
from assistant.extraction.choose import Sentence
from assistant.extraction.features import Sought, counts
from index.cases.words import fold

ABOUT_IT = 0.5  # share of the question that a sentence must hold itself to speak against another one


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with the value asked for in it, if one is certain, and the other places that say the same."""

    sentence: Sentence
    support: Support
    value: str | None = None
    also: tuple[Support, ...] = ()


def value_in(sought: Sought, question: str, text: str) -> str | None:
    """The value of a sentence that is asked for: the one beside the noun that is counted, else the only one.

    What the question says itself is not asked for; where two could be meant, none is. A sentence that reads like an
    order to a program gives none: its words are only ever quoted.
    """
    if not values.is_shown(sought.kind) or commands(text):
        return None
    known = question.casefold()
    found = [v for v in sought.values_in(text) if text[v.start : v.end].casefold().strip() not in known]
    beside = [value for value in found if sought.noun and counts(sought, text, value)]
    # A bare number may count anything: only beside the noun that is asked for it is certain.
    chosen = beside if len(beside) == 1 else found if len(found) == 1 and sought.kind != "number" else []
    return " ".join(text[chosen[0].start : chosen[0].end].split()) if chosen else None


def once(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, those that say the same in the same words as one with every place, none inside another."""
    kept: list[Quote] = []
    for quote in quotes:
        same = next((i for i, one in enumerate(kept) if _words(one.support) == _words(quote.support)), None)
        if same is not None and not _overlap(kept[same].support, quote.support):
            kept[same] = replace(kept[same], also=(*kept[same].also, quote.support))
        elif same is None and not any(_overlap(one.support, quote.support) for one in kept):
            kept.append(quote)
    return kept


def differ(one: Quote, other: Quote) -> bool:
    """Whether two quotes of different documents, both about what is asked, give different values for it."""
    if one.value is None or other.value is None or one.support.document.id == other.support.document.id:
        return False
    if min(one.sentence.told["own"], other.sentence.told["own"]) < ABOUT_IT:
        return False
    return fold(one.value) != fold(other.value)


def _words(support: Support) -> str:
    return fold(support.quote)


def _overlap(one: Support, other: Support) -> bool:
    return one.document.id == other.document.id and one.start < other.end and other.start < one.end
