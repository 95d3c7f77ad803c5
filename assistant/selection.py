"""Chooses the sentences of a passage or an act that answer a question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafts import Support
from assistant.reader import Reader
from assistant.tables import table
from assistant.understanding.question import Understanding
from corpus import case_numbers, dates
from corpus.records import Act, ActKind, Document
from corpus.sentences import sentences
from index.lexical.analysis import Group
from index.records import Hit

FEW_WORDS = 8  # of a sentence that may go on beyond its paragraph
MAX_WORDS = 40  # of a quote with the sentences that follow it
_MARKER = re.compile(r"(?:[-–•*▪◦·]|\(?\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document with its score for the question, and the share of the question's words in it."""

    support: Support
    text: str
    score: float
    coverage: float


def answer_type(question: str) -> str | None:
    """What kind of value a question asks for: "date", "number", "money", "reason", "person", or None."""
    for name, patterns in table("selection")["asks"].items():
        if re.search("|".join(patterns), question, re.IGNORECASE):
            return str(name)
    return None


def holds(kind: str, text: str) -> bool:
    """Whether a sentence holds a value of that kind."""
    if kind == "case":
        return bool(case_numbers.find(text))
    if kind == "date" and dates.find(text):
        return True
    return bool(re.search("|".join(table("selection")["holds"][kind]), text, re.IGNORECASE))


def choose(reader: Reader, asked: Understanding, hits: Sequence[Hit], documents: dict[str, Document]) -> list[Sentence]:
    """The sentences of the hits, best first. Sentences that only ask are worth little: a question proves nothing."""
    measure = Coverage(reader, asked)
    wanted = answer_type(asked.question)
    top = hits[0].score if hits else 1.0
    found: list[Sentence] = []
    for hit in hits:
        document = documents.get(hit.passage.span.document_id)
        if document is None:
            continue
        share = hit.score / top if top > 0 else 1.0
        around = measure.terms(f"{hit.passage.context} {hit.passage.text}")
        for start, end in split(reader, document, hit.passage.span.start, hit.passage.span.end):
            text = reader.view(document).slice(start, end)
            act = act_at(document, start, end)
            coverage = measure.share(measure.terms(text), around)
            score = _score(share, coverage, text, wanted, act)
            found.append(Sentence(Support(document, start, end, act), text, score, coverage))
    return sorted(found, key=lambda s: -s.score)


def widen(reader: Reader, sentence: Sentence, hits: Sequence[Hit]) -> Support:
    """A short sentence with those that follow it in its passage and act: "Nej." needs what comes after."""
    support = sentence.support
    document = support.document
    passage = next(
        (
            h.passage.span
            for h in hits
            if h.passage.span.document_id == document.id
            and h.passage.span.start <= support.start
            and support.end <= h.passage.span.end
        ),
        None,
    )
    if passage is None:
        return support
    end, words = support.end, len(sentence.text.split())
    for a, b in split(reader, document, passage.start, passage.end):
        if a < support.end:
            continue
        text = reader.view(document).slice(a, b)
        # Beyond a paragraph's end something else is said; only a very short answer goes on there.
        if words >= FEW_WORDS and "\n" in reader.view(document).slice(end, a):
            break
        words += len(text.split())
        if words > MAX_WORDS or act_at(document, a, b) != support.act or text.endswith("?"):
            break
        end = b
    return Support(document, support.start, end, support.act)


class Coverage:
    """How much of a question a sentence holds: rare words weigh more, idf = log(1 + N / (1 + df)).

    A word that stands only around the sentence (its passage and header) counts `nearby`; a number or a date must
    stand in the sentence itself, for beside it stands another one.
    """

    def __init__(self, reader: Reader, asked: Understanding) -> None:
        self._analyser = reader.search.analyser
        self.groups = self._analyser.groups(asked.search, asked.language)
        size = reader.index.lexical.size()
        terms = {t for g in self.groups for t in g.terms}
        frequency = reader.index.lexical.document_frequencies(terms) if terms else {}
        raw = [math.log(1 + size / (1 + max((frequency.get(t, 0) for t in g.terms), default=0))) for g in self.groups]
        self._weights = [r / (sum(raw) or 1.0) for r in raw]

    def terms(self, text: str) -> tuple[set[str], str]:
        """The terms of a text, as a set and in reading order."""
        found = self._analyser.terms(text)
        return set(found), " ".join(found)

    def share(self, own: tuple[set[str], str], around: tuple[set[str], str]) -> float:
        """The share of the question, from 0 to 1."""
        return sum(w * self._met(g, own, around) for g, w in zip(self.groups, self._weights, strict=True))

    @staticmethod
    def _met(group: Group, own: tuple[set[str], str], around: tuple[set[str], str]) -> float:
        if stands(group.terms, own):
            return 1.0
        if group.terms[0][:1].isdigit() or group.terms[0].startswith(("d:", "§")):
            return 0.0
        weights = table("selection")["weights"]
        if group.parts and any(part in own[0] for part in group.parts):
            return float(weights["part"])
        return float(weights["nearby"]) if stands(group.terms, around) else 0.0


def stands(terms: Sequence[str], text: tuple[set[str], str]) -> bool:
    """Whether one of the terms (a phrase has blanks) stands in a text, given as a set and in order."""
    return any(t in text[0] or (" " in t and t in text[1]) for t in terms)


def split(reader: Reader, document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two document offsets, in document offsets."""
    view = reader.view(document)
    a, b = view.at(start), view.at(end)
    found = []
    for s, e in sentences(view.text[a:b]):
        marker = _MARKER.match(view.text, a + s, a + e)
        begin = marker.end() if marker else a + s
        if begin < a + e:
            found.append(view.span(begin, a + e))
    return found


def act_at(document: Document, start: int, end: int) -> Act | None:
    """The smallest act that holds a sentence whole."""
    holding = [a for a in document.acts if a.span.start <= start and end <= a.span.end]
    return min(holding, key=lambda a: a.span.end - a.span.start, default=None)


def _score(share: float, coverage: float, text: str, wanted: str | None, act: Act | None) -> float:
    w = table("selection")["weights"]
    score = w["passage"] * share + w["coverage"] * coverage
    if wanted:
        score += w["value"] if holds(wanted, text) else -w["no_value"]
    if text.rstrip('”" ').endswith("?") or (act is not None and act.kind is ActKind.QUESTION):
        score -= w["question"]
    if act is not None:
        score += w["kinds"].get(str(act.kind), 0.0)
    # Headings and list stubs hold the question's words and tell nothing; a case number may be all there is to tell.
    if wanted != "case" and (len(text.split()) < 4 or text.rstrip('”")*')[-1:] not in ".!?:;"):
        score -= w["fragment"]
    return float(score)
