"""Follow-ups that ask how the matter went: the decision, the vote, what else was done."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafts import Draft, Support
from assistant.extraction.sentences import split
from assistant.reader import Reader
from assistant.routes import rows, votes
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
    inside,
    not_said,
    questions_told,
    section_of,
    whole_of,
)
from assistant.texts import say
from assistant.topic import Topic
from assistant.understanding.ground import Ground
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind, Document
from index.records import Filters


def decision(
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


def more(asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
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


def this(asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
    """The one thing meant, with what answers it or was decided of it."""
    drafts = [tell(a, beginning(a, d, reader), asked.language) for d, _, a in places if a]
    for thread in questions_told(places, reader):
        for reply, document in thread.replies[:1]:
            drafts.append(tell(reply, gist(reader, asked, thread, reply, document), asked.language))
    if not drafts:
        return more(asked, ground, places, filters, reader)
    return Outcome("answered", "register", each_once(drafts)[:MOST])


def vote(asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
    """The vote of the matter told: in the papers that told it before anywhere else."""
    asked = replace(asked, about_vote=True)
    return votes.answer(asked, inside(places, filters), reader)
