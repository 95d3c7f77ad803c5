"""Quotes that stand alone: a sentence with those around it without which it tells only half."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.drafts import Support
from assistant.extraction.choose import Sentence, is_heading
from assistant.extraction.sentences import act_at, asks, is_fragment, split
from assistant.reader import Reader
from assistant.tables import table
from corpus.view import ReadingView
from index.records import Hit

FEW_WORDS = 8  # of a sentence that leans on the next one
MAX_WORDS = 40  # of a quote with the sentences that follow it
MAX_BEFORE = 60  # of a quote with the sentence before it
MAX_LISTED = 80  # of a quote with what it lists
_MARKED = re.compile(r"(?:[-–•*▪◦·]|\(?\d{1,3}[.)])\s+$")
_JOINTS = re.compile(r",|;|\b(?:och|samt|and)\b", re.IGNORECASE)

Place = tuple[int, int]


def widen(reader: Reader, sentence: Sentence, hits: Sequence[Hit], few: int = FEW_WORDS) -> Support:
    """A sentence with those around it in its passage and act that belong to it.

    "Nej." needs what comes after, "Av dem är 2,0 tillsatta." goes on with what was said, "Därför blev det dyrare."
    needs what comes before, and "Tre grupper går före." the three. A sentence of fewer words than `few` is short.
    """
    support = sentence.support
    document = support.document
    spans = (hit.passage.span for hit in hits if hit.passage.span.document_id == document.id)
    passage = next((span for span in spans if span.start <= support.start and support.end <= span.end), None)
    if passage is None:
        return support
    view = reader.around(document, passage.start, passage.end)
    places = split(reader, document, passage.start, passage.end)
    before = [place for place in places if place[1] <= support.start]
    after = [place for place in places if place[0] >= support.end]
    start = _start(view, sentence, before)
    listed = _listed(view, sentence, after)
    end = listed if listed is not None else _end(view, sentence, after, few if start == support.start else 0)
    return Support(document, start, end, support.act)


def _start(view: ReadingView, sentence: Sentence, before: Sequence[Place]) -> int:
    """Where the quote begins: with the sentence before, where this one only goes on with it."""
    support = sentence.support
    if not before or not (goes_on(sentence.text) or concludes(sentence.text)):
        return support.start
    text = view.slice(*before[-1])
    words = len(sentence.text.split()) + len(text.split())
    alone = is_fragment(text) or is_heading(support.document, text) or asks(text)
    if alone or words > MAX_BEFORE or not _same(support, before[-1]):
        return support.start
    return before[-1][0]


def _end(view: ReadingView, sentence: Sentence, after: Sequence[Place], few: int) -> int:
    """Where the quote ends: after those that go on with it, and of a short one after the next."""
    end, words = sentence.support.end, len(sentence.text.split())
    for place in after:
        text = view.slice(*place)
        if words >= few and not goes_on(text):
            break
        words += len(text.split())
        if words > MAX_WORDS or asks(text) or not _same(sentence.support, place):
            break
        end = place[1]
    return end


def _listed(view: ReadingView, sentence: Sentence, after: Sequence[Place]) -> int | None:
    """The end of what a sentence announces: the items of a list, or the next sentence that names so many."""
    support, number = sentence.support, announced(sentence.text)
    leads = sentence.text.rstrip().endswith(":")
    if not after or (number is None and not leads) or _is_item(view, support.start):
        return None
    end, words = None, len(sentence.text.split())
    for place in after:
        if not _is_item(view, place[0]) or not _same(support, place):
            break
        words += len(view.slice(*place).split())
        if words > MAX_LISTED:
            break
        end = place[1]
    if end is not None or number is None:
        return end
    text = view.slice(*after[0])
    names = number > 2 and len(_JOINTS.findall(text)) >= number - 1 and len(text.split()) + words <= MAX_LISTED
    return after[0][1] if names and not asks(text) and _same(support, after[0]) else None


def announced(text: str) -> int | None:
    """How many things a sentence announces without naming them ("tre grupper går före"), None where it does not."""
    found = _number().search(text)
    if found is None or len(_JOINTS.findall(text)) >= 2:
        return None
    numbers: list[str] = table("shape", "assistant.extraction")["announces"]["numbers"]
    return next(n for n, words in enumerate(numbers, start=2) if found.group(1).casefold() in words.split())


def goes_on(text: str) -> bool:
    """Whether a sentence begins like one that goes on with the sentence before it."""
    return _begins().match(text) is not None


def concludes(text: str) -> bool:
    """Whether a sentence draws a conclusion from the sentence before it ("Något skadestånd är därför …")."""
    return _concludes().match(text) is not None


def _same(support: Support, place: Place) -> bool:
    return act_at(support.document, *place) == support.act


def _is_item(view: ReadingView, start: int) -> bool:
    at = view.at(start)
    return _MARKED.search(view.text[max(0, at - 8) : at]) is not None


@cache
def _begins() -> re.Pattern[str]:
    words = table("shape", "assistant.extraction")["goes_on"]["begins"]
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _concludes() -> re.Pattern[str]:
    known = table("shape", "assistant.extraction")["concludes"]
    words = "|".join(map(re.escape, known["words"]))
    # "därför att" gives the reason itself.
    return re.compile(rf"(?:\S+\s+){{0,{known['reach']}}}?(?:{words})\b(?! att\b)", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    """A number before a word, not before a unit of time or money: "tre grupper", "two of nine ways"."""
    known = table("shape", "assistant.extraction")["announces"]
    numbers = "|".join(word for words in known["numbers"] for word in words.split())
    return re.compile(
        rf"\b({numbers})\s+(?:(?:av|of)\s+(?:de\s+|the\s+)?\w+\s+)?(?!(?:{'|'.join(known['not'])})\b)[^\W\d]+",
        re.IGNORECASE,
    )
