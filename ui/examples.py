"""Example questions made from the documents at hand, each of them tried: only what is answered is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.contract import Answer
from assistant.service import DocumentInfo, Service
from corpus.errors import CouncilError
from corpus.records import ActKind, Document, Genre
from ui.texts import Texts

TRIED = 2  # questions of a kind that are tried at most
LOOKED_AT = 8  # minutes opened in search of decisions: the page must not wait for more
LONGEST = 48  # characters of a topic

_ASKING = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION)
_FORMAL = {ActKind.ATTENDANCE, ActKind.SIGNATURE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and what its answer has to rest on: the kind of act, in these characters of a document."""

    question: str
    topic: str
    act: ActKind
    document_id: str
    start: int = 0
    end: int | None = None
    status: str = "answered"

    def met(self, answer: Answer) -> bool:
        """Whether the answer has the status and rests first on what the question was made from."""
        if answer.status != self.status:
            return False
        leading = answer.citations[: 2 if self.act is ActKind.ANSWER else 1]
        return any(
            citation.act == self.act
            and citation.document_id == self.document_id
            and self.start <= citation.start
            and (self.end is None or citation.end <= self.end)
            for citation in leading
        )


def examples(service: Service, texts: Texts, count: int = 4) -> list[str]:
    """At most `count` questions of different kinds and topics; asks the service at most eight times."""
    infos = service.documents()
    find = _Topics(texts)
    kinds = (
        _asked(infos, find, texts),
        _decided(service, infos, find, texts),
        _answered(infos, find, texts),
        _unanswered(infos, find, texts),
    )
    kept: list[Candidate] = []
    for kind in kinds:
        kept.extend(_first_met(service, kind, {candidate.topic for candidate in kept}))
    return [candidate.question for candidate in kept][:count]


def topic_of(title: str, texts: Texts) -> str:
    """What a title is about: the words after "angående" or "om", cut at a word; "" when it does not say."""
    return _Topics(texts)(title)


class _Topics:
    def __init__(self, texts: Texts) -> None:
        cues = "|".join(map(re.escape, texts.words("example.topic_cues")))
        self._cue = re.compile(rf"\b(?:{cues})\s+(?=\w)", re.IGNORECASE)
        self._dangling = set(texts.words("example.dangling"))

    def __call__(self, title: str) -> str:
        match = self._cue.search(line := " ".join(title.split()))
        words = line[match.end() :].split() if match else []
        cut = len(" ".join(words)) > LONGEST
        while len(" ".join(words)) > LONGEST:
            words.pop()
        while cut and words and (words[-1].casefold() in self._dangling or not words[-1][-1].isalnum()):
            words.pop()
        topic = " ".join(words).rstrip(" .,:;–-?!”\"'")
        return "" if "[" in topic or len(topic) < 4 else topic


def _first_met(service: Service, candidates: Iterator[Candidate], used: set[str]) -> Iterator[Candidate]:
    tried = 0
    for candidate in candidates:
        if candidate.topic in used:
            continue
        try:
            met = candidate.met(service.ask(candidate.question))
        except CouncilError:
            met = False
        tried += 1
        if met:
            yield candidate
        if met or tried == TRIED:
            return


def _titled(
    infos: Sequence[DocumentInfo], genres: Sequence[Genre], find: _Topics
) -> list[tuple[str, DocumentInfo]]:
    """Topic and document, the shortest topics first: they read best."""
    found = [(find(info.title), info) for info in infos if info.genre in genres]
    return sorted(((t, info) for t, info in found if t), key=lambda pair: (len(pair[0]), pair[0]))


def _asked(infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    for topic, info in _titled(infos, _ASKING, find):
        question = texts("example.asked", topic=topic)
        yield Candidate(question, topic, ActKind.QUESTION, info.document_id)


def _answered(infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    for topic, info in _titled(infos, (Genre.INTERPELLATION_ANSWER,), find):
        question = texts("example.answered", topic=topic)
        yield Candidate(question, topic, ActKind.ANSWER, info.document_id)


def _unanswered(infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    """Papers that ask about what no answer among the titles is about."""
    replied = {topic for topic, _ in _titled(infos, (Genre.INTERPELLATION_ANSWER,), find)}
    for topic, info in _titled(infos, _ASKING, find):
        if topic not in replied:
            question = texts("example.unanswered", topic=topic)
            yield Candidate(
                question, topic, ActKind.QUESTION, info.document_id, status="asked_not_answered"
            )


def _decided(
    service: Service, infos: Sequence[DocumentInfo], find: _Topics, texts: Texts
) -> Iterator[Candidate]:
    """Matters of the latest minutes that end in a decision."""
    dated = [info for info in infos if info.genre is Genre.MINUTES and info.date]
    for info in sorted(dated, key=lambda each: str(each.date), reverse=True)[:LOOKED_AT]:
        document = service.document(info.document_id)
        yield from _matters(document, find, texts) if document else ()


def _matters(document: Document, find: _Topics, texts: Texts) -> Iterator[Candidate]:
    for number in dict.fromkeys(act.section for act in document.acts if act.kind is ActKind.DECISION):
        section = document.sections[number] if number is not None else None
        # A matter with a case number and somebody's proposal is more than a formality of the meeting.
        if section is None or not section.case_number or not section.heading:
            continue
        kinds = {act.kind for act in document.acts if act.section == number} - _FORMAL
        topic = find(section.heading[0])
        if topic and len(kinds) > 1:
            question = texts("example.decided", topic=topic)
            span = section.span
            yield Candidate(question, topic, ActKind.DECISION, document.id, span.start, span.end)
