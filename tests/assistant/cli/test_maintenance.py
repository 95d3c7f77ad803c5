"""`council index` and `council eval`."""

from __future__ import annotations

import json
import sqlite3

import pytest


@pytest.fixture
def own(council, documents, tmp_path):
    """An index that may be changed."""
    council("ingest", documents, "--index", tmp_path / "own")
    return tmp_path / "own"


def test_status_tells_what_is_held_and_what_could_not_be_read(council, index) -> None:
    shown = council("index", "status", "--index", index).stdout
    assert "2 documents" in shown
    assert "2022-03-14 to 2022-04-19" in shown
    assert "tom.txt: the file is empty" in shown


def test_status_as_json(council, index) -> None:
    found = json.loads(council("index", "status", "--index", index, "--json").stdout)
    assert found["counts"]["documents"] == 2
    assert found["first"] == "2022-03-14"
    assert found["unread"][0]["path"] == "tom.txt"


def test_a_sound_index_is_well(council, index) -> None:
    result = council("index", "verify", "--index", index)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("All is well: 2 documents")


def test_verify_finds_a_changed_text_and_fails(council, own) -> None:
    with sqlite3.connect(own / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'öppnar', 'stänger')")
    connection.close()
    result = council("index", "verify", "--index", own)
    assert result.exit_code == 1
    assert "interpellation.txt: the text is not the one that was written" in result.stdout
    assert result.stderr.endswith("found.\n")


def test_rebuild_brings_back_the_vectors(council, own) -> None:
    assert council("index", "rebuild", "--index", own).exit_code == 0
    assert council("index", "rebuild", "--embed", "--index", own).exit_code == 0
    assert council("index", "verify", "--index", own).exit_code == 0


@pytest.mark.parametrize("command", ["status", "rebuild", "verify", "access"])
def test_nothing_is_made_where_there_is_no_index(council, command, tmp_path) -> None:
    result = council("index", command, "--index", tmp_path / "none")
    assert result.exit_code == 1
    assert "council ingest" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_dataset_that_is_not_there_is_one_line(council, index, tmp_path) -> None:
    result = council("eval", tmp_path / "none.jsonl", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_a_folder_made_internal_leaves_the_public_index(council, documents, own) -> None:
    shown = council("index", "access", "--index", own)
    assert (shown.exit_code, shown.stdout) == (0, "Everything is public.\n")
    shown = council("index", "access", documents / "ks", "internal", "--index", own)
    assert shown.stdout == f"Internal:  {documents / 'ks'}\nEverything else is public.\n"
    shown = council("index", "status", "--index", own).stdout
    assert f"Internal:  {documents / 'ks'}\nPublic:    1 document, " in shown
    assert ", in step\n" in shown
    assert council("index", "verify", "--index", own).exit_code == 0
    assert council("index", "rebuild", "--index", own).exit_code == 0
    told = json.loads(council("index", "status", "--index", own, "--json").stdout)
    assert told["levels"] == {str(documents / "ks"): "internal"}
    assert (told["public"]["documents"], told["public"]["ready"]) == (1, True)


def test_what_has_a_level_of_its_own_is_named_when_its_folder_gets_one(council, documents, own) -> None:
    council("index", "access", documents / "ks", "internal", "--index", own)
    result = council("index", "access", documents, "internal", "--index", own)
    assert result.stderr == ""
    council("index", "access", documents / "ks", "public", "--index", own)
    result = council("index", "access", documents, "internal", "--index", own, "--json")
    assert f"{documents / 'ks'} (public)" in result.stderr
    assert json.loads(result.stdout)["levels"] == {str(documents): "internal", str(documents / "ks"): "public"}


def test_half_a_change_of_access_is_wrong_usage(council, documents, own) -> None:
    assert council("index", "access", documents, "--index", own).exit_code == 2
    assert council("index", "access", documents, "secret", "--index", own).exit_code == 2
    result = council("index", "access", documents / "slip", "internal", "--index", own)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_verify_repairs_what_the_catalogue_can_and_says_what(council, own) -> None:
    with sqlite3.connect(own / "catalogue.sqlite") as connection:
        connection.execute("DELETE FROM vectors WHERE passage_id = (SELECT min(id) FROM passages)")
    result = council("index", "verify", "--repair", "--index", own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 passages were embedded anew." in result.stdout
    assert "All is well: 2 documents" in result.stdout


def test_a_backup_is_made_and_restored(council, own, tmp_path) -> None:
    file = tmp_path / "whole.backup"
    assert str(file) in council("index", "backup", file, "--index", own).stdout
    restored = council("index", "restore", file, "--index", tmp_path / "restored")
    assert (restored.exit_code, "2 documents" in restored.stdout) == (0, True)
    assert council("index", "verify", "--index", tmp_path / "restored").exit_code == 0
    refused = council("index", "restore", file, "--index", own)
    assert (refused.exit_code, "--force" in refused.stderr) == (1, True)
