"""What there is to answer from, counted: by body and month with the gaps between, by genre, year and party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.assistant import Assistant
from assistant.service import DocumentInfo, Service
from corpus.records import ActKind, Document
from index.catalogue.parties import parties_by_document

Parties = Mapping[str, Sequence[str]]
"""Document id → the parties of those who speak in it."""
_PRESENT = (ActKind.ATTENDANCE, ActKind.SIGNATURE)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    def next(self) -> Month:
        """The month after."""
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    def __str__(self) -> str:
        """ISO: "2024-03"."""
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Months of a body without a document, both ends included, between two months that have one."""

    first: Month
    last: Month

    @property
    def months(self) -> int:
        """How many."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One body's documents a month; months without any are left out. `body` None: no body is known."""

    body: str | None
    months: Mapping[Month, int]
    undated: int = 0

    @property
    def documents(self) -> int:
        """All of them."""
        return sum(self.months.values()) + self.undated

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The months without documents between its first and its last, as stretches."""
        return gaps(self.months)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The counts of some documents. A document of two parties counts with each of them."""

    rows: tuple[Row, ...] = ()
    genres: Mapping[str, int] | None = None
    years: Mapping[int, int] | None = None
    parties: Mapping[str, int] | None = None

    @property
    def first(self) -> Month | None:
        """The first month of any document."""
        return min((month for row in self.rows for month in row.months), default=None)

    @property
    def last(self) -> Month | None:
        """The last month of any document."""
        return max((month for row in self.rows for month in row.months), default=None)


def holdings(documents: Iterable[DocumentInfo], parties: Parties | None = None) -> Holdings:
    """The counts; bodies in order of their number of documents, those without one last."""
    infos = list(documents)
    months: dict[str | None, Counter[Month]] = {}
    undated: Counter[str | None] = Counter()
    for info in infos:
        counted = months.setdefault(info.body, Counter())
        if info.date:
            counted[Month.of(info.date)] += 1
        else:
            undated[info.body] += 1
    rows = [Row(body, dict(sorted(counted.items())), undated[body]) for body, counted in months.items()]
    spoken = Counter(party for info in infos for party in (parties or {}).get(info.document_id, ()))
    return Holdings(
        rows=tuple(sorted(rows, key=lambda row: (row.body is None, -row.documents, row.body or ""))),
        genres=_most(Counter(info.genre.value for info in infos)),
        years=dict(sorted(Counter(info.date.year for info in infos if info.date).items())),
        parties=_most(spoken),
    )


def gaps(months: Iterable[Month]) -> tuple[Gap, ...]:
    """The stretches of months that are missing between the first and the last."""
    here = sorted(set(months))
    found: list[Gap] = []
    for before, after in pairwise(here):
        if before.next() != after:
            found.append(Gap(before.next(), _before(after)))
    return tuple(found)


def span_of(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next())
    return found


def parties_of(service: Service) -> Parties:
    """The parties that speak in each document: asked at once where there is an index, else read one by one."""
    if isinstance(service, Assistant):
        return parties_by_document(service.index.catalogue)
    found = (service.document(info.document_id) for info in service.documents())
    return {document.id: speaking(document) for document in found if document is not None}


def speaking(document: Document) -> tuple[str, ...]:
    """The parties of those who speak in a document; of those who attend or sign when nobody is known to."""
    spoke = {a.party for act in document.acts if act.kind not in _PRESENT for a in act.actors if a.party}
    present = {actor.party for act in document.acts for actor in act.actors if actor.party}
    return tuple(sorted(spoke or present))


def _most(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _before(month: Month) -> Month:
    return Month(month.year - 1, 12) if month.month == 1 else Month(month.year, month.month - 1)
