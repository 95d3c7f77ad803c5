"""Signing in with a password, as a browser does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from access_support import ADDRESS, PASSWORD
from fastapi.testclient import TestClient

from assistant.access.base import Role
from assistant.access.users import UsersFile
from assistant.clock import MemoryClock
from index.levels import Level

Browser = Callable[..., TestClient]
SignIn = Callable[..., Any]
ANNA = {"name": "anna", "role": "staff", "level": "internal"}


def token_of(text: str) -> str:
    found = re.search(r'name="token" value="([^"]*)"', text)
    assert found
    return found[1]


def test_the_right_password_leads_to_the_page_and_sign_out_leads_out(browser: Browser, sign_in: SignIn) -> None:
    client = browser()
    response = sign_in(client, next="/?doc=7")
    assert (response.status_code, response.headers["location"]) == (303, "/?doc=7")
    assert client.get("/").text == "<h1>anna</h1>"
    assert client.get("/api/ask").json() == ANNA
    assert "signed in as anna" in client.get("/login").text
    kept = client.cookies.get("__Host-council_session")
    out = client.post("/logout", headers={"origin": ADDRESS})
    assert (out.status_code, out.headers["location"]) == (303, "/login?out=1&lang=en")
    assert "You are signed out." in client.get(out.headers["location"]).text
    assert client.get("/api/ask").status_code == 401
    client.cookies.set("__Host-council_session", str(kept))  # a copy that somebody took before
    assert client.get("/api/ask").status_code == 401


@pytest.mark.parametrize(
    ("name", "password"), [("anna", "fel"), ("anna", ""), ("bo", PASSWORD), ("", PASSWORD), ("anna", PASSWORD.upper())]
)
def test_what_is_wrong_is_not_said_of_name_or_password(
    browser: Browser, sign_in: SignIn, name: str, password: str
) -> None:
    client = browser()
    response = sign_in(client, name, password)
    assert response.status_code == (401 if name and password else 400)
    line = "The user name or the password is not right." if name and password else "Write both"
    assert line in response.text
    assert 'role="alert"' in response.text
    assert f'value="{name}"' in response.text
    assert '"fel"' not in response.text  # the password is not written back; a token may hold any three letters
    assert ">fel<" not in response.text
    assert client.get("/api/ask").status_code == 401


def test_name_case_makes_no_difference(browser: Browser, sign_in: SignIn) -> None:
    client = browser()
    assert sign_in(client, " Anna ").status_code == 303
    assert client.get("/api/ask").json() == ANNA


def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(browser: Browser, sign_in: SignIn) -> None:
    for address, prefix, secure in ((ADDRESS, "__Host-", True), ("http://fraga.tallhamra.test", "", False)):
        client = browser(address)
        set_here = [
            *client.get("/login").headers.get_list("set-cookie"),
            *sign_in(client).headers.get_list("set-cookie"),
        ]
        assert any(cookie.startswith(f"{prefix}council_session=") for cookie in set_here)
        for cookie in set_here:
            flags = cookie.casefold()
            assert cookie.startswith(f"{prefix}council_")
            assert "httponly" in flags
            assert "samesite=lax" in flags
            assert "path=/" in flags
            assert "domain" not in flags
            assert ("secure" in flags.split("; ")) is secure


def test_cookies_are_secure_where_the_public_address_is(opened: Any, users: UsersFile, sign_in: SignIn) -> None:
    client = opened(USERS=str(users.path), PUBLIC_URL=ADDRESS)("http://10.0.0.5:7860", headers={"cookie": ""})
    cookie = client.get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-council_form=")
    assert "Secure" in cookie


def test_a_session_ends_after_its_hours(opened: Any, users: UsersFile, sign_in: SignIn, clock: MemoryClock) -> None:
    client = opened(USERS=str(users.path), SESSION_HOURS="1.5")()
    response = sign_in(client)
    assert "Max-Age=5400" in response.headers["set-cookie"]
    clock.forward(seconds=5400)
    assert client.get("/api/ask").status_code == 200
    clock.forward(seconds=1)
    assert client.get("/api/ask").status_code == 401
    assert client.get("/").headers["location"] == "/login?next=/"


@pytest.mark.parametrize("change", ["removed", "password", "role", "level", "file"])
def test_who_is_changed_is_out_at_once(
    browser: Browser, sign_in: SignIn, users: UsersFile, passwords: Any, change: str
) -> None:
    client = browser()
    sign_in(client)
    if change == "removed":
        users.remove("anna")
    elif change == "password":
        users.password("anna", passwords.hash(PASSWORD))
    elif change == "role":
        users.rights("anna", Role.READER, None)
    elif change == "level":
        users.rights("anna", None, Level.PUBLIC)
    else:
        users.path.unlink()
    response = client.get("/api/ask")
    assert response.status_code == (503 if change == "file" else 401)
    assert set(response.json()) == {"error"}
    assert str(users.path) not in response.text


def test_who_is_removed_and_added_again_is_somebody_new(
    browser: Browser, sign_in: SignIn, users: UsersFile, passwords: Any
) -> None:
    client = browser()
    sign_in(client)
    users.remove("anna")
    users.add("anna", Role.STAFF, Level.INTERNAL, passwords.hash(PASSWORD))
    assert client.get("/api/ask").status_code == 401
    assert sign_in(client).status_code == 303


def test_a_cookie_that_was_changed_or_made_elsewhere_is_worth_nothing(
    opened: Any, users: UsersFile, sign_in: SignIn
) -> None:
    client = opened(USERS=str(users.path), SECRET="a" * 32)()
    sign_in(client)
    cookie = client.cookies["__Host-council_session"]
    form = token_of(client.get("/login").text) if "token" in client.get("/login").text else ""
    other = opened(USERS=str(users.path), SECRET="b" * 32)()
    sign_in(other)
    for forged in (cookie[:-1], "x" + cookie, other.cookies["__Host-council_session"], form, "a.b.c", "."):
        fresh = opened(USERS=str(users.path), SECRET="a" * 32)()
        fresh.cookies.set("__Host-council_session", forged)
        assert fresh.get("/api/ask").status_code == 401


def test_a_form_is_good_only_in_the_browser_that_asked_for_it(browser: Browser) -> None:
    mine, theirs = browser(), browser()
    token = token_of(theirs.get("/login").text)
    fields = {"name": "anna", "password": PASSWORD}
    for form in (fields, {**fields, "token": token}, {**fields, "token": "x"}):
        response = mine.post("/login", data=form)
        assert response.status_code == 400
        assert "no longer valid" in response.text
    own = token_of(mine.get("/login").text)
    assert mine.post("/login", data={**fields, "token": own}).status_code == 303


def test_a_form_sent_by_another_site_is_refused(browser: Browser) -> None:
    client = browser()
    form = {"name": "anna", "password": PASSWORD, "token": token_of(client.get("/login").text)}
    for headers in ({"origin": "https://evil.test"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        response = client.post("/login", data=form, headers=headers)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers


@pytest.mark.parametrize("body", [b"\xff\xfe=1", b"x" * 20_000, b"&".join(b"a=1" for _ in range(100)), b"", b"%"])
def test_a_body_that_is_no_form_is_told(browser: Browser, body: bytes) -> None:
    response = browser().post("/login", content=body)
    assert response.status_code == 400
    assert "no longer valid" in response.text


@pytest.mark.parametrize("target", ["//evil.test", "/\\evil.test", "http://evil.test", "/\t/evil.test", "/login", "x"])
def test_nobody_is_sent_elsewhere_after_signing_in(browser: Browser, sign_in: SignIn, target: str) -> None:
    assert sign_in(browser(), next=target).headers["location"] == "/"
    client = browser()
    form = {"name": "anna", "password": PASSWORD, "token": token_of(client.get("/login").text), "next": target}
    assert client.post("/login", data=form).headers["location"] == "/"


def test_wrong_passwords_lock_the_name_for_a_while(browser: Browser, sign_in: SignIn, clock: MemoryClock) -> None:
    for n in range(5):
        assert sign_in(browser(host=f"192.0.2.{n}"), password="fel fel fel fel").status_code == 401
    locked = sign_in(browser())
    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "30"
    assert "Wait 30 seconds" in locked.text
    for _ in range(5):
        sign_in(browser(host="198.51.100.9"), name="nobody", password="fel fel fel fel")
    assert sign_in(browser(), name="nobody").status_code == 429  # a name that does not exist is no different
    clock.forward(seconds=30)
    assert sign_in(browser()).status_code == 303
    assert sign_in(browser(), password="fel fel fel fel").status_code == 401


def test_one_address_cannot_try_many_names(browser: Browser, sign_in: SignIn) -> None:
    client = browser()
    answers = [sign_in(client, name=f"name{n}").status_code for n in range(22)]
    assert answers == [401] * 20 + [429] * 2
    assert sign_in(browser(host="192.0.2.99")).status_code == 303


def test_a_long_wait_is_told_in_minutes(browser: Browser, sign_in: SignIn, clock: MemoryClock) -> None:
    for n in range(12):
        sign_in(browser(host=f"192.0.2.{n}"), password="fel fel fel fel")
        clock.forward(seconds=900)
    sign_in(browser(), password="fel fel fel fel")
    assert "Wait 15 minutes" in sign_in(browser()).text


def test_markup_in_name_and_next_stays_text(browser: Browser, sign_in: SignIn) -> None:
    client = browser()
    shown = client.get("/login", params={"next": '/"><script>alert(1)</script>'}).text
    wrong = sign_in(client, name='"><script>', password="fel fel fel fel").text
    assert "<script" not in shown + wrong


def test_the_page_asks_for_nothing_from_elsewhere(browser: Browser) -> None:
    response = browser().get("/login")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in response.text
    assert response.headers["cache-control"] == "no-store"
    assert not re.search(r'(?:src|href|action)="(?!/|data:)', response.text)
    assert browser().get("/login/style.css").headers["content-type"].startswith("text/css")


def test_the_page_speaks_the_visitor_s_language(browser: Browser) -> None:
    assert '<html lang="en">' in browser().get("/login").text
    assert '<html lang="sv">' in browser(headers={"accept-language": "sv-SE,sv;q=0.9,en;q=0.8"}).get("/login").text
    assert '<html lang="sv">' in browser(headers={"accept-language": "fi"}).get("/login").text
    client = browser()
    assert "Logga in" in client.get("/login?lang=sv").text
    assert "Logga in" in client.get("/login").text  # the choice is kept
    assert '<html lang="en">' in browser().get("/login?lang=xx").text


def test_where_the_service_is_open_readers_need_not_sign_in(opened: Any, users: UsersFile, sign_in: SignIn) -> None:
    client = opened(USERS=str(users.path), OPEN="1")()
    assert client.get("/api/ask").json() == {"name": "", "role": "reader", "level": "public"}
    assert "Go on without signing in" in client.get("/login").text
    sign_in(client)
    assert client.get("/api/ask").json() == ANNA
    users.remove("anna")
    assert client.get("/api/ask").json()["level"] == "public"


def test_a_service_without_sign_in_has_no_form(opened: Any) -> None:
    local = opened()("http://127.0.0.1:7860", host="127.0.0.1")
    assert local.get("/login").headers["location"] == "/"
    assert local.get("/api/ask").json() == {"name": "", "role": "admin", "level": "internal"}
    assert opened()().get("/api/ask").json() == {"name": "", "role": "reader", "level": "public"}
    proxied = opened(PUBLIC_URL=ADDRESS)("http://127.0.0.1:7860", host="127.0.0.1")
    assert proxied.get("/api/ask").json() == {"name": "", "role": "reader", "level": "public"}
