"""Pairs of a question and its "SVAR: …", as in an appendix of minutes; who sent the questions in stands above them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.acts.people import administration_at
from corpus.acts.questions import bare_marker
from corpus.acts.reading import Found, Reading, cue
from corpus.acts.spoken import answers, asks
from corpus.matters import read_matter
from corpus.records import ActKind, Actor, Genre
from corpus.sentences import sentences
from corpus.structure.headings import item_sign
from corpus.structure.sections import Block

MAX_HEADING = 220  # characters of a line that says whose question follows
MIN_ALONE = 3  # words of a question that says what it asks; "Varför?" needs what stands above it


@dataclass(frozen=True, slots=True)
class Put:
    """What a heading at `head` says of the question below it: who put it, to whom; where its words begin."""

    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    below: int
    start: int
    head: int


def compiled(reading: Reading) -> bool:
    """Whether a paper that asks is made of several questions, each below its own heading, with answers."""
    if reading.genre not in (Genre.SIMPLE_QUESTION, Genre.INTERPELLATION):
        return False
    if not any(cue("answer", "label").match(paragraph.text) for paragraph in reading.paragraphs):
        return False
    heads = (_put(reading, i) for i in range(len(reading.paragraphs)))
    # A page header may say the heading of the one question again.
    return len({reading.text[put.head : put.start] for put in heads if put}) > 1


def labelled(reading: Reading, everywhere: bool) -> list[Found]:
    """Question and answer acts of "SVAR:" labels; `everywhere` or only below a question.

    Without a heading "Fråga av NN (P) till MM (P)", and without a name in the label, an answer has no answerer.
    """
    found: list[Found] = []
    asker: tuple[Actor, ...] = ()
    put: Put | None = None
    of_several = compiled(reading)
    for number, block in enumerate(reading.blocks):
        if number and block.heading[:1] != reading.blocks[number - 1].heading[:1]:
            put = None
        for i in range(block.first, block.last):
            paragraph = reading.paragraphs[i]
            label = cue("answer", "label").match(paragraph.text)
            if label is None:
                heading = _put(reading, i)
                if heading is not None:
                    found.extend(_unanswered(reading, number, put, i, of_several))
                    put = heading
                asker = _asker(reading, paragraph.text) or asker
                continue
            question = _question_above(reading, block, i, put.by if put else asker)
            asked = question is not None and _asks(reading, question)
            if not asked and not everywhere and put is None:
                continue
            if question is not None:
                question.block = number
                question.actors = question.actors or _side(reading, question)
                if put is not None:
                    question.addressees = put.to
                    question.start = put.start if question.start < put.start < question.end else question.start
                    if len(reading.text[question.start : question.end].split()) < MIN_ALONE:
                        question.start = min(put.start, question.start)
                found.append(question)
            start, end = _answer(reading, block, i, label.end(), runs_on=put is not None)
            if start < end and not says_nothing(reading.text[start:end]):
                actors = _answerer(reading, label.group(), start, end, question) or (put.to if put else ())
                to = question.actors if question is not None else asker
                found.append(Found(ActKind.ANSWER, start, end, actors, to, reply_to=question, block=number))
            put = None
        found.extend(_unanswered(reading, number, put, block.last, of_several) if put else [])
    return found


def _answerer(reading: Reading, label: str, start: int, end: int, question: Found | None) -> tuple[Actor, ...]:
    """Who answers: "Svar av NN (P):", "Arbetsgivarens svar:", or as the answer begins: "NN svarar att …"."""
    named = tuple(m.actor for m in reading.mentions(label) if m.actor.name)
    owner = label.casefold().rpartition(" svar")[0].removesuffix("s")
    office = administration_at(owner, 0) if owner else None
    if named or office:
        return named or (office.actor,) if office else named
    text = reading.text[start : start + sentences(reading.text[start:end])[0][1]]
    told = answers(start, end, text, reading.mentions(text), question)
    if told is None:
        return ()
    if question is not None and not question.addressees:
        asked = reading.text[question.start : question.end]
        question.addressees = tuple(a for a in told.actors if a.name and a.name in asked)
    return told.actors


def _side(reading: Reading, question: Found) -> tuple[Actor, ...]:
    """The union whose remark is answered: "Vision påpekar att …", "Svar: …"."""
    if reading.genre is not Genre.UNION_MINUTES:
        return ()
    told = reading.mentions(reading.text[question.start : question.end])
    return tuple(m.actor for m in told[:1] if m.start == 0)


def says_nothing(text: str) -> bool:
    """Whether what stands as an answer only says when or how the question will be answered."""
    return bool(cue("answer", "none").fullmatch(" ".join(text.split())))


def _put(reading: Reading, i: int) -> Put | None:
    """Who asks whom below a line "Fråga av NN (P) till kommunalrådet MM (P) om …", numbered ("6:1", "Nr 4") or not."""
    paragraph = reading.paragraphs[i]
    numbered = cue("question", "heading_number").match(paragraph.text)
    head = paragraph.start + (numbered.end() if numbered else 0)
    text, below, start = reading.text[head : paragraph.end], i + 1, paragraph.end
    if not cue("question", "heading").match(text):
        return None
    text = text.replace("\n", " ")
    # A heading that fills its line is one paragraph with the question on the next line.
    ends = (at - head for at in sorted(reading.breaks) if head < at < paragraph.end)
    torn = next((at for at in ends if text[at + 1].isupper() and "?" in text[at:]), None)
    if torn is not None:
        text, below, start = text[:torn], i, head + torn + 1
    if len(text) > MAX_HEADING or "?" in text or text.rstrip().endswith((".", ":")):
        return None
    matter = read_matter(text, reading.municipality)
    if matter is None or matter.kind not in (Genre.SIMPLE_QUESTION, Genre.INTERPELLATION):
        return None
    if not matter.actors or not matter.addressees:
        return None
    by = tuple(reading.register.resolve(actor) for actor in matter.actors)
    to = (reading.register.resolve(actor) for actor in matter.addressees)
    held = (a if a.name or not a.role else reading.register.holder(a.role) or a for a in to)
    return Put(by, tuple(held), below, start, head)


def _unanswered(reading: Reading, block: int, put: Put | None, stop: int, of_several: bool) -> list[Found]:
    """A question that no answer follows: the paragraph right below its heading, if it asks.

    One of several that asks nothing there, withdrawn perhaps, is known by its heading.
    """
    if put is None:
        return []
    below = reading.paragraphs[put.below] if put.below < stop else None
    if below is not None and below.text.rstrip('”" ').endswith("?"):
        start = max(below.content_start, put.start if put.start < below.end else 0)
        return [Found(ActKind.QUESTION, start, below.end, put.by, put.to, block=block)]
    return [Found(ActKind.QUESTION, put.head, put.start, put.by, put.to, block=block)] if of_several else []


def _asks(reading: Reading, question: Found) -> bool:
    """Whether the words above a "SVAR:" ask: with a mark, or "Vision frågar hur …" – then it says who asks."""
    words = reading.text[question.start : question.end]
    told = asks(question.start, question.end, words, reading.mentions(words), ())
    if told is not None:
        question.actors = told.actors
    return told is not None or words.rstrip('”" ').endswith("?")


def _asker(reading: Reading, text: str) -> tuple[Actor, ...]:
    """ "Frågor från Vision", "SACO:s frågor och svaren": whose questions follow."""
    if len(text) >= 200 or text.endswith("?") or not cue("question", "whose").search(text):
        return ()
    return tuple(m.actor for m in reading.mentions(text))[:1]


def _question_above(reading: Reading, block: Block, i: int, asker: tuple[Actor, ...]) -> Found | None:
    """The paragraph right above a "SVAR:" line."""
    above = i - 1
    while above > block.first and bare_marker(reading.paragraphs[above].text):
        above -= 1
    if above < block.first or cue("answer", "label").match(reading.paragraphs[above].text):
        return None
    paragraph = reading.paragraphs[above]
    label = cue("question", "label").match(paragraph.content)
    start = paragraph.content_start + (label.end() if label else 0)
    if label and label["who"]:
        asker = tuple(m.actor for m in reading.mentions(label["who"])) or asker
    quoted = reading.text[start : start + 5]
    start += len(quoted) - len(quoted.lstrip('”"“.… '))
    return Found(ActKind.QUESTION, start, paragraph.end, asker) if start < paragraph.end else None


def _answer(reading: Reading, block: Block, i: int, label: int, runs_on: bool) -> tuple[int, int]:
    """Where an answer begins and ends; below a heading that says who asks whom it runs on over whole sentences.

    A label that stands alone has its answer below. Lower-case paragraphs are torn off by a page break.
    """
    first = reading.paragraphs[i]
    start, end = first.start + label, first.end
    rest = range(i + 1, block.last)
    if not reading.text[start:end].strip() and i + 1 < block.last:
        start, end = reading.paragraphs[i + 1].start, reading.paragraphs[i + 1].end
        rest = range(i + 2, block.last)
    for j in rest:
        paragraph = reading.paragraphs[j]
        if not (paragraph.text[:1].islower() or (runs_on and _told_on(reading, j))):
            break
        end = paragraph.end
    return start, end


def _told_on(reading: Reading, i: int) -> bool:
    """Whether a paragraph can go on with the answer above it: sentences that open no other question."""
    paragraph = reading.paragraphs[i]
    if paragraph.level or paragraph.bold or paragraph.block or not paragraph.text.endswith((".", "!", ".”", '."')):
        return False
    if cue("answer", "label").match(paragraph.text) or cue("question", "label").match(paragraph.text):
        return False
    return _put(reading, i) is None and not item_sign().match(paragraph.text)
