"""The catalogue route: what there is on a topic, from when to when, in which kinds of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from assistant.drafts import Draft
from assistant.reader import Reader
from assistant.routes import rows
from assistant.routes.nothing import scope
from assistant.routes.outcome import Outcome
from assistant.texts import counted, say, texts
from assistant.topic import Topic
from assistant.understanding.genres import find_genres
from assistant.understanding.question import Understanding
from assistant.understanding.said import narrowed
from corpus.records import ActKind, Document, Genre
from index.lexical.analysis import flatten
from index.records import Filters

MOST_PASSAGES = 4000  # passages with a word of the topic that are looked through
MOST_DOCUMENTS = 30  # documents shown, those with the topic in their title first
TOLD = (ActKind.QUESTION, ActKind.ANSWER, ActKind.PROPOSAL, ActKind.MOTION, ActKind.DECISION, ActKind.DISSENT)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The documents on a topic with counts and dates; None where the question asks for no such thing."""
    if not asked.catalogue:
        return None
    asked, where = _of_its_kind(asked, narrowed(asked, filters, people=True))
    topic = Topic(reader, asked.topic, asked.language)
    found, kinds = _documents(topic, where, reader, asked)
    if not found:
        key = "catalogue.none" if asked.topic else "status.nothing_in_filters"
        said = say(asked.language, key, topic=asked.topic)
        return Outcome("not_found", "catalogue", [Draft(f"{said} {scope(asked.language, where, reader)}")])
    if asked.extreme is not None and (ends := _at_the_end(found, asked.extreme)):
        return Outcome("answered", "catalogue", [Draft(_extreme(asked, ends)), *_table(asked, topic, ends)])
    return Outcome("answered", "catalogue", [Draft(_summary(asked, found, kinds)), *_table(asked, topic, found)])


def _of_its_kind(asked: Understanding, where: Filters) -> tuple[Understanding, Filters]:
    """The filters with the kind of document that the question names ("the board's minutes"), which is no topic then."""
    named = find_genres(asked.question)
    words = {word.casefold() for _, start, end in named for word in asked.question[start:end].split()}
    rest = " ".join(word for word in asked.topic.split() if word.casefold() not in words)
    if not named or where.genres or (rest and asked.extreme is None):
        return asked, where
    genres = tuple(dict.fromkeys(Genre(value) for value, _, _ in named))
    return replace(asked, topic=rest), replace(where, genres=genres)


def _at_the_end(found: list[Document], extreme: str) -> list[Document]:
    """The documents of the newest day, or of the oldest; [] where none has a day."""
    days = [document.date for document in found if document.date]
    day = (max if extreme == "newest" else min)(days, default=None)
    return [document for document in found if document.date == day and day is not None]


def _extreme(asked: Understanding, ends: list[Document]) -> str:
    topic = f" {say(asked.language, 'list.about', topic=asked.topic)}" if asked.topic else ""
    return say(asked.language, f"catalogue.{asked.extreme}", topic=topic, date=ends[0].date)


def _documents(
    topic: Topic, where: Filters, reader: Reader, asked: Understanding
) -> tuple[list[Document], Counter[ActKind]]:
    """The documents with a passage on the topic, and how many acts of each kind stand in such passages."""
    catalogue = reader.index.catalogue
    kinds: Counter[ActKind] = Counter()
    if not topic.text:
        return [d for e in catalogue.documents(where) if (d := reader.document(e.id)) is not None], kinds
    groups = reader.search.analyser.groups(topic.text, asked.language)
    within = None if where.empty else catalogue.passage_ids(where)
    ids = [key for key, _ in reader.index.lexical.query(flatten(groups), MOST_PASSAGES, within)]
    met: dict[str, None] = {}
    acts: dict[str, None] = {}
    for passage in catalogue.passages(ids):
        if topic.covers(f"{passage.context} {passage.text}"):
            met.setdefault(passage.span.document_id)
            acts.update(dict.fromkeys(passage.acts))
    for act in catalogue.acts(ids=list(acts)):
        kinds[act.kind] += 1
    documents = reader.documents(met).values()
    return sorted(documents, key=lambda d: (d.date is None, d.date, d.path)), kinds


def _summary(asked: Understanding, found: list[Document], kinds: Counter[ActKind]) -> str:
    language = asked.language
    days = [document.date for document in found if document.date]
    genres = Counter(str(document.genre) for document in found)
    one, many = texts(language)["genres"], texts(language)["genres_many"]
    kinds_of = ", ".join(f"{n} {(one if n == 1 else many)[genre]}" for genre, n in genres.most_common())
    said = say(
        language,
        "catalogue.found",
        documents=counted(language, "document", len(found)),
        topic=f" {say(language, 'list.about', topic=asked.topic)}" if asked.topic else "",
        period=say(language, "catalogue.period", first=days[0], last=days[-1]) if days else "",
        genres=kinds_of,
    )
    units = texts(language)["list"]["units"]
    told = [(n, units[str(kind)]) for kind in TOLD if (n := kinds[kind]) and str(kind) in units]
    if told:
        acts = ", ".join(f"{n} {unit[n != 1]}" for n, unit in told)
        said += " " + say(language, "catalogue.acts", acts=acts)
    if len(found) > MOST_DOCUMENTS:
        said += " " + say(language, "list.cut", shown=MOST_DOCUMENTS)
    return said


def _table(asked: Understanding, topic: Topic, found: list[Document]) -> list[Draft]:
    titled = [document for document in found if topic.covers(document.title)]
    chosen = [*titled, *(d for d in found if d not in titled)][:MOST_DOCUMENTS]
    chosen.sort(key=lambda d: (d.date is None, d.date, d.path))
    return [rows.of_document(document, asked.language).draft for document in chosen]
