"""Who opened which internal document: every line once, and nothing taken out unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.clock import MemoryClock
from assistant.observing.audit import PAUSE, Audit, AuditLine, FileAudit, MemoryAudit, read
from corpus.errors import CouncilError

Lines = Callable[[], list[AuditLine]]


@pytest.fixture(params=["memory", "file"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Audit, Lines, MemoryClock]:
    clock = MemoryClock()
    if request.param == "memory":
        memory = MemoryAudit(clock)
        return memory, lambda: memory.lines, clock
    file = tmp_path / "audit.jsonl"
    return FileAudit(file, clock), lambda: read(file)[0], clock


def opening(audit: Audit, user: str = "anna", document: str = "d1") -> bool:
    return audit.opened(user, "staff", document, f"hr/{document}.docx", "page")


def test_an_opening_is_noted_with_who_when_and_how(kept: tuple[Audit, Lines, MemoryClock]) -> None:
    audit, lines, clock = kept
    assert opening(audit)
    (line,) = lines()
    assert line == AuditLine(clock.now().isoformat(), "anna", "staff", "d1", "hr/d1.docx", "page")


def test_turning_pages_is_one_opening_and_coming_back_later_another(kept: tuple[Audit, Lines, MemoryClock]) -> None:
    audit, lines, clock = kept
    assert opening(audit)
    assert not opening(audit)
    assert opening(audit, user="bo")
    assert opening(audit, document="d2")
    clock.forward(seconds=(PAUSE + timedelta(seconds=1)).total_seconds())
    assert opening(audit)
    assert [(line.user, line.document_id) for line in lines()] == [
        ("anna", "d1"),
        ("bo", "d1"),
        ("anna", "d2"),
        ("anna", "d1"),
    ]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    file = tmp_path / "audit.jsonl"
    for document in ("d1", "d2", "d3"):
        opening(FileAudit(file, MemoryClock()), document=document)  # a server each: they share the file
    return file


def test_a_whole_log_has_no_problems_and_is_its_owners_alone(three: Path) -> None:
    lines, problems = read(three)
    assert [line.document_id for line in lines] == ["d1", "d2", "d3"]
    assert problems == []
    assert three.stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_changed_shows(three: Path) -> None:
    three.write_text(three.read_text().replace('"d2"', '"d9"'))
    assert [problem.split(": ")[0] for problem in read(three)[1]] == [f"{three}, line 3"]


def test_a_line_that_was_taken_out_shows(three: Path) -> None:
    first, _, third = three.read_text().splitlines(keepends=True)
    three.write_text(first + third)
    assert [problem.split(": ")[0] for problem in read(three)[1]] == [f"{three}, line 2"]


def test_a_line_cut_short_by_a_full_disk_is_named_and_the_next_is_whole(three: Path) -> None:
    three.write_text(three.read_text()[:-40])
    opening(FileAudit(three, MemoryClock()), document="d4")
    lines, problems = read(three)
    assert [line.document_id for line in lines] == ["d1", "d2", "d4"]
    assert problems == [f"{three}, line 3: is no line of the audit log."]


def test_what_cannot_be_noted_is_an_error_and_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    audit = FileAudit(tmp_path / "file" / "audit.jsonl", MemoryClock())
    for _ in range(2):
        with pytest.raises(CouncilError, match="cannot be noted"):
            opening(audit)


def test_before_the_first_opening_there_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "audit.jsonl") == ([], [])


def test_each_line_is_json_with_the_digest_of_the_one_before(three: Path) -> None:
    before = [json.loads(line)["before"] for line in three.read_text().splitlines()]
    assert before[0] == "0" * 64
    assert len(set(before)) == 3
