"""The description is complete and true, and its page loads nothing from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from api_support import client


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    found: dict[str, Any] = client().get("/api/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(f"{m} {path}", op) for path, methods in described["paths"].items() for m, op in methods.items()]


def test_every_route_says_what_it_does_and_gives(described: dict[str, Any]) -> None:
    told = dict(operations(described))
    assert len(told) >= 13
    for name, operation in told.items():
        assert operation["summary"], name
        assert operation["description"], name
        content = operation["responses"]["200"]["content"]
        assert any(kind.get("schema") for kind in content.values()), name
        assert {"400", "401", "500", "503"} <= set(operation["responses"]), name
        assert "422" not in operation["responses"], name
        for parameter in operation.get("parameters", []):
            assert parameter["in"] == "path" or parameter.get("description"), (name, parameter["name"])


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [ref for value in part.values() for ref in references(value)]
        return [ref for value in part for ref in references(value)] if isinstance(part, list) else []

    for reference in references(described):
        part: Any = described
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part


def test_examples_are_valid(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    checked = 0
    for name, schema in schemas.items():
        for example in schema.get("examples", []):
            jsonschema.validate(example, {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})
            checked += 1
        for field, part in schema.get("properties", {}).items():
            for example in part.get("examples", []):
                jsonschema.validate(example, {**part, "components": {"schemas": schemas}})
                checked += 1
            assert field
    assert checked >= 5


def test_the_answer_is_described_as_the_contract_has_it(described: dict[str, Any]) -> None:
    response = described["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]
    assert response["application/json"]["schema"]["$ref"].endswith("/Answer")
    assert "event: understood" in response["text/event-stream"]["example"]


class Links(HTMLParser):
    """What a page loads, and whether it has scripts of its own in it."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loaded += [value for name, value in attrs if name in ("src", "href") and value]
        self.inline += tag == "script" and "src" not in given


def test_the_page_loads_nothing_from_another_host() -> None:
    api = client()
    page = api.get("/docs")
    links = Links()
    links.feed(page.text)
    assert page.status_code == 200
    assert links.inline == 0
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'self'" in policy
    loaded = [link for link in links.loaded if not link.startswith("data:")]
    assert len(loaded) == 3
    for link in loaded:
        assert not link.startswith(("http:", "https:", "//"))
        found = api.get(f"/{link}")
        assert (found.status_code, len(found.content) > 100) == (200, True)
    assert "validatorUrl: null" in api.get("/docs/start.js").text
    assert api.get("/redoc").status_code == 404


def test_every_response_carries_the_security_headers() -> None:
    api = client(frame_ancestors="https://intranet.example")
    for path in ("/healthz", "/api/documents/none", "/nowhere", "/docs"):
        headers = api.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors" in headers["content-security-policy"]
    assert "frame-ancestors https://intranet.example" in api.get("/healthz").headers["content-security-policy"]
    assert api.get("/api/documents").headers["cache-control"] == "no-store"
