"""Builds the sample documents from their sources: `python -m corpus.sample.build [--check] [NAME…]`.

A NAME is a part of a source's path ("avn/protokoll"); without one everything is built. Needs the `dev` extra.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import BrokenFile, CouncilError
from corpus.sample import sample_folder
from corpus.sample.render import render
from corpus.sample.render.source import Source, read_source

SOURCES = Path(__file__).parent / "sources"


def sources(names: tuple[str, ...] = (), root: Path = SOURCES) -> list[Source]:
    """The sources whose path holds one of `names` (all without names), by path.

    Raises `BrokenFile` for a source that cannot be read, and for two with one output.
    """
    paths = sorted(root.rglob("*.md"))
    found = [read_source(path) for path in paths if _wanted(path.relative_to(root).as_posix(), names)]
    taken: dict[str, Path] = {}
    for source in found:
        if source.output in taken:
            raise BrokenFile(f"{source.path}: {taken[source.output]} has the same output; change one.")
        taken[source.output] = source.path
    return found


def _wanted(path: str, names: tuple[str, ...]) -> bool:
    return not names or any(name in path for name in names)


def build(found: list[Source], folder: Path) -> Iterator[Path]:
    """Write each document below `folder` and give its path; files that are already right are left alone."""
    for source in found:
        target = folder / source.output
        data = render(source)
        if not target.exists() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            yield target


def stale(found: list[Source], folder: Path) -> list[str]:
    """The outputs that are missing below `folder` or differ from what the sources give now."""
    paths = {source.output: folder / source.output for source in found}
    return [
        source.output
        for source in found
        if not paths[source.output].exists() or paths[source.output].read_bytes() != render(source)
    ]


def orphans(found: list[Source], folder: Path) -> list[str]:
    """The files below `folder` that no source makes."""
    made = {source.output for source in found}
    files = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return [name for name in files if name not in made]


def main(arguments: list[str]) -> int:
    """Build, or with `--check` only compare; 0 when all is right, 1 otherwise."""
    names = tuple(argument for argument in arguments if argument != "--check")
    folder = sample_folder()
    try:
        found = sources(names)
        if "--check" not in arguments:
            for path in build(found, folder):
                print(f"built {path.relative_to(folder).as_posix()}")
            return 0
        wrong = [f"{name}: not up to date" for name in stale(found, folder)]
        if not names:
            wrong += [f"{name}: has no source" for name in orphans(found, folder)]
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(wrong) if wrong else f"{len(found)} documents are up to date")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
