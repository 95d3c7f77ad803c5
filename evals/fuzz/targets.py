"""What is fuzzed: each reader, the walk, and all that is made of a text. A target takes bytes and may refuse them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.document import understand
from corpus.errors import ReadError
from corpus.readers import FixedOcr, read_bytes
from corpus.readers.base import RawDocument
from corpus.readers.lines import CONTROLS
from index.ingest.shown import shown
from index.ingest.walk import walk

_CONTROLS = frozenset(map(chr, CONTROLS))


class Wrong(AssertionError):
    """What was read breaks a promise that every reader makes."""


def read(suffix: str) -> Callable[[bytes], None]:
    """Reads bytes as a file of that suffix. Raises `Wrong`, or anything else that is a defect."""

    def target(data: bytes) -> None:
        try:
            check(read_bytes(data, Path(f"file{suffix}"), FixedOcr()))
        except ReadError as error:
            _refusal(error, f"file{suffix}")

    return target


def understood(data: bytes) -> None:
    """Makes a document of a text, with acts, votes and dates."""
    try:
        raw = read_bytes(data, Path("file.txt"), FixedOcr())
        document = understand(raw, "0" * 64, "file.txt")
    except ReadError:
        return
    for act in document.acts:
        if not 0 <= act.span.start < act.span.end <= len(document.text):
            raise Wrong(f"an act lies outside the text: {act.span}")


def walked(data: bytes) -> None:
    """Looks for files in a folder whose names are these bytes, lines of them; none may lead out of it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made) / "in"
        folder.mkdir()
        for name in data.split(b"\n")[:20]:
            _make(folder, name)
        found = walk([folder], ())
        for file in found.files:
            if not file.location.resolve().is_relative_to(folder.resolve()):
                raise Wrong(f"lies outside the folder: {file.location!r}")
            file.path.encode("utf-8")
            if shown(file.path) != file.path:
                raise Wrong(f"a name is shown with what may act: {file.path!r}")
        for problem in (*(one.path for one in found.problems), *found.skipped):
            problem.encode("utf-8")


def check(raw: RawDocument) -> None:
    """Raises `Wrong` where a reader broke its promises."""
    for number, page in enumerate(raw.pages):
        odd = _CONTROLS.intersection(page) - {"\f", "\t", "\n"}
        if odd:
            raise Wrong(f"page {number} holds control characters: {sorted(odd)!r}")
        page.encode("utf-8")
    for page_number, start, level in raw.headings:
        if not (0 <= page_number < len(raw.pages) and 0 <= start <= len(raw.pages[page_number]) and 1 <= level <= 6):
            raise Wrong(f"a heading lies outside the text: {(page_number, start, level)}")
    if raw.title is not None and _CONTROLS.intersection(raw.title):
        raise Wrong(f"the title holds control characters: {raw.title!r}")


def _refusal(error: ReadError, name: str) -> None:
    told = str(error)
    if name not in told or "\n" in told or _CONTROLS.intersection(told):
        raise Wrong(f"a refusal is no plain line with the file's name: {told!r}")


def _make(folder: Path, name: bytes) -> None:
    """A file of that name, a link where it begins with "@", a folder where it ends with a slash."""
    text = os.fsdecode(name)
    try:
        if text.startswith("@"):
            (folder / f"{Path(text).name}.txt").symlink_to(text[1:] or "..")
        elif text.endswith("/"):
            (folder / text.strip("/").replace("/", "_")).mkdir()
        else:
            (folder / f"{text.replace('/', '_')}.txt").write_bytes(b"text")
    except (OSError, ValueError):
        return  # the system takes no such name


TARGETS: dict[str, Callable[[bytes], None]] = {
    "pdf": read(".pdf"),
    "docx": read(".docx"),
    "html": read(".html"),
    "eml": read(".eml"),
    "txt": read(".txt"),
    "md": read(".md"),
    "any": read(".bin"),
    "document": understood,
    "walk": walked,
}
