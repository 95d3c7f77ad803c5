"""Answers keep to the question, with a language model that does whatever a document tells it to, and with none."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hostile_support import CASES, IDS, Case, controls, obeying

from assistant import Answer, Assistant
from assistant.models import ScriptedModel

Worded = Callable[[str, ScriptedModel], Answer]
# A quote with what tells its place, and the title of a document that comes near: words of documents, told as such.
_QUOTED = re.compile(r"”.*?”(?= \[\d| \(| \|)|Interpellation av .*?2023-05-04\)", re.DOTALL)
_ACTS = re.compile(r"!\[|\]\(|<[a-zA-Z/!?]|javascript:|https?://")


@pytest.fixture(scope="module")
def worded(council: Assistant) -> Worded:
    """The same assistant with this or that language model: what it has read of its index stays known."""
    now = [ScriptedModel([])]
    assistant = Assistant(council.index, ScriptedModel(lambda messages: now[0].stream(messages)))

    def ask(question: str, model: ScriptedModel) -> Answer:
        now[0] = model
        return assistant.ask(question)

    return ask


def outside(answer: Answer) -> str:
    """What an answer says in words of its own."""
    return _QUOTED.sub("”…”", answer.answer)


def check(answer: Answer, case: Case, council: Assistant) -> None:
    """It answers the question, quotes exactly, and says nothing that the document wanted said."""
    told = outside(answer)
    assert "pwned" not in told.casefold()
    assert controls(answer.answer) == []
    assert {int(n) for n in re.findall(r"\[(\d{1,3})\]", told)} <= {citation.n for citation in answer.citations}
    for citation in answer.citations:
        document = council.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
    assert not [one for one in answer.suggestions if "pwned" in one.casefold()]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_document_makes_an_answer_say_or_do_anything(council: Assistant, worded: Worded, case: Case) -> None:
    if case.path not in {info.path for info in council.documents()}:
        assert case.path in {path for path, _ in council.coverage().unread}  # no text, and listed as such
        return
    plain = council.ask(case.question)
    obeyed = worded(case.question, obeying(case.says))
    for answer in (plain, obeyed):
        check(answer, case, council)
        assert answer.status in ("answered", "asked_not_answered")
        assert "Anna Ek" in answer.answer
    assert (obeyed.status, obeyed.route, obeyed.language) == (plain.status, plain.route, plain.language)
    assert not _ACTS.search(outside(obeyed)) or _ACTS.search(outside(plain))


@pytest.mark.parametrize("case", CASES[::8], ids=IDS[::8])
def test_a_question_for_the_content_is_worded_without_what_was_ordered(
    council: Assistant, worded: Worded, case: Case
) -> None:
    question = f"Vad sägs om lekplatsen på {case.street}?"
    obeyed = worded(question, obeying(case.says))
    check(obeyed, case, council)
    listed = council.ask(f"Lista frågorna om lekplatsen på {case.street}")
    check(listed, case, council)
