"""How well documents are put together to cases: pairs of a case and a part of it.

precision = pairs found and labelled / pairs found of the labelled cases
recall    = pairs found and labelled / pairs labelled                                    range 0 … 1 both

python -m evals.parsing.cases LABELS… --index DIR [--errors]

A line of labels is one case: `{"number": "KS 2023/412", "parts": [["kf/protokoll-2023-10-30.pdf", "109"], …]}`.
A part is a document (with null) or an item of minutes by the number of its §; a line of a list of new papers is
the item that the list stands in. Every part that carries the number belongs to the case, and every part without a
number that a reader would put with it; what carries another number is another case. An item of another document
that only mentions the number is no part.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console

from corpus.errors import CouncilError
from evals.labels import LabelError
from evals.parsing.score import Score, Scores, of_sets
from evals.parsing.show import HEADS
from index.cases import Cases
from index.settings import Settings
from index.store import Index

Part = tuple[str, str | None]


class CaseLabel(BaseModel):
    """A case as a person reads it: its number in normal form, and (path, §) of each part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str = Field(min_length=1)
    parts: tuple[Part, ...] = Field(min_length=1)


def load(path: Path) -> list[CaseLabel]:
    """The cases of a file in order. Raises `LabelError` when it is missing or a line is no labelled case."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise LabelError(f"{path}: there is no such file; give the path of a .jsonl file of cases.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read as UTF-8 text ({error.__class__.__name__}).") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(CaseLabel.model_validate_json(line))
            except ValidationError as error:
                raise LabelError(f"{path}, line {number}: {error.errors()[0]['msg']}.") from None
    if not found:
        raise LabelError(f"{path}: holds no labels.")
    return found


def measure(labels: Iterable[CaseLabel], cases: Cases) -> tuple[Scores, list[str]]:
    """The scores of whole cases and of their parts, and what differs."""
    scores, differences = Scores(), []
    for label in labels:
        case = cases.case(label.number)
        parts = case.parts if case else ()
        found = {(part.document.path, part.section.paragraph if part.section else None) for part in parts}
        wanted = set(label.parts)
        whole = int(found == wanted)
        scores.add("whole cases", ("all",), Score(int(bool(found)), whole, 1, whole))
        scores.add("parts of cases", ("all",), of_sets(found, wanted))
        for what, pairs in (("missed", wanted - found), ("false", found - wanted)):
            differences += [f"{what:<7} {label.number}  {_shown(*pair)}" for pair in sorted(pairs, key=str)]
    return scores, differences


def _shown(path: str, paragraph: str | None) -> str:
    return f"{path} § {paragraph}" if paragraph else path


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error, 0 however low the scores are."""
    parser = argparse.ArgumentParser(prog="python -m evals.parsing.cases", description="Measures the linking of cases.")
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, required=True, help="an index of the labelled documents")
    parser.add_argument("--errors", action="store_true", help="print every missed and every false part")
    given = parser.parse_args(arguments)
    try:
        labels = [label for path in given.labels for label in load(path)]
        with Index.open(replace(Settings.load(), index=given.index)) as opened:
            scores, differences = measure(labels, opened.cases)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    console = Console()
    for line in (
        _row(HEADS),
        *(_line(name, score) for name, _, score in scores),
        *(differences if given.errors else ()),
    ):
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    return 0


def _line(name: str, score: Score) -> str:
    shares = ("–" if share is None else f"{share:.3f}" for share in (score.precision, score.recall))
    precision, recall = shares
    counts = f"{score.found_right}/{score.found}", f"{score.labelled_right}/{score.labelled}"
    return _row((name, precision, counts[0], recall, counts[1]))


def _row(cells: Sequence[str]) -> str:
    return f"{cells[0]:<28}" + "".join(f"{cell:>16}" for cell in cells[1:])


if __name__ == "__main__":
    sys.exit(main())
