"""Checks a dataset against its documents, and finds quotes again after a document has changed.

python -m evals.check DATASET FOLDER [--write]     (the same as council eval check DATASET --documents FOLDER)
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from assistant.understanding.question import detect_language
from corpus.errors import CouncilError
from evals import brief
from evals.balance import unbalanced
from evals.dataset import COUNTED, DatasetError, Question, of_papers
from evals.faults import Fault, Grade, errors, failures
from evals.metrics.text import holds
from evals.places import Texts, of_gold, repaired, texts_in, texts_of
from evals.sorting import UNREADABLE, sort_out, sort_out_lines
from index.settings import Settings
from index.store import Index

__all__ = ["Fault", "Texts", "check", "failures", "problems", "repair", "sort_out", "texts_in", "texts_of"]

reader = texts_in
repair = repaired
_WORDS = 4  # of a question from which its language is told


def check(
    dataset: Path,
    settings: Settings | None = None,
    *,
    documents: Path | None = None,
    write: bool = False,
    console: Console | None = None,
) -> int:
    """Checks a dataset against the documents of an index, or of a folder, and gives the exit code: 1 on errors.

    One line for each fault, then their number. With `write` the offsets of quotes that moved are put right first; lines
    that are no question stay as they are. Raises `CouncilError` when the dataset, the folder or the index cannot be
    used.
    """
    console = console or Console(markup=False, highlight=False, emoji=False)
    if documents is not None:
        if not documents.is_dir():
            raise DatasetError(f"{documents}: there is no such folder.")
        return _checked(dataset, texts_in(documents), write, console)
    with Index.open(settings or Settings.load()) as index:
        return _checked(dataset, texts_of(index), write, console)


def found(dataset: Path, texts: Texts) -> tuple[list[Question], list[Fault]]:
    """The questions of a file and all that is wrong with them: in the order of its lines, the whole last."""
    numbered, faults = sort_out_lines(dataset, texts)
    whole = [(number, question) for number, question in numbered if question.category != UNREADABLE]
    for number, question in whole:
        faults += [Fault(number, question.id, what, grade) for what, grade in _more(question, texts)]
    questions = [question for _, question in numbered]
    return questions, [*sorted(faults, key=lambda fault: fault.line), *unbalanced([one for _, one in whole])]


def problems(questions: Iterable[Question], texts: Texts) -> list[str]:
    """What is wrong with questions, one line each, mere notes left out."""
    told = []
    for question in questions:
        wrong = (*of_gold(question, texts), *_more(question, texts))
        told += [f"{question.id}: {what}." for what, grade in wrong if grade != "note"]
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.check", description="Checks a dataset.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("folder", type=Path, help="the folder that the paths are relative to")
    parser.add_argument("--write", action="store_true", help="write offsets that were found anew")
    given = parser.parse_args(arguments)
    try:
        return check(given.dataset, documents=given.folder, write=given.write)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1


def _checked(dataset: Path, texts: Texts, write: bool, console: Console) -> int:
    if of_papers(dataset):
        return _papers(dataset, texts, console)
    if write:
        changed = _write(dataset, texts)
        console.print(f"{_counted(changed, 'question')} changed.")
    questions, faults = found(dataset, texts)
    for fault in faults:
        console.print(f"{'note ' if fault.grade == 'note' else 'error'}  {fault}", soft_wrap=True)
    wrong = len(errors(faults))
    notes = len(faults) - wrong
    console.print(f"{_counted(len(questions), 'question')}, {_counted(wrong, 'error')}, {_counted(notes, 'note')}.")
    return 1 if wrong else 0


def _papers(dataset: Path, texts: Texts, console: Console) -> int:
    """Papers with hidden answers: their lines, and the documents that they are judged by."""
    tasks = brief.load(dataset)
    lacking = [(task.id, path) for task in tasks for path in sorted(task.documents) if texts(path) is None]
    for id, path in lacking:
        console.print(f"error  {id}: {path} is not among the documents.", soft_wrap=True)
    console.print(f"{_counted(len(tasks), 'paper')}, {_counted(len(lacking), 'error')}.")
    return 1 if lacking else 0


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _more(question: Question, texts: Texts) -> Iterator[tuple[str, Grade]]:
    """What is wrong with a question beside its gold places."""
    if question.status in ("answered", "asked_not_answered") and not question.gold:
        yield f"expects {question.status} but has no gold", "error"
    if question.status == "not_found" and question.gold:
        yield "expects not_found but has gold", "error"
    evidence = " ".join(filter(None, (texts(path) for path in {gold.path for gold in question.gold})))
    for nugget in question.nuggets:
        stated = not evidence or question.category in COUNTED or any(holds(evidence, wording) for wording in nugget)
        if not nugget or not stated:
            yield f"the fact {list(nugget)} stands in no gold document", "error"
    if len(question.question.split()) >= _WORDS and detect_language(question.question) != question.language:
        yield f"is said to be in {question.language!r}, but reads like the other language", "note"


def _write(dataset: Path, texts: Texts) -> int:
    """Puts moved offsets right, line by line, and gives the number of lines that changed."""

    def mended(line: str) -> str:
        try:
            question = Question.model_validate_json(line)
        except ValueError:
            return line
        better = repaired(question, texts)
        return line if better == question else json.dumps(_with(json.loads(line), better), ensure_ascii=False)

    return _rewritten(dataset, mended)


def _with(line: dict[str, object], question: Question) -> dict[str, object]:
    """A line as it was written, with the gold of a question."""
    return {**line, "gold": [gold.model_dump(mode="json", exclude_none=True) for gold in question.gold]}


def _rewritten(path: Path, change: Callable[[str], str]) -> int:
    """Rewrites a file line by line, whole or not at all; how many lines changed."""
    old = path.read_text("utf-8-sig").split("\n")
    new = [change(line) if line.strip() else line for line in old]
    if new != old:
        draft = path.with_name(f"{path.name}.new")
        try:
            draft.write_text("\n".join(new), "utf-8")
            draft.replace(path)
        except OSError as error:
            raise DatasetError(f"{path}: cannot be written ({error.strerror}).") from None
    return sum(a != b for a, b in zip(old, new, strict=True))


if __name__ == "__main__":
    sys.exit(main())
