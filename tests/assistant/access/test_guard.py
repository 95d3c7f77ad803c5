"""What stands before the page, the API, MCP and their sockets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from access_support import ADDRESS
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.access.base import Access, OneService, Role, User
from assistant.access.doorkeepers import Fixed
from assistant.access.guard import SignInRequired
from assistant.access.users import UsersFile
from assistant.memory import MemoryAssistant
from index.levels import Level

Browser = Callable[..., TestClient]
JSON = {"accept": "application/json"}


def test_a_page_leads_to_sign_in_and_back(browser: Browser) -> None:
    client = browser()
    response = client.get("/?doc=a%20b&start=1")
    assert response.status_code == 303
    assert response.headers["location"] == "/login?next=/%3Fdoc%3Da%2520b%26start%3D1"
    assert client.get(response.headers["location"]).status_code == 200
    assert "/?doc=a%20b&amp;start=1" in client.get(response.headers["location"]).text


@pytest.mark.parametrize(
    "path", ["/api/ask", "/mcp", "/gradio_api/queue/join", "/", "/login/", "/login/x", "/healthz/x"]
)
def test_programs_are_told_in_one_line(browser: Browser, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        response = browser(headers=JSON).request(method, path)
        assert response.status_code == 401
        assert response.json() == {"error": "Sign in first, at /login."}
        assert response.headers["www-authenticate"] == "Bearer"


def test_what_programs_ask_for_is_never_redirected(browser: Browser) -> None:
    assert browser().get("/api/ask").status_code == 401
    assert browser().get("/apix").status_code == 303
    assert browser().post("/").status_code == 401


@pytest.mark.parametrize("path", ["/login", "/login/style.css", "/healthz"])
def test_what_must_be_free_is_free(browser: Browser, path: str) -> None:
    assert browser().get(path).status_code == 200


def test_streams_flow_for_those_who_may(browser: Browser, sign_in: Any) -> None:
    client = browser()
    assert client.get("/api/stream").status_code == 401
    sign_in(client)
    with client.stream("GET", "/api/stream") as response:
        assert "".join(response.iter_text()) == "one two three"
        assert response.headers["cache-control"] == "private, no-cache"


def test_parts_of_a_stream_are_passed_on_one_by_one() -> None:
    import asyncio

    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"no-store")]})
        for part in (b"one", b"two"):
            await send({"type": "http.response.body", "body": part, "more_body": True})
            assert sent[-1]["body"] == part

    async def send(message: Any) -> None:
        sent.append(message)

    access = Access(Fixed(User("anna")), OneService(MemoryAssistant()))
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    asyncio.run(SignInRequired(app, access)(scope, None, send))
    assert sent[0]["headers"] == [(b"cache-control", b"no-store")]


def test_sockets_are_guarded(browser: Browser, sign_in: Any) -> None:
    client, socket_address = browser(), ADDRESS.replace("https:", "wss:") + "/queue/ws"
    with pytest.raises(WebSocketDisconnect) as caught, client.websocket_connect(socket_address):
        pass
    assert caught.value.code == 1008
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/login"):  # free as a page alone
        pass
    sign_in(client)
    headers = {"origin": ADDRESS, "cookie": f"__Host-council_session={client.cookies['__Host-council_session']}"}
    with client.websocket_connect(socket_address, headers=headers) as socket:
        assert socket.receive_json()["name"] == "anna"
    for origin in ("https://evil.test", "null"):
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(socket_address, headers={**headers, "origin": origin}),
        ):
            pass


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join", "/mcp", "/logout"])
def test_another_site_cannot_use_somebody_s_cookie(browser: Browser, sign_in: Any, path: str) -> None:
    client = browser()
    sign_in(client)
    for headers in ({"origin": "https://evil.test"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
        response = client.post(path, headers=headers)
        assert response.status_code == 403
        assert set(response.json()) == {"error"}
    assert client.get("/api/ask").status_code == 200
    assert client.post("/api/ask", headers={"origin": ADDRESS}).status_code == 200
    assert client.post("/api/ask", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_another_site_cannot_use_who_sits_at_this_machine(opened: Any) -> None:
    client = opened()("http://127.0.0.1:7860", host="127.0.0.1")
    assert client.post("/api/ask").json()["role"] == "admin"
    assert client.post("/api/ask", headers={"origin": "http://127.0.0.1:7860"}).json()["role"] == "admin"
    for origin in ("https://evil.test", "http://127.0.0.1:8000", "null"):
        assert client.post("/api/ask", headers={"origin": origin}).status_code == 403
    assert client.get("/api/ask", headers={"origin": "https://evil.test"}).json()["role"] == "reader"


def test_the_public_address_is_the_same_site_behind_a_proxy(opened: Any, users: UsersFile, sign_in: Any) -> None:
    client = opened(USERS=str(users.path), PUBLIC_URL=ADDRESS)("http://10.0.0.5:7860")
    assert client.post("/logout", headers={"origin": ADDRESS}).status_code == 303
    assert client.post("/logout", headers={"origin": "https://evil.test"}).status_code == 403


def test_a_token_opens_the_api_and_mcp(browser: Browser, users: UsersFile) -> None:
    users.add("robot", Role.READER, Level.PUBLIC, "")
    token = users.token("robot")
    client = browser(headers={"authorization": f"Bearer {token}"})
    for path in ("/api/ask", "/mcp"):
        assert client.post(path).json() == {"name": "robot", "role": "reader", "level": "public"}
    assert client.post("/mcp", headers={"origin": "https://tool.test"}).status_code == 200  # no browser adds a token
    lower = browser(headers={"authorization": f"bearer {token}"})
    assert lower.get("/api/ask").status_code == 200
    users.revoke("robot")
    refused = client.post("/mcp")
    assert refused.status_code == 401
    assert refused.json() == {"error": "The token is not known, or was revoked."}


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "bearer council_x"])
def test_a_wrong_token_is_refused_whatever_else_is_sent(
    opened: Any, users: UsersFile, sign_in: Any, header: str
) -> None:
    client = opened(USERS=str(users.path), OPEN="1")()
    sign_in(client)
    assert client.get("/api/ask", headers={"authorization": header}).status_code == 401
    assert client.get("/api/ask", headers={"authorization": "Basic eDp5"}).status_code == 200


def test_who_has_tokens_alone_cannot_sign_in(browser: Browser, users: UsersFile, sign_in: Any) -> None:
    users.add("robot", Role.READER, Level.PUBLIC, "")
    assert sign_in(browser(), name="robot", password="any password at all").status_code == 401


def test_the_start_and_end_of_the_server_pass_through(opened: Any, users: UsersFile) -> None:
    with opened(USERS=str(users.path))() as client:
        assert client.get("/healthz").json() == {"status": "ok"}
