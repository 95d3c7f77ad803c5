"""Pairs of a question and its "SVAR: …", as in an appendix of minutes; who sent the questions in stands above them."""

from __future__ import annotations

from corpus.acts.questions import bare_marker
from corpus.acts.reading import Found, Reading, cue
from corpus.acts.spoken import asks
from corpus.records import ActKind, Actor
from corpus.structure.sections import Block


def labelled(reading: Reading, everywhere: bool) -> list[Found]:
    """Question and answer acts of "SVAR:" labels, without answerers; `everywhere` or only below a question."""
    found: list[Found] = []
    asker: tuple[Actor, ...] = ()
    for number, block in enumerate(reading.blocks):
        for i in range(block.first, block.last):
            paragraph = reading.paragraphs[i]
            label = cue("answer", "label").match(paragraph.text)
            if label is None:
                asker = _asker(reading, paragraph.text) or asker
                continue
            question = _question_above(reading, block, i, asker)
            asked = question is not None and _asks(reading, question)
            if not asked and not everywhere:
                continue
            if question is not None:
                question.block = number
                found.append(question)
            start, end = _answer(reading, block, i, label.end())
            if start < end:
                to = question.actors if question is not None else asker
                found.append(Found(ActKind.ANSWER, start, end, (), to, reply_to=question, block=number))
    return found


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
    quoted = reading.text[start : start + 5]
    start += len(quoted) - len(quoted.lstrip('”"“.… '))
    return Found(ActKind.QUESTION, start, paragraph.end, asker) if start < paragraph.end else None


def _answer(reading: Reading, block: Block, i: int, label: int) -> tuple[int, int]:
    """Where an answer begins and ends; it runs on over paragraphs that no question follows.

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
        if not paragraph.text[:1].islower():
            break
        end = paragraph.end
    return start, end
