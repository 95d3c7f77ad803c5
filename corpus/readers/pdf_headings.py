"""Headings of a PDF: short lines in larger or bolder letters than the running text around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.readers.pdf_lines import Line

_LONGEST = 120  # characters
_LONGEST_BOLD = 70  # characters: a longer line in bold letters of the running size begins a paragraph
_PAGE_NUMBER = re.compile(r"\d+ ?\(\d+\)$")
_MOST_LINES = 3  # lines in the same letters; more are a paragraph set in bold
_FEW = 400  # characters: a page with less has no running text of its own to compare with
# Times the size of running text, for levels 1, 2, 3 and 4; bold letters of its size make level 5.
_LEVELS = (1.8, 1.4, 1.2, 1.1)
_NUMBERED = re.compile(r"\d{1,2}((?:\.\d{1,2})*)\.?\s+[A-ZÅÄÖ]")


def find_headings(pages: list[list[Line]]) -> tuple[tuple[int, int, int], ...]:
    """(page index, offset in the page's lines joined by "\\n", level 1–6) of each heading's first line."""
    whole = _body(line for page in pages for line in page)
    found = []
    for number, page in enumerate(pages):
        body = _body(page) if sum(len(line.text) for line in page if line.size) >= _FEW else whole
        offset = 0
        for at, line in enumerate(page):
            level = _level(line, body)
            if level and not _continues(page, at) and _run(page, at) <= _MOST_LINES and _reads_as_heading(line.text):
                found.append((number, offset, level))
            offset += len(line.text) + 1
    return tuple(found)


def _body(lines: Iterable[Line]) -> float:
    """The letter size of most of the text; 0 when nothing is known."""
    sizes = Counter[float]()
    for line in lines:
        if line.size:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _level(line: Line, body: float) -> int:
    """1–6, or 0 for running text. The depth of a number ("2.1.3") tells more than the size."""
    if not body or not line.size:
        return 0
    level = next((place for place, times in enumerate(_LEVELS, 1) if line.size >= times * body), 0)
    if not level and line.bold and line.size >= 0.95 * body and len(line.text) <= _LONGEST_BOLD:
        level = 5
    numbered = _NUMBERED.match(line.text)
    if level and numbered and numbered[1]:
        return min(6, 1 + numbered[1].count("."))
    return level


def _continues(page: list[Line], at: int) -> bool:
    """Whether the line goes on with a heading: letters as in the line before, no number of its own."""
    if at == 0 or _NUMBERED.match(page[at].text) or page[at].text.startswith("§"):
        return False
    return (page[at - 1].size, page[at - 1].bold) == (page[at].size, page[at].bold)


def _run(page: list[Line], at: int) -> int:
    """How many lines from here on look the same."""
    look = (page[at].size, page[at].bold)
    end = at + 1
    while end < len(page) and (page[end].size, page[end].bold) == look:
        end += 1
    return end - at


def _reads_as_heading(text: str) -> bool:
    letters = len(re.findall(r"[^\W\d_]", text))
    if letters < 3 or len(text) > _LONGEST or text[-1] in ".,;:":
        return False
    return not (".." in text or "@" in text or _PAGE_NUMBER.search(text))
