"""The ledger of an index: every commitment with its fate, made once for each state of the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from assistant.brief.records import Fate, Source
from assistant.brief.sources import source_of as place
from assistant.ledger.fates import Fates, Placed, Undertaken
from assistant.ledger.finding import found
from assistant.ledger.records import Commitment, Kind
from assistant.ledger.reports import MEMBERS, reports, words_of
from assistant.ledger.rules import Found
from assistant.overview.derived import Kept
from corpus.records import Act, ActKind, Document
from corpus.view import ReadingView
from index.cases.words import fold
from index.catalogue.schema import acts, cases
from index.store import Index

ALIKE = 0.5  # share of words by which two commitments of one case with one day are the same, told twice


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment with the stems of what it is about: of its own words, and of those around it.

    Around it stand the question that it answers, the headings above it and the title of its document.
    """

    commitment: Commitment
    own: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A commitment before its fate is known; `around` are stems of what stands around it."""

    found: Found
    source: Source
    undertaken: Undertaken
    around: frozenset[str]
    prints: int = 1


def commitments(index: Index) -> list[Commitment]:
    """Every commitment that the documents hold, the newest first; kept until the index changes."""
    return [entry.commitment for entry in entries(index)]


def entries(index: Index, without: Collection[str] = ()) -> list[Entry]:
    """The same with what each is about; `without` leaves documents out, as sources and as what tells a fate."""
    told, placed = _kept(index)
    if without:
        told = [one for one in told if one.source.document_id not in without]
        placed = [each for each in placed if each.document_id not in without]
        return _with_fates(index, told, placed)
    return _whole(index)


def _read(index: Index) -> tuple[list[_Told], list[Placed]]:
    """What every document undertakes and reports, each told once."""
    told: list[_Told] = []
    placed: list[Placed] = []
    with index.catalogue.steady():
        for document_id in _readable(index):
            document = index.catalogue.document(document_id)
            if document is None:
                continue
            view = ReadingView.of(document)
            here, reported = found(document, view), reports(document, view)
            sections = [one.section for one in here] + [report.section for report in reported]
            places = {(document.id, section) for section in sections}
            homes = index.cases.homes(places) if places else {}
            placed += [Placed(document.id, homes.get((document.id, each.section)), each) for each in reported]
            told += [_told(one, document, homes.get((document.id, one.section)), index) for one in here]
    return _once(told), placed


def _readable(index: Index) -> list[str]:
    """The ids of the documents that may hold anything of this: members' papers only where they hold an answer."""
    query = select(acts.c.document_id).where(acts.c.kind == str(ActKind.ANSWER)).distinct()
    with index.catalogue.reading() as connection:
        answering = set(connection.scalars(query))
    return [e.id for e in index.catalogue.documents() if e.genre not in MEMBERS or e.id in answering]


def _told(one: Found, document: Document, case: str | None, index: Index) -> _Told:
    act = one.act
    source = source_of(document, one.start, one.end, act, one.said)
    section = document.sections[one.section] if one.section is not None else None
    paragraph = _paragraph(document, one.start)
    undertaken = Undertaken(document.id, one.said, one.due, one.what, paragraph, one.point, case)
    asked = index.catalogue.acts(ids=[act.reply_to]) if act is not None and act.reply_to else []
    near = [document.title, *(section.heading if section else ()), *(_words(question, index) for question in asked)]
    return _Told(one, source, undertaken, words_of(" ".join(near)))


def source_of(document: Document, start: int, end: int, act: Act | None, said: date | None) -> Source:
    """The exact characters of a place as a source, of the day on which they were said."""
    return place(document, start, end, act).model_copy(update={"date": said or document.date})


def _words(act: Act, index: Index) -> str:
    document = index.catalogue.document(act.span.document_id)
    return document.quote(act.span) if document else ""


def _paragraph(document: Document, start: int) -> str | None:
    """The number of the § that a place lies in."""
    around = [s for s in document.sections if s.paragraph and s.span.start <= start < s.span.end]
    return around[-1].paragraph if around else None


def _once(told: Iterable[_Told]) -> list[_Told]:
    """Each commitment once: where it was first undertaken, with how often it is printed."""
    groups: list[list[_Told]] = []
    same: dict[object, list[_Told]] = {}
    in_case: dict[object, list[list[_Told]]] = defaultdict(list)
    for one in sorted(told, key=lambda t: (t.found.said or date.max, t.source.path, t.source.start)):
        place = one.undertaken.case or one.found.said
        key = (fold(one.found.what), fold(one.found.who), place)
        group = same.get(key) or next((g for g in in_case[place, one.found.due] if _alike(g[0], one)), None)
        if group is None or place is None:
            group = []
            groups.append(group)
            in_case[place, one.found.due].append(group)
        group.append(one)
        same.setdefault(key, group)
    return [_Told(g[0].found, g[0].source, g[0].undertaken, g[0].around, len(g)) for g in groups]


def _alike(one: _Told, other: _Told) -> bool:
    if one.found.due is None or one.source.document_id == other.source.document_id:
        return False
    first, second = words_of(one.found.what), words_of(other.found.what)
    return bool(first) and len(first & second) >= ALIKE * len(first | second)


def _with_fates(index: Index, told: Sequence[_Told], placed: Sequence[Placed]) -> list[Entry]:
    fates = Fates(placed)
    together: dict[object, list[Undertaken]] = defaultdict(list)
    for one in told:
        together[one.source.document_id, one.undertaken.paragraph].append(one.undertaken)
    with index.catalogue.reading() as connection:
        numbers = dict(connection.execute(select(cases.c.id, cases.c.number)).all())
    made = []
    for one in told:
        around = together[one.source.document_id, one.undertaken.paragraph]
        fate, teller = fates.of(one.undertaken, around)
        made.append(Entry(_commitment(one, fate, teller, numbers, index), words_of(one.source.quote), one.around))
    return sorted(made, key=lambda e: e.commitment.source.date or date.min, reverse=True)


def _commitment(
    one: _Told, fate: Fate, teller: Placed | None, numbers: dict[str, str | None], index: Index
) -> Commitment:
    later = None
    document = index.catalogue.document(teller.document_id) if teller else None
    if teller is not None and document is not None:
        report = teller.report
        later = source_of(document, report.start, report.end, report.act, report.day)
    case = one.undertaken.case
    return Commitment(
        source=one.source,
        who=one.found.who,
        what=one.found.what,
        due=one.found.due,
        due_text=one.found.due_text,
        fate=fate,
        later=later,
        kind=one.found.kind,
        forecast=one.found.kind is Kind.FORECAST,
        body=one.source.body,
        case=case,
        case_number=numbers.get(case) if case else None,
        prints=one.prints,
    )


_kept = Kept(_read)
_whole = Kept(lambda index: _with_fates(index, *_kept(index)))
