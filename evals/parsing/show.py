"""Scores as a table on a terminal, as plain lines elsewhere, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from corpus.records import ActKind, Genre
from evals.parsing.compare import Difference
from evals.parsing.score import Score, Scores

HEADS = ("", "precision", "right/found", "recall", "found/labelled")
MEASURES = (
    "acts", "actors", "addressees", "form", "replies", "case numbers of acts", "case numbers of documents", "genre",
)  # fmt: skip
_KINDS = [kind.value for kind in ActKind]
_GENRES = [genre.value for genre in Genre]


def show(scores: Scores, console: Console) -> None:
    """Prints all measures, then acts and actors by kind and by genre."""
    table = Table(*HEADS, box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    lines = []
    for title, rows in _sections(scores):
        lines += ["", title] if title else []
        table.add_section()
        for name, score in rows:
            cells = (f"  {name}" if title else name, *_cells(score))
            table.add_row(*cells)
            lines.append(f"{cells[0]:<28}" + "".join(f"{cell:>16}" for cell in cells[1:]))
    if console.is_terminal:
        console.print(table)
        return
    console.print(f"{'':<28}" + "".join(f"{head:>16}" for head in HEADS[1:]), soft_wrap=True, markup=False)
    for line in lines:
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def show_differences(differences: Sequence[Difference], console: Console) -> None:
    """Prints one line for each: what, where, which kind, and both sides."""
    for one in differences:
        sides = f"  labelled: {one.labelled or '–'}; found: {one.found or '–'}"
        named = sides if one.labelled or one.found else ""
        line = f"{one.what:<20} {one.path}[{one.start}:{one.end}] {one.kind}{named}"
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def as_json(scores: Scores, differences: Sequence[Difference]) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "scores": [
            {"measure": measure, "group": group, **asdict(score), "precision": score.precision, "recall": score.recall}
            for measure, group, score in scores
        ],
        "differences": [asdict(one) for one in differences],
    }


def _sections(scores: Scores) -> Iterator[tuple[str, list[tuple[str, Score]]]]:
    yield "", [(measure, scores.get(measure)) for measure in MEASURES]
    for measure in ("acts", "actors"):
        held = {group for name, group, _ in scores if name == measure}
        for part, values in (("kind", _KINDS), ("genre", _GENRES)):
            rows = [(value, scores.get(measure, f"{part}={value}")) for value in values if f"{part}={value}" in held]
            yield f"{measure} by {part}", rows


def _cells(score: Score) -> tuple[str, str, str, str]:
    return (
        _share(score.precision),
        f"{score.found_right}/{score.found}",
        _share(score.recall),
        f"{score.labelled_right}/{score.labelled}",
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
