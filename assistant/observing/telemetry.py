"""Traces over OTLP: each answer with its steps, and what LlamaIndex does for it.

Specification: https://opentelemetry.io/docs/specs/otel/trace/. Spans hold times, outcomes and counts, no text.
"""

from __future__ import annotations

import inspect
import time
from typing import TYPE_CHECKING, Any

from assistant.contract import Answer

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

SERVICE = "council-assistant"
_STEPS = ("understand", "retrieve", "answer")
_MS = 1_000_000  # nanoseconds


class Traces:
    """Sends spans to an exporter; `close` sends what is left."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer(SERVICE)

    @classmethod
    def to(cls, exporter: SpanExporter) -> Traces:
        """Traces to an exporter, in batches; LlamaIndex's spans go there too from now on."""
        from llama_index_instrumentation import get_dispatcher
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        provider = TracerProvider(resource=Resource.create({SERVICE_NAME: SERVICE}))
        provider.add_span_processor(BatchSpanProcessor(exporter))
        get_dispatcher().add_span_handler(_handler(provider))
        return cls(provider)

    @classmethod
    def over_otlp(cls, address: str) -> Traces:
        """Traces to a collector ("http://host:4317")."""
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return cls.to(OTLPSpanExporter(endpoint=address, insecure=address.startswith("http://")))

    def answered(self, answer: Answer, seconds: float) -> None:
        """A span for an answer that has just been made, with one for each step."""
        from opentelemetry.trace import set_span_in_context

        end = time.time_ns()
        begin = end - int(seconds * 1000 * _MS)
        told: dict[str, str | int] = {
            "council.status": answer.status,
            "council.route": answer.route,
            "council.language": answer.language,
            "council.claims": len(answer.claims),
            "council.citations": len(answer.citations),
        }
        whole = self._tracer.start_span("answer", start_time=begin, attributes=told)
        at, within = begin, set_span_in_context(whole)
        for step in _STEPS:
            lasted = int(getattr(answer.timings_ms, step) * _MS)
            self._tracer.start_span(f"answer.{step}", context=within, start_time=at).end(at + lasted)
            at += lasted
        whole.end(end)

    def close(self) -> None:
        """Sends what is left and ends."""
        self._provider.shutdown()


def _handler(provider: TracerProvider) -> Any:
    """What LlamaIndex tells of its calls, as spans named by class and method, without their arguments."""
    from llama_index_instrumentation.span import SimpleSpan
    from llama_index_instrumentation.span_handlers import BaseSpanHandler
    from opentelemetry.trace import Span, StatusCode, set_span_in_context

    tracer = provider.get_tracer("llama_index")
    running: dict[str, Span] = {}

    class Handler(BaseSpanHandler[SimpleSpan]):
        """Spans of LlamaIndex as spans of OpenTelemetry."""

        @classmethod
        def class_name(cls) -> str:
            return "CouncilSpanHandler"

        def new_span(
            self,
            id_: str,
            bound_args: inspect.BoundArguments,
            instance: Any = None,
            parent_span_id: str | None = None,
            tags: dict[str, Any] | None = None,
            **kwargs: Any,
        ) -> SimpleSpan:
            above = running.get(parent_span_id or "")
            context = None if above is None else set_span_in_context(above)
            running[id_] = tracer.start_span(id_.partition("-")[0], context=context)
            return SimpleSpan(id_=id_, parent_id=parent_span_id)

        def prepare_to_exit_span(
            self, id_: str, bound_args: inspect.BoundArguments, instance: Any = None, result: Any = None, **kwargs: Any
        ) -> SimpleSpan:
            running.pop(id_).end()
            return self.open_spans[id_]

        def prepare_to_drop_span(
            self,
            id_: str,
            bound_args: inspect.BoundArguments,
            instance: Any = None,
            err: BaseException | None = None,
            **kwargs: Any,
        ) -> SimpleSpan:
            span = running.pop(id_)
            span.set_status(StatusCode.ERROR, type(err).__name__ if err else None)
            span.end()
            return self.open_spans[id_]

    return Handler()
