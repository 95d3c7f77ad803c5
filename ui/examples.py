"""Example questions made from the documents at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.service import DocumentInfo, Service
from corpus.records import ActKind, Document
from ui.texts import Texts

LOOKED_AT = 12  # documents opened in search of examples: the page must not wait for more
LONGEST = 80  # characters of an example


def examples(service: Service, texts: Texts, count: int = 4) -> list[str]:
    """At most `count` questions, of different kinds as far as the documents allow."""
    infos = service.documents()
    if not infos:
        return []
    cues = "|".join(map(re.escape, texts.words("example.topic_cues")))
    topic = re.compile(rf"\b(?:{cues})\s+(.+)$", re.IGNORECASE)
    kinds = [
        list(_first_of(_topics(infos, topic, texts))),
        list(_first_of(_actors(service, infos, texts))),
        list(_first_of(_cases(infos, texts))),
        [texts("example.unanswered")],
        [texts("example.body", body=info.body) for info in infos if info.body][:1],
    ]
    return [question for kind in kinds for question in kind if len(question) <= LONGEST][:count]


def _first_of(questions: Iterator[str]) -> Iterator[str]:
    for question in questions:
        if len(question) <= LONGEST:
            yield question
            return


def _topics(infos: Sequence[DocumentInfo], topic: re.Pattern[str], texts: Texts) -> Iterator[str]:
    for info in infos:
        match = topic.search(" ".join(info.title.split()))
        if match and match.group(1).rstrip(" .?!”\"'"):
            yield texts("example.topic", topic=match.group(1).rstrip(" .?!”\"'"))


def _actors(service: Service, infos: Sequence[DocumentInfo], texts: Texts) -> Iterator[str]:
    for info in [info for info in infos if info.acts][:LOOKED_AT]:
        document = service.document(info.document_id)
        for name in _askers(document) if document else ():
            yield texts("example.actor", actor=name)


def _askers(document: Document) -> Iterator[str]:
    for act in document.acts:
        if act.kind is ActKind.QUESTION:
            yield from (actor.label for actor in act.actors if actor.label)


def _cases(infos: Sequence[DocumentInfo], texts: Texts) -> Iterator[str]:
    numbers = [number for info in infos for number in info.case_numbers]
    for number in sorted(set(numbers), key=lambda number: (-numbers.count(number), number)):
        yield texts("example.case", case=number)
