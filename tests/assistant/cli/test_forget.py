"""`council forget`: a preview, a question, and then nothing is left of it beside the index either."""

from __future__ import annotations

import json

import pytest

from assistant import open_assistant
from assistant.access.base import User
from assistant.feedback import feedback, open_feedback
from assistant.forgetting import beside
from assistant.keeping.base import KeptTurn
from assistant.keeping.opening import FILE as CONVERSATIONS
from assistant.keeping.sqlite import SqliteConversations
from index.settings import Settings


@pytest.fixture
def own(council, documents, tmp_path):
    """An index that may be changed, with a remark, a kept turn and an evaluation run about one of its documents."""
    folder = tmp_path / "own"
    council("ingest", documents, "--index", folder)
    with open_assistant(Settings(folder, embedder="hashing")) as assistant:
        answer = assistant.ask("När öppnar simhallen?")
    assert any(one.path == "ks/svar.txt" for one in answer.citations)
    open_feedback(folder).add(feedback(answer, "up", user="maj"))
    user = User(name="maj", role="staff")
    SqliteConversations(folder / CONVERSATIONS, days=30).add(user, "one", KeptTurn(answer.question, answer))
    run = folder / "evaluation" / "one"
    run.mkdir(parents=True)
    (run / "report.json").write_text("{}", "utf-8")
    (run / "records.jsonl").write_text(json.dumps({"path": "ks/svar.txt"}), "utf-8")
    return folder


def holding(folder, words: bytes) -> list[str]:
    """The files that hold some words."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [str(path.relative_to(folder)) for path in files if words in path.read_bytes()]


def test_a_dry_run_tells_what_would_go_where_and_changes_nothing(council, own) -> None:
    shown = council("forget", "ks/svar.txt", "--dry-run", "--index", own)
    assert shown.exit_code == 0
    assert "ks/svar.txt: removed, 2 passages" in shown.stdout
    assert "1 remark, 1 kept turn, 1 evaluation run removed" in shown.stdout
    assert "Left on disk" in shown.stderr
    assert "2 documents" in council("index", "status", "--index", own).stdout


def test_nobody_is_forgotten_by_mistake(council, own) -> None:
    result = council("forget", "ks/svar.txt", "--index", own)
    assert (result.exit_code, "Nothing was changed" in result.stderr) == (1, True)
    assert council("forget", "--index", own).exit_code == 2
    assert council("forget", "a", "--person", "Anna Ek", "--index", own).exit_code == 2
    assert council("forget", "gone.txt", "--yes", "--index", own).exit_code == 1


def test_a_document_goes_with_all_that_tells_of_it(council, documents, own) -> None:
    assert council("forget", "ks/svar.txt", "--yes", "--index", own).exit_code == 0
    assert holding(own, b"reningsverket") == []
    assert beside.find(own, beside.of_document("-", ["ks/svar.txt"])) == beside.Kept()
    assert "1 forgotten" in council("ingest", documents, "--index", own).stdout
    (stone,) = json.loads(council("forget", "--list", "--json", "--index", own).stdout)
    assert council("forget", "--undo", stone["mark"], "--index", own).exit_code == 0
    assert "Nothing is forgotten" in council("forget", "--list", "--index", own).stdout
    assert "1 added" in council("ingest", documents, "--index", own).stdout


def test_a_person_is_masked_and_what_names_them_beside_goes(council, own) -> None:
    shown = council("forget", "--person", "Anna Ek", "--party", "S", "--yes", "--index", own)
    assert (shown.exit_code, "interpellation.txt: 1 place masked" in shown.stdout) == (0, True)
    assert holding(own, b"Anna Ek") == []
    assert "•••• •• (S)" in council("show", "interpellation.txt", "--text", "--index", own).stdout
    assert council("index", "verify", "--index", own).exit_code == 0
    assert "Anna" not in council("forget", "--list", "--index", own).stdout
