"""Follow-ups answered from what the question before was answered with: that question's answer, that act's day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.candidates import rank_acts
from assistant.drafts import Draft, Support
from assistant.extraction.sentences import split
from assistant.extraction.values import holds
from assistant.reader import Reader
from assistant.routes import cases, passage, register, rows, votes
from assistant.routes.asked import saying
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.routes.told import (
    FURTHER,
    MOST,
    Place,
    acts_of,
    beginning,
    cases_told,
    each_once,
    first_line,
    inside,
    not_said,
    places_of,
    questions_told,
    section_of,
    whole_of,
)
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.followups import bare_of, office_of
from assistant.understanding.genres import find_genres
from assistant.understanding.ground import Ground, Told
from assistant.understanding.question import Understanding
from assistant.wording import names, only_answered, tell
from corpus import case_numbers, dates
from corpus.records import Act, ActKind, Actor, Document, Genre
from index.cases.records import Case
from index.records import Filters

READ = 20  # passages whose acts are looked at
ASKED = (ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION, ActKind.STATEMENT)
_TO = re.compile(r"\b(?:till|to)\b", re.IGNORECASE)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """What a follow-up asks of the acts told before; None where they do not say it, or none were told."""
    ground = asked.ground
    if asked.kind == "addressee" and not asked.follows:
        return _put_to(asked, filters, reader)
    if asked.before is not None:
        return _going_on(asked, asked.before, filters, reader)
    if ground is None or not asked.follows or not ground.told:
        return None
    look = _KINDS.get(asked.kind or "")
    places = places_of(ground, reader)
    if look is not None:
        return look(asked, ground, places, filters, reader)
    return _of_the_matter(asked, places, filters, reader) if asked.kind in (None, "why") else None


def remarked(outcome: Outcome, asked: Understanding) -> Outcome:
    """The outcome with the question as it was understood, where that is not as it was written."""
    if asked.understood is None or outcome.remarked:
        return outcome
    remark = Draft(say(asked.language, "followup.understood", question=asked.understood))
    return replace(outcome, drafts=[*outcome.drafts, remark], remarked=True)


def _reply(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The answers to the questions told, by whom the follow-up names."""
    threads = questions_told(places, reader)
    drafts: list[Draft] = []
    bare = 0  # of them, those of which only is told that they were given
    for thread in threads:
        replies = saying([pair for pair in thread.replies if _by_whom(pair[0].actors, asked)])
        for reply, document in replies[:1]:
            drafts.append(tell(reply, gist(reader, asked, thread, reply, document), asked.language))
            bare += only_answered(document.quote(reply.span))
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


def _asker(
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


def _when(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The day of what was asked for, with the words that date it: of the fact told, else of the act."""
    intent = ground.asked.intent
    itself = _day_of_fact(asked, ground, places, filters, reader) if intent is None else None
    if itself is not None:
        return itself
    meant = [p for p in places if intent and p[2] and p[2].kind is intent.kinds[0]] or places[:1]
    drafts: list[Draft] = []
    for document, told, act in meant[:MOST]:
        day = (act.date if act else None) or document.date
        support = _dated(document, told, act)
        if support is not None and day is not None:
            text = say(asked.language, "followup.dated", when=day.isoformat(), quote="{quote}")
            drafts.append(Draft(text, support, when=day, value=support.quote.strip()))
    return Outcome("answered", "register", each_once(drafts)) if drafts else None


def _day_of_fact(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """ "Och när?" after "Ska badhuset flytta?": the day of it, where a sentence of its papers tells one."""
    before = ground.asked.question
    opening = say(asked.language, "followup.when_fact")
    whole = replace(asked, question=f"{opening} {before}", search=before, intent=None, kind=None)
    outcome = _of_the_matter(whole, places, filters, reader)
    first = outcome.drafts[0].support if outcome is not None and outcome.drafts else None
    if outcome is None or outcome.status != "answered" or first is None or not holds("date", first.quote):
        return None
    return remarked(outcome, replace(asked, understood=f"{opening}: {before}"))


def _dated(document: Document, told: Told, act: Act | None) -> Support | None:
    """The line that gives the day of an act: the nearest behind it in the paper, else before it."""
    day = (act.date if act else None) or document.date
    found = [one for one in dates.find(document.text) if one.value == day]
    if not found:
        return None
    best = min(found, key=lambda one: (one.start < told.start, abs(one.start - told.start)))
    start = document.text.rfind("\n", 0, best.start) + 1
    end = document.text.find("\n", best.end)
    end = len(document.text) if end < 0 else end
    line = document.text[start:end]
    if len(line) > 200:
        start, end, line = best.start, best.end, document.text[best.start : best.end]
    return Support(document, start + len(line) - len(line.lstrip()), start + len(line.rstrip()), None)


def _decision(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The last decision of the case, of the board that is named if one is."""
    told: list[Draft] = []
    found = cases_told(places, reader)
    for case in found:
        decided = [(a, d) for a, d in acts_of(case) if a.kind is ActKind.DECISION and _of_board(d, asked)]
        if decided:
            last = decided[-1][1].id
            told += [tell(a, whole_of(a, d), asked.language) for a, d in decided if d.id == last][:MOST]
    if told:
        return Outcome("answered", "register", each_once(told)[:MOST])
    if not found:
        return None
    said = not_said("no_decision", asked, filters, reader)
    steps = [(a, d) for case in found[:1] for a, d in acts_of(case) if a.kind is ActKind.PROPOSAL]
    return Outcome("not_found", "register", [Draft(said)] if not steps else [Draft(said), *_proposed(steps, asked)])


def _proposed(steps: list[tuple[Act, Document]], asked: Understanding) -> list[Draft]:
    return [tell(a, whole_of(a, d), asked.language) for a, d in steps[-1:]]


def _of_board(document: Document, asked: Understanding) -> bool:
    return not asked.bodies or document.body in asked.bodies


def _number(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    drafts = []
    for case in cases_told(places, reader):
        place = cases.number_at(case) if case.number else None
        if place is not None:
            raw = next((n.raw for n in case_numbers.find(place.quote) if n.normal == case.number), case.number)
            text = say(asked.language, "case.number", title=case.title, number=raw, quote="{quote}")
            drafts.append(Draft(text, place, value=raw))
    if drafts:
        return Outcome("answered", "register", each_once(drafts)[:MOST])
    return Outcome("not_found", "register", [Draft(not_said("no_number", asked, filters, reader))])


def _paragraph(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The § under which it stands, or under which the case came up."""
    drafts = [draft for d, told, a in places if (draft := _under(d, section_of(d, told, a), asked)) is not None]
    if not drafts:
        parts = [(part.document, part.document.sections.index(part.section)) for case in cases_told(places, reader)
                 for part in case.parts if part.section and part.section in part.document.sections]  # fmt: skip
        days = {document.date for document, _, _ in places}
        same = [(d, i) for d, i in parts if d.date in days] or parts
        drafts = [draft for d, i in same if (draft := _under(d, i, asked)) is not None]
    if drafts:
        return Outcome("answered", "register", each_once(drafts)[:MOST])
    return Outcome("not_found", "register", [Draft(not_said("no_paragraph", asked, filters, reader))])


def _under(document: Document, section: int | None, asked: Understanding) -> Draft | None:
    if section is None or section >= len(document.sections):
        return None
    # The blocks of an item (Beslut, Yrkanden) stand behind the section that has its number.
    section = next((i for i in range(section, -1, -1) if document.sections[i].paragraph), section)
    number = document.sections[section].paragraph
    if number is None:
        return None
    begin, end = document.sections[section].span.start, document.sections[section].span.end
    signs = re.finditer(rf"§\s?{re.escape(number)}(?!\d)[^\n]*", document.text[:end])
    sign = min(signs, key=lambda match: abs(match.start() - begin), default=None)
    if sign is None:
        return None
    place = (sign.start(), sign.start() + len(sign.group().rstrip()))
    text = say(asked.language, "followup.paragraphed", number=number, quote="{quote}")
    return Draft(text, Support(document, *place), value=f"§ {number}")


def _document(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    drafts = []
    for document, _, _ in places:
        place = first_line(document)
        if place is not None:
            drafts.append(_titled(document, place, asked))
    return Outcome("answered", "register", each_once(drafts)[:MOST]) if drafts else None


def _addressee(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    acts = [(t.act, t.document) for t in questions_told(places, reader)] or [(a, d) for d, _, a in places if a]
    drafts = [tell(a, whole_of(a, d), asked.language) for a, d in acts if a.addressees]
    return Outcome("answered", "register", each_once(drafts)[:MOST]) if drafts else None


def _put_to(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
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
                return Outcome("answered", "register", [_titled(document, place, asked)], hits)
    return None


def _titled(document: Document, place: tuple[int, int], asked: Understanding) -> Draft:
    day = say(asked.language, "told_part.when", date=document.date.isoformat()) if document.date else ""
    text = say(asked.language, "followup.found_in", when=day, quote="{quote}")
    return Draft(text, Support(document, *place))


def _more(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """What else was done in the matter, else what stands behind the words told."""
    known = {act.id for _, _, act in places if act}
    drafts = []
    for case in cases_told(places, reader):
        kinds = (ActKind.DECISION, ActKind.ANSWER, ActKind.QUESTION, ActKind.PROPOSAL, ActKind.DISSENT)
        acts = [(a, d) for kind in kinds for a, d in acts_of(case) if a.kind is kind and a.id not in known]
        topic = Topic(reader, ground.topic, ground.asked.language)
        near = [(a, d) for a, d in acts if topic.covers(rows.words_of(a, d))]
        drafts += [tell(a, beginning(a, d, reader), asked.language) for a, d in near or acts]
    drafts = each_once(drafts)[:MOST]
    if len(drafts) < 2:
        drafts += [draft for place in places[-1:] for draft in _behind(place, asked, reader)]
    return Outcome("answered", "register", drafts) if drafts else None


def _behind(place: Place, asked: Understanding, reader: Reader) -> list[Draft]:
    """The sentences that follow the words told, in the same section."""
    document, told, act = place
    section = section_of(document, told, act)
    end = document.sections[section].span.end if section is not None else len(document.text)
    spans = split(reader, document, told.end, min(end, told.end + 1500)) if told.end < end else []
    if not spans:
        return []
    support = Support(document, spans[0][0], spans[min(FURTHER, len(spans)) - 1][1])
    source = say(asked.language, "passage.source_undated", title=document.title)
    return [Draft(say(asked.language, "passage.plain", source=source, quote="{quote}"), support)]


def _others(
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


def _this(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The one thing meant, with what answers it or was decided of it."""
    drafts = [tell(a, beginning(a, d, reader), asked.language) for d, _, a in places if a]
    for thread in questions_told(places, reader):
        for reply, document in thread.replies[:1]:
            drafts.append(tell(reply, gist(reader, asked, thread, reply, document), asked.language))
    if not drafts:
        return _more(asked, ground, places, filters, reader)
    return Outcome("answered", "register", each_once(drafts)[:MOST])


def _votes(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The vote of the matter told: in the papers that told it before anywhere else."""
    asked = replace(asked, about_vote=True)
    return votes.answer(asked, inside(places, filters), reader)


def _of_the_matter(asked: Understanding, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
    """Any other follow-up: looked for in the papers of the matter before it is looked for everywhere."""
    if asked.listing is not None or asked.catalogue or asked.about_person:
        return None
    papers = [(part.document, Told(part.document.id, 0, 0), None) for case in cases_told(places, reader)
              for part in case.parts]  # fmt: skip
    where = inside([*places, *papers], filters)
    if asked.intent is None:
        return passage.answer(asked, where, reader)
    # "Vilka reserverade sig då?": with a matter of its own ("… mot bokbussen") it is looked for everywhere.
    of_it = asked.ground is not None and asked.topic == asked.ground.topic
    return register.answer(asked, where, reader) or passage.answer(asked, where, reader) if of_it else None


def _going_on(asked: Understanding, before: Ground, filters: Filters, reader: Reader) -> Outcome | None:
    """A question that may go on with the matter before: where the papers that told it answer, it did."""
    topic = before.topic
    if not before.told or not topic:
        return None
    whole = replace(asked, search=f"{asked.search} {topic}")
    outcome = _of_the_matter(whole, places_of(before, reader), filters, reader)
    if outcome is None or outcome.status != "answered":
        return None
    bare = bare_of(asked.question).rstrip(" ?")
    regarding = say(asked.language, "followup.regarding", topic=topic)
    return remarked(outcome, replace(asked, understood=f"{bare[:1].upper()}{bare[1:]} {regarding}?"))


Look = Callable[[Understanding, Ground, list[Place], Filters, Reader], Outcome | None]
_KINDS: dict[str, Look] = {
    "reply": _reply,
    "answerer": _reply,
    "asker": _asker,
    "when": _when,
    "decision": _decision,
    "number": _number,
    "paragraph": _paragraph,
    "document": _document,
    "addressee": _addressee,
    "more": _more,
    "others": _others,
    "this": _this,
    "vote": _votes,
}
