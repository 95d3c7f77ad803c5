"""`council export` writes the exact text and nothing outside its folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.cli.export import inside
from corpus import read
from corpus.errors import BadSettings
from index.catalogue import Catalogue


def test_text_and_record_of_every_document(council, index, documents, tmp_path) -> None:
    out = tmp_path / "out"
    result = council("export", out, "--index", index)
    assert (result.exit_code, result.stdout) == (0, f"2 documents written to {out}.\n")
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert files == [
        "interpellation.txt.json",
        "interpellation.txt.txt",
        "ks/svar.txt.json",
        "ks/svar.txt.txt",
    ]
    text = (out / "interpellation.txt.txt").read_bytes()
    assert text == read(documents / "interpellation.txt").text.encode("utf-8")
    record = json.loads((out / "interpellation.txt.json").read_text(encoding="utf-8"))
    assert record["acts"]
    assert record["pages"] == [0]
    for act in record["acts"]:
        assert text.decode()[act["start"] : act["end"]] == act["quote"]


def test_a_second_export_replaces_its_files_and_leaves_others_alone(council, index, tmp_path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "interpellation.txt.txt").write_text("old")
    council("export", tmp_path, "--index", index)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (tmp_path / "interpellation.txt.txt").read_text(encoding="utf-8").startswith("Interpellation till")


def test_a_link_is_not_followed_out_of_the_folder(council, index, tmp_path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    (outside / "file").write_text("kept")
    (out / "ks").symlink_to(outside)
    (out / "interpellation.txt.txt").symlink_to(outside / "file")
    result = council("export", out, "--index", index)
    assert result.exit_code == 1
    assert "'ks/svar.txt' leads out of" in result.stderr
    assert [path.name for path in outside.iterdir()] == ["file"]
    assert (outside / "file").read_text() == "kept"


def test_names_that_lead_out_are_refused_and_the_rest_is_written(council, documents, tmp_path) -> None:
    document = read(documents / "interpellation.txt")
    with Catalogue.open(tmp_path / "index", write=True) as catalogue:
        for number, path in enumerate(["../evil.txt", "good.txt"]):
            own = replace(document, id=f"{number:016}", path=path, sections=(), acts=())
            catalogue.write_document(own, [], np.zeros((0, 4), dtype=np.float32))
    result = council("export", tmp_path / "out", "--index", tmp_path / "index")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "'../evil.txt' leads out of" in result.stderr
    assert sorted(path.name for path in tmp_path.rglob("*.txt.txt")) == ["good.txt.txt"]


@pytest.mark.parametrize("path", ["", "..", "/etc/passwd", "a/../../b", "a\\..\\b", "a\0b"])
def test_odd_names_lead_nowhere(path: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        inside(tmp_path, path)


def test_dots_within_a_name_are_fine(tmp_path: Path) -> None:
    assert inside(tmp_path, "a..b/c...txt") == tmp_path.resolve() / "a..b" / "c...txt"


def test_a_place_that_is_no_folder_is_told_once(council, index, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        result = council("export", place, "--index", index)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
        assert "choose another" in result.stderr
