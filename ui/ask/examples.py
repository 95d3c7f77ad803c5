"""Example questions made from the documents at hand, each of them tried: only what is answered is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.contract import Answer
from assistant.service import DocumentInfo, Service
from corpus.errors import CouncilError
from corpus.records import Act, ActKind, Document, Genre
from ui.texts import Texts

ASKED = 8  # questions tried in all: the page must not wait for more
TRIED = 2  # questions of a kind that are tried at a time
LOOKED_AT = 8  # minutes opened in search of decisions
LONGEST = 48  # characters of a topic
OWN_WORDS = 84  # characters of a question shown as it was asked

_ASKING = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and what its answer has to rest on: the kind of act, in these characters of such a document."""

    question: str
    topic: str
    act: ActKind
    documents: frozenset[str]
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
            and citation.document_id in self.documents
            and self.start <= citation.start
            and (self.end is None or citation.end <= self.end)
            for citation in leading
        )


def examples(service: Service, texts: Texts, count: int = 4) -> list[str]:
    """At most `count` questions, of different kinds as far as the documents allow."""
    infos = service.documents()
    find = _Topics(texts)
    kinds = (
        _asked(infos, find, texts),
        _decided(service, infos, find, texts),
        _answered(service, infos, find, texts),
        _unanswered(service, infos, find, texts),
    )
    kept: list[Candidate] = []
    left = ASKED
    for kind in (*kinds, *kinds):
        topics = {candidate.topic for candidate in kept}
        for candidate in islice((each for each in kind if each.topic not in topics), min(TRIED, left)):
            left -= 1
            if _holds(service, candidate):
                kept.append(candidate)
                break
        if len(kept) == count:
            break
    return [candidate.question for candidate in kept]


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


def _holds(service: Service, candidate: Candidate) -> bool:
    try:
        return candidate.met(service.ask(candidate.question))
    except CouncilError:
        return False


def _titled(infos: Sequence[DocumentInfo], genres: Sequence[Genre], find: _Topics) -> list[tuple[str, DocumentInfo]]:
    """Topic and document, the shortest topics first: they read best."""
    found = [(find(info.title), info) for info in infos if info.genre in genres]
    return sorted(((t, info) for t, info in found if t), key=lambda pair: (len(pair[0]), pair[0]))


def _asked(infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    """What papers ask about; an answer may repeat the question, and is as good a place to find it."""
    for topic, _ in _titled(infos, _ASKING, find):
        alike = frozenset(info.document_id for info in infos if find(info.title) == topic)
        yield Candidate(texts("example.asked", topic=topic), topic, ActKind.QUESTION, alike)


def _answered(service: Service, infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    for topic, info in _titled(infos, (Genre.INTERPELLATION_ANSWER,), find):
        for act in _acts(service, info, ActKind.ANSWER):
            if act.actors and act.actors[0].name:
                question = texts("example.answered", actor=act.actors[0].label, topic=topic)
                yield Candidate(question, topic, ActKind.ANSWER, frozenset({info.document_id}))
                break


def _unanswered(service: Service, infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    """Questions of papers about what no answer among the titles is about: in their own words if these are few."""
    replied = {topic for topic, _ in _titled(infos, (Genre.INTERPELLATION_ANSWER,), find)}
    for topic, info in _titled(infos, _ASKING, find):
        if topic in replied:
            continue
        document = service.document(info.document_id)
        acts = _acts(service, info, ActKind.QUESTION)
        own = [" ".join(document.quote(act.span).split()) for act in acts] if document else []
        fit = [line for line in own if len(line) <= OWN_WORDS and line.endswith("?")]
        spoken = document is not None and document.language == texts.language
        question = fit[0] if fit and spoken else texts("example.unanswered", topic=topic)
        yield Candidate(question, topic, ActKind.QUESTION, frozenset({info.document_id}), status="asked_not_answered")


def _acts(service: Service, info: DocumentInfo, kind: ActKind) -> list[Act]:
    document = service.document(info.document_id)
    return [act for act in document.acts if act.kind is kind] if document else []


def _decided(service: Service, infos: Sequence[DocumentInfo], find: _Topics, texts: Texts) -> Iterator[Candidate]:
    """Matters of the latest minutes that end in a decision."""
    dated = [info for info in infos if info.genre is Genre.MINUTES and info.date]
    for info in sorted(dated, key=lambda each: str(each.date), reverse=True)[:LOOKED_AT]:
        document = service.document(info.document_id)
        yield from _matters(document, find, texts) if document else ()


def _matters(document: Document, find: _Topics, texts: Texts) -> Iterator[Candidate]:
    """One a matter that has a case number, somebody's motion or dissent, and a decision: no formality."""
    matters: dict[tuple[str | None, str], list[Act]] = {}
    for act in document.acts:
        section = document.sections[act.section] if act.section is not None else None
        if section and section.heading and section.case_number:
            matters.setdefault((section.paragraph, section.heading[0]), []).append(act)
    for (_, heading), acts in matters.items():
        topic = find(heading) if " " in find(heading) else _lowered(heading, document)
        if topic and {act.kind for act in acts} >= {ActKind.DECISION, ActKind.MOTION}:
            question = texts("example.decided", topic=topic)
            span = (min(act.span.start for act in acts), max(act.span.end for act in acts))
            yield Candidate(question, topic, ActKind.DECISION, frozenset({document.id}), *span)


def _lowered(heading: str, document: Document) -> str:
    """A short heading as it stands inside a sentence; "" when its first word may be a name."""
    first, _, rest = " ".join(heading.split()).partition(" ")
    known = re.search(rf"\b{re.escape(first.lower())}\b", document.text)
    return f"{first.lower()} {rest}" if known and rest and len(heading) <= LONGEST and "[" not in heading else ""
