"""Why a file could not be read, in the words and the language of whoever looks at the list."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from assistant.contract import Language
from assistant.texts import say


def told(reason: str, language: Language, path: str = "") -> str:
    """A line of the readers or the ingest in a language, without the name of the file at its head.

    A reason that is not known stays as it was written.
    """
    line = " ".join(reason.split())
    for name in (path, PurePosixPath(path).name):
        line = line.removeprefix(f"{name}: ") if name else line
    for key, cue in _cues():
        found = cue.search(line)
        if found:
            return say(language, f"reason.{key}", **found.groupdict())
    return line[:1].upper() + line[1:]


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(files(__package__).joinpath("reasons.toml").read_text(encoding="utf-8"))
    return tuple((each["key"], re.compile(each["cue"])) for each in data["reason"])
