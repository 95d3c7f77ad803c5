"""Answers of an interpellation answer: each question is repeated and followed by what answers it."""

from __future__ import annotations

import re
from datetime import date

from corpus import dates
from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Part

_DATED = re.compile(
    r"interpellation\w*[^.?!]{0,90}?(?:daterad|inlämnad|inkom\w*|ställd|den)\s[^.?!]{4,40}", re.IGNORECASE
)
_NEXT_NUMBER = re.compile(r"\n(?:\(?\d{1,2}[.)]|fråga\s*\d*\s*[:.)]?|[-–•*])\s*$", re.IGNORECASE)
_FOLD = re.compile(r"[^\wåäö]+")


def fold(text: str) -> str:
    """A question without case, signs and blanks, for telling whether two are the same."""
    return _FOLD.sub(" ", text.casefold()).strip()


def paired_answers(reading: Reading, part: Part, head: Head, known: list[Found]) -> list[Found]:
    """Question and answer acts of an answering part; `known` are the questions of the file's other parts.

    Without a repeated question the whole text is one answer.
    """
    if part.genre is not Genre.INTERPELLATION_ANSWER:
        return []
    asked = {fold(reading.text[q.start : q.end]): q for q in known}
    marks = _marks(reading, part, head, asked)
    asker = head.asked_by or _askers(known)
    asked_on = None if known else _asked_on(reading, part, head)
    if not marks:
        first = next((i for i in range(part.first + 1, head.end) if len(reading.paragraphs[i].text) > 80), None)
        if first is None:
            return []
        last = reading.paragraphs[head.end - 1]
        reply = known[0] if known else None
        return [_answer(reading, head, reading.paragraphs[first].start, last.end, reply, asker)]
    found: list[Found] = []
    end = reading.paragraphs[head.end - 1].end
    for (start, stop), following in zip(marks, [*(mark[0] for mark in marks[1:]), end], strict=True):
        original = asked.get(fold(reading.text[start:stop]))
        when = original.when if original else asked_on
        question = Found(ActKind.QUESTION, start, stop, asker, head.authors, when=when, undated=True)
        found.append(question)
        a, b = _trimmed(reading.text, stop, following)
        if a < b:
            found.append(_answer(reading, head, a, b, question, asker))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of an answer: no blanks, no "Svar:" before it, no number of the next question behind it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    label = cue("answer", "label").match(text[start:end])
    start += label.end() if label else 0
    return start, start + len(_NEXT_NUMBER.sub("", text[start:end]).rstrip())


def _marks(reading: Reading, part: Part, head: Head, asked: dict[str, Found]) -> list[tuple[int, int]]:
    """Where questions are repeated, in view offsets and in order."""
    lines = range(part.first + 1, head.end)
    marks = set()
    for i in lines:
        paragraph = reading.paragraphs[i]
        if _repeats_question(reading, i, asked):
            marks.add((_question_start(paragraph.content) + paragraph.content_start, paragraph.end))
            continue
        # Print loses the bold: a known question may stand inside a paragraph, its answer right behind it.
        marks.update((a, b) for a, b in reading.sentences(paragraph) if asked and fold(reading.text[a:b]) in asked)
    if marks or asked:
        return sorted(marks)
    long = [reading.paragraphs[i] for i in lines if len(reading.paragraphs[i].text) > 40]
    opening = [reading.sentences(paragraph)[0] for paragraph in long]
    led = [(a, b) for a, b in opening if reading.text[a:b].endswith("?")]
    return led if len(led) > 1 else []


def _answer(
    reading: Reading, head: Head, start: int, end: int, question: Found | None, asker: tuple[Actor, ...]
) -> Found:
    return Found(ActKind.ANSWER, start, end, head.authors, asker, when=head.when, reply_to=question)


def _asked_on(reading: Reading, part: Part, head: Head) -> date | None:
    """The date of the interpellation as its answer tells it ("en interpellation daterad den 19 april")."""
    for paragraph in reading.paragraphs[part.first : head.end]:
        for match in _DATED.finditer(paragraph.text):
            found = dates.first(match.group())
            if found is not None and (head.when is None or found <= head.when):
                return found
    return None


def _askers(known: list[Found]) -> tuple[Actor, ...]:
    return known[0].actors if known else ()


def _question_start(content: str) -> int:
    match = re.match(r"(?:fråga\s*\d*\s*[:.)]?\s*)", content, re.IGNORECASE)
    return match.end() if match and match.end() < len(content) else 0


def _repeats_question(reading: Reading, i: int, asked: dict[str, Found]) -> bool:
    paragraph = reading.paragraphs[i]
    content = paragraph.content.rstrip('”" *')
    if not content.endswith("?"):
        return False
    if fold(content[_question_start(content) :]) in asked:
        return True
    numbered = bool(re.match(r"\(?\d{1,2}[.)]", paragraph.text)) or bool(
        re.match(r"fråga\s*\d", content, re.IGNORECASE)
    )
    # A question of its own line, marked by number, bold or a list, repeats what was asked; in running text
    # it does not.
    return len(content) < 500 and (
        numbered or paragraph.bold or paragraph.level > 0 or (paragraph.marker > 0 and not asked)
    )
