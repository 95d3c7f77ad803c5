"""Feedback: kept as it was given, and made into questions that the evaluation can read."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.clock import MemoryClock
from assistant.contract import Answer, Citation, FilterSpec
from assistant.feedback import (
    DRAFTS,
    EVALUATION,
    FILE,
    BadFeedback,
    Feedback,
    FeedbackStore,
    MemoryFeedback,
    append,
    as_question,
    complete,
    feedback,
    open_feedback,
)
from assistant.sqlite import StoreUnusable
from evals.check import problems
from evals.dataset import load
from index.levels import Level

TEXT = "Bo Ask (M) frågade: När öppnar badet i Tallhamra?"
QUOTE = "När öppnar badet i Tallhamra?"
START = TEXT.index(QUOTE)
NOON = MemoryClock(datetime(2024, 5, 2, 12, tzinfo=UTC))


def answer(**changes: object) -> Answer:
    cited = Citation(
        n=1,
        document_id="d",
        path="kf/a.txt",
        title="Fråga",
        page=1,
        start=START,
        end=len(TEXT),
        quote=QUOTE,
        act="question",
    )
    values = {
        "question": "Vem frågade om badet?",
        "language": "sv",
        "status": "asked_not_answered",
        "route": "register",
    }
    return Answer.model_validate(
        {**values, "answer": f"Bo Ask (M) frågade: ”{QUOTE}” [1]", "citations": [cited], **changes}
    )


def given(id: str = "a" * 32, **changes: object) -> Feedback:
    return feedback(answer(), "up", **{"id": id, "clock": NOON, "user": "eva", **changes})


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FeedbackStore:
    return open_feedback(tmp_path) if request.param == "sqlite" else MemoryFeedback()


def test_what_is_given_comes_back_whole(store: FeedbackStore) -> None:
    one = given(
        history=["Vad hände?"],
        filters=FilterSpec(party=["S"]),
        reason="incomplete",
        comment="Det fanns mer.",
        level=Level.INTERNAL,
    )
    store.add(one)
    assert store.find(one.id) == one
    assert store.find("nobody") is None


def test_the_newest_stand_first_and_can_be_of_one_verdict(store: FeedbackStore) -> None:
    first, second = given("a" * 32), feedback(answer(), "down", id="b" * 32, clock=NOON)
    store.add(first)
    store.add(second)
    assert store.newest() == [second, first]
    assert store.newest("up") == [first]
    assert store.newest(most=1) == [second]


def test_feedback_on_internal_documents_is_seen_inside_only(store: FeedbackStore) -> None:
    store.add(given(level=Level.INTERNAL))
    assert store.newest(level=Level.PUBLIC) == []
    assert len(store.newest(level=Level.INTERNAL)) == 1


def test_a_changed_mind_replaces_the_first(store: FeedbackStore) -> None:
    store.add(given())
    store.add(feedback(answer(), "down", id="a" * 32, reason="wrong", clock=NOON))
    assert [one.verdict for one in store.newest()] == ["down"]


def test_it_is_told_which_question_was_made_and_one_can_be_deleted(store: FeedbackStore) -> None:
    store.add(given())
    store.use("a" * 32, "feedback-1")
    found = store.find("a" * 32)
    assert found is not None
    assert found.used == "feedback-1"
    store.delete("a" * 32)
    assert store.newest() == []


def test_a_personal_number_is_not_kept() -> None:
    one = given(comment="Jag heter Bo, personnummer 19121212-1212.")
    assert "1212-1212" not in one.comment
    with pytest.raises(BadFeedback, match="shorten it"):
        given(comment="x" * 2001)


def test_an_answer_that_was_right_becomes_a_question_the_evaluation_accepts(tmp_path: Path) -> None:
    written = append(tmp_path, as_question(given(history=["Vad står på?"])))
    assert written.name == EVALUATION
    (question,) = load(written)
    assert question.status == "asked_not_answered"
    assert question.history == ("Vad står på?",)
    assert [gold.stands_in(TEXT) for gold in question.gold] == [True]
    assert problems([question], {"kf/a.txt": TEXT}.get) == []


def test_an_answer_that_was_wrong_waits_for_staff_to_say_what_is_right(tmp_path: Path) -> None:
    wrong = feedback(answer(), "down", id="b" * 32, reason="wrong", clock=NOON)
    line = as_question(wrong)
    assert (line["status"], line["gold"]) == (None, [])
    assert append(tmp_path, line).name == DRAFTS
    assert not (tmp_path / EVALUATION).exists()
    filled = as_question(
        wrong, status="answered", gold=[{"path": "kf/a.txt", "quote": QUOTE, "start": START, "end": len(TEXT)}]
    )
    assert append(tmp_path, filled).name == EVALUATION
    assert len(load(tmp_path / EVALUATION)) == 1
    assert (tmp_path / DRAFTS).read_text("utf-8") == ""


def test_that_it_is_not_in_the_documents_is_a_whole_question(tmp_path: Path) -> None:
    line = as_question(feedback(answer(), "down", reason="not_in_documents", clock=NOON))
    assert complete(line)
    (question,) = load(append(tmp_path, line))
    assert question.status == "not_found"
    assert problems([question], {"kf/a.txt": TEXT}.get) == []


def test_pressing_twice_gives_one_line_and_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    own = {"id": "own", "question": "Hur?", "language": "sv", "category": "x", "status": "not_found"}
    (tmp_path / EVALUATION).write_text(json.dumps(own) + "\n", "utf-8")
    for _ in range(2):
        append(tmp_path, as_question(given()))
    lines = (tmp_path / EVALUATION).read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0]) == own


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    open_feedback(tmp_path).add(given())
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database " * 100)
    with pytest.raises(StoreUnusable, match=FILE):
        open_feedback(tmp_path).add(given())
