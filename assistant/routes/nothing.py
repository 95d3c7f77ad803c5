"""When the documents do not say: what was searched, and what comes nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.commands import orders
from assistant.contract import Language
from assistant.drafts import Draft, Support
from assistant.extraction.choose import choose
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.texts import counted, say
from assistant.understanding.question import Understanding
from assistant.wording import source
from index.records import Filters, Hit

READ = 6  # passages in which the nearest sentence is looked for
ABOUT_IT = 0.5  # share of the question that stands around a sentence of the same matter
NEAREST = 2  # documents named as nearest
BODIES = 3  # boards named in the scope


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome:
    """The scope of the search, in words, and what the documents do say that comes nearest."""
    hits = reader.hits(asked, filters)
    searched = scope(asked.language, filters, reader)
    nearest = _nearest(asked, hits[:READ], reader)
    if nearest is not None:
        text = say(asked.language, "status.nearest", source=source(nearest, asked.language), quote="{quote}")
        drafts = [Draft(say(asked.language, "status.not_found", searched=searched)), Draft(text, nearest)]
        return Outcome("not_found", "none", drafts, hits)
    titles: list[str] = []
    for document in reader.documents(h.passage.span.document_id for h in hits[:8]).values():
        day = f" ({document.date.isoformat()})" if document.date else ""
        titles.append(f"{document.title.rstrip('.')}{day}")
    near = "; ".join(list(dict.fromkeys(titles))[:NEAREST])
    key = "status.not_found_near" if near else "status.not_found"
    return Outcome("not_found", "none", [Draft(say(asked.language, key, searched=searched, near=near))], hits)


def _nearest(asked: Understanding, hits: Sequence[Hit], reader: Reader) -> Support | None:
    """The sentence that comes nearest, if it is about the same matter at all."""
    documents = reader.documents(hit.passage.span.document_id for hit in hits)
    for sentence in choose(reader, asked, hits, documents):
        told = sentence.told
        says = not told["fragment"] and not told["heading"] and not orders(sentence.text)
        if says and told["around"] >= ABOUT_IT:
            return sentence.support
    return None


def scope(language: Language, filters: Filters, reader: Reader) -> str:
    """ "Sökningen gällde 412 dokument från kommunfullmäktige …, daterade 2021-01-11 till 2024-12-02."."""
    entries = reader.scope(filters)
    bodies = [body for body, _ in Counter(body for body, _ in entries if body).most_common()]
    shown = bodies[:BODIES]
    if len(bodies) > BODIES:
        shown.append(say(language, "status.more_bodies", n=len(bodies) - BODIES))
    days = sorted(day for _, day in entries if day)
    unread = len(reader.index.catalogue.unread())
    said = say(
        language,
        "status.searched",
        documents=counted(language, "document", len(entries)),
        bodies=say(language, "status.bodies", names=", ".join(shown)) if shown else "",
        period=say(language, "status.period", first=days[0], last=days[-1]) if days else "",
        filtered="" if filters.empty else say(language, "status.filtered"),
    )
    return said + (say(language, "status.unread", n=unread) if unread else "")
