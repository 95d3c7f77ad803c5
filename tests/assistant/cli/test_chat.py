"""`council chat`: a conversation."""

from __future__ import annotations

from assistant.cli.chat import converse
from assistant.conversation import Conversation
from assistant.memory import MemoryAssistant


def test_each_question_has_those_before_it_as_history(capsys) -> None:
    service, shown = MemoryAssistant(), []
    converse(
        Conversation(service),
        ["Vem frågade?", "", "x" * 5000, " Och vem svarade? ", "/new", "Hur många?"],
        shown.append,
    )
    assert [(question, history) for question, history, _ in service.asked] == [
        ("Vem frågade?", ()),
        ("Och vem svarade?", ("Vem frågade?",)),
        ("Hur många?", ()),
    ]
    assert len(shown) == 3
    assert "4000" in capsys.readouterr().err


def test_it_ends_with_the_input(council, index) -> None:
    result = council("chat", "--index", index, stdin="Vem frågade om simhallen?\n".encode())
    assert result.exit_code == 0
    assert "Anna Ek (S)" in result.stdout
    assert result.stderr == ""


def test_without_an_index_it_does_not_begin(council, tmp_path) -> None:
    result = council("chat", "--index", tmp_path / "none", stdin=b"Vem?\n")
    assert result.exit_code == 1
    assert "council ingest" in result.stderr
