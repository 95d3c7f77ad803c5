"""Questions of a paper that asks: interpellation, enkel fråga, skrivelse, initiative, motion, e-mail."""

from __future__ import annotations

import re

from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Genre
from corpus.structure.genre import title_genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Part

ASKING = (
    Genre.INTERPELLATION,
    Genre.SIMPLE_QUESTION,
    Genre.LETTER,
    Genre.MEMBER_INITIATIVE,
    Genre.EMAIL,
    Genre.MOTION,
    Genre.CITIZEN_PROPOSAL,
)
# In these a sentence "Vi undrar också varför …" is a question that the paper puts, announced or not.
FREE = (Genre.LETTER, Genre.EMAIL, Genre.CITIZEN_PROPOSAL, Genre.MEMBER_INITIATIVE, Genre.MOTION)
MAX_UNMARKED = 600  # characters of a question without a question mark
MAX_LEAD = 120  # characters from an announcement to its colon: "följande frågor till statsrådet NN:"
MAX_LINE = 300  # characters of a line that is one question; a longer one is asked sentence by sentence
MAX_FOOT = 90  # characters of a line that stands between two pages
MIN_FOREIGN = 10  # words of a sentence that must show some Swedish
_LEAD = re.compile(r"^(?:fråga\s*\d*\s*[:.)]|fråga\s*\d+|\d+\s*[.)])\s*", re.IGNORECASE)
_BARE = re.compile(r"\s*(?:\(?\d{1,3}[.)]?|[a-zåäö]\)|[-–•*▪◦·]|fråga\s*\d{0,2}\s*[:.)]?)\s*$", re.IGNORECASE)
_LINK = re.compile(r"https?:|www\.", re.IGNORECASE)

Spans = list[tuple[int, int]]


def bare_marker(text: str) -> bool:
    """Whether a line is only a list numeral, a bullet or "Fråga 2", torn off what it belongs to."""
    return bool(_BARE.fullmatch(text))


def swedish(text: str) -> bool:
    """Whether a text can be Swedish: a long one holds some of its commonest words."""
    return len(text.split()) < MIN_FOREIGN or bool(cue("question", "swedish").search(text))


def paper_questions(reading: Reading, part: Part, head: Head) -> list[Found]:
    """The questions of a part that asks, in order; rhetorical ones in its motivation are none."""
    if part.genre not in ASKING:
        return []
    spans = _announced(reading, part, head, "announce")
    if not spans:
        spans = _announced(reading, part, head, "aside")
    if part.genre in FREE:
        spans = sorted({*spans, *_told(reading, part, head, spans)})
    if not spans and part.genre in (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION):
        spans = _last_run(reading, part, head)
    return [
        Found(ActKind.QUESTION, a, b, head.authors, head.addressees or head.board, when=head.when)
        for a, b in spans
        if swedish(reading.text[a:b])
    ]


def _announced(reading: Reading, part: Part, head: Head, name: str) -> Spans:
    """The questions below the announcements of a kind, in order of place and without overlap.

    In an interpellation the last announcement that questions follow counts, and those right above it: earlier
    ones speak of questions, or quote them.
    """
    groups: list[tuple[int, Spans]] = []
    for i in range(part.first, head.end):
        paragraph = reading.paragraphs[i]
        if (groups and paragraph.start < groups[-1][1][-1][1]) or _is_title(reading, part, i):
            continue
        if cue("question", name).search(paragraph.text):
            spans = _below(reading, i, head.end, name)
            groups.extend([(i, spans)] if spans else [])
    if part.genre not in FREE:
        first = len(groups) - 1
        while first > 0 and _near(reading, groups[first - 1][1][-1][1], groups[first][0]):
            first -= 1
        groups = groups[max(first, 0) :]
    return [span for _, spans in groups for span in spans]


def _near(reading: Reading, end: int, i: int) -> bool:
    """Whether at most one paragraph stands between the end of questions and the announcement at `i`."""
    return sum(1 for p in reading.paragraphs[max(0, i - 3) : i] if p.start >= end) <= 1


def _is_title(reading: Reading, part: Part, i: int) -> bool:
    """Title and topic lines ask nothing, whatever they end in."""
    paragraph = reading.paragraphs[i]
    if paragraph.text == part.title or paragraph.level:
        return True
    short = len(paragraph.text) < 200 and not paragraph.marker
    return short and (
        title_genre(paragraph.text) is not None or bool(cue("question", "not_asked").match(paragraph.text))
    )


def _below(reading: Reading, i: int, end: int, name: str) -> Spans:
    """Questions on the line of an announcement, behind it, and on the lines below."""
    paragraph = reading.paragraphs[i]
    opens = not paragraph.text.rstrip().endswith((".", "?", "!"))
    spans = _on_line(reading, paragraph, _announced_to(paragraph.text, name))
    listed = opens
    for paragraph in reading.paragraphs[i + 1 : end]:
        if paragraph.block or (paragraph.level and "?" not in paragraph.text):
            break
        if bare_marker(paragraph.text):
            continue
        marked = [reading.text[a:b].rstrip('”" ').endswith("?") for a, b in spans]
        found = _item(reading, paragraph, listed and not all(marked or [False]))
        if (
            not found
            and spans
            and len(paragraph.text) <= MAX_FOOT
            and cue("question", "between_pages").search(paragraph.text)
        ):
            continue
        if not found and spans:
            break
        spans.extend(found)
    if not spans and opens and reading.paragraphs[i].text.rstrip().endswith(":") and i + 1 < end:
        # "… vill jag fråga:" and a question whose mark was forgotten.
        asked = next((p for p in reading.paragraphs[i + 1 : end] if not bare_marker(p.text)), None)
        if asked is not None and len(asked.text) <= MAX_UNMARKED:
            spans.append((asked.content_start, asked.end))
    return spans


def _announced_to(text: str, name: str) -> int:
    """Where an announcement ends: the last one before the first question."""
    ends = [m.end() for m in cue("question", name).finditer(text)]
    asked = text.find("?")
    return max((end for end in ends if asked < 0 or end <= asked), default=ends[-1])


def _on_line(reading: Reading, paragraph: Paragraph, announcement: int) -> Spans:
    spans: Spans = []
    for a, b in _questions_in(reading, paragraph):
        if b - paragraph.start > announcement:
            colon = _last_colon(reading.text, a, b)
            inside = a - paragraph.start < announcement
            start = colon + 1 if inside and colon >= 0 else a
            start += len(reading.text[start:b]) - len(reading.text[start:b].lstrip())
            spans.append((start, b))
    return spans


def _item(reading: Reading, paragraph: Paragraph, listed: bool = False) -> Spans:
    """The question a paragraph asks: whole when it ends in "?", else its sentences that do."""
    content = paragraph.content
    lead = _LEAD.match(content)
    start = paragraph.content_start + (lead.end() if lead else 0)
    led = cue("question", "announce").search(content)
    if led and ":" in content[led.start() : led.end() + MAX_LEAD] and not paragraph.marker:
        return _on_line(reading, paragraph, _announced_to(content, "announce"))
    if content.rstrip('”" *').endswith("?"):
        # A list item is one question even when it asks twice; a long paragraph is asked sentence by sentence.
        if paragraph.marker or len(content) < MAX_LINE:
            questions = _questions_in(reading, paragraph)
            if paragraph.marker or len(questions) <= 1:
                return [(start, paragraph.end)] if paragraph.marker else questions or [(start, paragraph.end)]
        return _questions_in(reading, paragraph)
    if _LINK.search(content):
        return []
    if paragraph.marker and (listed or cue("question", "openers").match(content)):
        return [(start, paragraph.end)]
    return []


def _told(reading: Reading, part: Part, head: Head, known: Spans) -> Spans:
    """Sentences of the first person that ask without a mark: "Vi undrar också varför …"."""
    found: Spans = []
    for i in range(part.first, head.end):
        paragraph = reading.paragraphs[i]
        if _is_title(reading, part, i):
            continue
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            asks = cue("question", "first_person").search(text)
            if asks is None or text.endswith(":") or any(x < b and a < y for x, y in known):
                continue
            if cue("question", "asks_for").search(text, asks.start()) and not _opens_list(reading, i, b, head.end):
                found.append((a, b))
    return found


def _opens_list(reading: Reading, i: int, end: int, last: int) -> bool:
    """Whether the sentence only leads a list in: the list's items are what it asks."""
    return end == reading.paragraphs[i].end and i + 1 < last and reading.paragraphs[i + 1].marker > 0


def _questions_in(reading: Reading, paragraph: Paragraph) -> Spans:
    return [(a, b) for a, b in reading.sentences(paragraph) if reading.text[a:b].rstrip('”"').endswith("?")]


def _last_run(reading: Reading, part: Part, head: Head) -> Spans:
    """The last unbroken run of paragraphs that ask, for a paper that announces nothing."""
    run: Spans = []
    for i in range(head.end - 1, part.first, -1):
        if _is_title(reading, part, i):
            continue
        found = _questions_in(reading, reading.paragraphs[i])
        # A motivation may ask too, in passing; a paragraph that puts questions ends in one.
        if found and reading.paragraphs[i].text.rstrip('”" ').endswith("?"):
            run = found + run
        elif run:
            break
    return run


def _last_colon(text: str, start: int, end: int) -> int:
    """Where the last colon stands that ends words before it ("E22:an" and "SOU 2022:51" hold none); −1 without one."""
    found = [match.start() for match in re.finditer(r":(?=\s)", text[start:end])]
    return start + found[-1] if found else -1
