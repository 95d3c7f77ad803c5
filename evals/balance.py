"""Whether the two splits of a dataset hold the same kinds of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from evals.dataset import Question
from evals.faults import Fault

LEAST = 3  # questions of a kind from which on each split should have one
SHARE = (0.15, 0.6)  # of all questions that may be "test"


def unbalanced(questions: Sequence[Question]) -> Iterator[Fault]:
    """Notes on the dataset as a whole: a split that lacks a category or a language, or is nearly everything."""
    tested = [question for question in questions if question.split == "test"]
    if not questions:
        return
    if not tested:
        yield _note("all questions are of the split 'dev': nothing is left that nothing is fitted to")
        return
    share = len(tested) / len(questions)
    if not SHARE[0] <= share <= SHARE[1]:
        yield _note(f"{len(tested)} of {len(questions)} questions are of the split 'test'; a third would be usual")
    for name, key in (("category", _category), ("language", _language)):
        yield from _one_sided(name, key, questions)


def _one_sided(name: str, key: Callable[[Question], str], questions: Sequence[Question]) -> Iterator[Fault]:
    splits: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        splits[key(question)].append(question.split)
    for value, held in sorted(splits.items()):
        if len(held) >= LEAST and len(set(held)) == 1:
            other = "test" if held[0] == "dev" else "dev"
            yield _note(f"all {len(held)} questions of the {name} {value!r} are {held[0]!r}, none is {other!r}")


def _category(question: Question) -> str:
    return question.category


def _language(question: Question) -> str:
    return question.language


def _note(what: str) -> Fault:
    return Fault(0, "", what, "note")
