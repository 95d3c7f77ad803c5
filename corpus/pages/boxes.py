"""From the boxes of characters to one rectangle a line, that covers them and no other word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.pages.letters import letters
from corpus.pages.records import Rectangle

if TYPE_CHECKING:
    from corpus.pages.characters import Boxes, Characters

_GAP = 2.5  # line heights: blanks wider than this part two columns or cells
_SAME_LINE = 0.3  # of the lower of two heights: how much a character shares with its line at least
_FLAT = 0.5  # of the higher of two heights: a character that is lower is a mark, not a letter
_LEAST = 0.004  # of the page: a line is reckoned as at least so high
_MANY = 2000  # rectangles on a page

_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Run:
    """Characters that follow each other on one line, and what surrounds them."""

    indices: list[int]
    box: _Box
    last: _Box
    along: int


def rectangles(page: int, characters: Characters, chosen: Sequence[int]) -> tuple[list[Rectangle], bool]:
    """Rectangles over the characters `chosen` (indices in reading order), and whether all of them are covered.

    A rectangle that would cover the middle of another character is parted into words; a word that still
    would gets none.
    """
    import numpy as np

    boxes: dict[int, _Box] = {index: tuple(characters.boxes[index].tolist()) for index in chosen}
    drawn = [index for index in chosen if not np.isnan(boxes[index][0])]
    complete = not any(np.isnan(boxes[index][0]) and letters(characters.text[index]) for index in chosen)
    strangers = _strangers(characters, chosen)
    found: list[_Box] = []
    for run in _runs(characters, drawn, boxes):
        for box in [run.box] if _is_clear(run.box, strangers) else _words(run, boxes):
            placed = _placed(box)
            if _is_clear(box, strangers) and placed[2] > 0 and placed[3] > 0:
                found.append(placed)
            else:
                complete = False
    if len(found) > _MANY:
        return [], False
    return [Rectangle(page, *box) for box in found], complete


def _strangers(characters: Characters, chosen: Sequence[int]) -> Boxes:
    """The middles of all drawn characters that were not chosen."""
    import numpy as np

    others = ~np.isnan(characters.boxes[:, 0])
    others[list(chosen)] = False
    part = characters.boxes[others]
    middles: Boxes = (part[:, :2] + part[:, 2:]) / 2
    return middles


def _placed(box: _Box) -> _Box:
    """Left, top, width and height, within the page."""
    left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in box)
    return round(left, 5), round(top, 5), round(right - left, 5), round(bottom - top, 5)


def _runs(characters: Characters, drawn: Sequence[int], boxes: dict[int, _Box]) -> list[_Run]:
    """The characters line by line."""
    runs: list[_Run] = []
    for index in drawn:
        box, along = boxes[index], int(characters.along[index])
        if runs and _goes_on(runs[-1], box, along, characters.size):
            run = runs[-1]
            run.indices.append(index)
            run.box, run.last = _around([run.box, box]), box
        else:
            runs.append(_Run([index], box, box, along))
    return runs


def _goes_on(run: _Run, box: _Box, along: int, size: tuple[float, float]) -> bool:
    """Whether a character stands on the line of a run, beside its last."""
    if along == 2 or run.along != along:
        return False
    onward, aside = (0, 1) if along == 0 else (1, 0)
    if not _shares(box, run.box, aside):
        return False
    gap = max(box[onward] - run.last[onward + 2], run.last[onward] - box[onward + 2]) * size[onward]
    return gap <= _GAP * max(run.box[aside + 2] - run.box[aside], _LEAST) * size[aside]


def _shares(box: _Box, line: _Box, axis: int) -> bool:
    shared = min(box[axis + 2], line[axis + 2]) - max(box[axis], line[axis])
    low, high = sorted((box[axis + 2] - box[axis], line[axis + 2] - line[axis]))
    # A flat character (a dash, a quotation mark, a full stop) may stand above or below the letters beside it.
    return shared >= _SAME_LINE * low or (low < _FLAT * high and -shared < _FLAT * high)


def _words(run: _Run, boxes: dict[int, _Box]) -> list[_Box]:
    """A run in pieces where its indices are not next to each other: at blanks."""
    words: list[list[int]] = []
    for index in run.indices:
        if words and index == words[-1][-1] + 1:
            words[-1].append(index)
        else:
            words.append([index])
    return [_around([boxes[index] for index in word]) for word in words]


def _around(boxes: Sequence[_Box]) -> _Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_clear(box: _Box, middles: Boxes) -> bool:
    """Whether no other character's middle lies in the box."""
    left, top, right, bottom = box
    xs, ys = middles[:, 0], middles[:, 1]
    return not bool(((left < xs) & (xs < right) & (top < ys) & (ys < bottom)).any())
