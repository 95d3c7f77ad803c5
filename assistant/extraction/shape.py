"""From ranked sentences to quotes: widened where they lean on the next, said once, with the value asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.commands import commands
from assistant.drafts import Support
from assistant.extraction import values
from assistant.extraction.choose import Sentence
from assistant.extraction.features import Sought, counts
from assistant.extraction.sentences import act_at, asks, split
from assistant.reader import Reader
from assistant.tables import table
from index.cases.words import fold
from index.records import Hit

FEW_WORDS = 8  # of a sentence that leans on the next one
ABOUT_IT = 0.5  # share of the question that a sentence must hold itself to speak against another one
MAX_WORDS = 40  # of a quote with the sentences that follow it


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with the value asked for in it, if one is certain, and the other places that say the same."""

    sentence: Sentence
    support: Support
    value: str | None = None
    also: tuple[Support, ...] = ()


def widen(reader: Reader, sentence: Sentence, hits: Sequence[Hit], few: int = FEW_WORDS) -> Support:
    """A sentence with those that follow it in its passage and act and belong to it.

    "Nej." needs what comes after, and "Av dem är 2,0 tillsatta." goes on with what was said. A sentence
    of fewer words than `few` is short.
    """
    support = sentence.support
    document = support.document
    spans = (hit.passage.span for hit in hits if hit.passage.span.document_id == document.id)
    passage = next((span for span in spans if span.start <= support.start and support.end <= span.end), None)
    if passage is None:
        return support
    view, end, words = reader.view(document), support.end, len(sentence.text.split())
    for a, b in split(reader, document, passage.start, passage.end):
        if a < support.end:
            continue
        text = view.slice(a, b)
        if words >= few and not _goes_on(text):
            break
        words += len(text.split())
        if words > MAX_WORDS or act_at(document, a, b) != support.act or asks(text):
            break
        end = b
    return Support(document, support.start, end, support.act)


def value_in(sought: Sought, question: str, text: str) -> str | None:
    """The value of a sentence that is asked for: the one beside the noun that is counted, else the only one.

    What the question says itself is not asked for; where two could be meant, none is. A sentence that reads like an
    order to a program gives none: its words are only ever quoted.
    """
    if not values.is_shown(sought.kind) or commands(text):
        return None
    known = question.casefold()
    found = [v for v in values.find(sought.kind, text) if text[v.start : v.end].casefold().strip() not in known]
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


def _goes_on(text: str) -> bool:
    """Whether a sentence begins like one that goes on with the sentence before it."""
    return _begins().match(text) is not None


@cache
def _begins() -> re.Pattern[str]:
    words = table("shape", "assistant.extraction")["goes_on"]["begins"]
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _words(support: Support) -> str:
    return fold(support.quote)


def _overlap(one: Support, other: Support) -> bool:
    return one.document.id == other.document.id and one.start < other.end and other.start < one.end
