"""Who is behind a motion, a proposal or an initiative: told by its heading, wherever its own text is not at hand."""

from __future__ import annotations

from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.cases import cases_of
from assistant.routes.outcome import Outcome
from assistant.routes.rows import put
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.question import Understanding
from assistant.wording import names, tell
from corpus.records import ActKind, Genre
from index.cases import Case
from index.records import Filters, Hit

READ = 10  # passages whose cases are looked at
ABOUT_IT = 0.75  # share of the topic that a paper's heading must hold
PAPERS = (Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.MEMBER_INITIATIVE, Genre.LETTER)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The paper whose heading is what the question is about; None where the question asks for no proposer."""
    intent = asked.intent
    if intent is None or intent.kinds[0] is not ActKind.PROPOSAL or intent.asked not in ("who", "when"):
        return None
    topic = Topic(reader, asked.topic, asked.language)
    if not topic.text:
        return None
    hits = reader.hits(asked, filters, asked.topic)
    case = _best(cases_of(hits[:READ], reader), topic, asked)
    own = _own_words(case, asked) if case and intent.asked == "who" else None
    if case and own:
        return Outcome("answered", "register", [own], _first(hits, case))
    support = put(case) if case else None
    if case is None or support is None:
        return None
    # A later document that tells of the paper is no proof of when it came in.
    proven = case.first is not None and case.first == support.document.date
    day = say(asked.language, "told_part.when", date=case.first.isoformat()) if proven and case.first else ""
    kind = str(texts(asked.language)["genres"][str(case.kind)])
    who = names(case.askers, asked.language)
    text = say(asked.language, "told.paper", who=who, kind=kind, when=day, quote="{quote}")
    return Outcome("answered", "register", [Draft(text, support)], _first(hits, case))


def _own_words(case: Case, asked: Understanding) -> Draft | None:
    """What those who put the paper propose, in its own words."""
    people = {actor.label for actor in case.askers}
    for part in case.parts:
        for act in part.acts:
            if act.kind is ActKind.PROPOSAL and people & {actor.label for actor in act.actors}:
                return tell(act, Support(part.document, act.span.start, act.span.end, act), asked.language)
    return None


def _best(cases: list[Case], topic: Topic, asked: Understanding) -> Case | None:
    """The case of a member's or citizen's paper that the topic fits best, by the people named if any are."""
    ranked = [
        (topic.share(case.title), -i, case)
        for i, case in enumerate(cases)
        if case.kind in PAPERS and case.askers and _by_those_named(case, asked)
    ]
    best = max(ranked, key=lambda r: r[:2], default=None)
    return best[2] if best and best[0] >= ABOUT_IT else None


def _by_those_named(case: Case, asked: Understanding) -> bool:
    named = set(asked.named.persons)
    inside = asked.period is None or case.first is None or asked.period.holds(case.first)
    return inside and (not named or bool(named & {actor.name for actor in case.askers}))


def _first(hits: list[Hit], case: Case) -> list[Hit]:
    """The hits with those of the case before the others."""
    own = {part.document.id for part in case.parts}
    return sorted(hits, key=lambda hit: hit.passage.span.document_id not in own)
