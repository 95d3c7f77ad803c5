"""The client libraries are imported before anything is timed: that takes seconds, and is no fault of a server."""

from __future__ import annotations

from contextlib import closing

import pytest

from assistant.models import Message, open_model

from .model_server import ModelServer


@pytest.fixture(scope="session")
def clients() -> None:
    """Asks a server once by every protocol."""
    for protocol in ("openai", "ollama"):
        with ModelServer(["Hej"]) as server:
            model = open_model(server.settings(protocol, timeout=60.0))
            assert model is not None
            with closing(model):
                assert "".join(model.stream([Message("user", "Hej")])) == "Hej"
