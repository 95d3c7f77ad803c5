"""What became of what somebody moved: looked up by who moved it, told with what was decided in the same item."""

from __future__ import annotations

from dataclasses import replace

from assistant.candidates import Thread, rank_acts
from assistant.drafts import Draft
from assistant.reader import Reader
from assistant.routes import points
from assistant.routes.outcome import Outcome
from assistant.routes.told import whole_of
from assistant.topic import LEAST, Topic
from assistant.understanding.question import Intent, Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind, Document
from index.records import Filters

MOVED = (ActKind.MOTION, ActKind.PROPOSAL)
MOST = 3  # decisions told
OWN = 0.35  # share of the topic that must stand in what a person moved or above it: people move few things
BEHIND = 250  # characters behind what was moved in which what is decided is of that alone ("Yrkandet avslås.")


def answer(asked: Understanding, intent: Intent, filters: Filters, reader: Reader) -> Outcome | None:
    """What the person or party named moved in a meeting, and the decision; None where no such motion is found."""
    if intent.kinds != (ActKind.DECISION,) or intent.asked != "what":
        return None
    if not (asked.named.persons or asked.named.parties) or len(asked.topic) < 3:
        return None
    given = replace(Reader.with_acts(filters, MOVED), persons=asked.named.persons)
    if not asked.named.persons:
        given = replace(given, parties=asked.named.parties)
    hits = reader.hits(asked, given, asked.topic)
    documents = reader.documents(hit.passage.span.document_id for hit in hits)
    threads = rank_acts(hits, MOVED, documents, asked, reader.search.analyser.terms, reader.ranking.acts)
    topic = Topic(reader, asked.topic, asked.language)
    fitting = [(topic.share(_words(thread)), thread) for thread in threads if _decided(thread.act, thread.document)]
    share, best = max(fitting, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or share < (OWN if asked.named.persons else LEAST):
        return None
    drafts = [tell(best.act, whole_of(best.act, best.document), asked.language)]
    drafts += [_told(act, best.document, asked, reader) for act in _decided(best.act, best.document)]
    return Outcome("answered", "register", drafts, hits)


def _told(act: Act, document: Document, asked: Understanding, reader: Reader) -> Draft:
    return tell(act, points.place(act, document, asked, reader), asked.language)


def _words(thread: Thread) -> str:
    """What was moved, with the headings of its item."""
    act, document = thread.act, thread.document
    heading = document.sections[act.section].heading if act.section is not None else ()
    return " ".join((*heading, document.quote(act.span)))


def _decided(moved: Act, document: Document) -> list[Act]:
    """The decisions of the item: those that name the mover, else the one right behind, else all."""
    item = _item(moved, document)
    if item is None:
        return []
    decisions = [act for act in document.acts if act.kind is ActKind.DECISION and _item(act, document) == item]
    movers = [actor.name.split()[-1] for actor in moved.actors if actor.name]
    named = [act for act in decisions if any(name in document.quote(act.span) for name in movers)]
    behind = [act for act in decisions if 0 <= act.span.start - moved.span.end < BEHIND and act.form is not None]
    return (named or behind[:1] or decisions)[:MOST]


def _item(act: Act, document: Document) -> tuple[str | None, tuple[str, ...]] | None:
    """The § that an act stands under, whatever its block."""
    section = document.sections[act.section] if act.section is not None else None
    return (section.paragraph, section.heading[:1]) if section and section.heading else None
