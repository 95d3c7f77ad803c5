"""What became of a paper that a question names by who wrote it: "Eks interpellation om simhallen"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from assistant.candidates import Thread
from assistant.reader import Reader
from assistant.tables import table
from assistant.topic import Topic
from assistant.understanding.genres import find_genres
from assistant.understanding.question import Understanding
from corpus.records import ActKind, Genre
from index.cases import Case
from index.records import Filters

PAPERS = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.MEMBER_INITIATIVE)


def of_paper(asked: Understanding, reader: Reader) -> list[Thread]:
    """The last decision on the paper, or its question where nothing was decided; [] when no paper is named so."""
    case = _case(asked, reader)
    if case is None:
        return []
    parts = sorted(case.parts, key=lambda part: part.date or date.min, reverse=True)
    acts = [(act, part.document) for part in parts for act in part.acts]
    for kind in (ActKind.DECISION, ActKind.QUESTION):
        found = [Thread(act, document, 1.0, [act]) for act, document in acts if act.kind is kind]
        if found:
            return found[:1]
    return []


def _case(asked: Understanding, reader: Reader) -> Case | None:
    """The case of the paper: the one of that writer whose title holds most of the topic, or the only one."""
    persons = asked.named.persons
    if not persons or not _word().search(asked.question):
        return None
    named = find_genres(asked.question)
    kinds = [Genre(genre) for genre, _, _ in named if genre in PAPERS] or PAPERS
    cases = reader.index.cases.find(kinds, Filters(persons=persons))
    words = {asked.question[start:end] for _, start, end in named}
    topic = Topic(reader, " ".join(w for w in asked.topic.split() if w not in words), asked.language)
    ranked = sorted(((topic.share(case.title), case) for case in cases), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] <= ranked[1][0]):
        return None
    return reader.index.cases.with_parts(ranked[0][1])


@cache
def _word() -> re.Pattern[str]:
    """A word for something that somebody hands in."""
    words = "|".join(table("intents", "assistant.understanding")["handed_in"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
