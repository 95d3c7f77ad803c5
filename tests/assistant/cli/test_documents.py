"""`council docs` and `council show`."""

from __future__ import annotations

import json

import pytest

from corpus import read


def test_docs_lists_a_line_a_document_and_names_what_could_not_be_read(council, index) -> None:
    result = council("docs", "--index", index)
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[4] for row in rows] == ["interpellation.txt", "ks/svar.txt"]
    assert rows[0][:2] == ["2022-03-14", "interpellation"]
    assert result.stderr == "not read: tom.txt: the file is empty (0 bytes); fetch it again.\n"


def test_docs_as_json_is_one_array(council, index) -> None:
    found = json.loads(council("docs", "--index", index, "--json").stdout)
    assert [each["path"] for each in found] == ["interpellation.txt", "ks/svar.txt"]
    assert found[0]["case_numbers"] == ["KS 2022/41"]


def test_show_tells_what_was_read_out_of_a_document(council, index) -> None:
    shown = council("show", "interpellation.txt", "--index", index).stdout
    assert "Kind:         interpellation\n" in shown
    assert "Date:         2022-03-14\n" in shown
    assert "1 question" in shown


def test_show_acts_says_who_asked_whom_what(council, index) -> None:
    shown = council("show", "interpellation.txt", "--acts", "--index", index).stdout
    assert "question · Anna Ek (S) → " in shown
    assert "    När öppnar simhallen igen?\n" in shown


def test_show_text_is_the_text_that_offsets_count(council, index, documents) -> None:
    shown = council("show", "ks/svar.txt", "--text", "--index", index)
    assert shown.stdout == read(documents / "ks" / "svar.txt").text


def test_show_takes_an_id_and_an_absolute_path(council, index, documents) -> None:
    by_path = json.loads(council("show", documents / "ks" / "svar.txt", "--json", "--index", index).stdout)
    by_id = json.loads(council("show", by_path["id"], "--json", "--index", index).stdout)
    assert by_path == by_id
    assert by_path["path"] == "ks/svar.txt"


def test_show_reads_a_file_that_is_in_no_index(council, documents, tmp_path) -> None:
    shown = council("show", documents / "interpellation.txt", "--json", "--index", tmp_path / "none")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["genre"] == "interpellation"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("path", "hint"),
    [("svar.txt", "ks/svar.txt"), ("interpelation.txt", "interpellation.txt"), ("zz", "docs")],
)
def test_show_names_what_may_be_meant(council, index, path, hint) -> None:
    result = council("show", path, "--index", index)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}: no such document")
    assert hint in result.stderr.removeprefix(path)


def test_show_of_a_folder_or_a_broken_file_is_one_line(council, index, documents) -> None:
    for path in (documents / "ks", documents / "tom.txt"):
        result = council("show", path, "--index", index)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
