"""Who asks, answers and informs in the sentences of a block, read in order."""

from __future__ import annotations

from corpus import dates
from corpus.acts.people import Mention, name_at
from corpus.acts.questions import MAX_UNMARKED, bare_marker
from corpus.acts.reading import Found, Reading, cue, subjects, verb
from corpus.acts.spoken import BEGINNING, answers, asks, informs, named_first
from corpus.bodies import bodies_in
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph

MANY_OTHERS = 2  # speakers between a question and an answer that is no longer known to be the question's
MIN_TOLD = 60  # characters of a paragraph that can go on with what somebody told


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
        self._listed = False  # they are points of a list
        self._sides = reading.genre is Genre.UNION_MINUTES  # unions and the administration speak as bodies
        self._hears = hears  # whether what is told here was told at the meeting
        self._submitted_to: tuple[Actor, ...] = ()
        self._answerer: tuple[Actor, ...] = ()  # who answered last
        self._last: tuple[Actor, ...] = ()  # the one person whom the last sentence was about
        self._in_list = False
        self._began = 0  # where the paragraph that is read begins
        self._others: set[Actor] = set()  # who took the floor since the question was put
        self._above = False  # whether the paragraph above ended with the question that waits

    def close(self) -> None:
        """Another's words begin: nothing goes on, and no answer is awaited."""
        self._going_on = self._announced = self._question = None

    def paragraph(self, paragraph: Paragraph) -> None:
        """Takes the next paragraph."""
        self._above = self._question is not None and self._going_on is self._question
        if not self._tells_on(paragraph):
            self._going_on = None
        self._last = ()
        if paragraph.bold or paragraph.level:
            self.close()
            return
        if self._announced is not None and self._takes(paragraph):
            return
        self._in_list, self._began = bool(paragraph.marker), paragraph.start
        stated = paragraph.start
        for a, b in self._reading.sentences(paragraph):
            if a >= stated:
                stated = self._states(paragraph, a, b) or stated
            if a >= stated:
                self._sentence(a, b)
            self._above = False

    def _tells_on(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph can go on with what was told above it: a point of its list, or the next of its text."""
        going = self._going_on
        if going is None or going.kind is not ActKind.INFORMATION or bare_marker(paragraph.text):
            return False
        listed = cue("information", "lists").search(self._reading.text[going.start : going.end])
        if paragraph.marker:
            return bool(listed)
        return not self._sides and not listed and len(paragraph.text) >= MIN_TOLD and paragraph.text.endswith(".")

    def _takes(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is (one of) the announced questions."""
        announced = self._announced
        assert announced is not None
        if bare_marker(paragraph.text):
            return True
        asks = paragraph.text.rstrip('”" ').endswith("?")
        first = not self._several and len(paragraph.text) <= MAX_UNMARKED and not _speaks(self._reading, paragraph)
        more = self._several and (asks or (self._listed and paragraph.marker))
        if not (first or (more and not _speaks(self._reading, paragraph))):
            self._announced = None
            return False
        found = Found(
            ActKind.QUESTION, paragraph.content_start, paragraph.end, announced.actors, announced.addressees,
            when=announced.when,
        )  # fmt: skip
        self._question = found
        self.found.append(found)
        self._several, self._listed = True, bool(paragraph.marker)
        return True

    def _states(self, paragraph: Paragraph, a: int, b: int) -> int | None:
        """ "NN (S) ställer en fråga som lyder: …": what follows is the question; where it ends, or None."""
        text = self._reading.text
        stated = cue("question", "stated").search(text[a:b])
        if stated is None and self._submitters and b == paragraph.end:
            stated = cue("question", "in_paper").search(text[a:b])
        if stated is None:
            return None
        lead = text[a : a + stated.end()]
        mentions = self._reading.mentions(lead)
        verb_said = verb("question").search(lead)
        if verb_said is None and cue("question", "heading").match(lead):
            return None  # "Fråga från A (S) till B (M):" is a heading
        said = verb_said or stated
        # "I initiativet ställer hon några frågor:" asks for those who handed the paper in.
        actors = subjects(mentions, said.start(), text[a:b]) or self._submitters
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
        mentions = self._with_pronoun(text, self._reading.mentions(text))
        self._last = lone_subject(mentions, self._last)
        if self._answers(a, b, text, mentions):
            return
        if cue("submitted", "cues").search(text) and mentions:
            self._submit(text, mentions)
        asked = asks(a, b, text, mentions, self._submitters)
        if asked is not None:
            if asked.actors == self._submitters:
                asked.addressees = self._submitted_to
            if self._answerer and cue("question", "thanks").search(self._reading.text, self._began, b):
                asked.addressees = asked.addressees or self._answerer
            self.found.append(asked)
            self._question = self._going_on = asked
            self._others.clear()
            return
        told_by = informs(text, mentions) if self._hears else ()
        if told_by and (self._sides or any(actor.name or actor.role or actor.party for actor in told_by)):
            self._informed(Found(ActKind.INFORMATION, a, b, told_by))
        else:
            self._goes_on(a, b, text, mentions)

    def _with_pronoun(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """ "Hon påpekar att …" goes on about the one person whom the sentence before was about; "en åhörare" has no
        name."""
        unnamed = cue("subject", "somebody").match(text)
        if unnamed is not None:
            return [Mention(Actor(role=unnamed.group()), *unnamed.span()), *mentions]
        pronoun = cue("subject", "pronoun").match(text)
        if pronoun is None or not self._last:
            return mentions
        return [Mention(actor, *pronoun.span()) for actor in self._last] + mentions

    def _submit(self, text: str, mentions: list[Mention]) -> None:
        """Remembers who handed a paper in, and to which board."""
        self._submitters = named_first(mentions)
        to = cue("submitted", "to").search(text)
        named = bodies_in(text[to.end() :]) if to else []
        self._submitted_to = (Actor(organisation=named[0][0]),) if named and named[0][1] == 0 else ()

    def _answers(self, a: int, b: int, text: str, mentions: list[Mention]) -> bool:
        at_once = self._question is not None and self._going_on is self._question
        # In the paragraph below it is somebody of the staff who answers; a member may take the floor for more.
        mentions = mentions or _guest(text)
        at_once = at_once or (self._above and bool(mentions) and not mentions[0].actor.party)
        answer = self._written(a, b, text) or answers(a, b, text, mentions, self._question, at_once=at_once)
        if answer is None:
            return False
        if cue("answer", "in_reply").match(text):
            answer.reply_to = self._first_asked(answer.reply_to)
        question = answer.reply_to
        if question is not None and not question.addressees and _addressed(self._reading, question, answer.actors):
            question.addressees = answer.actors
        before = self.found[-1] if self.found else None
        if self._sides and question is None and not answer.addressees and before is not None:
            # What a union brought up without asking is answered as well.
            brought_up = before.kind is ActKind.INFORMATION and len(before.actors) == 1
            if brought_up and before.actors != answer.actors and before.actors[0].organisation:
                answer.addressees = before.actors
        self.found.append(answer)
        self._going_on, self._question, self._answerer = answer, None, answer.actors
        return True

    def _first_asked(self, last: Found | None) -> Found | None:
        """Of the questions of one paper, which are answered together, the first; `last` is the last of them."""
        first = last
        for act in reversed(self.found):
            if last is None or act.kind is not ActKind.QUESTION or act.actors != last.actors:
                break
            first = act
        return first

    def _written(self, a: int, b: int, text: str) -> Found | None:
        """ "NN frågade om … Svaret är …": in an e-mail its writer answers."""
        question = self._question
        wrote = self._reading.genre is Genre.EMAIL and question is not None and question.start >= self._began
        if not wrote or question is None or not cue("answer", "written").match(text) or not self._reading.heads:
            return None
        author = self._reading.heads[0].authors
        if not author or author == question.actors:
            return None
        question.addressees = question.addressees or author
        return Found(ActKind.ANSWER, a, b, author, question.actors, reply_to=question)

    def _informed(self, told: Found) -> None:
        self._going_on = told
        self.found.append(told)
        if self._question is not None and told.actors != self._question.actors:
            self._others.update(told.actors)
            if len(self._others) >= MANY_OTHERS:
                # Others have taken the floor: what somebody answers now is not known to answer the question.
                self._question = None

    def _goes_on(self, a: int, b: int, text: str, mentions: list[Mention]) -> None:
        """A sentence without a speaker of its own goes on with what was told or answered before it."""
        going = self._going_on
        if going is None:
            return
        if going.kind is ActKind.QUESTION:
            if text.endswith("?"):
                # "… efterfrågar besked. Får fler delta?": the question itself follows what tells of it.
                going.end = b
        elif going.kind is ActKind.ANSWER or self._in_list or not _breaks_off(text, mentions, going):
            going.end = b
        else:
            self._going_on = None


def _guest(text: str) -> list[Mention]:
    """The name that a sentence begins with, of somebody whom the document names nowhere else."""
    name = name_at(text, 0)
    return [name] if name is not None and name.start == 0 else []


def lone_subject(mentions: list[Mention], last: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom "hon" in the next sentence is: the one person whom this sentence begins with, if no other is named."""
    if not mentions:
        return last
    people = {m.actor.name for m in mentions if m.actor.name}
    return (mentions[0].actor,) if mentions[0].start < BEGINNING and len(people) == 1 and mentions[0].actor.name else ()


def _breaks_off(text: str, mentions: list[Mention], told: Found) -> bool:
    """Whether a sentence behind what somebody told is not that person's telling any more."""
    other = bool(mentions) and mentions[0].start < BEGINNING and mentions[0].actor not in told.actors
    return other or text.endswith("?") or bool(cue("information", "stop").search(text))


def _addressed(reading: Reading, question: Found, answerers: tuple[Actor, ...]) -> bool:
    """Whether the words of a question name the one who answered it: "Hur ska du, Eva Ek, …"."""
    if len(answerers) != 1:
        return False
    words = " ".join(reading.text[question.start : question.end].casefold().split())
    named = [name for name in (answerers[0].name, answerers[0].role) if name and " " in name]
    return any(name.casefold() in words for name in named)


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
        text = reading.text[a:b]
        if a > start and (cue("answer", "given").search(text) or cue("subject", "floor").match(text)):
            return start + len(reading.text[start:a].rstrip())
    return paragraph.end
