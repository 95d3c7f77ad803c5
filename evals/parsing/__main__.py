"""`python -m evals.parsing LABELS… --folder FOLDER [--json OUT] [--errors]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from rich.console import Console

from corpus import read
from corpus.errors import CouncilError
from corpus.records import Document
from evals.labels import LabelError, Stretch, load, stale
from evals.parsing.compare import Difference, compare
from evals.parsing.score import Score, Scores, of_sets
from evals.parsing.show import as_json, show, show_differences


def measure(stretches: Iterable[Stretch], folder: Path) -> tuple[Scores, list[Difference], list[str]]:
    """The scores, what differs, and the labels that no longer match. Raises `ReadError`."""

    @cache
    def document(path: str) -> Document:
        return read(folder / path, root=folder)

    scores, differences, old = Scores(), [], []
    seen: set[str] = set()
    for stretch in stretches:
        held = document(stretch.path)
        old += stale([stretch], {stretch.path: held.text}.get)
        differences += compare(stretch, held).score(scores)
        if stretch.path not in seen:
            differences += _genre(stretch, held, scores)
        if stretch.case_numbers is not None:
            differences += _numbers(stretch, held, scores)
        seen.add(stretch.path)
    return scores, differences, old


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error, 0 however low the scores are."""
    parser = argparse.ArgumentParser(prog="python -m evals.parsing", description="Measures parsing.")
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--folder", type=Path, required=True, help="the folder that the paths are relative to")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the scores and differences to a file")
    parser.add_argument("--errors", action="store_true", help="print every miss, false act and difference")
    given = parser.parse_args(arguments)
    console = Console()
    try:
        if not given.folder.is_dir():
            raise LabelError(f"{given.folder}: there is no such folder.")
        stretches = [stretch for path in given.labels for stretch in load(path)]
        scores, differences, old = measure(stretches, given.folder)
        if given.json is not None:
            _write(given.json, json.dumps(as_json(scores, differences), ensure_ascii=False, indent=1))
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    if old:
        print(f"{len(old)} labels no longer match their text; name them with python -m evals.labels.", file=sys.stderr)
    show(scores, console)
    if given.errors:
        console.print()
        show_differences(differences, console)
    return 0


def _genre(stretch: Stretch, document: Document, scores: Scores) -> list[Difference]:
    right = int(stretch.genre is document.genre)
    scores.add("genre", ("all",), Score(1, right, 1, right))
    if right:
        return []
    return [Difference("genre", stretch.path, 0, len(document.text), "", stretch.genre.value, document.genre.value)]


def _numbers(stretch: Stretch, document: Document, scores: Scores) -> list[Difference]:
    labelled, found = frozenset(stretch.case_numbers or ()), frozenset(document.case_numbers)
    scores.add("case numbers of documents", ("all",), of_sets(found, labelled))
    if labelled == found:
        return []
    sides = ", ".join(sorted(labelled)), ", ".join(sorted(found))
    return [Difference("case numbers", stretch.path, 0, len(document.text), "", *sides)]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise LabelError(f"{path}: cannot be written ({error.strerror}).") from None


if __name__ == "__main__":
    sys.exit(main())
