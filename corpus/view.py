"""The reading view: a document's text as a person reads it, each character tied to the one it came from.

Page noise is left out, wrapped lines and words cut at line ends are joined, emphasis marks and heading signs
of Markdown are dropped, blanks are single. Paragraphs are separated by one "\\n". Every rule that looks for
words works on this text; what it finds is handed on in document offsets.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.bodies import decides_alone
from corpus.data import alternatives, load
from corpus.records import Document
from corpus.structure.headings import stands_alone

_LINE = re.compile(r"[^\n\f]+")
_SHOWN = re.compile(r"[^\n\f]")
_BREAK = re.compile(r"[\n\f]")
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[#*_\u00ad]")  # no markup is without one of them
_MARKUP = re.compile(
    r"^\s{0,3}#{1,6}\s+|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|\*{2,3}|\u00ad|(?<![\w])_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)"
)
# A line that ends in a given name, in a row of people, goes on below with the family name.
_GIVEN_NAME = re.compile(r"\)(?:,| och| samt) [A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+)?$")
_FAMILY_NAME = re.compile(r"[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+)? \([A-Za-zÅÄÖåäö]{1,4}\)\s*\S")
_PARTY = re.compile(r"\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\)")
_YEAR = re.compile(r"(?:19|20)\d{2}\b")
_SENTENCE_END = (".", "?", "!", ":", ";", "”", '"', "…")
_BEFORE = 400  # characters looked at before a stretch, to find where its paragraph begins
MAX_CUTS = 4  # noise spans inside one line
MIN_TORN = 25  # characters of a line that a page break may have torn
SHORT = 20  # characters of a line that may end anywhere
WRAP_LIMIT = 130  # no wrapped text is set wider than this, in characters


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it
    page_break: bool  # the page changed before it


@dataclass(frozen=True)
class ReadingView:
    """`text[i]` came from `source[i]`, an offset into the document's text; `source` rises strictly."""

    text: str
    source: array[int]

    @classmethod
    def of(cls, document: Document) -> ReadingView:
        """The view of a document."""
        return cls.build(document.text, document.noise)

    @classmethod
    def build(cls, text: str, noise: tuple[tuple[int, int], ...]) -> ReadingView:
        """The view of a text whose `noise` spans are left out."""
        return cls._joined(text, _lines(text, noise), wrap_width(text, noise))

    @classmethod
    def around(cls, text: str, noise: tuple[tuple[int, int], ...], start: int, end: int, width: int) -> ReadingView:
        """The stretch of the view that shows `text[start:end]`, and some before it, without what is made of the rest.

        `width` is the `wrap_width` of the whole text. From `start`, which is no blank, to the last character before
        `end` that is none, all is as in the view of the whole.
        """
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        back = _BEFORE
        while True:
            begin = text.rfind("\n", 0, max(0, start - back)) + 1
            lines = _lines(text, noise, begin, stop)
            inside = next((at for at, line in enumerate(lines) if line.end >= start), len(lines))
            # What was read before a paragraph has no part in how it is joined.
            for at in range(inside, 0, -1):
                if at < len(lines) and _joiner(lines[at - 1], lines[at], width) == "\n":
                    return cls._joined(text, lines[at:], width)
            if begin == 0:
                return cls._joined(text, lines, width)
            back *= 4

    @classmethod
    def _joined(cls, text: str, lines: list[_Line], width: int) -> ReadingView:
        out: list[str] = []
        source: array[int] = array("l")
        previous: _Line | None = None
        in_item = False
        margin = 0  # blanks before an indented "Svar:"; what stands farther out is another's words
        for line in lines:
            if previous is not None:
                joiner = _joiner(previous, line, width)
                # A listed question ends its item: what follows on the next line is another's words.
                asked = previous.text.rstrip("* _").endswith("?")
                if in_item and joiner == " " and asked and not line.text[:1].islower():
                    joiner = "\n"
                if joiner == " " and _indent(line.text) < margin:
                    joiner = "\n"
                margin = 0 if joiner == "\n" else margin
                _join(out, source, joiner, previous)
                in_item = in_item and joiner != "\n"
            in_item = in_item or bool(_layout("item").match(line.text))
            margin = _indent(line.text) if _layout("answer").match(line.text) else margin
            _copy(out, source, line)
            previous = line
        return cls("".join(out), source)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of view offsets `start:end` (not empty)."""
        return self.source[start], self.source[end - 1] + 1

    def at(self, offset: int) -> int:
        """The view offset of the first character at or after a document offset."""
        return bisect_left(self.source, offset)

    def slice(self, start: int, end: int) -> str:
        """The reading text of document offsets `start:end`."""
        return self.text[self.at(start) : self.at(end)]

    def paragraphs(self) -> list[tuple[int, int]]:
        """(start, end) of every paragraph, in view offsets."""
        return [m.span() for m in re.finditer(r"[^\n]+", self.text)]


def line_breaks(view: ReadingView, text: str) -> frozenset[int]:
    """The view offsets of the blanks that stand for the end of a line of `text`."""
    ends = ((view.at(match.start()), match.start()) for match in _BREAK.finditer(text))
    return frozenset(i for i, at in ends if i < len(view.source) and view.source[i] == at and view.text[i] == " ")


def wrap_width(text: str, noise: tuple[tuple[int, int], ...]) -> int:
    """The width in characters at which the lines of a text break, 0 where it is not wrapped."""
    lines = _without(text, noise).replace("\f", "\n").split("\n")
    lengths = sorted(length for line in lines if len(line) > SHORT and (length := len(line.rstrip())))
    if len(lengths) < 8:
        return 0
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width > WRAP_LIMIT or lengths[-1] > 2 * WRAP_LIMIT:
        return 0
    full = sum(1 for n in lengths if n > 0.7 * width)
    return width if full >= 0.3 * len(lengths) else 0


def _without(text: str, noise: tuple[tuple[int, int], ...]) -> str:
    """The text with blanks in the place of noise; lines end where they did."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(noise):
        pieces += text[at:start], _SHOWN.sub(" ", text[max(at, start) : end])
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _lines(text: str, noise: tuple[tuple[int, int], ...], begin: int = 0, stop: int | None = None) -> list[_Line]:
    """The lines between two offsets, which stand at ends of lines; what stands before `begin` is not looked at."""
    lines: list[_Line] = []
    spans = sorted(noise)
    ahead = 0  # the first noise span that does not end before the line
    position = begin
    for match in _LINE.finditer(text, begin, len(text) if stop is None else stop):
        between = text[position : match.start()]
        start, end = match.span()
        shown = match.group()
        while ahead < len(spans) and spans[ahead][1] <= start:
            ahead += 1
        for a, b in spans[ahead : ahead + MAX_CUTS]:
            if a >= end:
                break
            shown = shown[: max(0, a - start)] + " " * (min(b, end) - max(a, start)) + shown[min(b, end) - start :]
        if not shown.strip():
            continue
        # Noise lines count as nothing, so the gap is judged from the last line that was kept.
        gap = between.count("\n") > 1 or "\f" in between
        lines.append(_Line(start, end, shown, gap, "\f" in between))
        position = end
    return lines


@cache
def _layout(name: str) -> re.Pattern[str]:
    """A pattern of `layout.toml`."""
    return re.compile(load("layout")[name])


@lru_cache(maxsize=64)
def _is(name: str, line: str) -> bool:
    """Whether a line begins as a pattern of `layout.toml` says; each is asked for twice, as the upper and the lower."""
    return bool(_layout(name).match(line))


def _indent(line: str) -> int:
    """The blanks before a line."""
    return len(line) - len(line.lstrip())


def _joiner(before: _Line, line: _Line, width: int) -> str:
    """What stands between two lines in the view: "\\n", " ", or "-": drop the hyphen of a word cut in two."""
    last, first = before.text.rstrip(), line.text.lstrip()
    first_clean = first.lstrip("*_")
    ended = last.rstrip("*_").endswith(_SENTENCE_END)
    lower = first_clean[:1].islower()
    opens = _is("new_block", line.text) or _is("bare_marker", line.text) or bool(decides_alone().fullmatch(line.text))
    if _is("bare_marker", before.text) and not opens:
        return " "
    if (
        opens
        or _is("signature", line.text)
        or _is("signature", before.text)
        or (ended and _layout("name_line").match(line.text))
        or stands_alone(last)
        or (not lower and stands_alone(first))
        or last.lstrip().startswith("#")
        or (not lower and _is("item_in_columns", before.text) and _indent(line.text) <= _indent(before.text))
    ):
        return "\n"
    if len(last) > MIN_TORN and _layout("going_on").search(last) and not line.text.lstrip().startswith("#"):
        return " "
    if line.gap and not line.page_break:
        # A page break that was lost on the way leaves a blank line in the middle of a sentence.
        torn = lower and not ended and len(last) > 50 and not first_clean.startswith("att ")
        return " " if torn else "\n"
    if line.page_break:
        return " " if (lower and not ended) or _torn(last, first_clean) else "\n"
    hyphen = len(last) > 1 and last[-1] == "-" and last[-2].isalpha() and lower
    if hyphen and first_clean.split()[0] not in ("och", "eller", "samt"):
        return "-"
    if _torn(last, first_clean):
        return " "
    if width:
        full = len(last) + 1 + len(first.split()[0]) > 0.86 * width
        return " " if full or (lower and not ended) else "\n"
    return " " if lower and not ended and not first_clean.startswith("att ") else "\n"


@cache
def _month_end() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(load('dates')['months'])}$")


def _torn(last: str, first: str) -> bool:
    """Whether a line break stands inside a phrase: "i juni | 2024", "A (V) och Lars | Ek (L) yrkar"."""
    if _YEAR.match(first) and _month_end().search(last):
        return True
    if _PARTY.match(first) and re.search(r"[A-ZÅÄÖÉ][\wé-]+$", last):
        return True
    return bool(_GIVEN_NAME.search(last) and _FAMILY_NAME.match(first))


def _join(out: list[str], source: array[int], joiner: str, before: _Line) -> None:
    if joiner == "-":
        if out and out[-1].endswith("-"):
            out[-1] = out[-1][:-1]
            source.pop()
        return
    out.append(joiner)
    source.append(max(before.end, source[-1] + 1 if source else 0))


def _copy(out: list[str], source: array[int], line: _Line) -> None:
    """Copies a line without its outer blanks, inner ones made single."""
    if _MARKS.search(line.text):
        _copy_marked(out, source, line)
        return
    shown = line.text.strip()
    # Most lines have single blanks already.
    if " ".join(shown.split()) == shown:
        first = line.start + len(line.text) - len(line.text.lstrip())
        out.append(shown)
        source.extend(range(first, first + len(shown)))
        return
    end = 0
    for word in _WORD.finditer(line.text):
        if end:
            out.append(" ")
            source.append(line.start + end)
        out.append(word.group())
        source.extend(range(line.start + word.start(), line.start + word.end()))
        end = word.end()


def _copy_marked(out: list[str], source: array[int], line: _Line) -> None:
    """Copies a line in which emphasis, heading signs or soft hyphens may have to be dropped."""
    dropped: set[int] = set()
    for match in _MARKUP.finditer(line.text):
        dropped.update(range(*match.span()))
    blank = True  # leading blanks are dropped
    for i, char in enumerate(line.text):
        if i in dropped:
            continue
        if char.isspace():
            if blank:
                continue
            char = " "
        blank = char == " "
        out.append(char)
        source.append(line.start + i)
    if out and out[-1] == " ":
        out.pop()
        source.pop()
