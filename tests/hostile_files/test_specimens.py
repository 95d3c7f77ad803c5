"""Files made to do harm: each is read, or refused in one line, in bounded time and memory; nothing is fetched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from evals.fuzz.specimens import SPECIMENS, Specimen
from index.ingest.readers import Readers
from index.ingest.taking import Job, Taken

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="who opens a file is told by Linux alone")
CONTROLS = [chr(code) for code in [*range(32), *range(127, 160)]]
HEAVY = frozenset({"tags_1000000.html", "tables_30000.html", "elements.docx", "image_bomb.pdf", "form_bomb.pdf"})
# Every fifth; `make hostile` reads them all.
CASES = [
    pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.name in HEAVY or n % 5 else [])
    for n, one in enumerate(SPECIMENS)
]


@pytest.mark.parametrize("specimen", CASES)
def test_it_is_read_or_refused_and_reaches_nothing(
    specimen: Specimen, tmp_path: Path, guarded: Any, readers: Readers
) -> None:
    file = tmp_path / specimen.name
    file.write_bytes(specimen.make(guarded.aim))
    guarded.opened()
    found = readers.submit(Job(file, tmp_path)).result(100)
    assert not guarded.opened(), "a file outside the folder was opened"
    assert guarded.calls == 0, "an address was asked"
    if isinstance(found, Taken):
        assert not specimen.outcome, "this file is to be refused"
        assert specimen.shows in found.document.text
        assert specimen.hides not in found.document.text
        assert not any(mark in found.document.title for mark in CONTROLS)
    else:
        told = found.of(specimen.name)
        assert told.startswith(f"{specimen.name}: ")
        assert told.isprintable()
        assert "not understood" not in told, "a defect of ours"
        assert specimen.outcome is None or (specimen.outcome and specimen.outcome in told), told
