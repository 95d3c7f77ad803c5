"""`council ask`, one question and many."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.cli.batch import answers
from assistant.contract import Answer, FilterSpec
from assistant.memory import MemoryAssistant

QUESTION = "Vem frågade om simhallen?"


class Failing(MemoryAssistant):
    """Fails in a way nobody foresaw."""

    def ask(self, *args: object, **kwargs: object) -> Answer:
        raise RuntimeError("secret")


def test_the_answer_is_shown_with_its_source(council, index) -> None:
    result = council("ask", QUESTION, "--index", index)
    assert result.exit_code == 0
    assert "Anna Ek (S)" in result.stdout
    assert "[1]" in result.stdout
    assert "Källor" in result.stdout
    assert "interpellation.txt, s. 1" in result.stdout
    assert "När öppnar simhallen igen?" in result.stdout
    assert result.stderr == ""


def test_json_is_the_contract_s_object_and_its_quotes_are_exact(council, index) -> None:
    result = council("ask", QUESTION, "--index", index, "--json")
    answer = Answer.model_validate(json.loads(result.stdout))
    assert answer.citations
    for cited in answer.citations:
        text = council("show", cited.path, "--index", index, "--text").stdout
        assert text[cited.start : cited.end] == cited.quote


def test_filters_narrow_the_question(council, index) -> None:
    line = ["ask", "Vad står det om simhallen?", "--index", index, "--json"]
    for filters in (
        ["--path", "ks"],
        ["--from", "2022-04-01"],
        ["--genre", "interpellation_answer", "--case-number", "KS 2022/41", "--to", "2022-12-31"],
    ):
        answer = json.loads(council(*line, *filters).stdout)
        assert {each["path"] for each in answer["retrieved"]} <= {"ks/svar.txt"}
    nothing = json.loads(council(*line, "--from", "2031-01-01").stdout)
    assert nothing["status"] == "not_found"


def test_a_filter_that_cannot_be_used_is_one_line(council, index) -> None:
    result = council("ask", QUESTION, "--genre", "roman", "--index", index)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "roman" in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_an_index_it_says_what_to_do(council, tmp_path) -> None:
    result = council("ask", QUESTION, "--index", tmp_path / "none")
    assert result.exit_code == 1
    assert "council ingest" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_batch_gives_a_line_for_every_line_in_order(council, index, tmp_path) -> None:
    lines = [
        {"id": "a", "question": QUESTION},
        "no json",
        {"id": 2, "question": ""},
        {"id": 3, "question": "Och vem svarade?", "history": [QUESTION], "filters": {"path": ["ks"]}},
        {"id": 4, "question": QUESTION, "filters": {"colour": ["red"]}},
    ]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file = tmp_path / "questions.jsonl"
    file.write_text(f"\ufeff{text}\n\n", encoding="utf-8")
    from_file = council("ask", "--batch", file, "--index", index)
    given = [json.loads(line) for line in from_file.stdout.splitlines()]
    assert [each["id"] for each in given] == ["a", None, 2, 3, 4]
    assert ["error" in each for each in given] == [False, True, False, False, True]
    assert from_file.exit_code == 1
    from_stdin = council("ask", "--batch", "-", "--index", index, stdin=file.read_bytes())
    assert [json.loads(line)["id"] for line in from_stdin.stdout.splitlines()] == ["a", None, 2, 3, 4]


def test_a_batch_without_a_bad_line_ends_with_0(council, index) -> None:
    result = council("ask", "--batch", "-", "--index", index, stdin=b'{"question": "Vem?"}')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["question"] == "Vem?"


def test_a_missing_batch_file_is_one_line(council, index, tmp_path) -> None:
    result = council("ask", "--batch", tmp_path / "none", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "check the path" in result.stderr


def test_each_bad_line_says_what_is_wrong_with_it() -> None:
    lines = [
        b"[1]",
        b"{",
        b"\xff",
        b'{"id": 7}',
        b'{"question": 3, "id": "x"}',
        b"[" * 100_000,
        b'{"id": [1]}',
    ]
    found = list(answers(MemoryAssistant(), lines))
    assert [each["id"] for each in found] == [None, None, None, 7, "x", None, None]
    for words, each in zip(
        ["not an object", "not JSON", "UTF-8", "question", "question", "not JSON", "id"], found, strict=True
    ):
        assert words in each["error"]
        assert "\n" not in each["error"]


def test_history_filters_and_id_reach_the_assistant() -> None:
    service = MemoryAssistant()
    line = json.dumps({"id": "z", "question": "Och?", "history": ["Vem?"], "filters": {"party": ["S"]}})
    (found,) = answers(service, [line.encode()])
    assert found["id"] == "z"
    assert service.asked == [("Och?", ("Vem?",), FilterSpec(party=["S"]))]


def test_an_unforeseen_failure_is_told_neutrally_and_the_rest_goes_on() -> None:
    first, second = answers(Failing(), [b'{"id": 1, "question": "a"}', b'{"id": 2, "question": "b"}'])
    assert first["error"].startswith("Something went wrong while answering line 1")
    assert "secret" not in first["error"]
    assert second["id"] == 2


def test_an_answer_comes_before_the_next_question_is_read() -> None:
    service = MemoryAssistant()

    def lines():
        yield b'{"question": "a"}'
        assert len(service.asked) == 1
        yield b'{"question": "b"}'

    assert len(list(answers(service, lines()))) == 2


def test_json_can_be_read_back_from_an_output_that_knows_no_swedish(process, index: Path) -> None:
    done = process("ask", QUESTION, "--index", index, "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("ascii"))["question"] == QUESTION
