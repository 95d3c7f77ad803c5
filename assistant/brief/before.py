"""The same or a like question put before, by anybody to anybody, with what was answered to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.brief.asking import asked_of
from assistant.brief.evidence import settings
from assistant.brief.own import Own
from assistant.brief.records import Ask, Before, Paper
from assistant.brief.sources import source_of_act
from assistant.contract import Language
from assistant.reader import EVERYTHING, Reader
from corpus.matters import read_matter
from corpus.records import Act, ActKind, Document
from index.cases import QuestionThread
from index.cases.words import fold, same_words

MIN_SAME = 40  # characters of a question that, said in the same words, is the same one


@dataclass(frozen=True)
class Earlier:
    """A like question: its thread, how like it is (0 to 1), and whether it is the same.

    It is the paper's `own` where its asker put it in its case, in other words: an officer's report shortens it.
    """

    thread: QuestionThread
    like: float
    same: bool
    own: bool = False


@dataclass(frozen=True)
class Looking:
    """Looks for questions like those of one paper."""

    reader: Reader
    paper: Paper
    own: Own

    def earlier(self, ask: Ask) -> list[Earlier]:
        """The questions like one of the paper's: the same first, then the most like; none of the paper itself."""
        asked = asked_of(self.reader, self.paper, ask, " ".join(ask.text.split()))
        hits = self.reader.hits(asked, Reader.with_acts(EVERYTHING, (ActKind.QUESTION,)))
        hits = hits[: int(settings("before")["found"])]
        documents = self.reader.documents(hit.passage.span.document_id for hit in hits)
        acts: dict[str, tuple[Act, Document]] = {}
        for hit in hits:
            document = documents.get(hit.passage.span.document_id)
            for act in document.acts if document is not None else ():
                if act.kind is ActKind.QUESTION and document is not None and act.span.overlaps(hit.passage.span):
                    acts.setdefault(act.id, (act, document))
        return self._ranked(ask, {i: pair for i, pair in acts.items() if not self._is_own(*pair)})

    def before(self, earlier: Iterable[Earlier]) -> tuple[Before, ...]:
        """Them as sources, each with its answers, the surest first."""
        found = []
        for one in earlier:
            if one.own:
                continue
            home = self.reader.document(one.thread.question.span.document_id)
            if home is None:
                continue
            answers = [(reply, self.reader.document(reply.span.document_id)) for reply, _ in one.thread.replies]
            found.append(
                Before(
                    question=source_of_act(one.thread.question, home),
                    answers=tuple(source_of_act(reply, document) for reply, document in answers if document),
                    same=one.same,
                )
            )
        return tuple(found)

    def _is_own(self, act: Act, document: Document) -> bool:
        return act.id in self.own.act_ids or self.own.prints(document, act.span.start, act.span.end)

    def _of_the_case(self, thread: QuestionThread) -> bool:
        """Whether a question was put by the paper's asker in the paper's case."""
        names = {actor.name for act in (thread.question, *thread.copies) for actor in act.actors}
        return thread.case_id in self.own.case_ids and bool(names & {p.name for p in self.paper.askers})

    def _ranked(self, ask: Ask, acts: Mapping[str, tuple[Act, Document]]) -> list[Earlier]:
        words = fold(ask.text)
        mine = f"{ask.text} {self.paper.topic}"
        theirs = {i: f"{document.quote(act.span)} {_topic(act, document)}" for i, (act, document) in acts.items()}
        likeness = alike(self.reader, mine, theirs)
        shared = _shared(self.reader, ask.text, self.paper, theirs)
        rules = settings("before")
        found: dict[str, Earlier] = {}
        for thread in self.reader.index.cases.threads([act for act, _ in acts.values()]):
            prints = [act.id for act in (thread.question, *thread.copies) if act.id in acts]
            if thread.question.id in self.own.act_ids or not prints:
                continue
            like = max(likeness[i] for i in prints)
            texts = [fold(acts[i][1].quote(acts[i][0].span)) for i in prints]
            same = any(len(words) >= MIN_SAME and (text == words or same_words(text, words)) for text in texts)
            if same or (like >= float(rules["like"]) and any(i in shared for i in prints)):
                own = self._of_the_case(thread)
                if same or not own or like >= float(rules["again"]):
                    found[thread.question.id] = Earlier(thread, like, same, own)
        ranked = sorted(found.values(), key=lambda one: (not one.same, -one.like, one.thread.question.id))
        return sorted(ranked[: int(rules["most"])], key=_newest)


def _newest(one: Earlier) -> tuple[bool, bool, int]:
    day = one.thread.question.date or date.min
    return (not one.same, not one.thread.replies, -day.toordinal())


def _topic(act: Act, document: Document) -> str:
    """What the matter that a question belongs to is about, without its people."""
    sections = document.sections
    heading = sections[act.section].heading if act.section is not None and act.section < len(sections) else ()
    for line in (*heading[:1], document.title):
        matter = read_matter(line, document.municipality)
        if matter is not None:
            return matter.topic
    return ""


def _shared(reader: Reader, text: str, paper: Paper, others: Mapping[str, str]) -> set[str]:
    """The texts that have ideas enough of a question, not only a name: of one with few, its topic counts too."""
    language: Language = "en" if paper.language == "en" else "sv"
    analyser = reader.search.analyser
    asking = set(analyser.terms(str(settings("before")["asking"])))

    def ideas(of: str) -> list[set[str]]:
        found = (group for group in analyser.groups(of, language) if not asking & set(group.terms))
        return [{*group.terms, *group.parts} for group in found]

    own, topic = ideas(text), ideas(paper.topic)
    about = set().union(*topic)
    specific = [terms for terms in own if not terms & about]
    # A question of few words means the topic of its paper with them.
    whole = [*own, *(terms for terms in topic if len(own) < int(settings("before")["few"]))]
    enough = set()
    for key, other in others.items():
        there = set(analyser.terms(other))
        met = {frozenset(terms & there) for terms in whole if terms & there}
        if len(met) >= int(settings("before")["shared"]) and any(terms & there for terms in specific or own):
            enough.add(key)
    return enough


def alike(reader: Reader, text: str, others: Mapping[str, str]) -> dict[str, float]:
    """How like each text is to one: 2·w(A∩B) / (w(A) + w(B)) over their terms, w = log(1 + N / (1 + df)).

    Words that any question may be put with do not count. The weighted Dice coefficient, 0 to 1.
    Source: Dice, Ecology 26(3), 1945.
    """
    terms = reader.search.analyser.terms
    asking = set(terms(str(settings("before")["asking"])))
    mine = set(terms(text)) - asking
    theirs = {key: set(terms(other)) - asking for key, other in others.items()}
    every = mine.union(*theirs.values())
    frequency = reader.index.lexical.document_frequencies(every) if every else {}
    size = reader.index.lexical.size()
    weight = {term: math.log(1 + size / (1 + frequency.get(term, 0))) for term in every}

    def total(some: set[str]) -> float:
        return sum(weight[term] for term in some)

    whole = total(mine)
    return {key: 2 * total(mine & other) / ((whole + total(other)) or 1.0) for key, other in theirs.items()}
