"""Questions and answers told in minutes: "Vision frågade hur …", "NN (S) ställer en fråga …", "SVAR: …"."""

from __future__ import annotations

import re
from collections import Counter

from corpus.acts.people import Mention
from corpus.acts.reading import Found, Reading, cue, subjects, verb
from corpus.data import load
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block

TOLD_IN = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES, Genre.OFFICER_REPORT, Genre.OTHER)
_NO_BLOCKS = ("present", "absent", "adjoined", "papers", "decision")
_PASSIVE = re.compile(r"\b(?:efterfrågas|efterlyses|önskas)\b", re.IGNORECASE)


def told(reading: Reading) -> list[Found]:
    """Questions, answers and information that the text tells of, with who said them."""
    if reading.genre not in TOLD_IN:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind not in _NO_BLOCKS:
            for act in _block(reading, block):
                act.block = number
                found.append(act)
    found.extend(_labelled(reading, found))
    return found


def _block(reading: Reading, block: Block) -> list[Found]:
    teller = _Teller(reading)
    for i in range(block.body, block.last):
        teller.paragraph(reading.paragraphs[i])
    return teller.found


class _Teller:
    """Reads the sentences of a block in order and remembers who spoke last and what waits for an answer."""

    def __init__(self, reading: Reading) -> None:
        self.found: list[Found] = []
        self._reading = reading
        self._question: Found | None = None  # the last question that nothing has answered yet
        self._answer: Found | None = None  # the answer that goes on as long as nobody else speaks
        self._submitters: tuple[Actor, ...] = ()
        self._waiting = False  # a question was announced and stands in the next paragraph

    def paragraph(self, paragraph: Paragraph) -> None:
        """Takes the next paragraph."""
        self._answer = None
        if self._waiting and self._question and not cue("answer", "given").search(paragraph.text):
            self._question.start, self._question.end = paragraph.content_start, paragraph.end
            self._waiting = False
            return
        self._waiting = False
        for a, b in self._reading.sentences(paragraph):
            if self._states(paragraph, a, b):
                return
            self._sentence(a, b)

    def _states(self, paragraph: Paragraph, a: int, b: int) -> bool:
        """ "NN (S) ställer en fråga som lyder: …": all that follows is the question."""
        text = self._reading.text
        stated = cue("question", "stated").search(text[a:b])
        mentions = self._reading.mentions(text[a:b]) if stated else []
        if stated is None or not mentions:
            return False
        start = a + stated.end()
        start += len(text[start : paragraph.end]) - len(text[start : paragraph.end].lstrip())
        self._question = Found(ActKind.QUESTION, min(start, paragraph.end - 1), paragraph.end, _people(mentions))
        self._waiting = start >= paragraph.end
        self.found.append(self._question)
        return True

    def _sentence(self, a: int, b: int) -> None:
        text = self._reading.text[a:b]
        mentions = self._reading.mentions(text)
        answer = _answers(a, b, text, mentions, self._question)
        if answer is not None:
            self.found.append(answer)
            self._answer, self._question = answer, None
            return
        if cue("submitted", "cues").search(text) and mentions:
            self._submitters = _people(mentions)
        asked = _asks(a, b, text, mentions, self._submitters)
        if asked is not None:
            self.found.append(asked)
            self._question, self._answer = asked, None
            return
        informed = verb("information").search(text)
        actors = subjects(mentions, informed.start(), text) if informed else ()
        if actors:
            self.found.append(Found(ActKind.INFORMATION, a, b, actors))
            self._answer = None
        elif self._answer is not None:
            self._answer.end = b
        elif self._question is self._last() and text.endswith("?"):
            # "… efterfrågar besked. Får fler delta?": the question itself follows what tells of it.
            self._question.end = b

    def _last(self) -> Found:
        return self.found[-1] if self.found else Found(ActKind.INFORMATION, 0, 0)


def _people(mentions: list[Mention]) -> tuple[Actor, ...]:
    named = tuple(m.actor for m in mentions if m.actor.name)
    return named or tuple(m.actor for m in mentions)


def _asks(a: int, b: int, text: str, mentions: list[Mention], submitters: tuple[Actor, ...]) -> Found | None:
    asks = verb("question").search(text)
    if asks:
        actors = subjects(mentions, asks.start(), text)
        paper = re.match(r"|".join(rf"{p}\b" for p in _papers()), text, re.IGNORECASE)
        if not actors and paper and submitters:
            actors = submitters
        if actors:
            return Found(ActKind.QUESTION, a, b, actors)
    if submitters and _PASSIVE.search(text):
        return Found(ActKind.QUESTION, a, b, submitters)
    return None


def _papers() -> list[str]:
    return list(load("acts")["submitted"]["papers"])


def _answers(a: int, b: int, text: str, mentions: list[Mention], question: Found | None) -> Found | None:
    """The answer that a sentence opens."""
    given = verb("answer").search(text)
    if given is None:
        return None
    actors = subjects(mentions, given.start(), text)
    if not actors or (question is None and not cue("answer", "given").search(text)):
        return None
    if question is not None and set(actors) == set(question.actors):
        return None
    return Found(ActKind.ANSWER, a, b, actors, question.actors if question else (), reply_to=question)


def _labelled(reading: Reading, told_acts: list[Found]) -> list[Found]:
    """Question and "SVAR:" pairs, as in an appendix; who sent the questions in stands above them."""
    answerers = Counter(f.actors for f in told_acts if f.kind is ActKind.ANSWER and f.actors)
    answerer = answerers.most_common(1)[0][0] if answerers else ()
    found: list[Found] = []
    asker: tuple[Actor, ...] = ()
    for number, block in enumerate(reading.blocks):
        for i in range(block.first, block.last):
            paragraph = reading.paragraphs[i]
            label = cue("answer", "label").match(paragraph.text)
            if label is None:
                # "Frågor från Vision", "SACO:s frågor och svaren": whose questions an appendix holds.
                if re.search(r"\bfrågor\b", paragraph.text, re.IGNORECASE) and len(paragraph.text) < 200:
                    asker = tuple(m.actor for m in reading.mentions(paragraph.text))[:1] or asker
                continue
            question = _question_above(reading, block, i, asker)
            if question is not None:
                question.block = number
                found.append(question)
            end = _answer_end(reading, block, i)
            found.append(
                Found(
                    ActKind.ANSWER,
                    paragraph.start + label.end(),
                    end,
                    answerer,
                    asker,
                    reply_to=question,
                    block=number,
                )
            )
    return found


def _question_above(reading: Reading, block: Block, i: int, asker: tuple[Actor, ...]) -> Found | None:
    """The paragraph right above a "SVAR:" line."""
    if i - 1 < block.first or cue("answer", "label").match(reading.paragraphs[i - 1].text):
        return None
    above = reading.paragraphs[i - 1]
    label = cue("question", "label").match(above.content)
    start = above.content_start + (label.end() if label else 0)
    return Found(ActKind.QUESTION, start, above.end, asker) if start < above.end else None


def _answer_end(reading: Reading, block: Block, i: int) -> int:
    """An answer runs on over paragraphs that begin in lower case (a page break tore them off)."""
    end = reading.paragraphs[i].end
    for paragraph in reading.paragraphs[i + 1 : block.last]:
        if not paragraph.text[:1].islower():
            break
        end = paragraph.end
    return end
