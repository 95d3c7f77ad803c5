"""The picture of a case: its steps along a line of time, as inline SVG in the colours of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.overview.cases import Step, Timeline
from corpus.records import ActKind, Form
from ui.overview.tables import kind_label
from ui.render import capital, escape
from ui.texts import Texts

ENOUGH = 3  # dated steps from which on a picture says more than the list
WIDTH, MARGIN, LANE, LETTER, APART = 760, 48, 34, 6.6, 16
LANES = 3  # rows of labels above the line
LONGEST = 22  # characters of a label
_RANK = (ActKind.DECISION, ActKind.ANSWER, ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION, ActKind.STATEMENT)
_SHAPES = {
    ActKind.DECISION: '<rect class="pt pt-decision" x="{a}" y="{b}" width="14" height="14"/>',
    ActKind.ANSWER: '<path class="pt pt-answer" d="M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z"/>',
}
_POINT = '<circle class="pt pt-{kind}" cx="{x}" cy="{y}" r="7"/>'


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands at one day: the kind that matters most, in words."""

    day: date
    kind: ActKind | None
    word: str


def picture(timeline: Timeline, texts: Texts) -> str:
    """The SVG; "" for a case with few dated steps. All that it shows is told in its description, too."""
    marks = _marks(timeline.steps, texts)
    if sum(step.date is not None for step in timeline.steps) < ENOUGH or len(marks) < 2:
        return ""
    places = _places([mark.day for mark in marks])
    lanes = _lanes(places, marks)
    used = max((lane for lane in lanes if lane is not None), default=0) + 1
    axis = 12 + used * LANE + 14
    drawn = "".join(_drawn(mark, x, lane, axis, used) for mark, x, lane in zip(marks, places, lanes, strict=True))
    line = f'<line class="axis" x1="{MARGIN // 2}" y1="{axis}" x2="{WIDTH - MARGIN // 2}" y2="{axis}"/>'
    told = "; ".join(f"{mark.day.isoformat()} {mark.word}" for mark in marks)
    name = timeline.case.number or timeline.case.title
    title = f'<title id="picture-title">{escape(texts("cases.picture", name=name))}</title>'
    desc = f'<desc id="picture-desc">{escape(told)}</desc>'
    size = f'viewBox="0 0 {WIDTH} {axis + 20}"'
    svg = (
        f'<svg {size} role="img" aria-labelledby="picture-title" aria-describedby="picture-desc">'
        f"{title}{desc}{line}{drawn}</svg>"
    )
    label = escape(texts("cases.picture", name=name))
    return f'<div class="picture" tabindex="0" role="group" aria-label="{label}">{svg}</div>'


def _marks(steps: Sequence[Step], texts: Texts) -> list[_Mark]:
    """A mark a day, in order."""
    found: dict[date, list[Step]] = {}
    for step in steps:
        if step.date is not None:
            found.setdefault(step.date, []).append(step)
    return [_mark(day, found[day], texts) for day in sorted(found)]


def _mark(day: date, steps: Sequence[Step], texts: Texts) -> _Mark:
    acts = [(act.kind, act.form) for step in steps for act in step.acts]
    main = next(((kind, form) for rank in _RANK for kind, form in acts if kind is rank), None)
    if main is None:
        return _Mark(day, None, texts.maybe("genre", steps[0].genre.value))
    return _Mark(day, main[0], _word(*main, texts))


def _word(kind: ActKind, form: Form | None, texts: Texts) -> str:
    """The kind in a word or two: a decision is told by what it was."""
    if kind is ActKind.DECISION and form is not None:
        return capital(texts.maybe("cases.form", str(form)))
    return kind_label(kind, None, texts)


def _places(days: Sequence[date]) -> list[float]:
    """Where each day stands on the line: in proportion, and never nearer than two marks need."""
    first, span = days[0].toordinal(), max(1, days[-1].toordinal() - days[0].toordinal())
    room = WIDTH - 2 * MARGIN
    apart = min(float(APART), room / max(1, len(days) - 1))
    found = [MARGIN + room * (day.toordinal() - first) / span for day in days]
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + apart)
    for i in range(len(found) - 1, 0, -1):
        limit = WIDTH - MARGIN if i == len(found) - 1 else found[i + 1] - apart
        found[i] = min(found[i], limit)
    return found


def _lanes(places: Sequence[float], marks: Sequence[_Mark]) -> list[int | None]:
    """The row of each label, the lowest that is free; None where there is no room. First and last come first."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
    found: list[int | None] = [None] * len(marks)
    for i in sorted(range(len(marks)), key=lambda i: (0 < i < len(marks) - 1, i)):
        left, right = _extent(places[i], marks[i])
        for lane, spans in enumerate(taken):
            if all(right + 6 < start or end + 6 < left for start, end in spans):
                spans.append((left, right))
                found[i] = lane
                break
    return found


def _extent(x: float, mark: _Mark) -> tuple[float, float]:
    half = max(len(mark.day.isoformat()), min(len(mark.word), LONGEST)) * LETTER / 2
    middle = min(max(x, half + 2), WIDTH - half - 2)
    return middle - half, middle + half


def _drawn(mark: _Mark, x: float, lane: int | None, axis: int, used: int) -> str:
    shape = _SHAPES.get(mark.kind or ActKind.STATEMENT, _POINT)
    point = shape.format(
        x=round(x, 1), y=axis, a=round(x - 7, 1), b=axis - 7, top=axis - 9, bottom=axis + 9, left=round(x - 9, 1),
        right=round(x + 9, 1), kind=mark.kind or "none",
    )  # fmt: skip
    if lane is None:
        return point
    left, right = _extent(x, mark)
    middle = round((left + right) / 2, 1)
    low = axis - 16 - lane * LANE
    word = mark.word if len(mark.word) <= LONGEST else mark.word[: LONGEST - 1] + "…"
    stem = f'<line class="stem" x1="{round(x, 1)}" y1="{low + 3}" x2="{round(x, 1)}" y2="{axis - 9}"/>' if lane else ""
    return (
        f'{stem}{point}<text x="{middle}" y="{low - 13}" text-anchor="middle">{mark.day.isoformat()}</text>'
        f'<text class="word" x="{middle}" y="{low}" text-anchor="middle">{escape(word)}</text>'
    )
