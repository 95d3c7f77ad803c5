"""What became of a commitment: the later sentence that tells it, or nothing. Silence is silence; nothing is guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from assistant.brief.records import Fate
from assistant.ledger.reports import Report, deeds_of, words_of
from assistant.tables import table

_BARE = 3  # words of a decision that names what it closes by number alone


@dataclass(frozen=True, slots=True)
class Undertaken:
    """A commitment as its fate is looked for: where and when it stands, and its words.

    `paragraph` and `point` are those of the decision, `case` its case.
    """

    document_id: str
    said: date | None
    due: date | None
    what: str
    paragraph: str | None
    point: int | None
    case: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A report with the document and the case that it stands in."""

    document_id: str
    case: str | None
    report: Report


class Fates:
    """Finds what later documents tell of commitments, from all reports of an index."""

    def __init__(self, reports: Iterable[Placed]) -> None:
        self._closing: dict[tuple[date, str], list[Placed]] = defaultdict(list)
        self._telling: list[Placed] = []
        self._holding: dict[str, list[int]] = defaultdict(list)  # stem → positions of reports
        for placed in reports:
            for reference in placed.report.references:
                self._closing[reference.day, reference.paragraph].append(placed)
            if not placed.report.references:
                for word in placed.report.words:
                    self._holding[word].append(len(self._telling))
                self._telling.append(placed)

    def of(self, one: Undertaken, others: Sequence[Undertaken] = ()) -> tuple[Fate, Placed | None]:
        """What became of a commitment, and what tells it; `others` are those of the same paragraph.

        SILENT with a sentence: it is proposed to declare it done, and no document decides that.
        """
        closed = self._closed(one, others)
        found = closed or self._told(one)
        kept = [placed for placed in found if placed.report.fate is Fate.KEPT]
        if kept:
            return Fate.KEPT, min(kept, key=_when)
        if not found:
            return Fate.SILENT, None
        decisive = [placed for placed in found if placed.report.fate is not Fate.SILENT]
        last = max(decisive or found, key=_when)
        return last.report.fate, last

    def _closed(self, one: Undertaken, others: Sequence[Undertaken]) -> list[Placed]:
        """The decisions that close it by day, paragraph and point."""
        if one.said is None or one.paragraph is None:
            return []
        found = []
        for placed in self._closing.get((one.said, one.paragraph), ()):
            points = [r.point for r in placed.report.references if (r.day, r.paragraph) == (one.said, one.paragraph)]
            if not _later(placed, one) or not self._means(placed, points[0], one, others):
                continue
            early = placed.report.fate is Fate.BROKEN and one.due is not None and _when(placed) <= one.due
            if not early:
                found.append(placed)
        return found

    def _means(self, placed: Placed, point: int | None, one: Undertaken, others: Sequence[Undertaken]) -> bool:
        """Whether a decision that names the paragraph means this one of its assignments."""
        if point is not None and one.point is not None:
            if point != one.point:
                return False
            if len(placed.report.words) < _BARE:
                return True
        share = _share(words_of(one.what), placed.report.words, self._weight)
        shares = [_share(words_of(other.what), placed.report.words, self._weight) for other in others if other != one]
        return share >= table("fates", "assistant.ledger")["matching"]["same_case"] and share >= max(
            shares, default=0.0
        )

    def _told(self, one: Undertaken) -> list[Placed]:
        """The reports of later documents that are about the same thing."""
        given = table("fates", "assistant.ledger")["matching"]
        words, deeds = words_of(one.what), deeds_of(one.what)
        if not deeds:
            return []
        near: Counter[int] = Counter(position for word in words for position in self._holding.get(word, ()))
        found = []
        for position, shared in near.items():
            placed = self._telling[position]
            same = placed.case is not None and placed.case == one.case
            long = same and any(len(word) >= given["telling"] for word in words & placed.report.words)
            if (shared < given["words"] and not long) or not _later(placed, one):
                continue
            if not same and len(words & (placed.report.words | placed.report.heading)) < given["words_elsewhere"]:
                continue  # what a heading says helps to know a matter again, where no case number does
            if not deeds & placed.report.deeds:
                continue
            told = placed.report.words if same else placed.report.words | placed.report.heading
            if _share(words, told, self._weight) >= given["same_case" if same else "elsewhere"]:
                found.append(placed)
        return found

    def _weight(self, word: str) -> float:
        """How much a word tells: the rarer in reports the more."""
        return log(1 + (1 + len(self._telling)) / (1 + len(self._holding.get(word, ()))))


def _later(placed: Placed, one: Undertaken) -> bool:
    """Whether a report is of a later day and another document."""
    day = placed.report.day
    return day is not None and one.said is not None and day > one.said and placed.document_id != one.document_id


def _when(placed: Placed) -> date:
    return placed.report.day or date.min


def _share(words: frozenset[str], other: frozenset[str], weight: Callable[[str], float]) -> float:
    whole = sum(weight(word) for word in words)
    return sum(weight(word) for word in words & other) / whole if whole else 0.0
