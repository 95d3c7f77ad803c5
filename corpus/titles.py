"""The title of a document, as far as possible in its own words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from corpus import case_numbers, dates
from corpus.acts.people import is_role, name_at, officers, people
from corpus.bodies import bodies_in
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Genre
from corpus.structure.genre import TITLE_ZONE, title_genre
from corpus.structure.lines import Paragraph, spread

MAX_TITLE = 200
MAX_TAIL = 60  # characters of a title's second line
MAX_TOPIC = 120  # characters of a topic below a title
MAX_AWAY = 6  # lines below a bare title in which the matter stands
MIN_MATTER = 12  # characters of a line that can say the matter
MIN_TEXT = 100  # characters of a paragraph that is text and no heading
_MINUTES = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
_ASKED = (Genre.SIMPLE_QUESTION, Genre.INTERPELLATION)
_REPORTS = (Genre.AUDIT_REPORT, Genre.OFFICER_REPORT)


@cache
def cue(name: str, exact: bool = False) -> Cue:
    """A pattern of `titles.toml`; `exact` where letter case counts."""
    return Cue(load("titles")[name], 0 if exact else re.IGNORECASE)


def title(paragraphs: list[Paragraph], genre: Genre, given: str | None, day: date | None) -> str:
    """The title as it stands: the first line that titles a genre, else the first heading, subject or line."""
    zone = paragraphs[:TITLE_ZONE]
    lines = [p for p in spread(zone) if 2 < len(p.text) <= MAX_TITLE]
    if genre is Genre.EMAIL and given:
        return given
    matter = _item(paragraphs) if genre is Genre.MINUTES_EXTRACT else None
    if matter:
        return matter[:MAX_TITLE]
    several = _compilation(lines, paragraphs) if genre in _ASKED else None
    if several:
        return several
    for i, paragraph in enumerate(lines):
        if title_genre(paragraph.text) is not None and not paragraph.text.endswith("."):
            return cue("page").sub("", _completed(lines, i, genre, day))[:MAX_TITLE]
    headed = next((i for i, p in enumerate(lines) if p.level or p.bold), None)
    if headed is not None:
        return _whole(lines, headed)[:MAX_TITLE]
    if given:
        return given
    subject = _subject(zone) if genre is Genre.LETTER else None
    report = _report_of_year(lines)
    if report:
        return report
    # A letterhead's board, municipality or "Rapport" says less than the line below it.
    told = (p.text for p in lines if not _is_letterhead(p.text) and _has_words(p.text))
    meeting = _of_meeting(lines, 0, day, "") if genre is Genre.MINUTES and lines else ""
    return (
        subject
        or meeting
        or next(told, None)
        or (lines[0].text if lines else (zone[0].text[:MAX_TITLE] if zone else ""))
    )


def _compilation(lines: list[Paragraph], paragraphs: list[Paragraph]) -> str | None:
    """What a paper of several questions calls itself ("Enkla frågor med svar") above the first of their headings."""
    opening = cue("one_of_several")
    heads = {p.text for p in paragraphs if len(p.text) <= MAX_TITLE and opening.match(p.text)}
    first = next((i for i, p in enumerate(lines) if opening.match(p.text)), 0)
    if len(heads) < 2:
        return None
    return next((p.text for p in lines[:first] if cue("several").search(_without_numbers(p.text))), None)


def _report_of_year(lines: list[Paragraph]) -> str | None:
    """The yearly report that the page header of an extract names, with the chapter below."""
    for i, line in enumerate(lines[:3]):
        named = cue("yearly").search(line.text)
        if named is None or named.group() == line.text:  # alone on its line it is the title, no page header
            continue
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        chapter = below if below and len(below) <= MAX_TAIL and not below.endswith((".", ":")) else ""
        return f"{named['report']} {chapter}".strip()
    return None


def _item(paragraphs: list[Paragraph]) -> str | None:
    """The matter of the one § of an extract."""
    for i, paragraph in enumerate(paragraphs[: 2 * TITLE_ZONE]):
        match = cue("item").match(paragraph.text)
        if match is None:
            continue
        rest = _without_numbers(match["rest"])
        if len(rest) > 2:
            return rest
        for below in paragraphs[i + 1 : i + 4]:
            words = _without_numbers(below.text)
            if len(words) > 4 and not below.block and len(below.text) <= MAX_TITLE:
                return words
    return None


def _without_numbers(text: str) -> str:
    for number in reversed(case_numbers.find(text)):
        text = text[: number.start] + text[number.end :]
    return cue("reference", exact=True).sub("", text).strip(" –-:")


def _has_words(text: str) -> bool:
    """Whether a line is more than a date, a page number or a telephone number."""
    return sum(map(str.isalpha, cue("counted").sub("", text))) * 3 >= len(text)


def _completed(lines: list[Paragraph], i: int, genre: Genre, day: date | None) -> str:
    """A bare "Protokoll" or "Interpellation" says little: the lines around it complete it."""
    words = lines[i].text
    if genre in _MINUTES:
        return words if genre is Genre.UNION_MINUTES and len(words.split()) > 2 else _of_meeting(lines, i, day)
    if len(words.split()) > 2 and not cue("labelled").search(words):
        return _with_topic(lines, i, genre)
    topic = _audited(lines, i) if genre is Genre.AUDIT_REPORT else None
    if topic:
        return f"{words} {topic}"
    beside = next((p for p in lines[i + 1 : i + 3] if p.cells and p.column == lines[i].column), None)
    if len(words.split()) == 1 and beside is not None and cue("of_year").fullmatch(beside.text):
        return f"{words} {beside.text}"
    bare = re.split(load("titles")["labelled"], words, maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,:")
    # What a letterhead in columns says beside the title is no matter.
    near = [j for j in range(i + 1, len(lines)) if not lines[j].cells or lines[j].block][:MAX_AWAY]
    stop = next((j for j in near if lines[j].block), len(lines))
    titled = (j for j in near if j < stop and title_genre(lines[j].text) and len(lines[j].text.split()) > 2)
    if genre in _REPORTS and (own := next(titled, None)) is not None:
        return _whole(lines, own)  # "Svar på skrivelse från …" says what it is
    below = next((j for j in near if _says_matter(lines, j) or lines[j].block), None)
    if below is not None and not lines[below].block:
        same = title_genre(lines[below].text) == title_genre(words) and genre not in _REPORTS
        return _whole(lines, below) if same else f"{bare} {_whole(lines, below)}".strip()
    above = next((j for j in range(i - 1, -1, -1) if _says_matter(lines, j) and not bodies_in(lines[j].text)), None)
    if above is not None and lines[above].level:
        return f"{bare} {_whole(lines, above)}"
    body = next((p.text for p in lines[i + 1 : i + 2] if bodies_in(p.text) and not cue("labelled").search(p.text)), "")
    return f"{words} {body}".strip()


def _with_topic(lines: list[Paragraph], i: int, genre: Genre) -> str:
    """A title with the line below it, where it only says whom it is put to: the text begins right below that line."""
    words = _whole(lines, i)
    if genre not in (Genre.INTERPELLATION, Genre.MOTION) or not cue("to_only").match(words):
        return words
    j = next((j for j in range(i + 1, len(lines)) if lines[j].text not in words), len(lines))
    if cue("about").search(words) or j >= len(lines) or not _says_matter(lines, j):
        return words
    # Longer lines are none of `lines`: whatever stands there next begins farther down.
    follows = lines[j + 1].start - lines[j].end if j + 1 < len(lines) else MIN_TEXT
    if len(lines[j].text) > MAX_TOPIC or (follows < MIN_TEXT and len(lines[j + 1].text) < MIN_TEXT):
        return words
    return f"{words} {lines[j].text}"


def _audited(lines: list[Paragraph], i: int) -> str | None:
    """What a report of auditors is about: in its page header ("Revisorerna, Inköp 1 (4)"), or in its letter's title."""
    for j in range(i + 1, min(len(lines), i + 1 + MAX_AWAY)):
        header = cue("audit_header").match(lines[j].text)
        if header and header["topic"].casefold() != lines[i].text.casefold():
            return header["topic"]
        if cue("audit_letter").match(lines[j].text):
            return cue("audit_letter").sub("Granskning av", _whole(lines, j))
    return None


def _says_matter(lines: list[Paragraph], j: int) -> bool:
    text = lines[j].text
    named = bodies_in(text)
    if (named and named[0][2] - named[0][1] >= len(text) - 1) or dates.find(text) or _is_person(text):
        return False
    if len(_without_numbers(text)) <= len(text) // 3 or not _has_words(text):
        return False
    return not (
        len(text) <= MIN_MATTER
        or text.endswith(".")
        or lines[j].block
        or lines[j].marker
        or cue("labelled").search(text)
    )


def _is_person(text: str) -> bool:
    """Whether a line is somebody's name, with or without the office or party: "Skolchef Eva Ek", "Eva Ek (S)"."""
    bare = name_at(text)
    named = [*people(text), *officers(text), *([bare] if bare else [])]
    return any(m.start == 0 and m.end >= len(text) - 1 for m in named)


def _is_letterhead(text: str) -> bool:
    named = bodies_in(text)
    whole = bool(named) and named[0][2] - named[0][1] >= len(text.strip())
    return whole or bool(cue("letterhead").fullmatch(text.strip()))


def _of_meeting(lines: list[Paragraph], i: int, day: date | None, words: str | None = None) -> str:
    """Minutes by whose and of which day, in the words of the page: "Kommunstyrelsen Protokoll (nr 3) 2023-03-07".

    `words` are its title where no line is one; "" when the page does not name the board.
    """
    untitled = words is not None
    words = cue("place").sub("", lines[i].text) if words is None else words
    if not bodies_in(words):
        near = sorted(lines, key=lambda line: abs(lines.index(line) - i))
        named = next(
            ((p.text, bodies_in(p.text)[0]) for p in near if len(p.text) < MIN_TEXT and bodies_in(p.text)), None
        )
        words = f"{named[0][named[1][1] : named[1][2]]} {words}".strip() if named else words
    if untitled and not words:
        return ""
    if not dates.find(words) and day is not None:
        printed = ((p.text, f) for p in lines for f in dates.find(p.text) if f.value == day)
        text, found = next(printed, ("", None))
        words = f"{words} {text[found.start : found.end]}" if found else words
    return words


def _whole(lines: list[Paragraph], i: int) -> str:
    """A heading that is set on two lines."""
    words = lines[i].content if lines[i].level or lines[i].bold else lines[i].text
    while i + 1 < len(lines) and _goes_on(lines[i], lines[i + 1], words):
        i += 1
        words = f"{words} {lines[i].text}"
    return words


def _goes_on(line: Paragraph, below: Paragraph, words: str) -> bool:
    text = below.text
    if below.block or below.marker or cue("labelled").search(text) or title_genre(text) or len(words) > MAX_TITLE:
        return False
    if line.level and below.level == line.level:
        return True
    if people(text) and _is_person(text) and is_role(words.split()[-1]):
        return True  # "Interpellation till nämndens ordförande" | "Eva Ek (S)"
    if (
        len(text) > MAX_TAIL
        or below.level not in (0, line.level)
        or words.endswith((".", "?", ":"))
        or text.endswith(".")
    ):
        return False
    return text[:1].islower() or bool(cue("hanging", exact=True).search(words))


def _subject(zone: list[Paragraph]) -> str | None:
    """The subject of a letter: the short line right above its text."""
    for j, paragraph in enumerate(zone):
        if len(paragraph.text) < MIN_TEXT or j == 0:
            continue
        above = [p for p in zone[:j] if not cue("labelled").search(p.text) and not case_numbers.find(p.text)]
        if not above or not zone.index(above[-1]) >= j - 2 or above[-1].text.endswith((".", "!", ",")):
            return None
        i = len(above) - 1
        joined = i > 0 and zone.index(above[i]) - zone.index(above[i - 1]) == 1
        first = above[i - 1].text if joined else ""
        if joined and (above[i].text[:1].islower() or cue("hanging", exact=True).search(first)):
            return f"{first} {above[i].text}"
        return above[i].text
    return None
