"""The log: lines for people, or one JSON object a line for a collector.

What is logged of a request is its method, route, status and time; never the address of whoever asks, what a question
says (unless that is switched on), or what was answered.
"""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from typing import IO

from assistant.observing.settings import ObservingSettings

REQUEST: ContextVar[str] = ContextVar("council_request", default="")
"""The id of the request that is being answered, in the log and in the response's X-Request-ID."""

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LOUD = ("httpx", "httpx2", "httpcore", "uvicorn.access", "chromadb", "urllib3", "gradio", "mcp")  # below a warning


class _WithRequest(logging.Filter):
    """Adds the request's id to every line that is written while it is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        if (request := REQUEST.get()) and not hasattr(record, "request"):
            record.request = request
        return True


def configure(settings: ObservingSettings, stream: IO[str] | None = None) -> None:
    """Sets up the log of this process, on stderr unless told otherwise. What libraries remark is left out."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(settings))
    handler.addFilter(_WithRequest())
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)


def _formatter(settings: ObservingSettings) -> logging.Formatter:
    if settings.format == "text":
        return logging.Formatter(_TEXT)
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        ["levelname", "name", "message"],
        rename_fields={"levelname": "level", "name": "logger"},
        timestamp="time",
        json_ensure_ascii=False,
    )
