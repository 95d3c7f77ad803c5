"""What became of what somebody moved: looked up by who moved it, told with what was decided in the same item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from assistant.candidates import Thread, rank_acts
from assistant.drafts import Draft, Support
from assistant.extraction.sentences import split
from assistant.reader import Reader
from assistant.routes import points
from assistant.routes.cases import fate
from assistant.routes.outcome import Outcome
from assistant.routes.told import whole_of
from assistant.tables import table
from assistant.topic import LEAST, Topic
from assistant.understanding.question import Intent, Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind, Document, Item
from index.records import Filters, Hit

MOVED = (ActKind.MOTION, ActKind.PROPOSAL)
MOST = 3  # decisions told
OWN = 0.25  # share of the topic that must stand in what a person moved or above it: people move few things
BEHIND = 250  # characters behind what was moved in which what is decided is of that alone ("Yrkandet avslås.")


def answer(asked: Understanding, intent: Intent, filters: Filters, reader: Reader) -> Outcome | None:
    """What the person or party named moved, and what became of it; None where no such thing is found."""
    text = asked_matter(asked, intent)
    if text is None:
        return None
    given = replace(Reader.with_acts(filters, MOVED), persons=asked.named.persons)
    if not asked.named.persons:
        given = replace(given, parties=asked.named.parties)
    hits = reader.hits(asked, given, text)
    documents = reader.documents(hit.passage.span.document_id for hit in hits)
    threads = rank_acts(hits, MOVED, documents, asked, reader.search.analyser.terms, reader.ranking.acts)
    topic = Topic(reader, text, asked.language)
    for share, best in sorted(((topic.share(_words(t)), t) for t in threads), key=lambda pair: -pair[0]):
        if share < (OWN if asked.named.persons else LEAST):
            return None
        ends = _ends(best, asked, reader)
        if ends:
            moved = tell(best.act, whole_of(best.act, best.document), asked.language)
            return Outcome("answered", "register", [moved, *ends], hits)
    return None


def asked_matter(asked: Understanding, intent: Intent | None) -> str | None:
    """What it is about that a person or party named moved, where a question asks what became of it."""
    named = asked.named.persons or asked.named.parties
    if intent is None or intent.kinds != (ActKind.DECISION,) or intent.asked != "what" or not named:
        return None
    text = matter(asked.topic)
    return text if len(text) >= 3 else None


def takes_up(asked: Understanding, read: Sequence[Hit], reader: Reader) -> Callable[[Support], bool]:
    """Whether a place stands in a passage that takes up what was moved, where a question asks what became of that: what
    became of something else that the same person moved is no answer."""
    text = asked_matter(asked, asked.intent)
    if text is None:
        return lambda _: True
    topic = Topic(reader, text, asked.language)
    spans = [
        hit.passage.span for hit in read if topic.share(f"{hit.passage.context} {hit.passage.text}") >= OWN
    ]  # fmt: skip
    return lambda place: any(
        span.document_id == place.document.id and span.start <= place.start < span.end for span in spans
    )


def matter(topic: str) -> str:
    """A topic without the words for what somebody hands in or wants: "förslaget om kameror" is about cameras."""
    return " ".join(_wants().sub(" ", topic).split()).removeprefix("om ").removeprefix("att ")


def _words(thread: Thread) -> str:
    """What was moved, with the headings of its item and the title of its paper."""
    act, document = thread.act, thread.document
    heading = document.sections[act.section].heading if act.section is not None else ()
    return " ".join((document.title, *heading, document.quote(act.span)))


def _ends(thread: Thread, asked: Understanding, reader: Reader) -> list[Draft]:
    """What became of it: what says so of the mover's, or of what stands right above; else the decisions of its item, or
    the last one of its case."""
    act, document = thread.act, thread.document
    item = _item(act, document)
    decisions = [a for a in document.acts if a.kind is ActKind.DECISION and item and _item(a, document) == item]
    names = _names([act], document)
    own = [a for a in decisions if any(name in document.quote(a.span) for name in names)]
    said = _said(act, document, item, names, reader) if item and not own else None
    if said is not None:
        inside = next((a for a in decisions if a.span.start <= said.start and said.end <= a.span.end), None)
        return [Draft("{quote}", said) if inside is None else _told(inside, document, asked, reader)]
    if own or decisions:
        return [_told(a, document, asked, reader) for a in (own or decisions)[:MOST]]
    last = fate(act, reader)
    return [] if last is None else [_told(*last, asked, reader)]


def _told(act: Act, document: Document, asked: Understanding, reader: Reader) -> Draft:
    return tell(act, points.place(act, document, asked, reader), asked.language)


def _said(act: Act, document: Document, item: Item, names: list[str], reader: Reader) -> Support | None:
    """The sentence behind what was moved that says what became of it: the mover's, else one right behind it that is of
    nobody else."""
    known = table("intents", "assistant.understanding")["fate"]
    stop = max(s.span.end for s in document.sections if s.item == item)
    others = _names([a for a in document.acts if a.kind in MOVED and a.actors != act.actors], document)
    mine, near = [], []
    for a, b in split(reader, document, act.span.end, stop) if stop > act.span.end else ():
        quote = " ".join(document.text[a:b].split())
        if not all(re.search(known[key], quote, re.IGNORECASE) for key in ("verbs", "of")):
            continue
        if any(name in quote for name in names):
            mine.append((a, b))
        elif b - act.span.end < BEHIND and not any(name in quote for name in others):
            near.append((a, b))
    return next((Support(document, a, b) for a, b in mine or near), None)


def _names(acts: Iterable[Act], document: Document) -> list[str]:
    """What the people of some acts are called in a sentence: the surname, or the whole name where two bear it."""
    everybody = {actor.name for act in document.acts for actor in act.actors if actor.name}
    bearers = Counter(name.split()[-1] for name in everybody)
    own = dict.fromkeys(actor.name for act in acts for actor in act.actors if actor.name)
    return [last if bearers[last := name.split()[-1]] == 1 else name for name in own]


def _item(act: Act, document: Document) -> Item | None:
    """The § that an act stands under, whatever its block; None where it stands under none."""
    section = document.sections[act.section] if act.section is not None else None
    return section.item if section and section.heading and section.paragraph else None


@cache
def _wants() -> re.Pattern[str]:
    known = table("intents", "assistant.understanding")["handed_in"]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*known['words'], *known['wants']))})(?!\w)", re.IGNORECASE)
