"""Cuts a document into parts and sections: documents within the file, § of minutes, headed blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from corpus import bodies, case_numbers
from corpus.data import load
from corpus.records import Genre
from corpus.structure import appendices
from corpus.structure.block import Block
from corpus.structure.genre import opens_part
from corpus.structure.headings import block_kind, item_sign
from corpus.structure.lines import Paragraph

__all__ = ["Block", "Part", "blocks", "parts"]

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+[A-ZÅÄÖ][^?!]{2,90}$")
_LABEL = re.compile(r"(?:ärende(?:nummer|nr)|dnr|diarienummer|diarienr)\b\.?:?\s*", re.IGNORECASE)
# "Politiska sekreterare", "Protokollet skickas till": a capital, at most five words, no sign, no name.
_ONE_LINE = re.compile(r"[A-ZÅÄÖ][a-zåäö-]{3,}(?: [a-zåäö-]+){0,4}")
# "Fråga 2", "Ärende 14": the next of a row of items that have no § of their own.
_COUNTED = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,} (?:nr )?\d{1,3}[.:]?")
# "Handläggare: Eva Ek" below the title of an item.
_OF_STAFF = re.compile(
    r"(?:handläggare|föredragande|ärendeansvarig|ansvarig|kontaktperson|beredare)\s*:", re.IGNORECASE
)
# A line below a § that begins its decision and is no title.
_DECIDING = re.compile(r"^att\s|\b(?:beslutar|beslutade|besluta|föreslår)(?: att)?$")
# A line above a § that is only referred to: it ends in a comma, a link word, a year or a date.
_UNFINISHED = re.compile(r"(?:[,;–-]|\boch|\bsamt|\benligt|\d{4}|\d{4}-\d{2}-\d{2})$")
# "§ 98 forts.": the item of the page before goes on, in the block where it stood.
_GOES_ON = re.compile(
    r"[(–-]?\s*(?:forts\b\.?|fortsättning\b)(?: från (?:föregående )?sid\S*(?: \d+)?)?[)\s.:]*", re.IGNORECASE
)
MAX_REFERENCE = 60  # characters of the end of a sentence behind a § that begins a line
MAX_TITLE_LINES = 5
_ASKING = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION)
LETTERHEAD = 6  # lines at the top of a file that its letterhead may take


@dataclass
class Part:
    """A document within the file, from paragraph `first` to before `last`."""

    genre: Genre
    title: str
    first: int
    last: int = 0
    blocks: list[Block] = field(default_factory=list)


def parts(paragraphs: list[Paragraph], genre: Genre) -> list[Part]:
    """The documents within the file; minutes and reports are one, whatever titles they quote."""
    found = [Part(genre, paragraphs[0].text if paragraphs else "", 0)]
    splits = genre in (Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION, Genre.MOTION)
    answer = _only_answer(paragraphs) if genre in _ASKING else None
    for i, paragraph in enumerate(paragraphs):
        opened = Genre.INTERPELLATION_ANSWER if i == answer else opens_part(paragraph) if splits else None
        if opened is None or (paragraph.marker and opened is not None):
            continue
        if opened == found[-1].genre and len(found) == 1 and i < 12:
            found[-1].title = paragraph.text
        elif opened != found[-1].genre:
            first = _letterhead(paragraphs, i)
            found[-1].last = first
            found.append(Part(opened, paragraph.text, first))
    found[-1].last = len(paragraphs)
    return found


def _only_answer(paragraphs: list[Paragraph]) -> int | None:
    """The line "SVAR" that one answer to all questions above it stands below; None where there are several, or none."""
    found = [i for i, paragraph in enumerate(paragraphs) if _answer_heading().fullmatch(paragraph.text)]
    if len(found) != 1 or not any(p.text.rstrip('”" ').endswith("?") for p in paragraphs[: found[0]]):
        return None
    return found[0]


@cache
def _answer_heading() -> re.Pattern[str]:
    return re.compile(load("layout")["answer_heading"])


def _letterhead(paragraphs: list[Paragraph], i: int) -> int:
    """Where the part with its title at `i` begins: lines above it that also open the file are letterhead."""
    opening = {_shape(paragraph.text) for paragraph in paragraphs[:LETTERHEAD]}
    while i > LETTERHEAD and _shape(paragraphs[i - 1].text) in opening:
        i -= 1
    return i


def _shape(line: str) -> str:
    """A line with its digits blanked: two dates, or two case numbers, are alike."""
    return re.sub(r"\d", "#", line)


def blocks(paragraphs: list[Paragraph], part: Part, number: int) -> list[Block]:
    """The sections of a part, in order and without gaps."""
    found: list[Block] = []
    outer: tuple[str, ...] = ()  # headings of the § or chapter that encloses
    item: tuple[str | None, str | None] = (None, None)  # its § number and case number
    middle: tuple[str, ...] = ()
    titles: dict[frozenset[str], str] = {}  # of an appendix: the items above by their titles, with their case numbers
    many = False  # whether it is an appendix of several papers
    i = part.first
    while i < part.last:
        paragraph = paragraphs[i]
        sign = item_sign().match(paragraph.text)
        if sign and found and _GOES_ON.fullmatch(sign["rest"]) and found[-1].paragraph == sign["number"]:
            last = found[-1]
            found.append(replace(last, first=i, body=i + 1))
            i += 1
            continue
        if sign and _opens_item(sign, found) and not _referred(paragraphs, i, part.first, sign):
            title, case, body = _item_title(paragraphs, i, part.last, sign)
            outer, item, middle, titles, many = (title,), (sign["number"], case), (), {}, False
            found.append(Block(outer, i, body=body, paragraph=item[0], case_number=case, part=number))
            i = body
            continue
        if appendices.opens(paragraph.text):
            case = appendices.own_case(paragraphs, i, part.last, found)
            outer, item, middle = (paragraph.text,), (None, case), ()
            titles = appendices.titles(found)
            many = appendices.holds_many(paragraphs[i + 1 : part.last])
            found.append(Block(outer, i, body=i + 1, case_number=case, part=number))
        elif titles and (
            (case := appendices.case_of(paragraph.text, titles)) or (item[1] and appendices.ends_item(paragraph.text))
        ):
            item, middle = (None, case), (paragraph.content.strip(" :*#"),)
            found.append(Block((*outer, *middle), i, body=i + 1, case_number=case, part=number))
        elif found and found[-1].kind == "course" and bodies.decides_alone().fullmatch(paragraph.text):
            # Behind how the chair put the question the decision may have no heading but this.
            heading = (*outer, *middle, paragraph.text.strip(" :*#"))
            found.append(
                Block(heading, i, body=i + 1, paragraph=item[0], case_number=item[1], kind="decision", part=number),
            )
        elif paragraph.block:
            kind = block_kind(paragraph.block)
            if paragraph.block.casefold() in load("headings")["whole"]:
                outer, item, middle, titles = (), (None, None), (), {}
            heading = (*outer, *middle, paragraph.text.strip(" :*#"))
            found.append(
                Block(heading, i, body=i + 1, paragraph=item[0], case_number=item[1], kind=kind, part=number),
            )
        elif _is_heading(paragraphs, i, found):
            middle = (paragraph.content.strip(" :*#"),)
            # Of an appendix of several numbered papers the first number is not the whole's.
            below = None if many else _case_below(paragraphs, i) or _case_beside(paragraph)
            case = below or item[1]
            found.append(
                Block((*outer, *middle), i, body=i + 1, paragraph=item[0], case_number=case, part=number),
            )
        elif not found:
            found.append(Block((), i, body=i, part=number))
        elif _behind_run_in(paragraphs, i, found[-1]):
            heading = (*outer, *middle)
            found.append(Block(heading, i, body=i, paragraph=item[0], case_number=item[1], part=number))
        elif found[-1].kind == "dissent" and _ends_dissent(paragraphs, i, part.last):
            heading = (*outer, paragraph.text.strip(" :*#"))
            found.append(
                Block(heading, i, body=i + 1, paragraph=item[0], case_number=item[1], part=number),
            )
        i += 1
    for block, following in pairwise(found):
        block.last = following.first
    if found:
        found[-1].last = part.last
    appendices.refer(paragraphs, found)
    return found


def _opens_item(sign: re.Match[str], found: list[Block]) -> bool:
    """A line that only refers to a § ("§ 12 i kommunallagen …", "§ 574.", "§§ 62–66, Eva Ek (S)") opens none."""
    if re.match(r"(?:i|och|samt|[a-zåäö]|[,.;)–-])(?:\s|$)", sign["rest"]):
        return False
    if sign["row"] and not sign["rest"] and not sign["board"]:
        return False
    if sign["board"] is None:
        return True
    # "KS § 45" in a list of papers, or with a day behind it, is another meeting's.
    listed = bool(found) and found[-1].kind in ("papers", "earlier")
    last = next((block.paragraph for block in reversed(found) if block.paragraph), None)
    next_one = last is not None and int(sign["number"]) == int(last) + 1
    return not sign["rest"][:1].isdigit() and (next_one or not listed)


def _referred(paragraphs: list[Paragraph], i: int, first: int, sign: re.Match[str]) -> bool:
    """Whether a § that begins a line goes on with the sentence above it ("… den 21 februari 2024,", "§ 156.")."""
    if i == first or sign.group().strip()[-1:] not in (".", ",") or len(sign["rest"]) > MAX_REFERENCE:
        return False
    above = paragraphs[i - 1].text.rstrip()
    return bool(_UNFINISHED.search(above))


@cache
def _page_header() -> re.Pattern[str]:
    return re.compile("|".join(load("acts")["decision"]["header"]), re.IGNORECASE)


def _behind_run_in(paragraphs: list[Paragraph], i: int, block: Block) -> bool:
    """Whether a block that began on the line of its heading ("Beslut: Taxan antas.") ended with its paragraph."""
    begun = block.body < i and paragraphs[block.body].run_in
    return begun and not paragraphs[i].marker and not re.match(r"att\b", paragraphs[i].text)


def _ends_dissent(paragraphs: list[Paragraph], i: int, last: int) -> bool:
    """Whether a line of its own behind a dissent is a heading that no list knows."""
    text = paragraphs[i].text
    if _COUNTED.fullmatch(text):
        return not _page_header().search(text)
    above, below = paragraphs[i - 1].text, paragraphs[i + 1].text if i + 1 < last else ""
    alone = bool(_ONE_LINE.fullmatch(text)) and bool(re.search(r"[.!?”\")]$", above))
    return alone and (len(below) > 2 * len(text) or i + 1 == last or bool(paragraphs[i + 1].block))


def _item_title(paragraphs: list[Paragraph], i: int, last: int, sign: re.Match[str]) -> tuple[str, str | None, int]:
    """The title of the § at position `i`, its case number, and where its text begins."""
    rest = sign["rest"].strip()
    numbers = case_numbers.find(rest)
    case = numbers[0].normal if numbers else None
    for number in reversed(numbers):
        rest = rest[: number.start] + rest[number.end :]
    lines = [_LABEL.sub("", rest).strip(" –-")]
    j = i + 1
    while j < last and j <= i + MAX_TITLE_LINES:
        text = paragraphs[j].text
        numbers = case_numbers.find(text)
        if numbers and len(text) - (numbers[0].end - numbers[0].start) < 20:
            case = case or numbers[0].normal
        elif _OF_STAFF.match(text):
            pass  # who prepared the item is none of its title
        elif paragraphs[j].block and not lines[0] and len(lines) == 1:
            return (
                text.strip(" :"),
                case,
                j + 1,
            )  # "§ 4 Frågestund": the block's name is all the title there is
        elif paragraphs[j].block or item_sign().match(text) or _is_text(text):
            # A long line right above the first block is a title all the same.
            whole = not lines[0] and len(lines) == 1 and not text.endswith((".", ":")) and len(text) < 500
            if whole and j + 1 < last and paragraphs[j + 1].block:
                return text, case, j + 1
            break
        elif lines[0] and not _continues(lines[-1]) and (j > i + 1 or (not case and len(text) > 90)):
            break
        else:
            lines.append(text)
        j += 1
    return " ".join(line for line in lines if line), case, j


def _is_text(line: str) -> bool:
    """Whether a line below a § is none of its title: a sentence, a long line, "Fullmäktige beslutar" + "att …"."""
    return line.endswith((".", ":", "?")) or len(line) > 160 or bool(_DECIDING.search(line))


def _continues(line: str) -> bool:
    return len(line) > 45 or not line


def _case_below(paragraphs: list[Paragraph], i: int) -> str | None:
    """The case number that stands alone under a heading."""
    if i + 1 >= len(paragraphs) or len(paragraphs[i + 1].text) > 40 or case_numbers.find(paragraphs[i].text):
        return None
    if item_sign().match(paragraphs[i + 1].text) or paragraphs[i + 1].block:
        return None
    numbers = case_numbers.find(paragraphs[i + 1].text)
    return numbers[0].normal if numbers else None


def _case_beside(paragraph: Paragraph) -> str | None:
    """The case number on the line of a numbered heading."""
    numbers = case_numbers.find(paragraph.text) if _NUMBERED.match(paragraph.text) else []
    return numbers[0].normal if numbers else None


def _is_heading(paragraphs: list[Paragraph], i: int, found: list[Block]) -> bool:
    paragraph = paragraphs[i]
    text = paragraph.content
    asks = text.endswith("?") and _case_below(paragraphs, i) is None  # a title that is a question has its case below
    if not 2 < len(text) <= 140 or asks or text.endswith((".", ",", ";", "…")) or "\t" in text:
        return False
    if paragraph.level or paragraph.bold:
        return not text.startswith(("(", '"', "”"))
    in_list = bool(found) and found[-1].kind in (
        "decision",
        "proposal",
        "motion",
        "present",
        "absent",
        "adjoined",
    )
    # "45. Budget 2025 (SVUF 24-0071)": an item of minutes that count without a §.
    listed = bool(found) and found[-1].kind in ("present", "absent", "adjoined")
    if listed and _NUMBERED.match(paragraph.text) and case_numbers.find(text):
        return True
    # "1. FÖRSLAG TILL BESLUT" ends where the next chapter begins, "2. ÄRENDET".
    above = paragraphs[found[-1].first] if found else paragraph
    chapter = above.marker and above.block and text.isupper() == above.content.isupper() and len(text.split()) < 6
    if _NUMBERED.match(paragraph.text) and (chapter or not in_list) and len(paragraph.text.split()) <= 12:
        return True
    return not paragraph.marker and len(text) <= 140 and _case_below(paragraphs, i) is not None and not in_list
