"""`council eval` and its commands: a dataset in place of a command, exit codes, one line for each error."""

from __future__ import annotations

import json
import shutil

import pytest

from assistant.clock import MemoryClock
from assistant.contract import Answer
from assistant.feedback import feedback, open_feedback

QUESTION = {
    "id": "q1",
    "question": "Vem frågade om simhallen?",
    "language": "sv",
    "category": "who_asked",
    "status": "answered",
    "gold": [{"path": "interpellation.txt", "quote": "När öppnar simhallen igen?", "start": 0, "end": 0}],
    "nuggets": [["Anna Ek"]],
}


@pytest.fixture
def own(tmp_path, index):
    """A copy of the index that may be changed."""
    return shutil.copytree(index, tmp_path / "own")


@pytest.fixture
def dataset(tmp_path, council, index):
    """One question about the documents, its place put right by the command."""
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(QUESTION, ensure_ascii=False) + "\n", "utf-8")
    return path


def test_check_puts_places_right_and_then_finds_nothing_wrong(council, index, dataset, documents) -> None:
    result = council("eval", "check", dataset, "--index", index)
    assert result.exit_code == 1
    assert "error  line 1, q1: interpellation.txt[0:0] is not 'När öppnar simhallen igen?'" in result.stdout
    result = council("eval", "check", dataset, "--index", index, "--write")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "1 question changed.")
    assert council("eval", "check", dataset, "--documents", documents).exit_code == 0


def test_a_dataset_stands_where_a_command_could(council, index, dataset, tmp_path) -> None:
    council("eval", "check", dataset, "--index", index, "--write")
    for line in (["eval", dataset], ["eval", "run", dataset]):
        result = council(*line, "--index", index, "--out", tmp_path / "out")
        assert result.exit_code == 0, result.stderr
        assert "1 questions" in result.stdout
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["n"] == 1


def test_options_alone_are_those_of_the_default_command(council, index) -> None:
    result = council("eval", "--index", index)
    assert result.exit_code == 1
    assert "holds none of the sample documents" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_broken_dataset_is_named_and_the_run_goes_on(council, index, dataset, tmp_path) -> None:
    council("eval", "check", dataset, "--index", index, "--write")
    with dataset.open("a", encoding="utf-8") as file:
        file.write('{"id": "q2", "question": \n' + dataset.read_text("utf-8"))
    result = council("eval", dataset, "--index", index, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert whole["n"] == 3
    assert {"line 2", "q1 (line 3)"} <= {one["id"] for one in whole["failed"]}
    assert "line 2: Invalid JSON" in result.stdout
    assert "the id 'q1' stands on line 1 too" in result.stdout


@pytest.mark.parametrize(
    "line",
    [
        ["eval", "a.jsonl", "b.jsonl"],
        ["eval", "--nonsense"],
        ["eval", "check"],
        ["eval", "export", "run"],
        ["eval", "--jobs", "0"],
        ["eval", "compare", "a"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(council, line) -> None:
    result = council(*line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.mark.parametrize("name", ["check", "from-feedback", "compare", "export", "components"])
def test_every_command_explains_itself(council, name) -> None:
    result = council("eval", name, "--help")
    assert result.exit_code == 0
    assert f"Example: council eval {name}" in result.stdout
    listed = council("eval", "--help").stdout
    assert f"\n  {name} " in listed
    assert "..." not in listed.partition("Commands:")[2]


@pytest.mark.parametrize(
    "line",
    [
        ["check", "none.jsonl"],
        ["check", "none.jsonl", "--documents", "nowhere"],
        ["from-feedback", "out.jsonl"],
        ["compare", "a", "b"],
        ["export", "a", "b", "--to", "trec"],
        ["components", "none.jsonl", "--out", "x"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_one_line(council, index, tmp_path, monkeypatch, line) -> None:
    monkeypatch.chdir(tmp_path)
    more = ["--index", index] if line[0] not in ("compare",) and "--documents" not in line else []
    result = council("eval", *line, *more)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Something went wrong" not in result.stderr


def test_feedback_becomes_drafts_that_name_what_is_missing(council, own, tmp_path) -> None:
    answer = Answer.model_validate_json(council("ask", "Vem frågade om simhallen?", "--json", "--index", own).stdout)
    assert answer.citations
    store = open_feedback(own)
    for id, verdict in (("a" * 32, "up"), ("b" * 32, "down")):
        store.add(feedback(answer, verdict, id=id, user="eva", reason="", clock=MemoryClock()))
    out = tmp_path / "drafts.jsonl"
    result = council("eval", "from-feedback", out, "--index", own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 drafts written to" in result.stdout
    liked, disliked = map(json.loads, out.read_text("utf-8").splitlines())
    assert [place["quote"] for place in liked["gold"]] == [cited.quote for cited in answer.citations]
    assert (disliked["status"], disliked["gold"]) == (None, [])
    checked = council("eval", "check", out, "--index", own)
    assert checked.exit_code == 1
    assert "feedback-bbbbbbbbbbbb: status: Input should be" in checked.stdout
    assert "feedback-aaaaaaaaaaaa" not in checked.stdout
    before = out.read_bytes()
    refused = council("eval", "from-feedback", out, "--index", own)
    assert (refused.exit_code, out.read_bytes()) == (1, before)
    assert "--overwrite" in refused.stderr
    store.use("b" * 32, "feedback-b")
    result = council("eval", "from-feedback", out, "--index", own, "--overwrite")
    assert "Left out: 1" in result.stdout
    assert len(out.read_text("utf-8").splitlines()) == 1


def test_nothing_internal_becomes_a_draft_without_being_asked_for(council, documents, own, tmp_path) -> None:
    found = council("ask", "När öppnar simhallen?", "--json", "--index", own)
    answer = Answer.model_validate_json(found.stdout)
    inside = [cited.path for cited in answer.citations if cited.path.startswith("ks/")]
    assert inside
    open_feedback(own).add(feedback(answer, "up", id="c" * 32, clock=MemoryClock()))
    council("index", "access", documents / "ks", "internal", "--index", own)
    out = tmp_path / "drafts.jsonl"
    assert council("eval", "from-feedback", out, "--index", own).exit_code == 0
    assert "ks/" not in out.read_text("utf-8")
    assert "1 september" not in out.read_text("utf-8")
    assert council("eval", "from-feedback", out, "--index", own, "--internal", "--overwrite").exit_code == 0
    assert "ks/svar.txt" in out.read_text("utf-8")


def test_a_judge_that_is_not_set_up_is_told_before_the_work(council, index, dataset) -> None:
    result = council("eval", dataset, "--judge", "--index", index, COUNCIL_LLM_URL="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "--judge needs a language model: set COUNCIL_LLM_URL and COUNCIL_LLM_MODEL.\n"


def test_a_judge_that_does_not_answer_leaves_the_measures_as_they_are(council, index, dataset, tmp_path) -> None:
    council("eval", "check", dataset, "--index", index, "--write")
    # Nothing listens at port 9 of this machine.
    nobody = {"COUNCIL_LLM_URL": "http://127.0.0.1:9/v1", "COUNCIL_LLM_MODEL": "tiny", "COUNCIL_LLM_TIMEOUT": "2"}
    result = council("eval", dataset, "--judge", "--index", index, "--out", tmp_path / "out", **nobody)
    assert result.exit_code == 0, result.stderr
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    judged = whole["model_judged"]
    assert (judged["judged_by"], judged["faithful"], judged["n"]["faithful"]) == ("tiny", None, 0)
    assert "Nothing answers at COUNCIL_LLM_URL" in judged["not_judged"][0]["why"]
    assert whole["metrics"]["citation_exactness"] == 1.0
