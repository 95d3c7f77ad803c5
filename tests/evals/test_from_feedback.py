"""Drafts of questions from feedback: what is known is kept, what a person must fill in is left open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.contract import Answer
from assistant.feedback import Feedback, feedback
from evals.dataset import Question
from evals.from_feedback import drafts

from .conftest import GOLD, QUOTE, TEXT, make_answer, make_citation

TEXTS = {"fvg.txt": TEXT}.get


def given(id: str = "a" * 32, verdict: Any = "up", answer: Answer | None = None, **changes: Any) -> Feedback:
    return feedback(answer or make_answer(), verdict, id=id, user="eva.persson", **changes)


def test_a_liked_answer_gives_its_status_and_its_places() -> None:
    (line,) = drafts([given(comment="Precis vad jag letade efter.")], TEXTS)
    assert (line["status"], line["question"], line["language"]) == ("answered", "Vem har jour?", "sv")
    assert line["gold"] == [{"path": "fvg.txt", "quote": QUOTE, "start": GOLD.start, "end": GOLD.end}]
    assert line["note"] == "liked: Precis vad jag letade efter. fill in status, gold and nuggets"
    assert Question.model_validate(line).acts[0].value == "answer"


@pytest.mark.parametrize(
    ("reason", "status"), [("wrong", None), ("not_in_documents", "not_found"), ("unclear_question", "clarify")]
)
def test_of_a_disliked_answer_only_the_reason_tells_the_status(reason: str, status: str | None) -> None:
    (line,) = drafts([given(verdict="down", reason=reason, comment="Fel år")], TEXTS)
    assert (line["status"], line["gold"]) == (status, [])
    assert line["note"].startswith(f"not liked: {reason.replace('_', ' ')}; Fel år. ")


def test_ids_are_unique_and_nobody_is_named() -> None:
    lines = drafts([given("b" * 12 + "1"), given("b" * 12 + "2"), given("b" * 12 + "2")], TEXTS)
    assert len({line["id"] for line in lines}) == 3
    assert "eva" not in str(lines)


@pytest.mark.parametrize("texts", [{}.get, {"fvg.txt": "Nytt. " + TEXT}.get], ids=["gone", "changed"])
def test_words_that_the_documents_do_not_hold_here_are_dropped(texts: Callable[[str], str | None]) -> None:
    (line,) = drafts([given()], texts)
    assert (line["status"], line["gold"]) == (None, [])
    assert QUOTE not in str(line)
    assert "1 cited place is no longer in the documents" in line["note"]


def test_places_that_still_stand_are_kept_beside_one_that_does_not() -> None:
    answer = make_answer(citations=[make_citation(), make_citation("Något annat.", 3).model_copy(update={"n": 2})])
    (line,) = drafts([given(answer=answer)], TEXTS)
    assert [place["start"] for place in line["gold"]] == [GOLD.start]
    assert line["status"] == "answered"
