"""Follow-ups that ask for people: who answered, who asked, whom it was put to, who else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.candidates import rank_acts
from assistant.drafts import Draft
from assistant.reader import Reader
from assistant.routes import rows
from assistant.routes.asked import saying
from assistant.routes.followed.particulars import titled
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.routes.told import (
    MOST,
    Place,
    acts_of,
    cases_told,
    each_once,
    first_line,
    not_said,
    questions_told,
    whole_of,
)
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.followups import office_of
from assistant.understanding.genres import find_genres
from assistant.understanding.ground import Ground
from assistant.understanding.question import Understanding
from assistant.wording import names, only_answered, tell, withheld
from corpus.records import ActKind, Actor, Genre
from index.cases.records import Case
from index.records import Filters

READ = 20  # passages whose acts are looked at
ASKED = (ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION, ActKind.STATEMENT)
_TO = re.compile(r"\b(?:till|to)\b", re.IGNORECASE)


def reply(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The answers to the questions told, by whom the follow-up names."""
    threads = questions_told(places, reader)
    drafts: list[Draft] = []
    bare = put_off = 0  # of them, those of which only is told that they were given, and those that answer nothing yet
    for thread in threads:
        replies = saying([pair for pair in thread.replies if _by_whom(pair[0].actors, asked)])
        for reply, document in replies[:1]:
            drafts.append(tell(reply, gist(reader, asked, thread, reply, document), asked.language))
            bare += only_answered(document.quote(reply.span))
            put_off += withheld(document.quote(reply.span))
    if drafts and put_off == len(drafts) and asked.kind != "answerer":
        asked_before = [tell(t.act, whole_of(t.act, t.document), asked.language) for t in threads[:1]]
        remark = Draft(say(asked.language, "status.asked_not_answered"))
        return Outcome("asked_not_answered", "register", [*asked_before, *each_once(drafts), remark])
    if drafts and bare == len(drafts) and asked.kind != "answerer":
        remark = Draft(say(asked.language, "status.only_answered"))
        return Outcome("asked_not_answered", "register", [*each_once(drafts), remark])
    if drafts:
        return Outcome("answered", "register", each_once(drafts))
    if not threads or any(thread.replies for thread in threads):
        return None
    told = [tell(t.act, whole_of(t.act, t.document), asked.language) for t in threads[:1]]
    return Outcome("asked_not_answered", "register", [*told, Draft(say(asked.language, "status.unanswered"))])


def _by_whom(actors: Iterable[Actor], asked: Understanding) -> bool:
    """Whether the one who answered is the one asked for, by name or by office, where somebody is."""
    if asked.kind == "answerer":
        return True
    office = office_of(asked.question)
    if office is not None:
        return any(office.casefold()[:9] in f"{a.role or ''} {a.organisation or ''}".casefold() for a in actors)
    askers = {actor.name for actor in asked.ground.of_part("asker")} if asked.ground else set()
    named = set(asked.named.persons) - askers
    return not named or bool(named & {actor.name for actor in actors})


def asker(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """Who put the question, or the paper, that the answer before was about."""
    drafts = [
        tell(t.act, whole_of(t.act, t.document), asked.language) for t in questions_told(places, reader) if t.act.actors
    ]
    if not drafts:
        drafts = [_put(case, asked) for case in cases_told(places, reader)[:1] if case.askers and rows.put(case)]
    if not drafts:
        papers = [
            (a, d) for case in cases_told(places, reader) for a, d in acts_of(case) if a.kind in ASKED and a.actors
        ]
        drafts = [tell(a, whole_of(a, d), asked.language) for a, d in papers[:1]]
    return Outcome("answered", "register", each_once(drafts)[:MOST]) if drafts else None


def _put(case: Case, asked: Understanding) -> Draft:
    support = rows.put(case)
    assert support is not None
    kind = str(texts(asked.language)["genres"][str(case.kind)]) if case.kind else ""
    who = names(case.askers, asked.language)
    return Draft(say(asked.language, "told.paper", who=who, kind=kind, when="", quote="{quote}"), support)


def addressee(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    acts = [(t.act, t.document) for t in questions_told(places, reader)] or [(a, d) for d, _, a in places if a]
    drafts = [tell(a, whole_of(a, d), asked.language) for a, d in acts if a.addressees]
    return Outcome("answered", "register", each_once(drafts)[:MOST]) if drafts else None


def put_to(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """Whom the paper, or the question, of a topic was put to: told by an act with addressees."""
    hits = reader.hits(asked, filters, asked.topic or None)
    topic = Topic(reader, asked.topic, asked.language)
    documents = reader.documents(hit.passage.span.document_id for hit in hits[:READ])
    threads = rank_acts(hits[:READ], ASKED, documents, replace(asked, intent=None), reader.search.analyser.terms)
    genres = {Genre(value) for value, _, _ in find_genres(asked.question)}
    for thread in threads:
        words = rows.words_of(thread.act, thread.document)
        if thread.act.addressees and topic.covers(words) and (not genres or thread.document.genre in genres):
            told = tell(thread.act, whole_of(thread.act, thread.document), asked.language)
            return Outcome("answered", "register", [told], hits)
    for document in documents.values():
        if document.genre in genres and topic.covers_document(document):
            place = first_line(document)
            if place is not None and _TO.search(document.text[place[0] : place[1]]):
                return Outcome("answered", "register", [titled(document, place, asked)], hits)
    return None


def others(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """Acts of the same kind on the same matter by people who were not told."""
    intent = ground.asked.intent
    if intent is None or not ground.topic:
        return None
    told = {actor.label for _, _, act in places if act for actor in act.actors}
    topic = Topic(reader, ground.topic, ground.asked.language)
    drafts: dict[str, Draft] = {}
    for act in reader.index.catalogue.acts(replace(filters, acts=intent.kinds[:1])):
        who = {actor.label for actor in act.actors}
        document = reader.document(act.span.document_id) if who and not who & told else None
        if document is not None and topic.covers(rows.words_of(act, document)):
            drafts.setdefault(names(act.actors, asked.language), tell(act, whole_of(act, document), asked.language))
    if not drafts:
        return Outcome("not_found", "register", [Draft(not_said("no_others", asked, filters, reader))])
    return Outcome("answered", "register", list(drafts.values())[:MOST])
