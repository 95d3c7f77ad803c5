"""Where characters of a page's canonical text stand among the characters that the PDF draws: exactly, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.pages.letters import HYPHENS, Letters

_CONTEXT = (0, 12, 40, 120, 400)  # letters around words that stand twice on a page, to tell which of the two


class Alignment:
    """The canonical text of one page beside the characters of its PDF page, in the order that they are read in."""

    def __init__(self, text: str, characters: Sequence[str]) -> None:
        self._text = text
        self._characters = characters
        self._ours = Letters.of(text)
        self._theirs = Letters.of(characters)
        self.exact = self._ours.text == self._theirs.text

    def find(self, start: int, end: int) -> tuple[list[int], bool]:
        """The indices of the drawn characters of `text[start:end]`, and whether they are all of them.

        What cannot be placed as a whole is placed line by line; a line that cannot, or that could stand in
        two places, is left out.
        """
        whole = self._place(start, end)
        if whole is not None:
            return whole, True
        found: list[int] = []
        complete = True
        for line_start, line_end in _lines(self._text, start, end):
            placed = self._place(line_start, line_end)
            complete = complete and placed is not None
            found += placed or []
        return found, complete

    def _place(self, start: int, end: int) -> list[int] | None:
        first, last = self._ours.within(start, end)
        if first == last:
            return []
        at = first if self.exact else self._only(first, last)
        if at is None:
            return None
        begins, ends = self._theirs.origins[at], self._theirs.origins[at + last - first - 1]
        if not self._is_whole(at, at + last - first):
            return None  # the edge of the words lies within one drawn character
        begins = self._over_hyphen(begins, -1) if self._text[start:end].lstrip()[0] in HYPHENS else begins
        ends = self._over_hyphen(ends, 1) if self._text[start:end].rstrip()[-1] in HYPHENS else ends
        return list(range(begins, ends + 1))

    def _only(self, first: int, last: int) -> int | None:
        """Where the letters `first` to `last` stand among the drawn, if it is one place only."""
        ours, theirs = self._ours.text, self._theirs.text
        for reach in _CONTEXT:
            for before, after in ((reach, reach), (reach, 0), (0, reach)):
                left, right = max(0, first - before), min(len(ours), last + after)
                piece = ours[left:right]
                at = theirs.find(piece)
                if at >= 0 and theirs.find(piece, at + 1) < 0 and ours.find(piece, ours.find(piece) + 1) < 0:
                    return at + first - left
            if ours[first:last] not in theirs:
                return None
        return None

    def _is_whole(self, first: int, last: int) -> bool:
        origins = self._theirs.origins
        return (first == 0 or origins[first - 1] != origins[first]) and (
            last == len(origins) or origins[last - 1] != origins[last]
        )

    def _over_hyphen(self, at: int, step: int) -> int:
        """The index of a hyphen that stands beside the character at `at`; without one, `at`."""
        beside = at + step
        while 0 <= beside < len(self._characters) and self._characters[beside].isspace():
            beside += step
        inside = 0 <= beside < len(self._characters)
        return beside if inside and self._characters[beside] in HYPHENS else at


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines, and in a table's row the cells, of a stretch of text."""
    found = []
    at = start
    while at < end:
        stop = min((text.find(mark, at, end) + 1 or end + 1) - 1 for mark in ("\n", " | "))
        found.append((at, stop))
        at = stop + 1
    return found
