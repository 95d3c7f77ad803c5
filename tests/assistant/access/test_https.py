"""Where the page is reached by https, browsers are told to come by nothing else; refusals say so too."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.access.base import Access, OneService
from assistant.access.doorkeepers import Fixed
from assistant.api import create_app
from assistant.memory import MemoryAssistant


@pytest.mark.parametrize(
    ("public_url", "told"),
    [("https://fraga.tallhamra.test", "max-age=31536000"), ("http://fraga.tallhamra.test", None), (None, None)],
)
def test_https_alone_is_told_where_it_is_used(public_url: str | None, told: str | None) -> None:
    access = Access(Fixed(None), OneService(MemoryAssistant()))
    client = TestClient(create_app(access, public_url=public_url), "http://127.0.0.1")
    for path, status in (("/healthz", 200), ("/api/documents", 401), ("/", 401)):
        response = client.get(path)
        assert response.status_code == status
        assert response.headers.get("strict-transport-security") == told
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
