"""`council brief`: what the documents hold for answering a paper, and a draft of the answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, complain, console, counted, one_line, print_json, settings

if TYPE_CHECKING:
    from assistant.brief.records import Brief, Paper, Prepared

_LONGEST = 70  # characters of a question or of a part that are shown
_COVER = {"answered": "answered", "partly": "partly", "nothing": "nothing found"}
_NOTES = {
    "ocr": "The file is a scanned copy: its text was recognised from pictures. Read the questions against it.",
    "truncated": "The file is cut short: questions may be missing.",
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council brief interpellation.pdf -o svar.docx")(brief)


@Doing("preparing the answer")
def brief(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="An interpellation, question, letter or motion, of any format that is read; or several.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT.docx",
            help="Where to write the draft; of several papers, the folder for the drafts.",
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="T.docx", help="A Word file whose styles, header and footer the draft takes."),
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Prepares the answer to an interpellation or a motion.

    It finds evidence for each question, tells what is missing, and writes a draft as DOCX. The table shows
    how far the indexed documents answer each question. What they do not answer is marked in the draft and
    never filled in; the paper itself is never evidence.
    """
    if template is not None:
        _is_file(template)
    if len(files) > 1:
        _several(files, output, template, index, as_json)
    else:
        _one(files[0], output, template, index, as_json)


def _one(file: Path, output: Path | None, template: Path | None, index: Path | None, as_json: bool) -> None:
    from assistant.assistant import open_assistant
    from assistant.brief.making import Briefing
    from assistant.brief.reading import read_paper

    if output is not None:
        _may_write(output, file)
    with open_assistant(settings(index)) as assistant:
        paper = read_paper(file, assistant.index)
        if not as_json:
            _tell(paper)
        with _Bar(as_json) as bar:
            made = Briefing(assistant).make(paper, bar.tell)
        if output is not None:
            from assistant.brief.draft import docx

            _write(output, docx(made, documents=assistant.document, template=template))
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    _show(made)
    if output is not None:
        print(f"Draft: {one_line(str(output))}")


def _several(
    files: Sequence[Path], output: Path | None, template: Path | None, index: Path | None, as_json: bool
) -> None:
    """One after the other; exit code 1 when one of them failed."""
    from assistant.assistant import open_assistant
    from assistant.cli import briefs

    with open_assistant(settings(index)) as assistant:

        def save(made: Brief, draft: Path) -> None:
            from assistant.brief.draft import docx

            _write(draft, docx(made, documents=assistant.document, template=template))

        def told(one: briefs.Done) -> None:
            if one.problem or not as_json:
                briefs.line(one)

        done = briefs.prepare(files, briefs.targets(files, output), assistant, save, told)
    if as_json:
        briefs.as_json(done)
    else:
        briefs.show(done)
        if output is not None:
            print(f"Drafts: {one_line(str(output))}")
    if any(one.problem for one in done):
        raise typer.Exit(1)


def _tell(paper: Paper) -> None:
    """Whose paper it is, before the work."""
    print(one_line(paper.title))
    to = ", ".join(person.label for person in paper.addressees)
    asker = ", ".join(person.label for person in paper.askers)
    number = f"case {paper.case_number}" if paper.case_number else ""
    day = paper.date.isoformat() if paper.date else ""
    said = [f"from {asker}" if asker else "", f"to {to}" if to else "", day, number]
    print(one_line(", ".join(part for part in (*said, counted(len(paper.questions), "question")) if part)), flush=True)
    for note in paper.notes:
        if note in _NOTES:
            complain(f"Note: {_NOTES[note]}")


def _show(made: Brief) -> None:
    """That it is answered already, and the coverage matrix."""
    from rich.table import Table

    if made.answered:
        first = made.answered[0]
        by = ", ".join(first.actors) or "the documents"
        when = f", {first.date.isoformat()}" if first.date else ""
        print(f"Already answered by {one_line(by)}{when}: {one_line(first.path)}, page {first.page}.")
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column("Question", ratio=1)
    table.add_column("Documents", no_wrap=True)
    table.add_column("Found", ratio=1)
    for one in made.prepared:
        for row in _rows(one):
            table.add_row(*row)
    console().print(table)


def _rows(one: Prepared) -> list[tuple[str, str, str, str]]:
    """The row of a question, and one for each of its parts where it has several."""
    rows = [(str(one.ask.n), _short(one.ask.text), _COVER[one.cover], _found(one))]
    if len(one.ask.parts) > 1:
        pairs = zip(one.ask.parts, one.covers, strict=True)
        rows += [("", f"· {_short(part)}", f"· {_COVER[cover]}", "") for part, cover in pairs]
    return rows


def _found(one: Prepared) -> str:
    """ "2 answers, 1 decision; asked before: 1"."""
    kept = [e for e in one.evidence if e.kept]
    uses = {"answer": "answer", "decision": "decision", "figure": "figure", "fact": "fact"}
    held = [counted(n, name) for use, name in uses.items() if (n := sum(e.use == use for e in kept))]
    held += [f"{n} of background" for n in [len(one.evidence) - len(kept)] if n]
    held += [counted(len(one.promises), "promise")] if one.promises else []
    told = ", ".join(held)
    if not one.before:
        return told
    replied = sum(bool(b.answers) for b in one.before)
    before = f"asked before: {len(one.before)}" + (f" ({replied} answered)" if replied else "")
    return f"{told}; {before}" if told else before


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _is_file(path: Path) -> None:
    from corpus.errors import MissingFile

    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file; check the path of the template.")


def _may_write(output: Path, file: Path) -> None:
    """Raises `BadSettings` before the work where the draft could not be written after it."""
    from corpus.errors import BadSettings

    if output.is_dir() or not output.parent.is_dir():
        raise BadSettings(f"{output}: cannot be written there; name a file in a folder that exists.")
    if output.exists() and file.exists() and output.samefile(file):
        raise BadSettings(f"{output}: that is the paper itself; name another file for the draft.")


def _write(target: Path, data: bytes) -> None:
    """Puts the whole file in place at once."""
    from corpus.errors import BadSettings

    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise BadSettings(f"{target} cannot be written ({error.strerror}): choose another place.") from None


class _Bar:
    """A bar on a terminal, one step a question; nothing elsewhere."""

    tell: Callable[[int, int], None]

    def __init__(self, as_json: bool) -> None:
        self._shown = not as_json and sys.stderr.isatty()
        self.tell = self._nothing

    def __enter__(self) -> _Bar:
        if self._shown:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("questions"))
            self._progress = Progress(*columns, console=console(err=True), transient=True)
            task = self._progress.add_task("", total=None)
            self.tell = lambda done, total: self._progress.update(task, completed=done, total=total)
            self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            self._progress.stop()

    @staticmethod
    def _nothing(done: int, total: int) -> None:
        """Where nobody watches."""
