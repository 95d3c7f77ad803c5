"""A folder with everything in it that does not belong there: the good files go in, no other is opened."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import ReadError
from corpus.readers import read_raw
from evals.fuzz.specimens import SPECIMENS
from index.ingest import IngestReport
from index.settings import Settings
from index.store import Index

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names and devices of Linux")
GOOD = "Interpellation om simhallen\n\nFråga av Anna Ek (S): När öppnar simhallen i Ekbacken?\n"
SMALL = (
    "encrypted.pdf",
    "actions.pdf",
    "laughs.docx",
    "entities.docx",
    "elsewhere.docx",
    "fetching.html",
    "up_names.eml",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good papers."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(GOOD, encoding="utf-8")
    (made / "z.txt").write_text(GOOD.replace("simhallen", "badhuset"), encoding="utf-8")
    return made


def ingested(folder: Path) -> IngestReport:
    settings = Settings(folder.parent / "index", embedder="hashing", vectors_url="memory")
    with Index.open(settings, write=True) as index:
        return index.ingest().run([folder])


def added(report: IngestReport) -> set[str]:
    return {file.path for file in report.files if file.status == "added"}


def test_good_files_beside_harmful_ones_go_in(folder: Path, guarded: Any) -> None:
    for specimen in SPECIMENS:
        if specimen.name in SMALL:
            (folder / specimen.name).write_bytes(specimen.make(guarded.aim))
    guarded.opened()
    report = ingested(folder)
    assert {"a.txt", "z.txt", "actions.pdf", "fetching.html", "up_names.eml"} <= added(report)
    refused = {file.path: file.reason or "" for file in report.failed}
    assert "password" in refused["encrypted.pdf"]
    assert all(reason.startswith(f"{path}: ") and reason.isprintable() for path, reason in refused.items())
    assert not guarded.opened()
    assert guarded.calls == 0


def test_links_pipes_and_devices_in_a_folder_are_left_alone(folder: Path, guarded: Any) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(guarded.secret)
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "around").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "up").symlink_to("..")
    guarded.opened()
    assert added(ingested(folder)) == {"a.txt", "z.txt"}
    assert not guarded.opened()


@pytest.mark.parametrize("name", ["/dev/zero", "pipe.txt"])
def test_a_device_or_a_pipe_that_is_named_is_refused(folder: Path, name: str) -> None:
    pipe = folder.parent / "pipe.txt"
    os.mkfifo(pipe)
    path = Path(name) if name.startswith("/") else pipe
    with Index.open(Settings(folder.parent / "index", embedder="hashing", vectors_url="memory"), write=True) as index:
        report = index.ingest().run([path])
    assert [file.reason for file in report.failed] == [f"{path}: this is a device or a pipe; give a file or a folder."]
    with pytest.raises(ReadError):
        read_raw(path)


def test_odd_names_are_shown_without_what_would_act(folder: Path) -> None:
    odd = ["bell\x07.txt", "wipe\x1b[2J.txt", "line\nbreak.txt", "\u202efdp.txt", "\u2066iso.txt", "n" * 251 + ".txt"]
    for number, name in enumerate(odd):
        (folder / name).write_text(GOOD.replace("Ekbacken", f"kvarter {number}"), encoding="utf-8")
    (folder / "..hidden.txt").write_text(GOOD, encoding="utf-8")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text(GOOD, encoding="utf-8")  # no text in any encoding
    report = ingested(folder)
    shown = [file.path for file in report.files]
    assert len(added(report)) == 2 + len(odd)
    assert all(path.isprintable() for path in shown), [path for path in shown if not path.isprintable()]
    assert [reason for reason in (file.reason for file in report.failed) if reason and "UTF-8" in reason]


def test_a_folder_that_is_deep_is_read_to_its_end(folder: Path) -> None:
    deep = folder.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(GOOD.replace("Ekbacken", "djupet"), encoding="utf-8")
    assert any(path.endswith("/deep.txt") for path in added(ingested(folder)))
