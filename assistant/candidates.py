"""Acts that a question may be about, ranked: retrieval finds passages, this finds the acts in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.ranking import SHIPPED, Bonuses
from assistant.understanding.genres import find_genres
from assistant.understanding.question import Understanding
from corpus.matters import read_matter
from corpus.records import Act, ActKind, Document, Genre
from index.cases.words import fold
from index.records import Hit

PAPERS = frozenset(
    {Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.MEMBER_INITIATIVE}
)
BODY_BAR = 0.45  # of the best score that an act of the named body must reach to be preferred
_WORD = re.compile(r"[^\W\d_]+(?:['’:-][^\W\d_]+)*")
# What stands between a party and the name of its member: "moderaten Anna Ek", "S-politikern Bo Ask".
_OF_THE_PARTY = re.compile(
    r"[\s-]*(?:(?:politiker|ledamot|företrädare|riksdagsledamot)\w*|politician|councill?or|member|mp)?\s*", re.I
)
MIN_SHARED_LENGTH = 25  # characters of a question that, said twice in the same words, is the same question


@dataclass
class Thread:
    """One act with the places where it stands again: a question in its interpellation and in the answer to it.

    `act` is the place to cite. `replies` are the acts that answer it, wherever.
    """

    act: Act
    document: Document
    score: float
    copies: list[Act] = field(default_factory=list)
    replies: list[tuple[Act, Document]] = field(default_factory=list)


def rank_acts(
    hits: Sequence[Hit],
    kinds: Sequence[ActKind],
    documents: dict[str, Document],
    asked: Understanding,
    terms: Callable[[str], Collection[str]],
    bonuses: Bonuses = SHIPPED.acts,
) -> list[Thread]:
    """The acts of the wanted kinds in the passages found, best first, each once. `terms` analyses a text."""
    intent = asked.intent
    papers = {Genre(value) for value, _, _ in find_genres(asked.question)} & PAPERS
    phrase = set(terms(asked.question[intent.start : intent.end])) if intent and not asked.follows else set()
    scored: dict[str, tuple[float, Act, Document]] = {}
    for hit in hits:
        document = documents.get(hit.passage.span.document_id)
        if document is None:
            continue
        for act in document.acts:
            if act.kind not in kinds or not act.span.overlaps(hit.passage.span) or not _meant(act, document, asked):
                continue
            worded = _worded(phrase, document.quote(act.span), terms)
            score = hit.score * _share(act, hit, bonuses.share) + bonuses.wording * worded
            if papers and _kind_of_matter(act, document) in papers:
                score += bonuses.paper
            if act.id not in scored or score > scored[act.id][0]:
                scored[act.id] = (score, act, document)
    ranked = sorted(scored.values(), key=lambda s: (-s[0], s[1].id))
    # "Vad beslutade KF om …": when the body named has acted in the matter, only its acts are meant.
    own = [s for s in ranked if _body(s[1], s[2]) & set(asked.bodies) and s[0] >= BODY_BAR * ranked[0][0]]
    return _merge(own or ranked)


def _kind_of_matter(act: Act, document: Document) -> Genre | None:
    """Which kind of paper the act's item of minutes, or its document, is about."""
    known = act.section is not None and act.section < len(document.sections)
    heading = document.sections[act.section].heading if known and act.section is not None else ()
    matter = _matter(heading[0] if heading else document.title, document.municipality)
    return matter or (document.genre if document.genre in PAPERS else None)


@lru_cache(maxsize=4096)
def _matter(heading: str, municipality: str | None) -> Genre | None:
    found = read_matter(heading, municipality)
    return found.kind if found else None


def _body(act: Act, document: Document) -> set[str]:
    return {actor.organisation.casefold() for actor in act.actors if actor.organisation} | {document.body or ""}


def _worded(phrase: set[str], text: str, terms: Callable[[str], Collection[str]]) -> float:
    """The share of the question's own verb that the act's text has: "reserverade sig" is no "särskilt yttrande".

    An answer may have pages. A term stands inside the word that gives it, so only such words are analysed.
    """
    lower = text.casefold()
    there = [term for term in phrase if term in lower]
    words = {word for word in _WORD.findall(lower) if any(term in word for term in there)} if there else ()
    return len(phrase.intersection(terms(" ".join(sorted(words))))) / len(phrase) if words else 0.0


def _share(act: Act, hit: Hit, share: float) -> float:
    """A passage speaks for an act as far as the act is what stands in it: a signature line beside it is not."""
    span = hit.passage.span
    shared = min(act.span.end, span.end) - max(act.span.start, span.start)
    return 1 - share + share * min(1.0, shared / max(1, span.end - span.start))


def _meant(act: Act, document: Document, asked: Understanding) -> bool:
    """Whether the act is by whom and from when the question names."""
    day = act.date or document.date
    if asked.period is not None and day is not None and not asked.period.holds(day):
        return False
    intent = asked.intent
    if intent is None:
        return True
    if intent.asked == "who":
        # "Vem frågade Bo Ask om …": the one asked is the addressee; without addressees nothing speaks against it.
        persons = asked.named.persons
        addressed = {actor.name for actor in act.addressees if actor.name}
        return not persons or not addressed or bool(addressed & set(persons)) or act.kind is not ActKind.QUESTION
    told = told_parties(asked)
    named = {a.name for a in act.actors if not a.party or a.party in told.get(a.name, (a.party,))} & set(
        asked.named.persons
    )
    party = {actor.party for actor in act.actors} & set(asked.named.parties)
    body = {actor.organisation for actor in act.actors} & set(asked.named.organisations)
    if asked.named.persons and not named:
        return False
    if act.kind is not ActKind.DECISION and asked.named.organisations and not (named or body):
        return False
    return not asked.named.parties or bool(named) or bool(party)


def told_parties(asked: Understanding) -> dict[str, tuple[str, ...]]:
    """The party written with a name: "Anna Ek (S)" or "moderaten Anna Ek" is not Anna Ek of another party."""
    places = asked.named.places
    text = asked.question
    return {
        name: (party,)
        for kind, name, begin, end in places
        for other, party, start, last in places
        if (kind, other) == ("person", "party")
        and (
            (start >= end and text[end:start].strip() in ("", "(", ","))
            or (last <= begin and _OF_THE_PARTY.fullmatch(text[last:begin]))
        )
    }


def _merge(ranked: list[tuple[float, Act, Document]]) -> list[Thread]:
    """Copies of one question become one thread, cited where it was first put: dated, addressed, in the asking paper."""
    threads: list[Thread] = []
    by_words: dict[str, list[Thread]] = {}
    for score, act, document in ranked:
        words = fold(document.quote(act.span))
        again = act.kind is ActKind.QUESTION and len(words) >= MIN_SHARED_LENGTH
        same = by_words.setdefault(words, []) if again else []
        thread = next((t for t in same if _may_be_one(t, act, document)), None)
        if thread is None:
            threads.append(Thread(act, document, score, [act]))
            same.append(threads[-1])
            continue
        thread.copies.append(act)
        if _original(act, document) > _original(thread.act, thread.document):
            thread.act, thread.document = act, document
    return sorted(threads, key=lambda t: -t.score)


def _may_be_one(thread: Thread, act: Act, document: Document) -> bool:
    """Whether nothing speaks against two prints being one question: another municipality, or another asker."""
    places = {thread.document.municipality, document.municipality} - {None}
    people = [{actor.name for actor in one.actors if actor.name} for one in (thread.act, act)]
    return len(places) < 2 and not (all(people) and not people[0] & people[1])


def _original(act: Act, document: Document) -> tuple[bool, bool, bool, int]:
    """The more of these, the more a place is where a question was put, not where it is repeated."""
    answered_here = any(other.reply_to == act.id for other in document.acts)
    return (bool(act.actors), not answered_here, act.date is not None, act.span.start)
