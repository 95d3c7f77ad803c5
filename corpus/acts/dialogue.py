"""Questions and answers told in minutes: "Vision frågade hur …", "NN (S) ställer en fråga …", "SVAR: …"."""

from __future__ import annotations

import re
from collections import Counter

from corpus.acts.people import Mention
from corpus.acts.reading import Found, Reading, cue, subjects, verb
from corpus.records import ActKind, Actor, Genre
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
    found: list[Found] = []
    open_question: Found | None = None  # the last question that nothing has answered yet
    submitters: tuple[Actor, ...] = ()
    waiting = False  # a question was announced and stands in the next paragraph
    for i in range(block.body, block.last):
        paragraph = reading.paragraphs[i]
        if waiting and open_question is not None and not cue("answer", "given").search(paragraph.text):
            open_question.start, open_question.end, waiting = paragraph.content_start, paragraph.end, False
            continue
        waiting = False
        spans = reading.sentences(paragraph)
        for n, (a, b) in enumerate(spans):
            text = reading.text[a:b]
            mentions = reading.mentions(text)
            stated = cue("question", "stated").search(text)
            if stated and mentions:
                start = a + stated.end()
                start += len(reading.text[start : paragraph.end]) - len(reading.text[start : paragraph.end].lstrip())
                open_question = Found(ActKind.QUESTION, min(start, paragraph.end - 1), paragraph.end, _people(mentions))
                waiting = start >= paragraph.end
                found.append(open_question)
                break
            answer = _answers(reading, paragraph.end, a, text, mentions, open_question)
            if answer is not None:
                found.append(answer)
                open_question = None
                break
            if cue("submitted", "cues").search(text) and mentions:
                submitters = _people(mentions)
            asked = _asks(a, b, text, mentions, submitters)
            if asked is not None:
                # "… efterfrågar besked. Får fler delta?": the question itself follows what tells of it.
                if n + 1 < len(spans) and reading.text[spans[n + 1][0] : spans[n + 1][1]].endswith("?"):
                    asked.end = spans[n + 1][1]
                found.append(asked)
                open_question = asked
                continue
            informed = verb("information").search(text)
            actors = subjects(mentions, informed.start(), text) if informed else ()
            if actors:
                found.append(Found(ActKind.INFORMATION, a, b, actors))
    return found


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
    from corpus.data import load

    return list(load("acts")["submitted"]["papers"])


def _answers(
    reading: Reading, paragraph_end: int, a: int, text: str, mentions: list[Mention], question: Found | None
) -> Found | None:
    """The answer that a sentence opens; it runs to the end of its paragraph."""
    given = verb("answer").search(text)
    if given is None:
        return None
    actors = subjects(mentions, given.start(), text)
    if not actors or (question is None and not cue("answer", "given").search(text)):
        return None
    if question is not None and set(actors) == set(question.actors):
        return None
    addressees = question.actors if question else ()
    end = a + len(text) if cue("answer", "given").search(text) else paragraph_end
    return Found(ActKind.ANSWER, a, end, actors, addressees, reply_to=question)


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
                if re.search(r"\bfrågor\b.{0,40}\bfrån\b", paragraph.text, re.IGNORECASE) and len(paragraph.text) < 200:
                    asker = tuple(m.actor for m in reading.mentions(paragraph.text)) or asker
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
