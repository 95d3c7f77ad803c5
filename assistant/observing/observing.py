"""All that watches over one server, made from the settings."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.contract import Answer
from assistant.observing.metrics import Figures, Metrics
from assistant.observing.settings import ObservingSettings
from assistant.observing.telemetry import Traces

_log = logging.getLogger("council.answers")


@dataclass(frozen=True, slots=True)
class Observing:
    """Figures, traces and the log of answers. Without any of it set up, only the figures are kept."""

    settings: ObservingSettings = field(default_factory=ObservingSettings)
    metrics: Metrics = field(default_factory=Metrics)
    traces: Traces | None = None

    def answered(self, answer: Answer, seconds: float, known: bool) -> None:
        """An answer was given; `known` says that it was only told again."""
        self.metrics.answered(answer, seconds, known)
        if self.traces is not None and not known:
            self.traces.answered(answer, seconds)
        told: dict[str, str | float] = {
            "status": answer.status,
            "route": answer.route,
            "language": answer.language,
            "seconds": round(seconds, 4),
            "known": known,
        }
        if self.settings.questions:
            told["question"] = answer.question
        _log.info("answered", extra=told)


@contextmanager
def observe(settings: ObservingSettings, figures: Figures = dict) -> Iterator[Observing]:
    """What watches, as set up; traces that are left are sent at the end."""
    traces = Traces.over_otlp(settings.traces) if settings.traces else None
    try:
        yield Observing(settings, Metrics(figures), traces)
    finally:
        if traces is not None:
            traces.close()
