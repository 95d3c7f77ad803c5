"""Traces: an answer with its steps, LlamaIndex's calls, and no text in any of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from api_support import answer
from llama_index_instrumentation import get_dispatcher
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.contract import Timings
from assistant.observing.telemetry import Traces


@pytest.fixture
def sent() -> Iterator[tuple[Traces, InMemorySpanExporter]]:
    dispatcher, exporter = get_dispatcher(), InMemorySpanExporter()
    handlers = [*dispatcher.span_handlers]
    traces = Traces.to(exporter)
    yield traces, exporter
    traces.close()
    dispatcher.span_handlers[:] = handlers


def test_an_answer_is_a_span_with_its_steps_one_after_the_other(sent: tuple[Traces, InMemorySpanExporter]) -> None:
    traces, exporter = sent
    timed = answer().model_copy(update={"timings_ms": Timings(understand=10, retrieve=20, answer=5, total=40)})
    traces.answered(timed, 0.04)
    traces.close()
    spans = {span.name: span for span in exporter.get_finished_spans()}
    assert list(spans) == ["answer.understand", "answer.retrieve", "answer.answer", "answer"]
    whole = spans["answer"]
    assert whole.attributes is not None
    assert whole.attributes["council.route"] == "register"
    assert (whole.end_time or 0) - (whole.start_time or 0) == pytest.approx(40e6, abs=2)
    steps = [spans[name] for name in ("answer.understand", "answer.retrieve", "answer.answer")]
    assert all(step.parent is not None and step.parent.span_id == whole.context.span_id for step in steps)
    assert [step.end_time for step in steps[:2]] == [step.start_time for step in steps[1:]]
    assert "lekplats" not in str([span.to_json() for span in spans.values()])


def test_what_llamaindex_does_is_a_span_and_so_is_its_failure(sent: tuple[Traces, InMemorySpanExporter]) -> None:
    traces, exporter = sent
    dispatcher = get_dispatcher()

    @dispatcher.span
    def inner(text: str) -> str:
        return text.upper()

    @dispatcher.span
    def outer(text: str) -> str:
        if not text:
            raise ValueError("hemligt")
        return inner(text)

    assert outer("hemligt") == "HEMLIGT"
    with pytest.raises(ValueError, match="hemligt"):
        outer("")
    traces.close()
    found = exporter.get_finished_spans()
    names = [span.name.rpartition(".")[2] for span in found]
    assert names == ["inner", "outer", "outer"]
    assert found[0].parent is not None
    assert found[0].parent.span_id == found[1].context.span_id
    assert not found[2].status.is_ok
    assert "hemligt" not in str([span.to_json() for span in found])
