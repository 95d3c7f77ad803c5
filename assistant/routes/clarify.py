"""The clarify route: when a question fits two people, or units of two municipalities, it is asked back with both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.candidates import Thread
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.decided import case_of
from assistant.routes.outcome import Outcome
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind, Actor, Section
from index.records import Filters, Hit

ALL_OF_IT = 0.9  # share of the topic that the acts of both places must hold for the question to fit both
CLOSE = 0.8  # of the best score that the other place's act must reach
UNTOLD = (ActKind.ATTENDANCE, ActKind.SIGNATURE)  # say of a person only that there is one


def of_people(asked: Understanding, filters: Filters, reader: Reader) -> tuple[Understanding, Outcome | None]:
    """Namesakes: a name in the question that several people bear.

    Where only one of them has acted on the topic, the question is read as meaning that one; where several
    have, the outcome asks back with all of them.
    """
    for name, start, end, bearers in _shared(asked, reader):
        if _told_apart(asked, start, end, bearers):
            continue
        topic = Topic(reader, asked.topic, asked.language)
        acted = {bearer: acts for bearer in bearers if (acts := _acts(bearer, asked, filters, reader, topic))}
        if len(acted) > 1:
            return asked, _ask_back(asked, name, start, end, acted, reader)
        if len(acted) == 1 and len({b.name for b in bearers}) > 1:
            meant = next(iter(acted)).name
            others = {b.name for b in bearers} - {meant}
            persons = tuple(p for p in asked.named.persons if p not in others)
            asked = replace(asked, named=replace(asked.named, persons=persons))
    return asked, None


def _shared(asked: Understanding, reader: Reader) -> list[tuple[str, int, int, list[Actor]]]:
    """(as written, start, end, its bearers) of each name in the question that is more than one person's."""
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    for kind, name, start, end in asked.named.places:
        if kind == "person":
            places[(start, end)].append(name)
    found = []
    for (start, end), names in places.items():
        bearers = [bearer for name in dict.fromkeys(names) for bearer in reader.bearers(name)]
        if len(bearers) > 1:
            found.append((asked.question[start:end], start, end, bearers))
    return found


def _told_apart(asked: Understanding, start: int, end: int, bearers: Sequence[Actor]) -> bool:
    """Whether the question says which one: "Anna Ek (S)", or a party that only one of them has."""
    parties = set(asked.named.parties)
    return bool(parties) and sum(bearer.party in parties for bearer in bearers) == 1


def _acts(bearer: Actor, asked: Understanding, filters: Filters, reader: Reader, topic: Topic) -> list[Act]:
    """What a person has done of the kind and on the topic asked about."""
    kinds = asked.intent.kinds if asked.intent else ()
    where = replace(filters, persons=(bearer.name,), parties=(bearer.party,) if bearer.party else (), acts=kinds)
    found = []
    for act in reader.index.catalogue.acts(where):
        if not kinds and act.kind in UNTOLD:
            continue
        document = reader.document(act.span.document_id)
        if document is None or (asked.period and act.date and not asked.period.holds(act.date)):
            continue
        if topic.covers(f"{document.quote(act.span)} {document.title} {_heading(act, document.sections)}"):
            found.append(act)
    return found


def _heading(act: Act, sections: Sequence[Section]) -> str:
    known = act.section is not None and act.section < len(sections)
    return " ".join(sections[act.section].heading) if known and act.section is not None else ""


def _ask_back(
    asked: Understanding, name: str, start: int, end: int, acted: dict[Actor, list[Act]], reader: Reader
) -> Outcome:
    language = asked.language
    labels = [bearer.label for bearer in acted]
    joined = f"{', '.join(labels[:-1])} {texts(language)['or']} {labels[-1]}"
    drafts = [Draft(say(language, "clarify.people", name=name, names=joined))]
    suggestions = []
    for bearer, acts in acted.items():
        document = reader.document(acts[0].span.document_id)
        if document is not None:
            drafts.append(tell(acts[0], Support(document, acts[0].span.start, acts[0].span.end, acts[0]), language))
        suggestions.append(asked.question[:start] + bearer.label + asked.question[end:])
    return Outcome("clarify", "clarify", drafts, (), suggestions)


def of_places(asked: Understanding, threads: Sequence[Thread], hits: Sequence[Hit], reader: Reader) -> Outcome | None:
    """Units of one name in two municipalities: asks back when acts of both fit the whole question."""
    if not threads or any(one.field in ("municipality", "case_number") for one in asked.said):
        return None
    topic = Topic(reader, asked.topic, asked.language)
    if not topic.text:
        return None
    best: dict[str, Thread] = {}
    matters: set[str] = set()
    for thread in threads:
        place = thread.document.municipality
        if place is None or place in best or thread.score < CLOSE * threads[0].score:
            continue
        words = f"{thread.document.quote(thread.act.span)} {thread.document.title}"
        if topic.share(f"{words} {_heading(thread.act, thread.document.sections)}") < ALL_OF_IT:
            continue
        case = case_of(thread.act, reader)
        matter = case.id if case else thread.act.id
        if matter not in matters:  # one case is of one place, whatever a paper of it was read to be from
            matters.add(matter)
            best[place] = thread
    if len(best) < 2:
        return None
    language = asked.language
    places = list(best)
    joined = f"{', '.join(places[:-1])} {texts(language)['or']} {places[-1]}"
    drafts = [Draft(say(language, "clarify.places", names=joined))]
    for thread in best.values():
        span = thread.act.span
        drafts.append(tell(thread.act, Support(thread.document, span.start, span.end, thread.act), language))
    base = asked.question.rstrip(" ?")
    suggestions = [say(language, "clarify.in_place", question=base, place=place) for place in places]
    return Outcome("clarify", "clarify", drafts, hits, suggestions)
