"""What a model thinks of answers: counted where it said something that can be counted, named where it did not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from time import sleep

import pytest
from rich.console import Console

from assistant.models.base import Message, ModelTimeout
from assistant.models.scripted import ScriptedModel
from assistant.models.settings import ModelSettings, open_model
from corpus.errors import BadSettings
from evals.judged import open_judge, section
from evals.judged.verdicts import score, yes_or_no
from evals.record import Record

from ..conftest import QUOTE, make_answer, make_question, make_record, silent


def judged(records: Sequence[Record], model: ScriptedModel) -> tuple[dict[str, object], str]:
    console = Console(file=StringIO(), width=200)
    found = section(records, model, console)
    printed = console.file
    assert isinstance(printed, StringIO)
    return found, printed.getvalue()


def says(faithful: str, correct: str) -> ScriptedModel:
    """A model with one opinion on faithfulness and one on correctness."""

    def script(messages: Sequence[Message]) -> list[str]:
        return [correct if "Reference Answer" in messages[-1].text else faithful]

    return ScriptedModel(script)


def test_the_model_is_shown_answer_quotes_and_reference_and_its_verdict_counts() -> None:
    model = says("YES", "4.5\nWell said.")
    found, printed = judged([make_record()], model)
    assert (found["faithful"], found["correct"], found["score"]) == (1.0, 1.0, 4.5)
    assert found["judged_by"] == "scripted"
    assert "not measurements" in str(found["note"])
    first, second = (messages[-1].text for messages in model.seen)
    assert f"Context: {QUOTE}" in first
    assert "Det är enhetschefen." in first
    assert "[1]" not in first.split("Information:")[-1]
    assert "- enhetschef" in second
    assert "faithful 1.000 of 1 answers, 0 not judged" in printed


def test_the_means_are_over_what_was_judged() -> None:
    """Two answers, one found unfaithful and scored 2; a silence and an error are nothing to judge."""
    bad = make_record(make_question(id="q2"), make_answer(answer="Det är rektorn [1]."))

    def script(messages: Sequence[Message]) -> list[str]:
        wrong = "rektorn" in messages[-1].text
        if "Reference Answer" in messages[-1].text:
            return ["2\nNo." if wrong else "5\nYes."]
        return ["NO" if wrong else "YES"]

    silence = make_record(make_question(id="q3", status="not_found", gold=(), nuggets=()), silent())
    broken = Record(make_question(id="q4"), None, 1.0, (), "Timeout")
    found, _ = judged([make_record(), bad, silence, broken], ScriptedModel(script))
    assert (found["n"], found["faithful"], found["correct"], found["score"]) == (
        {"faithful": 2, "correct": 2}, 0.5, 0.5, 3.5,
    )  # fmt: skip
    assert found["not_judged"] == []


@pytest.mark.parametrize(
    ("faithful", "correct"),
    [("Perhaps.", "very good"), ("YES or NO", "9\nToo high"), ("", "\n"), ("🤖" * 50, "nan\nx")],
)
def test_nonsense_is_no_verdict_and_is_named(faithful: str, correct: str) -> None:
    found, printed = judged([make_record()], says(faithful, correct))
    assert (found["faithful"], found["correct"], found["n"]) == (None, None, {"faithful": 0, "correct": 0})
    assert [(one["id"], one["measure"]) for one in found["not_judged"]] == [("q1", "faithful"), ("q1", "correct")]
    assert all("\n" not in one["why"] for one in found["not_judged"])
    assert "1 not judged" in printed


def test_a_model_that_is_too_late_does_not_end_the_run() -> None:
    model = ScriptedModel([], error=ModelTimeout("The model server did not finish within 20 seconds.", seconds=20))
    found, _ = judged([make_record(), make_record(make_question(id="q2"))], model)
    assert found["n"] == {"faithful": 0, "correct": 0}
    assert len(found["not_judged"]) == 4
    assert found["not_judged"][0]["why"] == "The model server did not finish within 20 seconds."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("YES", True), (" no.", False), ("Yes, it is.", True), ("NO\nYES", False), ("yesterday", None), ("yes no", None)],
)
def test_a_verdict_is_one_word_of_the_first_line(text: str, verdict: bool | None) -> None:
    assert yes_or_no(text) is verdict


@pytest.mark.parametrize(
    ("text", "value"),
    [("4.0\nfine", 4.0), ("3", 3.0), ("Score: 4,5\n", 4.5), ("**5**\nx", 5.0), ("4/5\nx", 4.0), ("0.5\nx", None),
     ("six", None), ("4 of them are 1", None), ("", None)],
)  # fmt: skip
def test_a_score_is_a_number_from_1_to_5(text: str, value: float | None) -> None:
    assert score(text)[0] == value


@contextmanager
def served(reply: str, wait: float = 0.0) -> Iterator[str]:
    """A model server on loopback that says one thing; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            sleep(wait)
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "tiny"}
            parts = [
                {**chunk, "choices": [{"index": 0, "delta": {"role": "assistant", "content": reply}}]},
                {**chunk, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            ]
            body = "".join(f"data: {json.dumps(part)}\n\n" for part in parts) + "data: [DONE]\n\n"
            with suppress(OSError):  # nobody waits any more
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.send_header("content-length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def test_a_served_model_judges_and_a_slow_one_is_named() -> None:
    with served("YES") as url:
        model = open_model(ModelSettings(url, "tiny", timeout=5.0))
        assert model is not None
        found, _ = judged([make_record()], model)
        model.close()
    assert (found["faithful"], found["correct"]) == (1.0, None)
    assert "gave no score" in found["not_judged"][0]["why"]
    with served("YES", wait=1.0) as url:
        model = open_model(ModelSettings(url, "tiny", timeout=0.2))
        assert model is not None
        found, _ = judged([make_record()], model)
        model.close()
    assert found["n"] == {"faithful": 0, "correct": 0}
    assert "did not finish within" in found["not_judged"][0]["why"]


def test_without_a_model_nothing_can_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNCIL_LLM_URL", raising=False)
    with pytest.raises(BadSettings, match="COUNCIL_LLM_URL"):
        open_judge()
