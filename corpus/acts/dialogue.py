"""Questions, answers and information told in minutes: "Vision frågade hur …", "NN (S) ställer en fråga …"."""

from __future__ import annotations

import re

from corpus import dates
from corpus.acts.items import asked_in_headings, asked_in_lists, item_of
from corpus.acts.labelled import labelled
from corpus.acts.people import Mention
from corpus.acts.questions import MAX_UNMARKED, bare_marker
from corpus.acts.reading import Found, Reading, cue, subjects, verb
from corpus.data import load
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block

TOLD_IN = (
    Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES, Genre.OFFICER_REPORT, Genre.OTHER, Genre.EMAIL,
)  # fmt: skip
_MINUTES = (Genre.MINUTES, Genre.MINUTES_EXTRACT)
_NO_BLOCKS = ("present", "absent", "adjoined", "papers", "decision", "dissent")
_WRITTEN = ("proposal", "motion")  # what such a block says was not told by word of mouth


def told(reading: Reading) -> list[Found]:
    """Questions, answers and information that the text tells of, with who said them."""
    if reading.genre not in TOLD_IN:
        return []
    pairs = labelled(reading, reading.genre is Genre.UNION_MINUTES)
    asked = asked_in_headings(reading) if reading.genre in _MINUTES else {}
    taken = [(act.start, act.end) for act in pairs]
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind in _NO_BLOCKS:
            continue
        item = item_of(reading, number, asked)
        acts = _block(reading, block, taken, item)
        if item is not None and item.block is not None:
            _put_in_words(acts, item, asked)
        for act in acts:
            act.block = number
            found.append(act)
    found.extend(asked.values())
    found.extend(asked_in_lists(reading) if reading.genre in _MINUTES else [])
    answers = [act for act in pairs if act.kind is ActKind.ANSWER and not act.actors]
    speaker = _usual_answerer(found) if reading.genre is Genre.UNION_MINUTES else ()
    for act in answers:
        act.actors = speaker
    return found + pairs


def _usual_answerer(found: list[Found]) -> tuple[Actor, ...]:
    """The one side that answers in these minutes: it wrote the answers of an appendix as well."""
    sides = {act.actors for act in found if act.kind is ActKind.ANSWER and not any(a.name for a in act.actors)}
    return next(iter(sides)) if len(sides) == 1 else ()


def _put_in_words(acts: list[Found], item: Found, asked: dict[int, Found]) -> None:
    """Where the item gives the asker's questions in words, its heading asks nothing more."""
    # What the asker asks after an answer is another question.
    answered = min((act.start for act in acts if act.kind is ActKind.ANSWER), default=None)
    words = [
        act
        for act in acts
        if act.kind is ActKind.QUESTION and act.actors == item.actors and (answered is None or act.start < answered)
    ]
    if not words or item.block is None or asked.get(item.block) is not item:
        return
    for act in words:
        act.addressees = act.addressees or item.addressees
        act.when, act.undated = act.when or item.when, item.undated
    for act in acts:
        if act.reply_to is item:
            act.reply_to = words[0]
    asked[item.block] = words[0]


def _block(reading: Reading, block: Block, taken: list[tuple[int, int]], item: Found | None) -> list[Found]:
    appended = bool(block.heading) and cue("information", "not_in").match(block.heading[0]) is not None
    heard = reading.genre in (*_MINUTES, Genre.UNION_MINUTES) and not appended and block.kind not in _WRITTEN
    teller = Teller(reading, item, hears=heard)
    for i in range(block.body, block.last):
        paragraph = reading.paragraphs[i]
        if any(a < paragraph.end and paragraph.start < b for a, b in taken):
            teller.close()
        else:
            teller.paragraph(paragraph)
    return teller.found


class Teller:
    """Reads the sentences of a block in order and remembers who spoke last and what waits for an answer."""

    def __init__(self, reading: Reading, question: Found | None = None, *, hears: bool = True) -> None:
        self.found: list[Found] = []
        self._reading = reading
        self._question = question  # the last question that nothing has answered yet
        self._going_on: Found | None = None  # the answer or question that goes on in this paragraph
        self._submitters: tuple[Actor, ...] = ()
        self._announced: Found | None = None  # a question was announced; its words stand in the next paragraphs
        self._several = False  # its first words are read, more of its questions may follow
        self._sides = reading.genre is Genre.UNION_MINUTES  # unions and the administration speak as bodies
        self._hears = hears  # whether what is told here was told at the meeting

    def close(self) -> None:
        """Another's words begin: nothing goes on, and no answer is awaited."""
        self._going_on = self._announced = self._question = None

    def paragraph(self, paragraph: Paragraph) -> None:
        """Takes the next paragraph."""
        self._going_on = None
        if paragraph.bold or paragraph.level:
            self.close()
            return
        if self._announced is not None and self._takes(paragraph):
            return
        stated = paragraph.start
        for a, b in self._reading.sentences(paragraph):
            if a >= stated:
                stated = self._states(paragraph, a, b) or stated
            if a >= stated:
                self._sentence(a, b)

    def _takes(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is (one of) the announced questions."""
        announced = self._announced
        assert announced is not None
        if bare_marker(paragraph.text):
            return True
        asks = paragraph.text.rstrip('”" ').endswith("?")
        first = not self._several and len(paragraph.text) <= MAX_UNMARKED and not _speaks(self._reading, paragraph)
        if not (first or (self._several and asks and not _speaks(self._reading, paragraph))):
            self._announced = None
            return False
        found = Found(
            ActKind.QUESTION, paragraph.content_start, paragraph.end, announced.actors, announced.addressees,
            when=announced.when,
        )  # fmt: skip
        self._question = found
        self.found.append(found)
        self._several = True
        return True

    def _states(self, paragraph: Paragraph, a: int, b: int) -> int | None:
        """ "NN (S) ställer en fråga som lyder: …": what follows is the question; where it ends, or None."""
        text = self._reading.text
        stated = cue("question", "stated").search(text[a:b])
        if stated is None:
            return None
        lead = text[a : a + stated.end()]
        mentions = self._reading.mentions(lead)
        said = verb("question").search(lead) or stated
        actors = subjects(mentions, said.start(), text[a:b])
        if not actors:
            return None
        addressees = tuple(m.actor for m in mentions if m.start >= said.start())
        start = a + stated.end()
        start += len(text[start : paragraph.end]) - len(text[start : paragraph.end].lstrip())
        asked = Found(ActKind.QUESTION, start, paragraph.end, actors, addressees, when=dates.first(lead))
        self._announced = None
        if start >= paragraph.end:
            self._announced, self._several = asked, False
            return paragraph.end
        asked.end = _question_end(self._reading, paragraph, start)
        self._question = asked
        self.found.append(asked)
        return asked.end

    def _sentence(self, a: int, b: int) -> None:
        text = self._reading.text[a:b]
        if cue("answer", "open").search(text):
            self.close()
            return
        mentions = self._reading.mentions(text)
        answer = _answers(a, b, text, mentions, self._question)
        if answer is not None:
            self.found.append(answer)
            self._going_on, self._question = answer, None
            return
        if cue("submitted", "cues").search(text) and mentions:
            self._submitters = _people(mentions)
        asked = _asks(a, b, text, mentions, self._submitters)
        if asked is not None:
            self.found.append(asked)
            self._question = self._going_on = asked
            return
        told_by = _informs(text, mentions) if self._hears else ()
        if told_by and (self._sides or any(actor.name or actor.role or actor.party for actor in told_by)):
            self._going_on = Found(ActKind.INFORMATION, a, b, told_by)
            self.found.append(self._going_on)
        elif self._going_on is not None and self._going_on.kind is ActKind.ANSWER:
            self._going_on.end = b
        elif self._going_on is not None and self._going_on.kind is ActKind.QUESTION and text.endswith("?"):
            # "… efterfrågar besked. Får fler delta?": the question itself follows what tells of it.
            self._going_on.end = b


def _speaks(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a paragraph tells who asks, answers or informs, and so is not the words of a question."""
    if cue("answer", "given").search(paragraph.text) or cue("answer", "open").search(paragraph.text):
        return True
    mentions = reading.mentions(paragraph.text[:200])
    for group in ("answer", "information", "question", "motion"):
        said = verb(group).search(paragraph.text[:200])
        if said and subjects(mentions, said.start(), paragraph.text) and mentions[0].start < 3:
            return True
    return False


def _question_end(reading: Reading, paragraph: Paragraph, start: int) -> int:
    """A question ends with its paragraph, or before the sentence in which somebody answers."""
    for a, b in reading.sentences(paragraph):
        if a > start and cue("answer", "given").search(reading.text[a:b]):
            return start + len(reading.text[start:a].rstrip())
    return paragraph.end


def _people(mentions: list[Mention]) -> tuple[Actor, ...]:
    named = tuple(m.actor for m in mentions if m.actor.name)
    return named or tuple(m.actor for m in mentions)


def _asks(a: int, b: int, text: str, mentions: list[Mention], submitters: tuple[Actor, ...]) -> Found | None:
    asks = verb("question").search(text)
    if asks and not cue("question", "procedural").search(text):
        actors = subjects(mentions, asks.start(), text)
        paper = re.match(r"|".join(rf"{p}\b" for p in load("acts")["submitted"]["papers"]), text, re.IGNORECASE)
        if not actors and paper and submitters:
            actors = submitters
        if actors:
            return Found(ActKind.QUESTION, a, b, actors)
    if submitters and cue("question", "passive").search(text):
        return Found(ActKind.QUESTION, a, b, submitters)
    return None


def _answers(a: int, b: int, text: str, mentions: list[Mention], question: Found | None) -> Found | None:
    """The answer that a sentence opens."""
    given = verb("answer").search(text)
    if given is None or text.endswith("?"):
        return None
    actors = subjects(mentions, given.start(), text)
    if not actors or (question is None and not cue("answer", "given").search(text)):
        return None
    if question is not None and set(actors) == set(question.actors):
        question = None
    return Found(ActKind.ANSWER, a, b, actors, question.actors if question else (), reply_to=question)


def _informs(text: str, mentions: list[Mention]) -> tuple[Actor, ...]:
    """Who tells something in a sentence; one that nobody is named in informs of nothing."""
    if text.endswith("?"):
        return ()
    debate = cue("information", "debate").search(text)
    if debate:
        return tuple(m.actor for m in mentions if m.start >= debate.end() and (m.actor.name or m.actor.party))
    informed = verb("information").search(text)
    actors = subjects(mentions, informed.start(), text) if informed else ()
    behind = cue("information", "by").search(text) if not actors else None
    if behind:
        return tuple(m.actor for m in mentions if 0 <= m.start - behind.end() <= 2 and m.actor.name)
    return actors
