"""Finds what prints on every page and says nothing: page numbers, running headers, signature lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from corpus import case_numbers
from corpus.data import load

EDGE_LINES = 7  # how far into a page a running header or footer reaches
MIN_SHARE = 0.5  # of the pages that must carry a line for it to be a running header
MIN_REPEATS_UNPAGED = 4  # of a header line in a file that lost its page breaks
PAGE_COLUMN = 60  # characters at the end of a line in which the number of its page stands
COMPANION_REACH = 3  # lines from such a header line to the others of the same header

_NUMBER_SIGN = re.compile(r"\d[/-]\d|-\d{4}-")
_LINE = re.compile(r"[^\n\f]+")
_COLUMNS = re.compile(r"\s{3,}|\t")


def find_noise(text: str, pages: tuple[int, ...], marked: list[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """The noise spans of a text whose pages start at `pages`, in order and without overlap.

    `marked` are spans that the file's format itself declares as running headers or footers.
    """
    bounds = [*pages, len(text)]
    page_lines = [list(_lines(text, a, b)) for a, b in pairwise(bounds)]
    spans = set(marked or ())
    spans.update(_numbers_and_signatures(text, page_lines))
    spans.update(_running_headers(text, page_lines) if len(pages) > 2 else _unpaged_headers(text, page_lines))
    return merge(spans)


def find_rules(text: str) -> list[tuple[int, int]]:
    """The spans of lines drawn across the page: they belong to no sentence beside them."""
    rule = re.compile(load("noise")["rule"])
    return [(a, b) for a, b in _lines(text, 0, len(text)) if rule.fullmatch(text[a:b].strip())]


def find_page_tops(text: str) -> list[tuple[int, int]]:
    """The header lines of pages whose breaks were lost: one ends in a column with the number of a page.

    The lines around it are of the header where a line like them stands at the top of the text as well.
    """
    column = re.compile(load("noise")["page_column"], re.IGNORECASE)
    lines = list(_lines(text, 0, len(text)))
    top = {_shape(piece) for a, b in lines[:EDGE_LINES] for piece in _COLUMNS.split(text[a:b].strip())}
    found: set[tuple[int, int]] = set()
    for i, (a, b) in enumerate(lines):
        # The first lines say what the document is, on whatever page of the minutes an extract begins.
        if i < EDGE_LINES or not column.search(text[a:b].rstrip()[-PAGE_COLUMN:]):
            continue
        found.add(lines[i])
        for step in (-1, 1):
            j = i + step
            while EDGE_LINES <= j < len(lines) and abs(j - i) <= COMPANION_REACH:
                line = text[slice(*lines[j])]
                if _structural(line) or not all(_shape(piece) in top for piece in _COLUMNS.split(line.strip())):
                    break
                found.add(lines[j])
                j += step
    return sorted(found)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, end):
        if match.group().strip():
            yield match.span()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues = load("noise")
    always = "|".join([*cues["page_numbers"], *cues["signatures"]])
    return (
        re.compile(always, re.IGNORECASE),
        re.compile(cues["bare_number"]),
        re.compile(cues["running_header"], re.IGNORECASE),
        re.compile(cues["header_companion"], re.IGNORECASE),
    )


def _numbers_and_signatures(text: str, page_lines: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    always, bare, _, _ = _patterns()
    for lines in page_lines:
        for i, (start, end) in enumerate(lines):
            line = text[start:end].strip()
            at_edge = len(page_lines) > 1 and len(lines) > 2 and i in (0, len(lines) - 1)
            if always.fullmatch(line) or (at_edge and bare.fullmatch(line)):
                yield start, end


def _shape(line: str) -> str:
    """A line with its numbers blanked, so that the header of page 3 equals that of page 4; case numbers are kept."""
    line = " ".join(line.split())
    shown, end = "", 0
    # Lines with different case numbers belong to different items: no header prints them.
    for number in case_numbers.find(line) if _NUMBER_SIGN.search(line) else ():
        shown += re.sub(r"\d+", "#", line[end : number.start]) + line[number.start : number.end]
        end = number.end
    return (shown + re.sub(r"\d+", "#", line[end:])).casefold()


@cache
def _headings() -> frozenset[str]:
    return frozenset(word.casefold() for word in load("headings")["blocks"])


def _structural(line: str) -> bool:
    """Whether a line that comes back on many pages opens an item ("§ 12 …"), a block ("Beslut") or a decision."""
    if line.lstrip("#* ").startswith("§") or line.strip(" :*#").casefold() in _headings():
        return True
    return re.search(load("noise")["announces"], line.rstrip(" *"), re.IGNORECASE) is not None


def _running_headers(text: str, page_lines: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    seen: Counter[str] = Counter()
    for lines in page_lines:
        edge = {_shape(text[a:b]) for a, b in _edges(lines) if not _structural(text[a:b])}
        seen.update(edge)
    pages = sum(1 for lines in page_lines if lines)
    repeated = {shape for shape, n in seen.items() if n >= max(3, MIN_SHARE * pages)}
    # The first page keeps its header: it is where a document says what it is.
    for number, lines in enumerate(page_lines):
        for a, b in _edges(lines):
            if number and _shape(text[a:b]) in repeated and not _structural(text[a:b]):
                yield a, b


def _edges(lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return lines if len(lines) <= 2 * EDGE_LINES else lines[:EDGE_LINES] + lines[-EDGE_LINES:]


def _unpaged_headers(text: str, page_lines: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    _, _, header, companion = _patterns()
    lines = [span for page in page_lines for span in page]
    shown = [text[a:b].strip() for a, b in lines]
    counts = Counter(shown)
    for i in range(1, len(lines)):
        line = shown[i]
        if i < EDGE_LINES and line not in shown[:i]:
            continue  # the first page keeps its header here, too
        if counts[line] < MIN_REPEATS_UNPAGED or _structural(line) or line[-1] in ".?!:;":
            continue
        if len(line.split()) >= 3 and header.search(line):
            yield lines[i]
        elif companion.fullmatch(line):
            near = shown[max(1, i - COMPANION_REACH) : i + COMPANION_REACH + 1]
            if any(
                len(s.split()) >= 3 and counts[s] >= MIN_REPEATS_UNPAGED and header.search(s) and not companion.match(s)
                for s in near
            ):
                yield lines[i]


def merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
