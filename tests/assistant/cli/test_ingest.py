"""`council ingest` says what became of every file."""

from __future__ import annotations

import json

from index.ingest import FileResult, IngestReport, Status


def test_a_line_a_file_a_summary_and_a_reason_for_what_failed(council, documents, tmp_path) -> None:
    result = council("ingest", documents, "--index", tmp_path / "new")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("added: interpellation.txt (")
    assert lines[1].startswith("added: ks/svar.txt (")
    assert "2 added" in lines[2]
    assert "1 failed" in lines[2]
    assert lines[3] == "Passed over, of other formats: karta.xyz."
    assert result.stderr.splitlines() == ["failed: tom.txt: the file is empty (0 bytes); fetch it again."]


def test_a_second_run_changes_nothing(council, documents, index) -> None:
    result = council("ingest", documents, "--index", index)
    assert result.exit_code == 0
    assert result.stdout.startswith("unchanged: interpellation.txt\nunchanged: ks/svar.txt\n")


def test_json_is_a_line_a_file_and_the_summary_last(council, documents, tmp_path) -> None:
    result = council("ingest", documents, "--index", tmp_path / "new", "--json")
    *files, last = map(json.loads, result.stdout.splitlines())
    told = {each["path"]: each["status"] for each in files}
    assert told == {"interpellation.txt": "added", "ks/svar.txt": "added", "tom.txt": "failed"}
    assert last["summary"]["files"] == 3
    assert last["summary"]["added"] == 2
    assert last["summary"]["failed"] == 1
    assert last["summary"]["skipped"] == ["karta.xyz"]
    assert last["summary"]["passages"] == sum(each["passages"] for each in files)


def test_without_a_single_file_it_fails_with_the_reason(council, tmp_path) -> None:
    result = council("ingest", tmp_path / "nowhere", "--index", tmp_path / "new")
    assert result.exit_code == 1
    assert result.stderr == f"failed: {tmp_path / 'nowhere'}: there is no such file or folder; check the path.\n"


def test_a_file_name_cannot_steer_the_terminal(council, tmp_path) -> None:
    (tmp_path / "a\x1b[2Jb.txt").write_text("En text om simhallen i Tallhamra.", encoding="utf-8")
    result = council("ingest", tmp_path, "--index", tmp_path / "new")
    assert result.stdout.startswith("added: a?[2Jb.txt (")


def test_the_municipality_can_be_told(council, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("En text om simhallen.", encoding="utf-8")
    council("ingest", tmp_path / "a.txt", "--index", tmp_path / "new", "--municipality", "Tallhamra")
    (info,) = json.loads(council("docs", "--index", tmp_path / "new", "--json").stdout)
    assert info["municipality"] == "Tallhamra"


def test_a_failed_file_in_a_folder_is_named_with_its_whole_path() -> None:
    from assistant.cli.ingest import _reason

    failed = FileResult("ks/tom.txt", Status.FAILED, "tom.txt: the file is empty.")
    assert _reason(failed) == "ks/tom.txt: the file is empty."
    assert IngestReport((failed,), (), 0.0, 0, 0).usable == 0


def test_a_level_is_given_before_reading_and_holds_later(council, documents, tmp_path) -> None:
    own = tmp_path / "new"
    assert council("ingest", documents / "ks", "--access", "internal", "--index", own).exit_code == 0
    council("ingest", documents, "--index", own)
    told = json.loads(council("index", "status", "--index", own, "--json").stdout)
    assert told["levels"] == {str(documents / "ks"): "internal"}
    assert (told["counts"]["documents"], told["public"]["documents"], told["public"]["in_step"]) == (2, 1, True)


def test_what_a_move_has_made_public_is_told(council, documents, tmp_path) -> None:
    for name in ("open", "inside"):
        (tmp_path / name).mkdir()
    (tmp_path / "inside" / "a.txt").write_text("En text om simhallen i Tallhamra.", encoding="utf-8")
    own = tmp_path / "new"
    council("ingest", tmp_path / "inside", "--access", "internal", "--index", own)
    (tmp_path / "inside" / "a.txt").rename(tmp_path / "open" / "a.txt")
    result = council("ingest", tmp_path / "open", "--index", own)
    assert result.stderr.startswith("Note: internal until now, public by where they lie now: a.txt.")
