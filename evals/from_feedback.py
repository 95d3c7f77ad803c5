"""Drafts of questions from what users thought of answers: a person fills in what only a person can tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.access.levels import IndexServices
from assistant.feedback import FILE, Feedback, as_question, open_feedback
from evals.dataset import DatasetError, Gold
from evals.places import Texts, texts_of
from index.levels import Level
from index.settings import Settings

MOST = 100_000  # verdicts that are looked at, the newest first
_ASK = "fill in status, gold and nuggets"


def draft(
    out: Path,
    settings: Settings,
    *,
    internal: bool = False,
    overwrite: bool = False,
    console: Console | None = None,
) -> int:
    """Writes a draft a verdict to a new file, the oldest first, and gives the exit code.

    Answers that were given from internal documents are left out unless `internal`, and so are verdicts of which a
    question was made on the page. Raises `DatasetError` when there is no feedback, or the file is there and may not be
    replaced; `CouncilError` when the index cannot be opened.
    """
    console = console or Console(markup=False, highlight=False, emoji=False)
    if out.exists() and not overwrite:
        raise DatasetError(f"{out}: is there already; give another name, or --overwrite to replace it.")
    if not (settings.index / FILE).is_file():
        raise DatasetError(f"{settings.index}: holds no feedback; users give it on the page.")
    level = Level.INTERNAL if internal else Level.PUBLIC
    given = open_feedback(settings.index).newest(level=level, most=MOST)[::-1]
    new = [one for one in given if not one.used]
    if not new:
        raise DatasetError(f"{settings.index}: holds no feedback that no question was made of.")
    with IndexServices(settings) as services:
        lines = drafts(new, texts_of(services.at(level).index))
    _write(out, lines)
    ready = sum(line["status"] is not None for line in lines)
    rest = len(lines) - ready
    console.print(f"{len(lines)} drafts written to {out}: {ready} with a status, {rest} without.", soft_wrap=True)
    if len(given) > len(new):
        console.print(f"Left out: {len(given) - len(new)} of which a question was made already.")
    console.print(f"Fill in what is missing, then: council eval check {out}", soft_wrap=True)
    return 0


def drafts(given: Iterable[Feedback], texts: Texts) -> list[dict[str, Any]]:
    """One line of a dataset a verdict, in order, each with an id of its own.

    Of an answer that was liked the status and the cited places are kept, where the documents still say so to the
    letter; what is no longer among the documents of this level is dropped, its words with it. Of any other the status
    is what the reason tells, or None. `note` says what was thought of it and what is to be filled in.
    """
    lines: list[dict[str, Any]] = []
    ids: set[str] = set()
    for one in given:
        line = as_question(one)
        places = line["gold"]
        line["gold"] = [place for place in places if _stands(place, texts)]
        if places and not line["gold"]:
            line["status"] = None
            line.pop("acts", None)
        line["note"] = _note(one, lost=len(places) - len(line["gold"]))
        line["id"] = _free(line["id"], one.id, ids)
        ids.add(line["id"])
        lines.append(line)
    return lines


def _stands(place: dict[str, Any], texts: Texts) -> bool:
    text = texts(place["path"])
    return text is not None and Gold.model_validate(place).stands_in(text)


def _note(one: Feedback, lost: int) -> str:
    """What was thought, why, and what is missing. The user's name is not told."""
    said = "liked" if one.verdict == "up" else "not liked"
    why = "; ".join(filter(None, (one.reason.replace("_", " "), one.comment.rstrip("."))))
    gone = f"{lost} cited {'place is' if lost == 1 else 'places are'} no longer in the documents" if lost else ""
    return ". ".join(filter(None, (f"{said}{f': {why}' if why else ''}", gone, _ASK)))


def _free(id: str, whole: str, taken: set[str]) -> str:
    """The id; where another draft has it, one with the whole id of the verdict in it."""
    candidate, number = id, 1
    while candidate in taken:
        candidate = f"feedback-{whole}" if number == 1 else f"feedback-{whole}-{number}"
        number += 1
    return candidate


def _write(out: Path, lines: Sequence[dict[str, Any]]) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        new = out.with_name(f"{out.name}.new")
        new.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        new.replace(out)
    except OSError as error:
        raise DatasetError(f"{out}: cannot be written ({error.strerror}).") from None
