"""`council ingest`: files and folders go into the index."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, complain, counted, one_line, print_json, settings
from assistant.cli.maintenance import tell_kept
from index.levels import Level

if TYPE_CHECKING:
    from index.ingest import FileResult, IngestReport, Progress

_FEW = 5  # files of unknown formats named in the summary


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council ingest documents/ more/minutes.pdf --index my-index")(ingest)


@Doing("reading the files in; what was finished is kept")
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, and folders with all below.")],
    index: IndexFolder = None,
    municipality: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The municipality of all these files."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read files again that have not changed.")] = False,
    access: Annotated[
        Level | None,
        typer.Option(help="Who may see these files, kept for later. Without it: what was said before, or else public."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Reads files and folders into the index.

    What is unchanged is not read again, a changed file takes the place of its old version, and a file that
    is gone from a folder is removed. With --json one line a file and a last line {"summary": …}.
    The exit code is 1 when no file could be taken in.
    """
    from index.store import Index

    chosen = settings(index, municipality)
    with _Teller(as_json) as teller, Index.open(chosen, write=True) as opened:
        try:
            if access is not None:
                here = [path for path in paths if path.exists()]
                opened.set_access(here, access, teller.tell_copied)
                for path in here:
                    tell_kept(opened.levels, path, access)
            report = opened.ingest().run(paths, teller.tell, again)
        except KeyboardInterrupt:
            teller.close()
            complain("Stopped. What was finished is kept; the same command takes up the rest.")
            raise
    _summary(report, chosen.index, as_json)
    if report.opened:
        _warn(report.opened)
    raise typer.Exit(0 if report.usable or report.counts.get("forgotten") else 1)


class _Teller:
    """Shows how far the ingest is: a bar on a terminal, else a line a file; failures always on stderr."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._bar = None if as_json or not sys.stderr.isatty() else _Bar()
        self._lines = not as_json and (self._bar is None or not sys.stdout.isatty())

    def __enter__(self) -> _Teller:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar:
            self._bar.close()

    def tell_copied(self, done: int, total: int) -> None:
        """Called after every document that was copied to the public index."""
        if self._bar:
            self._bar.tell_copied(done, total)

    def tell(self, progress: Progress) -> None:
        """Called after every file, while passages are embedded, and while the public index is made."""
        if progress.to_copy:
            self.tell_copied(progress.copied, progress.to_copy)
            return
        if self._bar:
            self._bar.tell(progress)
        result = progress.result
        if result is None:
            return
        if self._json:
            print_json(asdict(result))
        elif self._lines and result.reason is None:
            count = f" ({counted(result.passages, 'passage')})" if result.passages else ""
            print(f"{result.status}: {one_line(result.path)}{count}", flush=True)
        if result.reason is not None:
            (self._bar.complain if self._bar else complain)(f"failed: {_reason(result)}")


class _Bar:
    """The bar on stderr. It moves by bytes, for these tell the time left best."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        from assistant.cli.common import console

        self._progress = Progress(
            BarColumn(bar_width=30),
            TextColumn("{task.fields[counts]}", markup=False),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.description}", markup=False),
            console=console(err=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            speed_estimate_period=300,
        )
        self._task = self._progress.add_task("getting ready", total=None, counts="")
        self._copying = self._progress.add_task("public index", total=None, counts="", visible=False)
        self._progress.start()

    def tell(self, progress: Progress) -> None:
        """Shows files, passages and the file that was last settled."""
        counts = f"{progress.files_done}/{progress.files_total} files, {progress.passages_done} passages"
        self._progress.update(
            self._task, total=progress.bytes_total or None, completed=progress.bytes_done, counts=counts
        )
        if progress.result:
            name = one_line(progress.result.path)
            self._progress.update(self._task, description=name if len(name) <= 40 else f"…{name[-39:]}")

    def tell_copied(self, done: int, total: int) -> None:
        """Shows the copying to the public index, on a line of its own while it lasts."""
        counts = f"{done}/{total} documents"
        self._progress.update(self._copying, total=total, completed=done, counts=counts, visible=done < total)

    def complain(self, line: str) -> None:
        """One line above the bar."""
        self._progress.console.print(one_line(line), soft_wrap=True)

    def close(self) -> None:
        """Takes the bar away."""
        self._progress.stop()


def _reason(result: FileResult) -> str:
    """Path and reason; a reason names its file, by path or by name alone."""
    reason = result.reason or ""
    for name in (result.path, Path(result.path).name):
        reason = reason.removeprefix(f"{name}: ")
    return f"{result.path}: {reason}"


def _warn(opened: tuple[str, ...]) -> None:
    """Tells which documents a move has made public, for their folder's level does not move with them."""
    named = ", ".join(map(one_line, opened[:_FEW])) + (f" and {len(opened) - _FEW} more" if len(opened) > _FEW else "")
    complain(f"Note: internal until now, public by where they lie now: {named}. `council index access` changes that.")


def _summary(report: IngestReport, folder: Path, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "summary": {
                    "files": len(report.files),
                    **report.counts,
                    "skipped": list(report.skipped),
                    "passages": report.passages,
                    "characters": report.characters,
                    "seconds": round(report.seconds, 3),
                    "opened": list(report.opened),
                    "index": str(folder),
                }
            }
        )
        return
    counts = ", ".join(f"{n} {status}" for status, n in report.counts.items()) or "none"
    print(f"Files: {counts}. New passages: {report.passages}, in {report.seconds:.1f} s. Index: {folder}")
    if report.skipped:
        named = ", ".join(map(one_line, report.skipped[:_FEW]))
        more = f" and {len(report.skipped) - _FEW} more" if len(report.skipped) > _FEW else ""
        print(f"Passed over, of other formats: {named}{more}.")
