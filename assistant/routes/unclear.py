"""Asks back where nothing can be looked up: says what can be read and asked, with questions that work."""

from __future__ import annotations

from dataclasses import replace

from assistant.contract import MAX_QUESTION
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes import rows
from assistant.routes.outcome import Outcome
from assistant.texts import counted, say, texts
from assistant.understanding.genres import find_genres
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus import parties
from corpus.records import Genre
from index.records import Filters

MOST = 20  # acts of one paper that are told


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The question back, or None for one that can be looked up."""
    unclear = asked.unclear
    if unclear is None:
        return None
    language = asked.language
    meant = _the_only(asked, filters, reader) if unclear.why == "matter" else None
    if meant is not None:
        return meant
    if unclear.why in ("person", "nobody"):
        names = f" {texts(language)['or']} ".join(filter(None, [", ".join(unclear.names[:-1]), unclear.names[-1]]))
        told = say(language, f"unclear.{unclear.why}", word=unclear.word, names=names)
        return Outcome("clarify", "clarify", [Draft(told)], (), list(unclear.options))
    if unclear.why in ("order", "secret"):
        return Outcome("not_found", "none", [Draft(say(language, f"unclear.{unclear.why}"))])
    if unclear.why == "party":
        of_party = reader.index.catalogue.documents(replace(filters, parties=filters.parties or (unclear.word,)))
        known = parties.known(None).get(unclear.word)
        told = say(
            language,
            "unclear.party",
            party=known[0] if known else unclear.word,
            documents=counted(language, "document", len(of_party)),
        )
        return Outcome("clarify", "clarify", [Draft(told)], (), list(unclear.options))
    documents = counted(language, "document", len(reader.index.catalogue.documents(filters)))
    told = say(
        language,
        f"unclear.{unclear.why}",
        reads=say(language, "unclear.reads", documents=documents),
        most=MAX_QUESTION,
        spoken=unclear.word,
    )
    return Outcome("clarify", "clarify", [Draft(told)], (), list(texts(language)["unclear"]["suggestions"]))


def _the_only(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """ "Vilka undertecknade skrivelsen?" where there is but one: what its acts say."""
    genres = tuple(dict.fromkeys(Genre(value) for value, _, _ in find_genres(asked.question)))
    entries = reader.index.catalogue.documents(replace(filters, genres=genres)) if genres else []
    document = reader.document(entries[0].id) if len(entries) == 1 else None
    if document is None:
        return None
    if asked.kind == "addressee":
        acts = [act for act in document.acts if act.addressees]
    else:
        acts = [act for act in document.acts if asked.intent and act.kind in asked.intent.kinds]
    drafts = [tell(act, Support(document, act.span.start, act.span.end, act), asked.language) for act in acts[:MOST]]
    place = rows.title_span(document, None)
    if not drafts and asked.kind == "addressee" and place is not None:
        source = say(asked.language, "passage.source_undated", title=document.path)
        told = say(asked.language, "passage.plain", source=source, quote="{quote}")
        drafts = [Draft(told, Support(document, *place))]
    return Outcome("answered", "register", drafts) if drafts else None
