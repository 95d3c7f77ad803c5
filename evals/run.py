"""Asks a system in this process every question of a dataset, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from assistant.contract import Answer, Citation
from corpus.errors import CouncilError
from evals.dataset import Question
from evals.record import Record
from evals.systems import ServiceSystem, System

__all__ = ["ServiceSystem", "System", "asked", "exactness", "run"]

Clock = Callable[[], float]


def run(
    questions: Iterable[Question], system: System, clock: Clock = time.perf_counter
) -> Generator[Record, None, None]:
    """One record a question, in order. `clock` gives seconds.

    Nothing is retried, so a deterministic system gives the same records each time, but for `ms`.
    """
    for question in questions:
        yield asked(question, system, clock)


def asked(question: Question, system: System, clock: Clock = time.perf_counter) -> Record:
    """The record of one question. Whatever the system raises or gives that is no answer object stands in `error`."""
    started = clock()
    given: object = None
    error = ""
    try:
        given = system.answer(question.request())
    except Exception as broken:  # one question on which a system breaks must not end the run
        error = _told(broken)
    ms = (clock() - started) * 1000
    if error:
        return Record(question, None, ms, error=error)
    answer, error = _checked(given)
    return Record(question, answer, ms, exactness(answer, system.text) if answer else (), error)


def exactness(answer: Answer, text: Callable[[str, str], str | None]) -> tuple[bool, ...]:
    """Of each citation whether its quote is what stands at its offsets; `text` is as `System.text`."""
    return tuple(_exact(citation, text) for citation in answer.citations)


def _checked(given: object) -> tuple[Answer | None, str]:
    """What a system gave, if it is an answer object whose fields hold what the contract says; else what is wrong."""
    if not isinstance(given, Answer):
        return None, f"gave no answer object but {type(given).__name__}"
    try:
        return Answer.model_validate_json(given.model_dump_json(warnings=False)), ""
    except ValidationError as error:
        first = error.errors()[0]
        return None, f"gave no answer object: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    except PydanticSerializationError as error:
        return None, f"gave an answer that is no text: {error}"


def _exact(citation: Citation, text: Callable[[str, str], str | None]) -> bool:
    try:
        held = text(citation.document_id, citation.path)
    except Exception:  # what cannot be checked is not exact
        return False
    return (
        held is not None
        and 0 <= citation.start < citation.end
        and held[citation.start : citation.end] == citation.quote
    )


def _told(broken: Exception) -> str:
    said = str(broken) if isinstance(broken, CouncilError) else f"{type(broken).__name__}: {broken}"
    return " ".join(said.encode("utf-8", "replace").decode("utf-8").split())
