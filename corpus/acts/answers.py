"""Answers of an interpellation answer: each question is repeated and followed by what answers it."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher

from corpus import dates
from corpus.acts.people import name_at
from corpus.acts.questions import bare_marker
from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Part

_DATED = re.compile(
    r"interpellation\w*[^.?!]{0,90}?(?:daterad|inlämnad|inkom\w*|ställd|den)\s[^.?!]{4,40}", re.IGNORECASE
)
_NEXT_NUMBER = re.compile(r"\n(?:\(?\d{1,2}[.)]|fråga\s*\d*\s*[:.)]?|[-–•*])\s*$", re.IGNORECASE)
_FOLD = re.compile(r"[^\wåäö]+")
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_NUMBERED = re.compile(r"fråga\s*\d", re.IGNORECASE)
MIN_LIKE = 0.86  # of the characters that a question repeated with slips shares with the original
MIN_LONG = 20  # characters; shorter questions must be equal
MAX_REPEATED = 500  # characters of a repeated question
OPENING = 16  # paragraphs of an answer, its letterhead counted, that may tell who asked
MIN_ANSWER = 80  # characters of the first paragraph of an answer without repeated questions


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
    asker = head.asked_by or _askers(known) or _told_asker(reading, part, head)
    # An answer that nobody signs is the one's who was asked.
    head.authors = head.authors or (known[0].addressees if known else ())
    if not marks:
        return _unrepeated(reading, part, head, known, asker)
    asked_on = None if known else _asked_on(reading, part, head)
    found: list[Found] = []
    end = reading.paragraphs[head.end - 1].end
    waiting: list[Found] = []
    for (start, stop), following in zip(marks, [*(mark[0] for mark in marks[1:]), end], strict=True):
        original = _original(fold(reading.text[start:stop]), asked)
        when = original.when if original else asked_on
        to = head.asked_to or (original.addressees if original else head.authors)
        question = Found(ActKind.QUESTION, start, stop, asker, to, when=when, undated=True)
        found.append(question)
        waiting.append(question)
        a, b = _trimmed(reading.text, stop, following)
        if a < b:
            # Questions one right after the other are answered together: the answer is tied to the first.
            found.append(_answer(reading, head, a, b, waiting[0], asker))
            waiting = []
    return found


def _unrepeated(reading: Reading, part: Part, head: Head, known: list[Found], asker: tuple[Actor, ...]) -> list[Found]:
    """Answers by number ("Svar på fråga 2: …"), or the whole text as one answer."""
    numbered = _by_number(reading, part, head)
    if numbered:
        found = []
        last = reading.paragraphs[head.end - 1].end
        for (number, start, _), stop in zip(numbered, [*(n[2] for n in numbered[1:]), last], strict=True):
            a, b = _trimmed(reading.text, start, stop)
            reply = known[number - 1] if 0 < number <= len(known) else None
            if a < b:
                found.append(_answer(reading, head, a, b, reply, asker))
        return found
    # A letterhead above the title may be long.
    title = next((i for i in range(part.first, head.end) if reading.paragraphs[i].text == part.title), part.first)
    first = next((i for i in range(title + 1, head.end) if len(reading.paragraphs[i].text) > MIN_ANSWER), None)
    if first is None:
        return []
    end = reading.paragraphs[head.end - 1].end
    start = _own_words(reading, range(first, head.end))
    return [_answer(reading, head, start, end, known[0] if known else None, asker)]


def _own_words(reading: Reading, lines: range) -> int:
    """Where an answer begins to answer, behind the sentences that only say what was asked, and thank for it."""
    for i in lines:
        for a, b in reading.sentences(reading.paragraphs[i]):
            if not cue("answer", "restates").fullmatch(reading.text[a:b]):
                return a
    return reading.paragraphs[lines[0]].start


def _by_number(reading: Reading, part: Part, head: Head) -> list[tuple[int, int, int]]:
    """(number of the question, where the answer begins, where its label does) of "Svar på fråga 2: …"."""
    found = []
    for i in range(part.first + 1, head.end):
        paragraph = reading.paragraphs[i]
        label = cue("answer", "numbered").match(paragraph.text)
        if label and not paragraph.text.rstrip('”" *').endswith("?"):
            rest = paragraph.text[label.end() :]
            # "Fråga 1 – Avgifter": what stands behind the number is a heading, and the answer below it.
            heading = i + 1 < head.end and len(rest) <= MIN_ANSWER and not rest.endswith((".", "!"))
            start = reading.paragraphs[i + 1].start if heading else paragraph.start + label.end()
            found.append((int(label["first"]), start, paragraph.start))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of an answer: no blanks, no "Svar:" before it, no number of the next question behind it."""
    words = _NEXT_NUMBER.sub("", text[start:end])
    end = start + len(words)
    start += len(words) - len(words.lstrip('\n ”"*'))
    label = cue("answer", "label").match(text[start:end])
    start += label.end() if label else 0
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def _original(folded: str, asked: dict[str, Found]) -> Found | None:
    """The question that a text repeats, slips of the pen allowed."""
    if folded in asked:
        return asked[folded]
    if len(folded) < MIN_LONG:
        return None
    for known, question in asked.items():
        if len(known) >= MIN_LONG and abs(len(known) - len(folded)) < 0.2 * len(known):
            matcher = SequenceMatcher(None, known, folded, autojunk=False)
            if matcher.quick_ratio() >= MIN_LIKE and matcher.ratio() >= MIN_LIKE:
                return question
    return None


def _marks(reading: Reading, part: Part, head: Head, asked: dict[str, Found]) -> list[tuple[int, int]]:
    """Where questions are repeated, in view offsets and in order."""
    marks: set[tuple[int, int]] = set()
    lines = [i for i in range(part.first + 1, head.end) if not bare_marker(reading.paragraphs[i].text)]
    for i in lines:
        paragraph = reading.paragraphs[i]
        whole = _repeated(paragraph, asked)
        if whole is not None:
            marks.add(whole)
            continue
        # Print loses the bold: a known question may stand inside a paragraph, its answer right behind it.
        for a, b in reading.sentences(paragraph):
            if asked and reading.text[a:b].rstrip('”"').endswith("?") and _original(fold(reading.text[a:b]), asked):
                marks.add((a, b))
    if marks or asked:
        return sorted(marks)
    return _leading(reading, lines) or _alone(reading, lines)


def _leading(reading: Reading, lines: list[int]) -> list[tuple[int, int]]:
    """Questions that open the paragraphs which answer them, where several do."""
    long = [reading.paragraphs[i] for i in lines if len(reading.paragraphs[i].text) > 40]
    opening = [reading.sentences(paragraph)[0] for paragraph in long if reading.sentences(paragraph)]
    led = [(a, b) for a, b in opening if reading.text[a:b].endswith("?")]
    return led if len(led) > 1 else []


def _alone(reading: Reading, lines: list[int]) -> list[tuple[int, int]]:
    """Unmarked questions below an announcement ("har ställt följande fråga till mig:")."""
    for place, i in enumerate(lines):
        if not cue("question", "repeated").search(reading.paragraphs[i].text):
            continue
        found = []
        for j in lines[place + 1 :]:
            paragraph = reading.paragraphs[j]
            if not paragraph.content.rstrip('”" *').endswith("?"):
                break
            found.append((_content_start(paragraph), _content_end(paragraph)))
        if found:
            return found
        own = [
            (a, b) for a, b in reading.sentences(reading.paragraphs[i]) if reading.text[a:b].rstrip('”"').endswith("?")
        ]
        if own:
            return own[:1] if len(own) == 1 else []
    return []


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


def _told_asker(reading: Reading, part: Part, head: Head) -> tuple[Actor, ...]:
    """Who asked, as the answer's first sentences tell it: "Eva Ek har ställt tre frågor till mig"."""
    for paragraph in reading.paragraphs[part.first : min(head.end, part.first + OPENING)]:
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            who = name_at(text) if cue("answer", "restates").fullmatch(text) else None
            named = [m.actor for m in reading.mentions(text) if m.start == 0 and m.actor.name]
            if who is not None and who.start == 0:
                return tuple(named[:1]) or (reading.register.resolve(who.actor),)
    return ()


def _content_start(paragraph: Paragraph) -> int:
    """Where the words of a question begin: behind its number, "Fråga 2:" and an opening quotation mark."""
    label = re.match(r"(?:fråga\s*\d*\s*[:.)]?\s*)?[”\"“]?", paragraph.content, re.IGNORECASE)
    skipped = label.end() if label and label.end() < len(paragraph.content) else 0
    return paragraph.content_start + skipped


def _content_end(paragraph: Paragraph) -> int:
    return paragraph.start + len(paragraph.text.rstrip('”" *'))


def _repeated(paragraph: Paragraph, asked: dict[str, Found]) -> tuple[int, int] | None:
    """The question that a line repeats: a known one, or one that number, bold or a list marks."""
    content = paragraph.content.rstrip('”" *')
    start, end = _content_start(paragraph), _content_end(paragraph)
    words = paragraph.text[start - paragraph.start :]
    if _original(fold(words), asked):
        return start, end
    if not content.endswith("?"):
        return None
    numbered = bool(_LIST_NUMBER.match(paragraph.text)) or bool(_NUMBERED.match(content))
    quoted = paragraph.content[:1] in '”"“' and paragraph.content.rstrip()[-1:] in '”"'
    marked = numbered or paragraph.bold or paragraph.level > 0 or (not asked and (paragraph.marker > 0 or quoted))
    # A question of its own line, marked, repeats what was asked; in running text it does not.
    return (start, end) if len(content) < MAX_REPEATED and marked else None
