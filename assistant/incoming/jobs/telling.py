"""A job in the words of whoever watches it."""

from __future__ import annotations

from typing import Any

from assistant.contract import Language
from assistant.incoming.jobs.state import FileDone, JobState
from assistant.incoming.reasons import told
from assistant.texts import say
from index.ingest import Status


def as_json(state: JobState, language: Language) -> dict[str, Any]:
    """The state as the page gets it; `line` and the `told` of each result are in the language."""
    return {
        "number": state.number,
        "kind": state.kind,
        "running": state.running,
        "done": state.done,
        "total": state.total,
        "counts": {str(status): count for status, count in state.counts.items()},
        "line": line(state, language),
        "error": None if state.error is None else _why(state.error, language),
        "results": [_result(result, language) for result in state.results],
    }


def line(state: JobState, language: Language) -> str:
    """One line: how far the job is, or how it ended."""
    if state.number == 0:
        return say(language, "job.idle")
    if state.running:
        if not state.total:
            return say(language, "job.starting")
        if state.done >= state.total:
            return say(language, "job.finishing")
        return say(language, "job.running", done=state.done, total=state.total)
    if state.error is not None:
        return say(language, "job.failed", reason=_why(state.error, language))
    counts = state.counts
    told_counts = [
        say(language, f"job.count.{status.value}", n=counts[status]) for status in Status if status in counts
    ]
    if not set(counts) - {Status.UNCHANGED}:
        return say(language, "job.nothing")
    return say(language, "job.done", counts=", ".join(told_counts))


def _why(error: str, language: Language) -> str:
    return told(error, language) if error else say(language, "job.cut")


def _result(result: FileDone, language: Language) -> dict[str, Any]:
    key = "known" if result.status is Status.ADDED and not result.passages else result.status.value
    reason = told(result.reason or "", language, result.path)
    return {
        "path": result.path,
        "status": result.status,
        "level": result.level,
        "told": say(language, f"job.result.{key}", passages=result.passages, reason=reason),
        "document_id": result.document_id,
        "passages": result.passages,
    }
