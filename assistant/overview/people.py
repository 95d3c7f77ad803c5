"""The people of an index: who asked, answered, proposed and dissented, each thing counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.overview.answers import Answers, Question, Reply, as_reply
from assistant.overview.cases import CaseInfo, cases
from assistant.overview.copies import Told, first, things
from assistant.overview.derived import Kept
from assistant.overview.excerpts import Excerpt, excerpts
from assistant.overview.identities import Identities, Identity
from assistant.overview.register import Record, read_record
from assistant.overview.tabular import in_order
from corpus.records import Act, ActKind, Actor, Form
from index.store import Index

ROLES = 3  # named of a person
COUNTED = (
    ActKind.QUESTION,
    ActKind.ANSWER,
    ActKind.PROPOSAL,
    ActKind.MOTION,
    ActKind.DECISION,
    ActKind.DISSENT,
    ActKind.STATEMENT,
    ActKind.ATTENDANCE,
)
_THERE = (Form.PRESENT, Form.SUBSTITUTE, Form.ADJOINED)


@dataclass(frozen=True, slots=True)
class PersonInfo:
    """One person and what the documents tell of them: counts of things, not of their prints.

    `unanswered` are those of their `questions` that no document answers, `received` the questions put to them,
    `unanswered_received` those of them without an answer; `motions` are yrkanden, `meetings` the documents that say
    they were there, `cases` the papers they put: interpellations, motions …. `decisions` are only those made by one
    person. `first` and `last` are days of anything told.
    """

    name: str
    party: str | None
    roles: tuple[str, ...] = ()
    questions: int = 0
    unanswered: int = 0
    answers: int = 0
    proposals: int = 0
    motions: int = 0
    decisions: int = 0
    dissents: int = 0
    statements: int = 0
    received: int = 0
    unanswered_received: int = 0
    meetings: int = 0
    cases: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def label(self) -> str:
        """ "Anna Ek (S)"."""
        return Actor(self.name, self.party).label


@dataclass(frozen=True, slots=True)
class PersonAct:
    """One thing a person did, where it stands best; `prints` are the places that have it, this one among them.

    A `received` act is a question that somebody else put to them. `question` tells how a question stands, `asked` are
    the questions that an answer is to; `case` opens its case, `case_number` is None where the case has no number.
    """

    kind: ActKind
    form: Form | None
    date: date | None
    document_id: str
    path: str
    title: str
    start: int
    end: int
    page: int
    quote: str
    case: str | None
    case_number: str | None
    actors: tuple[str, ...]
    addressees: tuple[str, ...]
    question: Question | None = None
    asked: tuple[Reply, ...] = ()
    received: bool = False
    prints: int = 1
    body: str | None = None
    language: str = "sv"

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What answers it."""
        return self.question.replies if self.question else ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person with everything they did, newest first; what has no day comes last. `cases` are those they put."""

    info: PersonInfo
    acts: tuple[PersonAct, ...]
    cases: tuple[CaseInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class _Own:
    """The things of one person: what they did, and the questions put to them, by name of the thing; their cases."""

    info: PersonInfo
    did: dict[str, list[Told]]
    got: dict[str, list[Told]]
    put: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Everybody:
    record: Record
    identities: Identities
    own: dict[Identity, _Own]


def people(index: Index) -> list[PersonInfo]:
    """Everybody named in the acts of an index, in the order of names; kept until the index changes."""
    return [own.info for own in _everybody(index).own.values()]


def person(index: Index, name: str, party: str | None = None) -> Person | None:
    """A person by any spelling of the name; of namesakes without `party` the one in most documents."""
    everybody = _everybody(index)
    found = next((i for i in everybody.identities.named(name, party) if i in everybody.own), None)
    return _whole(index, everybody, everybody.own[found]) if found else None


def _read(index: Index) -> _Everybody:
    record = read_record(index.catalogue)
    identities = Identities(record.mentions)
    did: dict[Identity, list[Told]] = defaultdict(list)
    got: dict[Identity, list[Told]] = defaultdict(list)
    known: dict[Identity, list[Actor]] = defaultdict(list)
    for act in record.acts:
        for side, actors in ((did, act.actors), (got, act.addressees)):
            whoever = {i: a for a in actors if (i := identities.of(a, act.document_id)) is not None}
            for identity, actor in whoever.items():
                known[identity].append(actor)
                if side is did or act.kind is ActKind.QUESTION:
                    side[identity].append(act)
    put: dict[Identity, dict[str, None]] = defaultdict(dict)
    for case_id, actor in record.put:
        who = identities.of(actor, "")
        if who is not None:
            put[who][case_id] = None
    words = _words(index)
    found: dict[Identity, _Own] = {}
    for identity, named in known.items():
        if identity in did or identity in got:
            mine = things(did[identity], words), things(got[identity], words)
            info = _info(identity, named, *mine, record)
            found[identity] = _Own(replace(info, cases=len(put[identity])), *mine, tuple(put[identity]))
    ordered = sorted(found.items(), key=lambda pair: in_order(f"{pair[1].info.name} {pair[1].info.party or ''}"))
    return _Everybody(record, identities, dict(ordered))


_everybody = Kept(_read)


def _words(index: Index) -> Callable[[Iterable[Told]], Callable[[Told], str]]:
    """Reads the words of acts, each document once."""
    held: dict[str, Excerpt] = {}

    def read(acts: Iterable[Told]) -> Callable[[Told], str]:
        held.update(excerpts(index.catalogue, {act.document_id for act in acts} - held.keys()))
        return lambda act: held[act.document_id].quote(act.start, act.end)

    return read


def _info(
    identity: Identity, actors: list[Actor], did: dict[str, list[Told]], got: dict[str, list[Told]], record: Record
) -> PersonInfo:
    counts = Counter(prints[0].kind for prints in did.values())
    asked = [name for name, prints in did.items() if prints[0].kind is ActKind.QUESTION]
    days = sorted(act.date for side in (did, got) for prints in side.values() for act in prints if act.date)
    there = {a.document_id for prints in did.values() for a in prints if record.forms.get(a.id) in _THERE}
    return PersonInfo(
        name=_spelling(actors),
        party=identity.party or None,
        roles=_roles(actors, record),
        questions=counts[ActKind.QUESTION],
        unanswered=sum(name not in record.answered for name in asked),
        answers=counts[ActKind.ANSWER],
        proposals=counts[ActKind.PROPOSAL],
        motions=counts[ActKind.MOTION],
        decisions=counts[ActKind.DECISION],
        dissents=counts[ActKind.DISSENT],
        statements=counts[ActKind.STATEMENT],
        received=len(got),
        unanswered_received=sum(name not in record.answered for name in got),
        meetings=len(there),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _spelling(actors: Iterable[Actor]) -> str:
    """The most frequent spelling of the name, of equals the longest."""
    counted = Counter(actor.name for actor in actors)
    return max(counted, key=lambda name: (counted[name], len(name), name))


def _roles(actors: Iterable[Actor], record: Record) -> tuple[str, ...]:
    """The most frequent offices, the same in another case of letters once."""
    named = [actor.role for actor in actors if actor.role and not record.passing.search(actor.role)]
    counted = Counter(role.casefold() for role in named)
    shown = {role.casefold(): role for role in reversed(named)}
    return tuple(shown[role] for role, _ in counted.most_common(ROLES))


def _whole(index: Index, everybody: _Everybody, own: _Own) -> Person:
    record = everybody.record
    chosen = [(prints, first(prints), side is own.got) for side in (own.did, own.got) for prints in side.values()]
    tied = [thread for prints, _, _ in chosen for told in prints for thread in told.answers]
    acts = {act.id: act for act in index.catalogue.acts(ids={*tied, *(told.id for _, told, _ in chosen)})}
    answers = Answers(index, [act for act in acts.values() if act.kind is ActKind.QUESTION])
    held = excerpts(index.catalogue, (act.span.document_id for act in acts.values()))

    def asked(prints: list[Told]) -> tuple[Reply, ...]:
        """The questions that an answer is to."""
        sure: dict[str, float] = {}
        for told in prints:
            for thread, certainty in record.tied.get(told.id, {}).items():
                sure[thread] = max(certainty, sure.get(thread, 0.0))
        known = [(acts[thread], certainty) for thread, certainty in sure.items() if thread in acts]
        return tuple(as_reply(act, held[act.span.document_id], c) for act, c in known if act.span.document_id in held)

    def shown(prints: list[Told], told: Told, received: bool) -> PersonAct:
        act: Act = acts[told.id]
        document = held[told.document_id]
        return PersonAct(
            kind=act.kind,
            form=act.form,
            date=told.date,
            document_id=told.document_id,
            path=document.path,
            title=document.title,
            start=told.start,
            end=told.end,
            page=act.span.page,
            quote=document.quote(told.start, told.end),
            case=told.case_id,
            case_number=record.numbers.get(told.case_id or ""),
            actors=tuple(actor.label for actor in act.actors),
            addressees=tuple(actor.label for actor in act.addressees),
            question=answers.of(act),
            asked=asked(prints),
            received=received,
            prints=len(prints),
            body=document.body,
            language=document.language,
        )

    listed = [shown(*one) for one in chosen if one[1].id in acts and one[1].document_id in held]
    listed.sort(key=lambda act: (act.path, act.start))
    listed.sort(key=lambda act: act.date or date.min, reverse=True)
    put = [case for case in cases(index) if case.id in set(own.put)] if own.put else []
    return Person(own.info, tuple(listed), tuple(sorted(put, key=lambda case: case.first or date.min, reverse=True)))
