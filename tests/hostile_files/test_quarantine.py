"""A file that took more than it may is told with its reason, and read again only when something has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from evals.fuzz.specimens.base import Aim
from evals.fuzz.specimens.texts import TEXTS
from index.catalogue import Unread
from index.ingest import IngestReport
from index.ingest.quarantine import AGAIN, Quarantine
from index.ingest.settings import ReadSettings
from index.settings import Settings
from index.store import Index

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
GOOD = "Interpellation om simhallen\n\nFråga av Anna Ek (S): När öppnar simhallen i Ekbacken?\n"


def settings(folder: Path) -> Settings:
    return Settings(folder.parent / "index", embedder="hashing", vectors_url="memory")


def ingested(folder: Path, again: bool = False) -> IngestReport:
    with Index.open(settings(folder), write=True) as index:
        return index.ingest().run([folder], again=again)


def unread(folder: Path) -> list[Unread]:
    with Index.open(settings(folder)) as index:
        return list(index.catalogue.unread())


def test_a_file_that_needs_too_much_memory_waits_for_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCIL_READ_WORKERS", "1")
    monkeypatch.setenv("COUNCIL_READ_MEGABYTES", "700")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(900_000_000)
    first = ingested(folder)
    assert [file.path for file in first.failed] == ["huge.txt"]
    reason = first.failed[0].reason or ""
    assert reason.startswith("huge.txt: needs more than 700 MB")
    second = ingested(folder)
    assert [file.reason for file in second.failed] == [f"{reason} {AGAIN}"]
    assert [(one.path, one.reason) for one in unread(folder)] == [("huge.txt", reason)]
    assert AGAIN not in (ingested(folder, again=True).failed[0].reason or "")
    os.truncate(folder / "huge.txt", 0)
    assert "empty" in (ingested(folder).failed[0].reason or "")
    (folder / "huge.txt").write_text(GOOD.replace("Ekbacken", "Tallhamra"), encoding="utf-8")
    assert ingested(folder).failed == ()
    assert unread(folder) == []


def test_what_broke_a_lower_limit_may_try_again(tmp_path: Path) -> None:
    with Index.open(Settings(tmp_path / "index", embedder="hashing", vectors_url="memory"), write=True) as index:
        low, high = ReadSettings(seconds=10, megabytes=500), ReadSettings(seconds=10, megabytes=600)
        catalogue, quarantine = index.catalogue, Quarantine(low)
        catalogue.write_unread(
            Unread("/a", "a", "a: too much."), lambda connection, gone: quarantine.note(connection, "/a", "ab", True)
        )
        assert Quarantine.load(catalogue, low).reason("/a", "ab") == f"a: too much. {AGAIN}"
        assert Quarantine.load(catalogue, low).reason("/a", "cd") is None
        assert Quarantine.load(catalogue, high).reason("/a", "ab") is None


def test_a_file_that_is_merely_damaged_is_looked_at_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    noise = next(one for one in TEXTS if one.name == "noise.txt")
    (folder / "noise.txt").write_bytes(noise.make(Aim("", "")))
    first = ingested(folder).failed[0].reason
    assert ingested(folder).failed[0].reason == first
