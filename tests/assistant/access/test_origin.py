"""Where a request comes from, and where nobody may be sent."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from assistant.access.origin import from_another_site, local, on_this_machine

PAGE = "https://fraga.tallhamra.test"


def connection(
    peer: str | None = "127.0.0.1", method: str = "GET", type: str = "http", version: str = "1.1", **headers: str
) -> HTTPConnection:
    named = {"host": "127.0.0.1:7860", **{name.replace("_", "-"): value for name, value in headers.items()}}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    client = (peer, 50000) if peer is not None else None
    scope = {"type": type, "method": method, "http_version": version, "headers": raw, "client": client, "path": "/"}
    return HTTPConnection(scope)


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("127.0.0.1", "127.0.0.1:7860"),
        ("127.0.0.1", "localhost:7860"),
        ("127.0.0.1", "LOCALHOST"),
        ("::1", "[::1]:7860"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("127.8.9.10", "127.0.0.1"),
    ],
)
def test_somebody_at_this_machine_is_known_by_address_and_host(host: str, named: str) -> None:
    assert on_this_machine(connection(host, host=named))
    assert on_this_machine(connection(host, host=named, origin=f"http://{named}", referer=f"http://{named}/x"))
    assert on_this_machine(connection(host, host=named, sec_fetch_site="cross-site", sec_fetch_mode="navigate"))


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "fraga.tallhamra.test"},  # a name that somebody has made point here
        {"host": "127.0.0.1.tallhamra.test"},
        {"host": "localhost.tallhamra.test:7860"},
        {"host": ""},
        {"host": "[::1"},
        {"x_forwarded_for": "127.0.0.1"},
        {"x_forwarded_host": "localhost"},
        {"x_forwarded_anything": ""},
        {"forwarded": "for=127.0.0.1"},
        {"via": "1.1 proxy"},
        {"x_real_ip": "127.0.0.1"},
        {"origin": PAGE},
        {"origin": "null"},
        {"referer": f"{PAGE}/page"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"},
        {"version": "1.0"},  # what a proxy speaks that says nothing else
    ],
)
def test_a_request_that_may_come_from_elsewhere_is_not_trusted(headers: dict[str, str]) -> None:
    assert not on_this_machine(connection(**headers))


@pytest.mark.parametrize("host", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "testclient", "", None])
def test_another_address_is_not_this_machine(host: str | None) -> None:
    assert not on_this_machine(connection(host))


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),  # no browser
        ({"sec_fetch_site": "same-origin"}, False),
        ({"sec_fetch_site": "none"}, False),
        ({"sec_fetch_site": "same-site"}, True),
        ({"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:7860"}, True),
        ({"origin": "http://127.0.0.1:7860"}, False),
        ({"origin": PAGE}, False),
        ({"origin": "http://127.0.0.1:7861"}, True),
        ({"origin": "https://evil.test"}, True),
        ({"origin": "https://fraga.tallhamra.test.evil.test"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
        ({"origin": "https://[::1"}, True),
    ],
)
def test_another_site_is_known_by_what_the_browser_says(headers: dict[str, str], foreign: bool) -> None:
    assert from_another_site(connection(method="POST", **headers), PAGE) is foreign
    assert from_another_site(connection(method="DELETE", **headers), PAGE) is foreign
    assert from_another_site(connection(type="websocket", **headers), PAGE) is foreign
    assert not from_another_site(connection(method="GET", **headers), PAGE)


@pytest.mark.parametrize(
    "target", ["/", "/?doc=ab&start=1&end=9", "/api/documents/7/file", "/s%C3%B6k?q=%2F%2Fx#a", "/å"]
)
def test_a_path_of_the_service_is_kept(target: str) -> None:
    assert local(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "page",
        "//evil.test",
        "///evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "/\t/evil.test",
        "/\n//evil.test",
        "\t//evil.test",
        "/ /evil.test",
        "/\x00/evil.test",
        "/\u2028/x",
        "http:evil.test",
        "http://evil.test",
        "https:/evil.test",
        "javascript:alert(1)",
        "/login",
        "/login?next=/x",
        "/login/oidc",
        "/logout",
        "/" + "x" * 2000,
    ],
)
def test_everything_else_leads_to_the_first_page(target: str | None) -> None:
    assert local(target) == "/"


@given(st.text(alphabet=st.sampled_from("/\\.:@?#%\t\n ehttpvil5cC2fF-[]\u2028\u00a0"), max_size=12))
def test_no_target_leads_to_another_host(target: str) -> None:
    reached = local(target).replace("\\", "/")
    assert urlsplit(urljoin(PAGE + "/login", reached)).netloc == urlsplit(PAGE).netloc
