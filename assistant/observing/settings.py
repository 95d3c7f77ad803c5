"""What is logged and where traces go, from the environment."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.errors import BadSettings

LogFormat = Literal["text", "json"]
_FORMATS: dict[str, LogFormat] = {"": "text", "text": "text", "json": "json"}
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_YES = {"": False, "0": False, "no": False, "false": False, "1": True, "yes": True, "true": True}


@dataclass(frozen=True, slots=True)
class ObservingSettings:
    """`questions`: whether the log may hold the text of questions. `traces`: an OTLP address, None for no traces."""

    format: LogFormat = "text"
    level: int = logging.WARNING
    questions: bool = False
    traces: str | None = None

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> ObservingSettings:
        """Reads COUNCIL_LOG_FORMAT, COUNCIL_LOG_LEVEL, COUNCIL_LOG_QUESTIONS and COUNCIL_TRACES_URL.

        Raises `BadSettings` for a value that none of them takes.
        """
        written = {name: environment.get(f"COUNCIL_{name}", "").strip() for name in _NAMES}
        form = _FORMATS.get(written["LOG_FORMAT"].lower())
        if form is None:
            raise BadSettings(f"COUNCIL_LOG_FORMAT is {written['LOG_FORMAT']!r}: write text or json.")
        level = written["LOG_LEVEL"].upper() or ("INFO" if form == "json" else "WARNING")
        if level not in _LEVELS:
            raise BadSettings(f"COUNCIL_LOG_LEVEL is {written['LOG_LEVEL']!r}: write {', '.join(_LEVELS)}.")
        questions = _YES.get(written["LOG_QUESTIONS"].lower())
        if questions is None:
            raise BadSettings(f"COUNCIL_LOG_QUESTIONS is {written['LOG_QUESTIONS']!r}: write 1 or 0.")
        traces = written["TRACES_URL"] or None
        if traces is not None and not traces.startswith(("http://", "https://")):
            raise BadSettings(f"COUNCIL_TRACES_URL is {traces!r}: write http://host:4317, an OTLP collector.")
        return cls(form, logging.getLevelNamesMapping()[level], questions, traces)


_NAMES = ("LOG_FORMAT", "LOG_LEVEL", "LOG_QUESTIONS", "TRACES_URL")
