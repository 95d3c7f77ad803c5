"""Questions that reports hold: an audit's, and those of a paper that the administration answers one by one."""

from __future__ import annotations

import re
from functools import cache

from corpus.acts.numbered import numbered_answers
from corpus.acts.questions import bare_marker
from corpus.acts.reading import Found, Reading, cue, subjects
from corpus.acts.recommendations import AUDITED, auditors
from corpus.bodies import bodies_in
from corpus.data import alternatives, load
from corpus.matters import read_matter
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph

_TOP = 20  # paragraphs at the top of a report in which the administration and the title stand
_LETTER = 20  # paragraphs of a letter above the sentence that asks for an answer
MAX_LETTERHEAD = 120  # characters of a line of the letterhead
MAX_HEADING = 200  # characters of a question that heads its answer
MIN_PAIRS = 2  # questions as headings; a single one may be rhetorical


def report_acts(reading: Reading) -> list[Found]:
    """The questions of an audit, and the questions and answers of a report that answers a paper."""
    if reading.genre in AUDITED:
        return _audit(reading)
    return _answered(reading) if reading.genre is Genre.OFFICER_REPORT else []


def _audit(reading: Reading) -> list[Found]:
    """What the audit was to answer, in points, and the sentence in which the auditors ask for an answer."""
    asker = (Actor(organisation=auditors(reading)),)
    found: list[Found] = []
    listing = to_board = False
    for i, paragraph in enumerate(reading.paragraphs):
        if cue("paper_questions", "audit").search(paragraph.text):
            listing, to_board = True, False
        elif cue("paper_questions", "to_board").search(paragraph.text):
            listing = to_board = True
        elif bare_marker(paragraph.text):
            continue
        elif (listing and _ends_asking(paragraph)) or (to_board and _asks_unmarked(paragraph)):
            found.append(Found(ActKind.QUESTION, paragraph.content_start, paragraph.end, asker))
        elif found and listing:
            listing = False
        if cue("paper_questions", "reply_wanted").search(paragraph.text):
            found.extend(
                Found(ActKind.QUESTION, a, b, asker, _addressed(reading, i))
                for a, b in reading.sentences(paragraph)
                if cue("paper_questions", "reply_wanted").search(reading.text[a:b])
            )
    seen: dict[str, Found] = {}  # a summary repeats what was asked: the first counts
    for act in found:
        seen.setdefault(" ".join(reading.text[act.start : act.end].split()), act)
    return list(seen.values())


def _ends_asking(paragraph: Paragraph) -> bool:
    return paragraph.text.rstrip('”" ').endswith("?") and not paragraph.block


def _asks_unmarked(paragraph: Paragraph) -> bool:
    """Whether a point of a list begins as a question: "1) hur mycket som har betalats"."""
    return bool(paragraph.marker) and cue("question", "openers").match(paragraph.content) is not None


def _answered(reading: Reading) -> list[Found]:
    """Questions as headings with the administration's answer below each."""
    if not any(cue("paper_questions", "reports").search(p.text) for p in reading.paragraphs[:_TOP]):
        return []
    asked = [i for i, p in enumerate(reading.paragraphs) if _is_question(p)]
    if len(asked) < MIN_PAIRS:
        return numbered_answers(reading, _asker(reading), _administration(reading))
    asker, answerer = _asker(reading), _administration(reading)
    found: list[Found] = []
    for i in asked:
        paragraph = reading.paragraphs[i]
        question = Found(ActKind.QUESTION, paragraph.content_start, paragraph.end, asker, undated=True)
        found.append(question)
        last = _answer_ends(reading, i + 1)
        if last > i + 1:
            start, end = reading.paragraphs[i + 1].start, reading.paragraphs[last - 1].end
            found.append(Found(ActKind.ANSWER, start, end, answerer, asker, reply_to=question))
    return found


def _is_question(paragraph: Paragraph) -> bool:
    text = paragraph.content
    return len(text) <= MAX_HEADING and text.endswith("?") and text[:1].isupper() and ". " not in text


def _answer_ends(reading: Reading, i: int) -> int:
    """One past the last paragraph that answers: up to the next question, heading or signature."""
    ends = reading.heads[-1].end if reading.heads else len(reading.paragraphs)
    headings = {block.first for block in reading.blocks if block.body > block.first}
    while i < ends:
        paragraph = reading.paragraphs[i]
        if _is_question(paragraph) or paragraph.block or paragraph.level or paragraph.bold or i in headings:
            break
        i += 1
    return i


def _asker(reading: Reading) -> tuple[Actor, ...]:
    """Whose paper the report says that it answers, in its title or in its text."""
    for paragraph in reading.paragraphs[:_TOP]:
        matter = read_matter(paragraph.text, reading.municipality)
        if matter is not None and matter.actors:
            return tuple(reading.register.resolve(actor) for actor in matter.actors)
    for paragraph in reading.paragraphs:
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            handed = cue("paper_questions", "paper").search(text)
            actors = subjects(reading.mentions(text), handed.start(), text) if handed else ()
            if actors:
                return actors
    return ()


def _administration(reading: Reading) -> tuple[Actor, ...]:
    """The administration whose report it is: it stands alone on a line of the letterhead."""
    for paragraph in reading.paragraphs[:_TOP]:
        named = _office_line().match(paragraph.text) if len(paragraph.text) < MAX_LETTERHEAD else None
        if named:
            return (Actor(organisation=named.group()),)
    return ()


@cache
def _office_line() -> re.Pattern[str]:
    """A line that begins with an administration's name: "Kultur- och fritidsförvaltningen"."""
    endings = alternatives(load("actors")["administration_endings"])
    return re.compile(rf"[A-ZÅÄÖ][\w-]*(?:(?:-, [\w-]+)?- och [\w-]*)?{endings}(?![\w-])")


def _addressed(reading: Reading, i: int) -> tuple[Actor, ...]:
    """The one board that the letter with paragraph `i` is addressed to."""
    for paragraph in reversed(reading.paragraphs[max(0, i - _LETTER) : i]):
        if re.match(r"till\b", paragraph.text, re.IGNORECASE) and len(paragraph.text) < MAX_LETTERHEAD:
            named = bodies_in(paragraph.text)
            return (Actor(organisation=named[0][0]),) if len(named) == 1 else ()
    return ()
