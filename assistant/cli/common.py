"""What every command shares: its options, what it prints, and how it fails."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import ContextDecorator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from index.settings import Settings

STOPPED = 130  # what a shell tells of a command that Ctrl-C stopped

IndexFolder = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="The folder of the index. Without it: COUNCIL_INDEX, or else your data folder.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # titles, links
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # strings to the terminal
    r"|\x1b[ -/]*[0-~]?"
)
_BREAK = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")


def settings(index: Path | None, municipality: str | None = None) -> Settings:
    """The settings of a command; raises `BadSettings`."""
    from index.settings import Settings

    return Settings.load(index, municipality=municipality)


def plain(text: str) -> str:
    """Text from outside as a terminal may get it: no escape sequences, no control or direction characters."""
    text = _BREAK.sub("\n", _ESCAPE.sub("", text))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(plain(text).split())


def well_formed(text: str) -> str:
    """An argument as text that can be stored and searched: bytes that were no text become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def console(err: bool = False) -> Console:
    """A console that prints what it is given: no markup, no highlighting."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # ours to end quietly; rich would end with 1

    return Plain(stderr=err, markup=False, highlight=False, emoji=False)


def to_json(value: Any) -> str:
    """One line of JSON; letters beyond ASCII are written as such where the output can hold them."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", default=str).encode("utf-8", "replace").decode("utf-8")
    return text if text.isprintable() else "".join(map(_spelt, text))


def _spelt(letter: str) -> str:
    """A letter as it may stand in JSON that a terminal shows: what would steer it is spelt out ("\\u009b")."""
    if letter.isprintable() or unicodedata.category(letter) not in ("Cc", "Cf", "Zl", "Zp"):
        return letter
    return "\\u007f" if letter == "\x7f" else json.dumps(letter)[1:-1]


def print_json(value: Any) -> None:
    """Prints a value as one line of JSON, at once."""
    print(to_json(value), flush=True)


def print_json_array(values: Iterable[Any]) -> None:
    """Prints a JSON array with one value a line."""
    lines = ",\n".join(map(to_json, values))
    print(f"[\n{lines}\n]" if lines else "[]", flush=True)


def counted(number: int, thing: str) -> str:
    """ "1 document", "3 documents"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def complain(line: str) -> None:
    """One line on stderr."""
    print(one_line(line), file=sys.stderr, flush=True)


def debugging() -> bool:
    """Whether COUNCIL_DEBUG asks for the details of failures."""
    return os.environ.get("COUNCIL_DEBUG", "").strip() not in ("", "0")


def told(error: Exception, what: str) -> str:
    """The one line for an error: its own if it is meant for users, else one that names what was done."""
    from corpus.errors import CouncilError

    if debugging():
        import traceback

        traceback.print_exception(error)
    if isinstance(error, CouncilError):
        return one_line(str(error))
    kind = type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        kind = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return one_line(f"Something went wrong while {what} ({kind}). COUNCIL_DEBUG=1 shows the details.")


def open_missing() -> None:
    """Gives a process that was started with stdout or stderr closed one that leads nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = io.BufferedWriter(io.FileIO(os.devnull, "w"))
            setattr(sys, name, io.TextIOWrapper(nowhere, encoding="utf-8"))


def drop_output() -> None:
    """Sends the rest of stdout nowhere: whoever read it has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class Doing(ContextDecorator):
    """A decorator that turns every failure of a command into one line on stderr and exit code 1.

    Ctrl-C ends it quietly with 130, or with `stopped`; a closed pipe ends it quietly with 0.
    """

    def __init__(self, what: str, stopped: int = STOPPED) -> None:
        self._what = what
        self._stopped = stopped

    def __enter__(self) -> Doing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise typer.Exit(self._stopped) from None
        if isinstance(error, BrokenPipeError):
            drop_output()
            raise typer.Exit(0) from None
        if isinstance(error, Exception) and not isinstance(error, (typer.Exit, typer.Abort, typer.BadParameter)):
            complain(told(error, self._what))
            raise typer.Exit(1) from None
