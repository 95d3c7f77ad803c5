"""What an earlier answer told, read again: its places, the questions and the cases that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.candidates import Thread
from assistant.drafts import Draft, Support
from assistant.extraction.sentences import act_at, split
from assistant.reader import Reader
from assistant.routes.decided import case_of
from assistant.routes.nothing import scope
from assistant.texts import say
from assistant.understanding.ground import Ground, Told
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Document
from index.cases.records import Case
from index.cases.words import fold
from index.records import Filters

MOST = 4  # acts told of one matter
FURTHER = 3  # sentences told of what stands behind a quote
SHORT = 12  # letters of a title that says nothing
Place = tuple[Document, Told, Act | None]


def places_of(ground: Ground, reader: Reader) -> list[Place]:
    """What was told, with its documents, and the acts that the quotes stand in."""
    documents = reader.documents(one.document_id for one in ground.told)
    return [
        (document, one, one.act or act_at(document, one.start, one.end))
        for one in ground.told
        if (document := documents.get(one.document_id)) is not None
    ]


def questions_told(places: list[Place], reader: Reader) -> list[Thread]:
    """The questions told, or those that the answers told answer, each with its replies."""
    found: dict[str, Thread] = {}
    for document, _, act in places:
        if act is not None and act.kind is ActKind.ANSWER and act.reply_to:
            act = next(iter(reader.index.catalogue.acts(ids=[act.reply_to])), None)
            home = reader.document(act.span.document_id) if act else None
        else:
            home = document
        if act is not None and home is not None and act.kind is ActKind.QUESTION:
            found.setdefault(fold(home.quote(act.span)), Thread(act, home, 1.0, [act]))
    if not found:
        acts = [
            pair for case in cases_told(places, reader) for pair in acts_of(case) if pair[0].kind is ActKind.QUESTION
        ]
        for act, home in acts:
            found.setdefault(fold(home.quote(act.span)), Thread(act, home, 1.0, [act]))
    for thread in found.values():
        reader.add_replies(thread)
    return list(found.values())[:MOST]


def section_of(document: Document, told: Told, act: Act | None) -> int | None:
    if act is not None and act.section is not None:
        return act.section
    holding = [i for i, s in enumerate(document.sections) if s.span.start <= told.start and told.end <= s.span.end]
    return min(holding, key=lambda i: document.sections[i].span.end - document.sections[i].span.start, default=None)


def cases_told(places: list[Place], reader: Reader) -> list[Case]:
    """The cases of the acts told, in their order, each once."""
    found: dict[str, Case] = {}
    for document, told, act in places:
        row = _of_row(told, reader) if told.listed and len(places) == 1 else None
        if row is not None:
            case: Case | None = row
        elif act is not None:
            case = case_of(act, reader)
        else:
            place = (document.id, section_of(document, told, None))
            home = reader.index.cases.homes([place]).get(place)
            case = reader.index.cases.case(home) if home else None
        if case is not None:
            found.setdefault(case.id, case)
    return list(found.values())[:MOST]


def _of_row(told: Told, reader: Reader) -> Case | None:
    """The case that a row of a list stands for: a line of new papers stands under another matter's heading."""
    words = fold(told.words)
    found = (case for title, folded, case in reader.case_titles() if len(title) > SHORT and folded in words)
    longest = next(found, None)
    return reader.index.cases.case(longest) if longest else None


def acts_of(case: Case) -> list[tuple[Act, Document]]:
    return [(act, part.document) for part in case.parts for act in part.acts]


def whole_of(act: Act, document: Document) -> Support:
    return Support(document, act.span.start, act.span.end, act)


def each_once(drafts: Iterable[Draft]) -> list[Draft]:
    """Each text and place once."""
    kept: dict[object, Draft] = {}
    for draft in drafts:
        words = draft.support.quote if draft.support else ""
        kept.setdefault((draft.text, words), draft)
    return list(kept.values())


def beginning(act: Act, document: Document, reader: Reader) -> Support:
    """An act, of a long one its first sentences."""
    spans = split(reader, document, act.span.start, act.span.end)
    if len(spans) <= FURTHER:
        return whole_of(act, document)
    return Support(document, spans[0][0], spans[1][1], act)


def first_line(document: Document) -> tuple[int, int] | None:
    """Where the title stands, else the first line."""
    begin = max(document.text.find(document.title.split("\n")[0]), 0) if document.title else 0
    match = re.compile(r"\S[^\n]*").search(document.text, begin)
    return (match.start(), match.start() + len(match.group().rstrip())) if match else None


def not_said(key: str, asked: Understanding, filters: Filters, reader: Reader) -> str:
    """That the documents do not say it, and which were looked through."""
    return f"{say(asked.language, f'followup.{key}')} {scope(asked.language, filters, reader)}"


def inside(places: Iterable[Place], filters: Filters) -> Filters:
    paths = tuple(dict.fromkeys(document.path for document, _, _ in places))
    return filters if filters.paths else replace(filters, paths=paths)
