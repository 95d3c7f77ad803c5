"""`council index`: what an index holds, whether it is sound, and making it anew."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import audit, backup, masked
from assistant.cli.common import (
    AsJson,
    Doing,
    IndexFolder,
    complain,
    console,
    counted,
    one_line,
    print_json,
    settings,
)
from index.levels import Level, Levels, place_of

if TYPE_CHECKING:
    from rich.progress import Progress

    from index.store import IndexStatus, PublicStatus

app = typer.Typer(
    help="Shows, checks and rebuilds the index.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: council index status --index my-index",
)
audit.register(app)
backup.register(app)


@app.command(epilog="Example: council index status")
@Doing("looking at the index")
def status(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Shows what the index holds, and the files that could not be read."""
    from index.store import Index

    with Index.open(settings(index)) as opened:
        found = opened.status()
        hidden = masked.total(masked.by_document(opened.catalogue))
    if as_json:
        print_json({**asdict(found), "masked": hidden})
    else:
        _show(found)
        if hidden:
            print(f"Masked:    {masked.line(hidden)}")


def _show(found: IndexStatus) -> None:
    print(f"Index:     {found.folder} ({found.size / 1e6:.1f} MB, made {found.created})")
    print(f"Holds:     {', '.join(f'{n} {name}' for name, n in found.counts.items() if name != 'unread')}")
    print(f"Dates:     {found.first} to {found.last}" if found.first else "Dates:     none")
    print(f"Embedder:  {found.embedder or 'none yet'}")
    if found.levels:
        _show_levels(Levels(found.levels))
    if found.public:
        held = f"{counted(found.public.documents, 'document')}, {counted(found.public.passages, 'passage')}"
        print(f"Public:    {held}, {_state(found.public)}")
    if found.bodies:
        print("Bodies:")
    for body, count in found.bodies.items():
        print(f"  {count:>6}  {one_line(body) or '(not known)'}")
    if found.unread:
        print("Not read:")
    for failed in found.unread:
        print(f"  {one_line(failed.reason)}")


def tell_kept(levels: Levels, path: Path, level: Level) -> None:
    """Tells what inside a path has another level of its own, which a new level of the whole leaves as it is."""
    inside = levels.below(place_of(path))
    if others := [f"{one_line(place)} ({levels.given[place]})" for place in inside if levels.given[place] is not level]:
        complain(f"Note: inside {path}, these keep a level of their own: {', '.join(others)}.")


def _state(public: PublicStatus) -> str:
    if not public.ready:
        return "being rebuilt; `council index rebuild` finishes it"
    return "in step" if public.in_step else "behind; the next `council ingest` brings it in step"


def _show_levels(levels: Levels) -> None:
    for place, level in levels.given.items():
        print(f"{level.capitalize() + ':':<10} {one_line(place)}")


@app.command(epilog="Example: council index access documents/hr internal")
@Doing("changing who may see what")
def access(
    path: Annotated[Path | None, typer.Argument(metavar="PATH", help="A folder or file.", show_default=False)] = None,
    level: Annotated[Level | None, typer.Argument(help="Its level.", show_default=False)] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Shows which folders and files are internal, or gives one a level. The most exact path counts.

    What is internal is hidden at once from those who may see public documents only; nothing is read again.
    """
    from index.store import Index

    if (path is None) != (level is None):
        raise typer.BadParameter("Give both a path and a level, public or internal, or neither.")
    chosen = settings(index)
    Index.open(chosen).close()  # writing would make an index where there is none
    with _bar() as bar, Index.open(chosen, write=path is not None) as opened:
        if path is not None and level is not None:
            task = bar.add_task("public index", total=None)
            opened.set_access([path], level, lambda done, total: bar.update(task, completed=done, total=total))
        levels = opened.levels
    if path is not None and level is not None:
        tell_kept(levels, path, level)
    if as_json:
        print_json({"levels": dict(levels.given)})
        return
    _show_levels(levels)
    print("Everything else is public." if levels.given else "Everything is public.")


@app.command(epilog="Example: council index rebuild --embed")
@Doing("rebuilding the index")
def rebuild(
    index: IndexFolder = None,
    embed: Annotated[
        bool, typer.Option("--embed", help="Compute all vectors anew, as another COUNCIL_EMBEDDER needs.")
    ] = False,
) -> None:
    """Makes what is searched anew from the catalogue, without reading any file again."""
    from index.store import Index

    chosen = settings(index)
    Index.open(chosen).close()  # writing would make an index where there is none
    with _bar() as bar, Index.open(chosen, write=True) as opened:
        total = opened.catalogue.counts()["passages"]
        task = bar.add_task("passages", total=total if embed else None)
        copying = bar.add_task("public index", total=None, visible=False)
        done = opened.rebuild(
            embed,
            lambda count: bar.advance(task, count),
            lambda done, total: bar.update(copying, completed=done, total=total, visible=True),
        )
    print(f"{counted(done, 'passage')} put back into the vector store. Index: {chosen.index}")


def _bar() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    return Progress(*columns, console=console(err=True), transient=True, disable=not sys.stderr.isatty())


@app.command(epilog="Example: council index verify --repair")
@Doing("checking the index")
def verify(
    index: IndexFolder = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Repair what the catalogue can repair; a line for each thing.")
    ] = False,
) -> None:
    """Checks that everything stands where it is said to stand; a line for every problem, and exit code 1.

    That is: the database itself, offsets inside the texts, hashes, counts, what refers to what, vectors and terms
    against passages, what is kept beside, what is still to do, and the public index.
    """
    from index.store import Index

    chosen = settings(index)
    Index.open(chosen).close()  # writing would make an index where there is none
    with Index.open(chosen, write=repair) as opened:
        if repair:
            for line in opened.mend():
                print(one_line(line), flush=True)
        problems = opened.verify()
        counts = opened.catalogue.counts() if not problems else {}
    for problem in problems:
        print(one_line(problem))
    if problems:
        complain(f"{counted(len(problems), 'problem')} {'left' if repair else 'found'}.")
        raise typer.Exit(1)
    held = f"{counted(counts['documents'], 'document')}, {counted(counts['passages'], 'passage')}"
    print(f"All is well: {held}.")
