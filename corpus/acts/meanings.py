"""What Ja and Nej stand for in a vote: "Ja för bifall till …", "Den som vill bifalla … röstar ja"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.cues import Cue
from corpus.data import load
from corpus.sentences import sentences

_WRAPPED = re.compile(r"(?<![.!?:;”\"])\n(?!\W*(?i:ja|nej)\b)")  # a line that ended before its sentence did
_QUOTED = re.compile(r"\.[\"”]|[\"”][.,]?(?=\s+[A-ZÅÄÖ]|\s*$)")  # where the quoted order ends
MAX_APART = 60  # characters between the words for Ja and those for Nej
MAX_MEANING = 500


@dataclass(frozen=True, slots=True)
class Meaning:
    """A proposition order: the spans of the words for Ja and for Nej, within `start:end`."""

    start: int
    end: int
    yes: tuple[int, int] | None
    no: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Side:
    yes: bool
    start: int  # of the whole phrase
    end: int
    means: tuple[int, int]


@cache
def _patterns() -> tuple[Cue, list[Cue], Cue, Cue]:
    cues = load("votes")["meaning"]
    flags = re.IGNORECASE | re.MULTILINE
    sign = cues["sign"].replace("?P<side>", "?P<side_by_sign>")
    sure = cues["sure"].replace("?P<side>", "?P<side_surely>")
    approval = f"(?P<approval>{cues['approval']})|(?P<refusal>{cues['refusal']})"
    return (
        Cue(f"{cues['before']}(?:{cues['lead']}|{sign})|{sure}|{approval}", flags),
        [Cue(pattern, flags) for pattern in cues["told"]],
        Cue(cues["joined"], re.IGNORECASE),
        Cue(cues["over"], re.IGNORECASE),
    )


def find_meanings(text: str, offset: int = 0) -> list[Meaning]:
    """The proposition orders of a text, in order; `offset` is added to their places."""
    text = _WRAPPED.sub(" ", text)
    sides = sorted([*_led(text), *_told(text)], key=lambda side: side.start)
    found: list[Meaning] = []
    i = 0
    while i < len(sides):
        first = sides[i]
        second = sides[i + 1] if i + 1 < len(sides) else None
        paired = second is not None and second.yes != first.yes and second.start - first.end <= MAX_APART
        pair = [first, second] if paired and second is not None else [first]
        spans = {side.yes: (side.means[0] + offset, side.means[1] + offset) for side in pair}
        # One side alone is a proposition order only where Ja is the one that is told.
        if paired or first.yes:
            found.append(Meaning(first.start + offset, pair[-1].end + offset, spans.get(True), spans.get(False)))
        i += len(pair)
    return found


def _led(text: str) -> list[_Side]:
    """Phrases with the word before its meaning: "Ja för …", "Nej-röst innebär …"."""
    leads = list(_patterns()[0].finditer(text))
    found = []
    for i, lead in enumerate(leads):
        stop = len(text)
        behind = text[lead.end() : lead.end() + MAX_MEANING]
        whole = sentences(behind)
        stop = lead.end() + whole[0][1] if whole else stop
        for over in (_QUOTED.search(behind), _patterns()[3].search(behind)):
            stop = min(stop, lead.end() + over.start()) if over else stop
        if i + 1 < len(leads):
            stop = min(stop, leads[i + 1].start())
        end = lead.end() + len(_trimmed(text[lead.end() : stop]))
        end += text.startswith(".", end) and text[:end].endswith("m.fl")
        side = lead["side"] or lead["side_by_sign"] or lead["side_surely"] or ("ja" if lead["approval"] else "nej")
        if any(c.isalpha() for c in text[lead.end() : end]):
            found.append(_Side(side.casefold() == "ja", lead.start(), end, (lead.end(), end)))
    return found


def _told(text: str) -> list[_Side]:
    """Phrases with the meaning before the word: "Den som vill … röstar ja"."""
    found: list[_Side] = []
    for pattern in _patterns()[1]:
        for match in pattern.finditer(text):
            if not any(side.start < match.end() and match.start() < side.end for side in found):
                a, b = match.span("means")
                found.append(_Side(match["side"].casefold() == "ja", match.start(), match.end(), (a, b)))
    return found


def _trimmed(words: str) -> str:
    """The words without the signs and joining words at their end."""
    return _patterns()[2].sub("", words)
