"""What a run measures: the answers to questions, the briefs of papers, or both.

A file holds one of them; the sample, which is measured where no file is given, has both. Of the sample is left out
what the index cannot be asked fairly: that needs documents which it does not hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import evals
from evals import brief
from evals.brief import Task
from evals.dataset import DatasetError, Question, Split, of_papers
from evals.faults import Fault
from evals.places import Texts
from evals.sorting import sort_out

SAMPLE = Path(evals.__file__).parent / "datasets" / "sample.jsonl"
DOCUMENTS = "corpus/sample/documents"  # what the sample is about


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions and the tasks with the files that they are of.

    `left_out` has one line a part that is not whole. `faults` are what is wrong with the questions: those that
    `failures` names are counted as failed without being asked.
    """

    questions: tuple[Question, ...] = ()
    asked: Path | None = None
    tasks: tuple[Task, ...] = ()
    briefed: Path | None = None
    left_out: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def of_file(path: Path, held: Collection[str], split: Split | None = None, texts: Texts | None = None) -> Parts:
    """What a file holds; `held` are the paths in the index, `texts` its texts, with which gold places are compared.

    What is wrong with a question is one of `faults`. Raises `DatasetError` when the file holds neither questions nor
    tasks, the line of a task is broken, or the index lacks documents of a task: its figures would say nothing.
    """
    if not of_papers(path):
        questions, faults = sort_out(path, texts, split)
        return Parts(questions=tuple(questions), asked=path, faults=tuple(faults))
    tasks = brief.load(path)
    lacking = _lacking((task.documents for task in tasks), held)
    if lacking:
        raise DatasetError(f"{path}: {_named(lacking)}; ingest them, or leave out the papers judged by them.")
    return Parts(tasks=tuple(tasks), briefed=path)


def of_sample(held: Collection[str], split: Split | None = None, texts: Texts | None = None) -> Parts:
    """The sample, as much of it as the index holds the documents of. Raises `DatasetError` when it holds none."""
    (questions, faults), tasks = sort_out(SAMPLE, texts, split), brief.load()
    gold = [frozenset(gold.path for gold in question.gold) for question in questions]
    # Any place of a question's gold answers it. Without gold there is nothing to lack.
    asked = [q for q, paths in zip(questions, gold, strict=True) if not paths or paths.intersection(held)]
    if not any(question.gold for question in asked):
        asked = []
    briefed = [task for task in tasks if task.documents.issubset(held)]
    if not asked and not briefed:
        raise DatasetError(
            f"The index holds none of the sample documents: ingest {DOCUMENTS}, or give a DATASET about your own."
        )
    left_out = (
        _left_out("sample questions", len(asked), len(questions), _lacking(gold, held)),
        _left_out("sample briefs", len(briefed), len(tasks), _lacking((task.documents for task in tasks), held)),
    )
    ids = {question.id for question in asked}
    return Parts(
        questions=tuple(asked),
        faults=tuple(fault for fault in faults if fault.id in ids),
        asked=SAMPLE if asked else None,
        tasks=tuple(briefed),
        briefed=brief.SAMPLE if briefed else None,
        left_out=tuple(filter(None, left_out)),
    )


def _lacking(wanted: Iterable[frozenset[str]], held: Collection[str]) -> list[str]:
    return sorted(frozenset().union(*wanted).difference(held))


def _left_out(what: str, kept: int, whole: int, lacking: list[str]) -> str:
    if kept == whole:
        return ""
    return f"Left out: {whole - kept} of {whole} {what}; {_named(lacking)} (ingest {DOCUMENTS})."


def _named(lacking: list[str]) -> str:
    count = f"{len(lacking)} document{'' if len(lacking) == 1 else 's'}"
    return f"the index lacks {count} that they are judged by, {lacking[0]}{' and others' if lacking[1:] else ''}"
