"""Figures in the text format of Prometheus: requests, answers, and what the index holds.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector

from assistant.contract import Answer
from corpus.errors import CouncilError

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
Figures = Callable[[], dict[str, float]]
"""Gives what is counted when it is asked for, by name: a gauge each."""


class Metrics:
    """The figures of one server, since it was started. Safe for several threads.

    `figures` are read when the page of figures is asked for; one that raises a `CouncilError` leaves out what it
    counts, and `council_index_up` is then 0.
    """

    def __init__(self, figures: Figures = dict) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self._registry)
        self._requests = self._counter("http_requests", "Requests by route and status.", "method", "route", "status")
        self._seconds = self._histogram("http_request_seconds", "Time to the last byte, by route.", "route")
        self._running = Gauge("council_http_requests_running", "Requests being answered.", registry=self._registry)
        self._answers = self._counter("answers", "Answers by outcome.", "status", "route", "language")
        self._answered = self._histogram("answer_seconds", "Time of an answer that was not known.")
        self._known = self._counter("answers_known", "Answers that had been given before and were told again.")
        self._opened = self._counter("internal_documents_opened", "Internal documents opened, as the audit log has.")
        self._registry.register(_Asked(figures))

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"council_{name}", told, labels, registry=self._registry)

    def _histogram(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(f"council_{name}", told, labels, buckets=_SECONDS, registry=self._registry)

    def begun(self) -> None:
        """A request has come."""
        self._running.inc()

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request has been answered; `route` is the pattern that fits it, never its own path."""
        self._running.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer, seconds: float, known: bool) -> None:
        """An answer was made in so many seconds, or told again."""
        self._answers.labels(answer.status, answer.route, answer.language).inc()
        if known:
            self._known.inc()
        else:
            self._answered.observe(seconds)

    def opened(self) -> None:
        """An internal document was opened."""
        self._opened.inc()

    def page(self) -> bytes:
        """All figures."""
        return generate_latest(self._registry)


class _Asked:
    """What is counted when it is asked for."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def describe(self) -> tuple[GaugeMetricFamily, ...]:
        """Nothing beforehand: what is counted may not be there yet when the server is put together."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A gauge each, and whether they could be read."""
        try:
            found, up = self._figures(), 1.0
        except CouncilError:
            found, up = {}, 0.0
        for name, value in {"index_up": up, **found}.items():
            yield GaugeMetricFamily(f"council_{name}", name.replace("_", " ").capitalize() + ".", value)
