"""Checks a dataset against its documents, and finds quotes again after a document has changed.

python -m evals.check DATASET FOLDER [--write]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus import read
from corpus.errors import CouncilError
from evals.dataset import COUNTED, DatasetError, Gold, Question, dump, load
from evals.metrics.text import holds

Texts = Callable[[str], str | None]


def reader(folder: Path) -> Texts:
    """Gives the canonical text of a document by its path in a folder; None when it cannot be read."""

    @cache
    def text(path: str) -> str | None:
        try:
            return read(folder / path, root=folder).text
        except CouncilError:
            return None

    return text


def problems(questions: Iterable[Question], texts: Texts) -> list[str]:
    """What is wrong, one line each: offsets, missing gold, and facts that stand in no gold document."""
    found = []
    for question in questions:
        found += [f"{question.id}: {problem}" for problem in _problems(question, texts)]
    return found


def repair(question: Question, texts: Texts) -> Question:
    """The question with the offsets of its quotes found anew; what cannot be found stays as it is."""
    mended = []
    for gold in question.gold:
        text = texts(gold.path)
        mended.append(gold if text is None or gold.stands_in(text) else _find(gold, text) or gold)
    return question.model_copy(update={"gold": tuple(mended)})


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.check", description="Checks a dataset.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("folder", type=Path, help="the folder that the paths are relative to")
    parser.add_argument("--write", action="store_true", help="write offsets that were found anew")
    given = parser.parse_args(arguments)
    try:
        if not given.folder.is_dir():
            raise DatasetError(f"{given.folder}: there is no such folder.")
        questions = load(given.dataset)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    texts = reader(given.folder)
    if given.write:
        mended = [repair(question, texts) for question in questions]
        changed = sum(old != new for old, new in zip(questions, mended, strict=True))
        if changed:
            dump(mended, given.dataset)
        print(f"{changed} questions changed.")
        questions = mended
    wrong = problems(questions, texts)
    print("\n".join([*wrong, f"{len(questions)} questions, {len(wrong)} problems."]))
    return 1 if wrong else 0


def _problems(question: Question, texts: Texts) -> list[str]:
    found = []
    for gold in question.gold:
        text = texts(gold.path)
        if text is None:
            found.append(f"{gold.path} cannot be read.")
        elif not gold.stands_in(text):
            was = repr(gold.quote[:40]) if gold.quote else f"what it was ({gold.check})"
            found.append(f"{gold.path}[{gold.start}:{gold.end}] is not {was}.")
    if question.status in ("answered", "asked_not_answered") and not question.gold:
        found.append(f"expects {question.status} but has no gold.")
    if question.status == "not_found" and question.gold:
        found.append("expects not_found but has gold.")
    evidence = " ".join(filter(None, (texts(path) for path in {gold.path for gold in question.gold})))
    for nugget in question.nuggets:
        stated = not evidence or question.category in COUNTED or any(holds(evidence, wording) for wording in nugget)
        if not nugget or not stated:
            found.append(f"the fact {list(nugget)} stands in no gold document.")
    return found


def _find(gold: Gold, text: str) -> Gold | None:
    """The quote nearest to where it was, lines broken as they may; None when it is gone or ambiguous.

    A fingerprint cannot be looked for: None.
    """
    if gold.quote is None:
        return None
    pattern = r"\s+".join(re.escape(word) for word in gold.quote.split())
    found = list(re.finditer(pattern, text))
    if not found or (len(found) > 1 and gold.end == 0):
        return None
    best = min(found, key=lambda match: abs(match.start() - gold.start))
    return Gold(path=gold.path, quote=best.group(), start=best.start(), end=best.end())


if __name__ == "__main__":
    sys.exit(main())
