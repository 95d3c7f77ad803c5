"""The list route: all of something, or how many, complete from the catalogue, as a table with a source a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.contract import Language
from assistant.drafts import Draft
from assistant.reader import Reader
from assistant.routes import rows
from assistant.routes.nothing import scope
from assistant.routes.outcome import Outcome
from assistant.routes.rows import Row
from assistant.routes.scoped import in_period
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.listing import Listing, Unit, of_a_meeting, side
from assistant.understanding.question import Understanding
from assistant.understanding.said import narrowed
from corpus import parties
from corpus.records import Act, ActKind, Form, Genre
from corpus.unions import unions
from index.cases.records import ANSWERED, Case
from index.records import Filters

MOST_ROWS = 200  # rows of a table; what is more is counted and said to be left out
FEW = 6  # acts of one person that are told in sentences, not as a table
_PAPERS = {
    "interpellation": Genre.INTERPELLATION,
    "simple_question": Genre.SIMPLE_QUESTION,
    "motion": Genre.MOTION,
    "member_initiative": Genre.MEMBER_INITIATIVE,
    "citizen_proposal": Genre.CITIZEN_PROPOSAL,
    "letter": Genre.LETTER,
}
_ACTS = {
    "answer": ActKind.ANSWER,
    "proposal": ActKind.PROPOSAL,
    "decision": ActKind.DECISION,
    "dissent": ActKind.DISSENT,
    "attendance": ActKind.ATTENDANCE,
    "signature": ActKind.SIGNATURE,
}


_UNITS: dict[ActKind, Unit] = {
    ActKind.QUESTION: "question",
    ActKind.ANSWER: "answer",
    ActKind.PROPOSAL: "proposal",
    ActKind.MOTION: "proposal",
    ActKind.DISSENT: "dissent",
    ActKind.SIGNATURE: "signature",
    ActKind.ATTENDANCE: "attendance",
}
ASKED_FOR = ("question", "interpellation", "simple_question")  # units that wait for an answer
MEETINGS = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
OF_THE_COUNCIL = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION)  # put nowhere else: KL 5:22, 5:59, 5:64
COUNCIL = "fullmäktige"  # ends the name of a council
PARTIAL = "attendance:partial"  # note of a document whose attendance list could not be read whole


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every kind of list needs: the question, its filters, and what it is about."""

    asked: Understanding
    listing: Listing
    filters: Filters
    reader: Reader
    topic: Topic

    @property
    def language(self) -> Language:
        return self.asked.language


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """Every act, case or document that the question asks for; None where it asks for no list."""
    listing = asked.listing or _everybody(asked)
    if listing is None:
        return None
    where = narrowed(asked, filters, lifted=frozenset({"genre", "act"}), people=True)
    if listing.addressed and not filters.persons:
        where = replace(where, persons=tuple(p for p in where.persons if p not in listing.addressed))
    topic = "" if asked.listing is None or side(asked.question) else asked.topic
    if asked.listing is None and asked.topic and not where.genres:
        where = replace(where, genres=MEETINGS)  # "at question time", "at the meeting"
    where = _of_unions(asked, listing, where)
    made = _Asked(asked, listing, where, reader, Topic(reader, topic, asked.language))
    found = _builder(listing.unit)(made)
    if _of_somebody(asked) and len(found) <= FEW:
        return None
    if not found and listing.unit == "attendance" and made.topic.text:
        return None  # "Vem ersatte Ek i styrgruppen": no meeting is meant
    return _told(made, found) if found else _none(made)


def _of_unions(asked: Understanding, listing: Listing, where: Filters) -> Filters:
    """The filters with the unions that the question names, which act as parties do; boards are filters already."""
    bodies = {body.casefold() for body in asked.bodies}
    unions = tuple(name for name in asked.named.organisations if name.casefold() not in bodies)
    if not unions or where.parties or listing.role != "actor" or listing.unit in ("document", "vote", "case"):
        return where
    return replace(where, parties=unions)


def _everybody(asked: Understanding) -> Listing | None:
    """ "Who asked at question time in May 2023?": who acted at a meeting or in a case, whatever it was about."""
    intent = asked.intent
    if intent is not None and _of_somebody(asked):
        told = _UNITS.get(intent.kinds[0])
        return Listing(told, counted=False, form=intent.form) if told else None
    attended = intent is not None and intent.kinds[0] is ActKind.ATTENDANCE and intent.asked == "who"
    if intent is not None and attended and (asked.named.organisations or side(asked.question)):
        return Listing("attendance", counted=False, form=intent.form)  # "Vilka från Vision var frånvarande?"
    bounded = any(one.field in ("period", "case_number") for one in asked.said)
    if intent is None or intent.asked != "who" or not bounded or asked.named.persons:
        return None
    if not of_a_meeting(asked.topic, asked.language):
        return None
    unit = _UNITS.get(intent.kinds[0])
    return Listing(unit, counted=False, form=intent.form) if unit else None


def _of_somebody(asked: Understanding) -> bool:
    """ "Vad har Anna Ek frågat om?": all that somebody has done of a kind, whatever it was about."""
    who = asked.named.persons or asked.named.parties
    whole = asked.listing is None and not asked.topic and not asked.case_numbers
    return whole and bool(who) and asked.intent is not None and asked.intent.asked == "what"


def _builder(unit: str) -> Callable[[_Asked], list[Row]]:
    if unit in _ACTS:
        return _acts
    return {"question": _questions, "vote": _votes, "document": _documents, "person": _persons}.get(unit, _cases)


def _cases(made: _Asked) -> list[Row]:
    """Interpellations, motions …: the cases that such a paper set off; or matters of any kind."""
    listing, kind = made.listing, _PAPERS.get(made.listing.unit)
    decided = listing.form is not None
    # "Vilka motioner avslogs 2023": the year is that of the decision, not of the motion; a matter of a board
    # is one of all the years in which it came up.
    where = replace(made.filters, date_from=None, date_to=None) if decided or kind is None else made.filters
    if kind in OF_THE_COUNCIL and all(body.casefold().endswith(COUNCIL) for body in where.bodies):
        where = replace(where, bodies=())
    side = listing.role if kind else "any"
    found = []
    for case in made.reader.index.cases.find([kind] if kind else (), where, side=side, addressees=listing.addressed):
        if not _status_fits(listing, case) or not made.topic.covers(case.title) or not (kind or case.number):
            continue
        whole = made.reader.index.cases.with_parts(case)
        decision = rows.decision_of(whole, listing.form, made.filters) if decided else None
        if decision is None and (decided or not (kind or rows.came_up(whole, made.filters))):
            continue
        row = rows.of_case(whole, made.language, decision)
        if row is not None:
            found.append(row)
    return found


def _status_fits(listing: Listing, case: Case) -> bool:
    return listing.unanswered is None or (case.status == ANSWERED) is not listing.unanswered


def _questions(made: _Asked) -> list[Row]:
    """Questions, each once however often it is printed, with its answer."""
    where = replace(made.filters, acts=(ActKind.QUESTION,))
    reader, catalogue = made.reader, made.reader.index.catalogue
    addressees = made.listing.addressed
    if made.listing.role == "addressee":
        addressees, where = (*addressees, *where.persons), replace(where, persons=(), parties=())
    acts = catalogue.acts(where, addressees=addressees)
    answered = None if made.listing.unanswered is None else not made.listing.unanswered
    found = []
    threads = reader.index.cases.threads(acts, answered=answered)
    documents = reader.each([thread.question.span.document_id for thread in threads])
    for thread, document in zip(threads, documents, strict=True):
        if document is None or rows.is_heading(thread.question, document):
            continue  # an interpellation of which the documents hold no question is listed as an interpellation
        if made.topic.covers(rows.words_of(thread.question, document)):
            found.append(rows.of_question(thread, document, made.language))
    return found


def _acts(made: _Asked) -> list[Row]:
    """Acts, each once: an extract prints the minutes again."""
    kinds: tuple[ActKind, ...] = (_ACTS[made.listing.unit],)
    if kinds == (ActKind.PROPOSAL,):
        kinds = (ActKind.PROPOSAL, ActKind.MOTION)
    # A meeting is said by its day and board; "the meeting" is no topic of an attendance list.
    on_side = side(made.asked.question) if kinds == (ActKind.ATTENDANCE,) else None
    of_meeting = kinds[0] in rows.PRESENCE and (made.filters.date_from or made.filters.bodies or on_side)
    where = replace(made.filters, acts=kinds)
    if made.listing.form is Form.SUBSTITUTE:
        where = replace(where, persons=())  # those named may be the ones who were stood in for
    acts = [
        act
        for act in made.reader.index.catalogue.acts(where)
        if made.listing.form in (None, act.form)
        and (where.persons == made.filters.persons or _stands_in(act, made.filters.persons))
        and (not on_side or _sits_on(act, on_side[0]))
    ]
    found: dict[object, Row] = {}
    for act, document in zip(acts, made.reader.each([act.span.document_id for act in acts]), strict=True):
        if document is not None and (of_meeting or made.topic.covers(rows.words_of(act, document))):
            found.setdefault(rows.same_act(act, document), rows.of_act(act, document, made.language))
    return list(found.values())


def _sits_on(act: Act, name: str) -> bool:
    """Whether somebody sits on the side of that organisation; "" is that of any union."""
    theirs = {(actor.organisation or "").casefold() for actor in act.actors}
    return name in theirs if name else bool(theirs & unions())


def _stands_in(act: Act, names: Sequence[str]) -> bool:
    """Whether somebody of these names is the substitute, or the one stood in for ("tjänstgör för Anna Ek")."""
    told = [f"{actor.name} {actor.role or ''}".casefold() for actor in act.actors]
    return any(name.casefold() in one for name in names for one in told)


def _votes(made: _Asked) -> list[Row]:
    """Votes, each once: an extract prints the minutes again."""
    found: dict[object, Row] = {}
    catalogue = made.reader.index.catalogue
    voted = catalogue.with_votes()
    entries = catalogue.documents(replace(made.filters, persons=(), parties=(), acts=()))
    for document in filter(None, made.reader.each([entry.id for entry in entries if entry.id in voted])):
        for vote in document.votes:
            if made.topic.covers(rows.heading_of(document, vote.section)):
                found.setdefault(rows.same_vote(vote, document), rows.of_vote(vote, document, made.language))
    return list(found.values())


def _documents(made: _Asked) -> list[Row]:
    genres = tuple(Genre(one.value) for one in made.asked.said if one.field == "genre")
    where = made.filters if made.filters.genres else replace(made.filters, genres=genres)
    entries = made.reader.index.catalogue.documents(where)
    return [
        rows.of_document(document, made.language)
        for document in made.reader.each([entry.id for entry in entries])
        if document is not None and made.topic.covers_document(document)
    ]


def _persons(made: _Asked) -> list[Row]:
    """Who acted, each person once, with how often."""
    kinds = made.asked.intent.kinds if made.asked.intent else ()
    acts = made.reader.index.catalogue.acts(replace(made.filters, acts=kinds))
    return rows.of_people(
        [
            (act, document)
            for act, document in zip(acts, made.reader.each([act.span.document_id for act in acts]), strict=True)
            if document is not None and made.topic.covers(rows.words_of(act, document))
        ],
        made.language,
    )


def _told(made: _Asked, found: Sequence[Row]) -> Outcome:
    language, listing = made.language, made.listing
    found = sorted(found, key=lambda row: not row.draft.cells[0])  # what has no day comes last
    open_ones = sum(row.unanswered for row in found)
    parts = [_count(made, len(found)) + "."]
    if listing.unanswered is None and open_ones and listing.unit in ASKED_FOR:
        parts.append(say(language, "list.unanswered", n=open_ones))
    if listing.tell_status and not open_ones and listing.unit in ASKED_FOR:
        parts.append(say(language, "list.all_answered"))
    if len(found) > MOST_ROWS:
        parts.append(say(language, "list.cut", shown=MOST_ROWS))
    drafts = [Draft(" ".join(parts))]
    drafts.extend(row.draft for row in found[:MOST_ROWS])
    if listing.unit == "attendance" and _partly_read(made):
        drafts.append(Draft(say(language, "list.partial")))
    drafts.append(Draft(scope(language, _places(made.filters), made.reader)))
    return Outcome("answered", "list", drafts, ())


def _partly_read(made: _Asked) -> bool:
    """Whether the attendance list of a document in question has rows that could not be read for certain."""
    return any(PARTIAL in entry.notes for entry in made.reader.index.catalogue.documents(_places(made.filters)))


def _places(filters: Filters) -> Filters:
    """The filters that say which documents were looked through, not whose acts were looked for."""
    return replace(filters, persons=(), parties=(), acts=())


def _count(made: _Asked, n: int) -> str:
    """ "3 interpellationer från Vänsterpartiet, 2023-09-01 till 2023-11-30:"."""
    language, listing = made.language, made.listing
    one, many = texts(language)["list"]["units"][listing.unit]
    kind = next((said.value for said in made.asked.said if said.field == "genre"), None)
    if listing.unit == "document" and kind is not None:
        one, many = (texts(language)[group][kind] for group in ("genres", "genres_many"))
    said = [f"{n} {one if n == 1 else many}"]
    if listing.form is not None:
        said.append(texts(language)["list"]["forms"][str(listing.form)])
    if listing.unanswered is not None:
        said.append(say(language, "list.only_open" if listing.unanswered else "list.only_answered"))
    if listing.addressed:
        said.append(say(language, "list.to", names=", ".join(listing.addressed)))
    who = [*made.filters.persons, *(_party(code) for code in made.filters.parties)]
    if who:
        said.append(say(language, "list.to" if listing.role == "addressee" else "list.from", names=", ".join(who)))
    if made.topic.text:
        said.append(say(language, "list.about", topic=made.topic.text))
    if made.filters.bodies:
        said.append(say(language, "list.bodies", names=", ".join(made.filters.bodies)))
    if made.filters.date_from or made.filters.date_to:
        said.append(in_period(language, made.filters.date_from, made.filters.date_to))
    return " ".join(said)


def _party(code: str) -> str:
    names = parties.known(None).get(code)
    return names[0] if names else code


def _none(made: _Asked) -> Outcome:
    said = say(made.language, "list.none", what=_count(made, 0))
    return Outcome(
        "not_found", "list", [Draft(f"{said} {scope(made.language, _places(made.filters), made.reader)}")], ()
    )
