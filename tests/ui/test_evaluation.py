"""The latest evaluation run in the Quality tab, and its report, for staff alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from ui_support import assistant, read

from assistant.access import Access, NotSignedIn, OneService, Role, User
from assistant.access.doorkeepers import Fixed
from assistant.api import create_app
from assistant.memory import MemoryAssistant
from assistant.quality import fingerprint
from index.levels import Level
from index.settings import Settings
from index.store import Index
from ui.evaluation import ADDRESS, evaluation_router, section
from ui.here import Here
from ui.stores import Stores, memory_stores
from ui.texts import texts
from ui.views.quality import QualityView

SV, EN = texts("sv"), texts("en")
STAFF = User("eva", Role.STAFF, Level.INTERNAL)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNCIL_EVALS", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index folder with one document."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "brev.txt").write_text("Skrivelse till Tallhamra kommun.\n\nBron är trasig.\n", "utf-8")
    with Index.open(Settings(index=tmp_path / "index", embedder="hashing"), write=True) as index:
        assert index.ingest().run([tmp_path / "papers"]).usable
    return tmp_path / "index"


def mark(folder: Path) -> str:
    with Index.open(Settings(index=folder, embedder="hashing")) as index:
        return fingerprint(index.catalogue.text_hashes(), index.catalogue.embedder)


def kept(folder: Path, **changes: object) -> Path:
    run = folder / "evaluation" / "run"
    run.mkdir(parents=True, exist_ok=True)
    report = {
        "n": 1303,
        "dataset": {"path": "frågor.jsonl"},
        "system": "council",
        "metrics": {"correct": 0.644, "recall@5": 0.75, "citation_exactness": 1.0, "act_match": None},
        "intervals": {"metrics": {"correct": [0.59, 0.7]}, "by_category": {"who_asked": {"correct": [0.4, 0.9]}}},
        "by_category": {"who_asked": {"n": 18, "correct": 0.89}, "catalogue": {"n": 2, "correct": None}},
        "timing": {"finished": "2026-11-22T10:00:00+00:00", "p50_ms": 301.2, "p95_ms": 618.0, "jobs": 2},
    }
    (run / "report.json").write_text(json.dumps({**report, **changes}), "utf-8")
    (run / "report.html").write_text("<!doctype html><title>Report</title>", "utf-8")
    return run


def test_without_a_run_one_line_says_how_to_make_one(folder: Path) -> None:
    text = read(section(folder, STAFF, SV)).text
    assert f"council eval --out {folder / 'evaluation'} --index {folder}" in text
    assert "COUNCIL_EVALS" in read(section(None, STAFF, EN)).text


def test_the_measures_stand_as_shares_with_what_they_mean(folder: Path) -> None:
    kept(folder)
    found = read(section(folder, STAFF, SV))
    text = found.text.replace("\u00a0", " ")
    assert "Rätta svarSvaret säger allt det ska och inget det inte får.64 %59–70 %" in text
    assert "Ska alltid vara 100 %" in text
    assert "Rätt slags handling" not in text  # nothing was measured
    assert "Vem frågade av 1889 %40–90 %" in text
    assert "Vad som finns" not in text
    assert "2026-11-22" in text
    assert "1 303" in text
    assert "301 ms i mitten, 618 ms för de långsammaste, 2 frågor åt gången" in text
    drawn = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert drawn
    assert all(one["aria-hidden"] == "true" for one in drawn)
    assert "Right answers" in read(section(folder, STAFF, EN)).text


def test_it_says_whether_the_index_has_changed_since(folder: Path, tmp_path: Path) -> None:
    kept(folder, index={"fingerprint": mark(folder)})
    assert "samma handlingar nu som då" in section(folder, STAFF, SV)
    (tmp_path / "papers" / "ny.txt").write_text("En ny skrivelse till Tallhamra kommun.\n", "utf-8")
    with Index.open(Settings(index=folder, embedder="hashing"), write=True) as index:
        assert index.ingest().run([tmp_path / "papers"]).usable
    assert "Indexet har ändrats" in section(folder, STAFF, SV)
    kept(folder, index={})
    assert "ndrats" not in section(folder, STAFF, SV)


def test_what_a_report_says_stays_text(folder: Path) -> None:
    kept(folder, system=HOSTILE, dataset={"path": HOSTILE}, by_category={HOSTILE: {"n": 1, "correct": 1.0}})
    found = read(section(folder, STAFF, SV))
    assert "img" not in {tag for tag, _ in found.tags}
    assert found.text.count(HOSTILE) == 3


def test_a_broken_report_is_named(folder: Path) -> None:
    (kept(folder) / "report.json").write_text("{", "utf-8")
    assert "report.json" in read(section(folder, STAFF, SV)).text


def test_the_tab_shows_it_to_staff_alone(folder: Path) -> None:
    kept(folder)
    view = QualityView(Stores(memory_stores().feedback, memory_stores().kept, folder))
    assert "64" in view._run(Here(STAFF, assistant(), "sv"))
    with pytest.raises(NotSignedIn):
        view._run(Here(User("bo"), assistant(), "sv"))


def client(user: User | None, folder: Path) -> TestClient:
    access = Access(Fixed(user), OneService(MemoryAssistant()))
    return TestClient(create_app(access, routers=[evaluation_router(access, folder)]))


def test_the_report_may_run_nothing(folder: Path) -> None:
    run = kept(folder)
    found = client(STAFF, folder).get(f"/{ADDRESS}")
    assert found.status_code == 200
    assert "<title>Report</title>" in found.text
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert found.headers["cache-control"] == "no-store"
    (run / "report.html").unlink()
    assert client(STAFF, folder).get(f"/{ADDRESS}").status_code == 404
    assert ADDRESS not in section(folder, STAFF, SV)


@pytest.mark.parametrize(("user", "status"), [(None, 401), (User("bo", Role.READER, Level.INTERNAL), 403)])
def test_the_report_is_for_staff(folder: Path, user: User | None, status: int) -> None:
    kept(folder)
    assert client(user, folder).get(f"/{ADDRESS}").status_code == status


def test_staff_of_public_documents_see_no_quotes_of_internal_ones(folder: Path, tmp_path: Path) -> None:
    kept(folder)
    public = User("eva", Role.STAFF, Level.PUBLIC)
    assert client(public, folder).get(f"/{ADDRESS}").status_code == 200
    with Index.open(Settings(index=folder, embedder="hashing"), write=True) as index:
        index.set_access([tmp_path / "papers"], Level.INTERNAL)
    assert client(public, folder).get(f"/{ADDRESS}").status_code == 403
    assert ADDRESS not in section(folder, public, SV)
    assert "64" in section(folder, public, SV)
    assert client(STAFF, folder).get(f"/{ADDRESS}").status_code == 200


def test_runs_may_lie_elsewhere(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = kept(tmp_path / "elsewhere")
    monkeypatch.setenv("COUNCIL_EVALS", str(run))
    assert "64" in section(folder, STAFF, SV)
    assert os.environ["COUNCIL_EVALS"] == str(run)
