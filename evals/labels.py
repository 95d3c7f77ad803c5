"""Labels of what documents say: JSON Lines, one labelled stretch a line. `labels/README.md` describes the fields.

python -m evals.labels LABELS… --folder FOLDER      names the labels whose text is no longer what it was
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import CouncilError
from corpus.records import ActKind, Form, Genre
from evals.check import Texts, reader
from evals.fingerprint import fingerprint

Name = Annotated[str, Field(min_length=1)]


class LabelError(CouncilError):
    """Labels could not be used; the message names the file and the line."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ActLabel(_Record):
    """One act as a person reads it; `check` is the fingerprint of `text[start:end]`."""

    kind: ActKind
    start: int = Field(ge=0)
    end: int
    check: str = Field(pattern="^[0-9a-f]{8}$")
    form: Form | None = None
    actors: tuple[Name, ...] = ()
    addressees: tuple[Name, ...] = ()
    reply_to: int | None = Field(default=None, ge=0)
    case_number: str | None = None

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"the act at {self.start} ends at {self.end}")
        return self


class Stretch(_Record):
    """A stretch of a document, the whole of it without offsets, and every act that begins in it."""

    path: Name
    genre: Genre
    start: int | None = Field(default=None, ge=0)
    end: int | None = None
    case_numbers: tuple[str, ...] | None = None
    acts: tuple[ActLabel, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both start and end of the stretch, or neither")
        if not self.whole and self.case_numbers is not None:
            raise ValueError("case_numbers are given of whole documents only")
        for position, act in enumerate(self.acts):
            if not self.holds(act.start):
                raise ValueError(f"acts[{position}] begins at {act.start}, outside the stretch")
            if act.reply_to is not None and (act.reply_to == position or act.reply_to >= len(self.acts)):
                raise ValueError(f"acts[{position}].reply_to is {act.reply_to}, which is no other act of this line")
        return self

    @property
    def whole(self) -> bool:
        """Whether the whole document is labelled."""
        return self.start is None

    def holds(self, offset: int) -> bool:
        """Whether an act that begins at an offset belongs to the stretch."""
        return self.start is None or self.end is None or self.start <= offset < self.end


def load(path: Path) -> list[Stretch]:
    """The stretches of a file in order; blank lines are passed over.

    Raises `LabelError` when the file is missing or empty, or a line is no labelled stretch.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise LabelError(f"{path}: there is no such file; give the path of a .jsonl file of labels.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read as UTF-8 text ({error.__class__.__name__}).") from None
    stretches = [_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not stretches:
        raise LabelError(f"{path}: holds no labels.")
    return stretches


def stale(stretches: Iterable[Stretch], texts: Texts) -> list[str]:
    """The labels whose text is not what it was when they were given, one line each."""
    found = []
    for stretch in stretches:
        text = texts(stretch.path)
        if text is None:
            found.append(f"{stretch.path} cannot be read.")
            continue
        for position, act in enumerate(stretch.acts):
            if fingerprint(text[act.start : act.end]) != act.check:
                found.append(f"{stretch.path}[{act.start}:{act.end}], acts[{position}], {act.kind}: the text changed.")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 when a label does not match its document."""
    parser = argparse.ArgumentParser(prog="python -m evals.labels", description="Checks labels against documents.")
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--folder", type=Path, required=True, help="the folder that the paths are relative to")
    given = parser.parse_args(arguments)
    try:
        if not given.folder.is_dir():
            raise LabelError(f"{given.folder}: there is no such folder.")
        stretches = [stretch for path in given.labels for stretch in load(path)]
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = stale(stretches, reader(given.folder))
    acts = sum(len(stretch.acts) for stretch in stretches)
    print("\n".join([*wrong, f"{acts} labels in {len(stretches)} stretches, {len(wrong)} do not match."]))
    return 1 if wrong else 0


def _parse(path: Path, number: int, line: str) -> Stretch:
    try:
        return Stretch.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = f"{where}: {first['msg']}" if where else first["msg"]
        raise LabelError(f"{path}, line {number}: {what}.") from None


if __name__ == "__main__":
    sys.exit(main())
