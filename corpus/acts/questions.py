"""Questions of a paper that asks: interpellation, enkel fråga, skrivelse, initiative, motion."""

from __future__ import annotations

import re

from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Part

ASKING = (
    Genre.INTERPELLATION,
    Genre.SIMPLE_QUESTION,
    Genre.LETTER,
    Genre.MEMBER_INITIATIVE,
    Genre.EMAIL,
    Genre.MOTION,
)
MAX_UNMARKED = 600  # characters of a question without a question mark
_LEAD = re.compile(r"^(?:fråga\s*\d*\s*[:.)]?|\d+\s*[.)])\s*", re.IGNORECASE)


def paper_questions(reading: Reading, part: Part, head: Head) -> list[Found]:
    """The questions of a part that asks, in order; rhetorical ones in its motivation are none."""
    if part.genre not in ASKING:
        return []
    body = range(part.first, head.end)
    announced = [i for i in body if cue("question", "announce").search(reading.paragraphs[i].text)]
    spans: list[tuple[int, int]] = []
    if announced:
        # The last announcement that questions follow counts: earlier ones speak of questions.
        for i in reversed(announced):
            spans = _below(reading, i, head.end)
            if spans:
                break
    if not spans and part.genre in (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION):
        spans = _last_run(reading, part, head)
    return [Found(ActKind.QUESTION, a, b, head.authors, head.addressees, when=head.when) for a, b in spans]


def _below(reading: Reading, i: int, end: int) -> list[tuple[int, int]]:
    """Questions on the line of an announcement, behind it, and on the lines below."""
    spans: list[tuple[int, int]] = []
    paragraph = reading.paragraphs[i]
    listed = paragraph.text.rstrip().endswith(":")
    announcement = [m.end() for m in cue("question", "announce").finditer(paragraph.text)][-1]
    for a, b in _questions_in(reading, paragraph):
        if b - paragraph.start > announcement:
            colon = reading.text.rfind(":", a, b)
            inside = a - paragraph.start < announcement
            start = colon + 1 if inside and colon >= 0 else a
            start += len(reading.text[start:b]) - len(reading.text[start:b].lstrip())
            spans.append((start, b))
    for paragraph in reading.paragraphs[i + 1 : end]:
        if paragraph.block or (paragraph.level and "?" not in paragraph.text):
            break
        found = _item(reading, paragraph, listed)
        if not found and spans:
            break
        spans.extend(found)
    if not spans and reading.paragraphs[i].text.rstrip().endswith(":") and i + 1 < end:
        # "… vill jag fråga:" and a question whose mark was forgotten.
        asked = reading.paragraphs[i + 1]
        if len(asked.text) <= MAX_UNMARKED:
            spans.append((asked.content_start, asked.end))
    return spans


def _item(reading: Reading, paragraph: Paragraph, listed: bool = False) -> list[tuple[int, int]]:
    """The question a paragraph asks: whole when it ends in "?", else its sentences that do."""
    content = paragraph.content
    lead = _LEAD.match(content)
    start = paragraph.content_start + (lead.end() if lead else 0)
    if content.rstrip('”" *').endswith("?"):
        # A list item is one question even when it asks twice; a long paragraph is asked sentence by sentence.
        if paragraph.marker or len(content) < 300:
            questions = _questions_in(reading, paragraph)
            if paragraph.marker or len(questions) <= 1:
                return [(start, paragraph.end)] if paragraph.marker else questions or [(start, paragraph.end)]
        return _questions_in(reading, paragraph)
    if paragraph.marker and (listed or cue("question", "openers").match(content)):
        return [(start, paragraph.end)]
    return []


def _questions_in(reading: Reading, paragraph: Paragraph) -> list[tuple[int, int]]:
    return [(a, b) for a, b in reading.sentences(paragraph) if reading.text[a:b].rstrip('”"').endswith("?")]


def _last_run(reading: Reading, part: Part, head: Head) -> list[tuple[int, int]]:
    """The last unbroken run of paragraphs that ask, for a paper that announces nothing."""
    run: list[tuple[int, int]] = []
    for i in range(head.end - 1, part.first, -1):
        found = _questions_in(reading, reading.paragraphs[i])
        # A motivation may ask too, in passing; a paragraph that puts questions ends in one.
        if found and reading.paragraphs[i].text.rstrip('”" ').endswith("?"):
            run = found + run
        elif run:
            break
    return run
