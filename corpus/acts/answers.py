"""Answers of an interpellation answer: each question is repeated and followed by what answers it."""

from __future__ import annotations

import re

from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Part

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
    marks = [i for i in range(part.first + 1, head.end) if _repeats_question(reading, i, asked)]
    asker = head.asked_by or _askers(known)
    if not marks:
        first = next((i for i in range(part.first + 1, head.end) if len(reading.paragraphs[i].text) > 80), None)
        if first is None:
            return []
        last = reading.paragraphs[head.end - 1]
        reply = known[0] if known else None
        return [_answer(reading, head, reading.paragraphs[first].start, last.end, reply, asker)]
    found: list[Found] = []
    for mark, following in zip(marks, [*marks[1:], head.end], strict=True):
        paragraph = reading.paragraphs[mark]
        start = _question_start(paragraph.content) + paragraph.content_start
        original = asked.get(fold(reading.text[start : paragraph.end]))
        when = original.when if original else None
        question = Found(ActKind.QUESTION, start, paragraph.end, asker, head.authors, when=when)
        found.append(question)
        if following > mark + 1:
            a, b = reading.paragraphs[mark + 1].start, reading.paragraphs[following - 1].end
            label = cue("answer", "label").match(reading.text[a:b])
            a += label.end() if label else 0
            found.append(_answer(reading, head, a, b, question, asker))
    return found


def _answer(
    reading: Reading, head: Head, start: int, end: int, question: Found | None, asker: tuple[Actor, ...]
) -> Found:
    return Found(ActKind.ANSWER, start, end, head.authors, asker, when=head.when, reply_to=question)


def _askers(known: list[Found]) -> tuple[Actor, ...]:
    return known[0].actors if known else ()


def _question_start(content: str) -> int:
    match = re.match(r"(?:fråga\s*\d*\s*[:.)]?\s*)", content, re.IGNORECASE)
    return match.end() if match and match.end() < len(content) else 0


def _repeats_question(reading: Reading, i: int, asked: dict[str, Found]) -> bool:
    paragraph = reading.paragraphs[i]
    content = paragraph.content.rstrip("”\" *")
    if not content.endswith("?"):
        return False
    if fold(content[_question_start(content) :]) in asked:
        return True
    numbered = bool(re.match(r"\(?\d{1,2}[.)]", paragraph.text)) or bool(re.match(r"fråga\s*\d", content, re.IGNORECASE))
    # A question of its own line, marked by number, bold or a list, repeats what was asked; in running text it does not.
    return len(content) < 500 and (numbered or paragraph.bold or paragraph.level > 0 or (paragraph.marker > 0 and not asked))
