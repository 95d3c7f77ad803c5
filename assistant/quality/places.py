"""Where evaluation runs are looked for: the folder COUNCIL_EVALS, or else `evaluation` in the index folder.

Either is a run itself (it holds a report.json), or a folder of runs, of which the latest counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from assistant.quality.record import REPORT

ENVIRONMENT = "COUNCIL_EVALS"
FOLDER = "evaluation"
PAGE = "report.html"


def place(index: Path | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder where runs are looked for; None without an index folder, where nothing else is set."""
    given = environment.get(ENVIRONMENT, "").strip()
    if given:
        return Path(given).expanduser()
    return index / FOLDER if index is not None else None


def latest(folder: Path | None) -> Path | None:
    """The folder of the run that was written last; None where there is none. Links are not followed out of it."""
    if folder is None:
        return None
    runs = sorted(_runs(folder), key=lambda found: (found[0], found[1].name))
    return runs[-1][1] if runs else None


def page_of(run: Path) -> Path | None:
    """The page of a run, where it has one."""
    page = run / PAGE
    return page if page.is_file() and not page.is_symlink() else None


def _runs(folder: Path) -> Iterator[tuple[float, Path]]:
    """The runs in a folder with the time at which each was written."""
    with suppress(OSError):
        if (folder / REPORT).is_file():
            yield (folder / REPORT).stat().st_mtime, folder
            return
        for each in folder.iterdir():
            if not each.is_symlink() and (each / REPORT).is_file():
                yield (each / REPORT).stat().st_mtime, each
