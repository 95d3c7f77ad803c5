"""`council brief` for several papers in one go, as before a meeting: a draft each, and one table of them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.cli.common import complain, console, one_line, print_json_array
from corpus.errors import BadSettings, CouncilError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.brief.records import Brief

Tell = Callable[[int, int], None]
Save = Callable[["Brief", Path], None]


@dataclass(frozen=True, slots=True)
class Done:
    """A paper and its brief, or why there is none."""

    file: Path
    seconds: float
    brief: Brief | None = None
    problem: str = ""
    draft: Path | None = None


def targets(files: Sequence[Path], folder: Path | None) -> list[Path | None]:
    """Where each draft goes: named as its paper, and numbered where two papers have one name.

    Makes the folder. Raises `BadSettings` where it cannot be one.
    """
    if folder is None:
        return [None for _ in files]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(
            f"{folder}: no folder for the drafts of several papers ({error.strerror}); name another with -o."
        ) from None
    taken: set[str] = set()
    found: list[Path | None] = []
    for file in files:
        names = (f"{file.stem}{'' if n == 1 else f'-{n}'}.docx" for n in range(1, len(files) + 1))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        found.append(folder / name)
    return found


def prepare(
    files: Sequence[Path], drafts: Sequence[Path | None], assistant: Assistant, save: Save, told: Callable[[Done], None]
) -> list[Done]:
    """Prepares one paper after the other; one that fails is told, and the next is taken."""
    done = []
    for file, draft in zip(files, drafts, strict=True):
        begun = perf_counter()
        try:
            made = _made(file, assistant)
            if draft is not None:
                save(made, draft)
            one = Done(file, perf_counter() - begun, made, draft=draft)
        except CouncilError as error:
            one = Done(file, perf_counter() - begun, problem=str(error))
        done.append(one)
        told(one)
    return done


def _made(file: Path, assistant: Assistant) -> Brief:
    from assistant.brief.making import Briefing
    from assistant.brief.reading import read_paper

    return Briefing(assistant).make(read_paper(file, assistant.index))


def line(one: Done) -> None:
    """Says of a paper that it is done, or what is wrong with it."""
    if one.problem:
        complain(one.problem)
    else:
        print(one_line(f"{one.file}: {one.seconds:.1f} s"), flush=True)


def show(done: Sequence[Done]) -> None:
    """The table of all papers: how many questions, and how far the documents answer them."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("Paper", ratio=1)
    for name in ("Questions", "Answered", "Partly", "Nothing", "Quotes", "Seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in done:
        if one.brief is None:
            table.add_row(one_line(one.file.name), "", "", "", "", "", f"{one.seconds:.1f}")
            continue
        covers = [prepared.cover.value for prepared in one.brief.prepared]
        kept = sum(evidence.kept for prepared in one.brief.prepared for evidence in prepared.evidence)
        counts = [len(covers), *(covers.count(cover) for cover in ("answered", "partly", "nothing")), kept]
        table.add_row(one_line(one.file.name), *map(str, counts), f"{one.seconds:.1f}")
    console().print(table)


def as_json(done: Sequence[Done]) -> None:
    """Every brief under its file's name; of a paper that failed, its problem."""
    print_json_array(
        [
            {
                "file": str(one.file),
                "seconds": round(one.seconds, 3),
                "problem": one.problem or None,
                "draft": str(one.draft) if one.draft and not one.problem else None,
                "brief": one.brief.model_dump(mode="json") if one.brief else None,
            }
            for one in done
        ]
    )
