"""Signing in through an issuer that is a real server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from access_support import ADDRESS
from fastapi.testclient import TestClient
from oidc_issuer import CLIENT, OTHER_KEY, SECRET, TestIssuer, issuer

from assistant.access.users import UsersFile
from assistant.clock import MemoryClock

CALLBACK = "/login/oidc/callback"


@pytest.fixture
def server(clock: MemoryClock) -> Iterator[TestIssuer]:
    with issuer(clock.now().timestamp()) as made:
        yield made


@pytest.fixture
def arrive(opened: Any, server: TestIssuer) -> Callable[..., TestClient]:
    """A browser at a service that trusts the issuer."""

    def made(**environment: str) -> TestClient:
        basis = {
            "OIDC_ISSUER": server.address,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "PUBLIC_URL": ADDRESS,
        }
        client: TestClient = opened(**{**basis, **environment})()
        return client

    return made


def through(client: TestClient, server: TestIssuer, next: str = "/", **changed: str) -> Any:
    """Goes to the issuer and comes back, with the answer changed."""
    sent = client.get("/login/oidc", params={"next": next})
    assert sent.status_code == 303
    return client.get(CALLBACK, params={**server.authorize(sent.headers["location"]), **changed})


def out(client: TestClient, response: Any, status: int, told: str) -> None:
    """Nobody is signed in, and the page says why in one line."""
    assert response.status_code == status
    assert told in response.text
    assert 'role="alert"' in response.text
    assert client.get("/api/ask", headers={"accept": "application/json"}).status_code == 401


def test_who_the_issuer_vouches_for_is_signed_in(
    arrive: Callable[..., TestClient], server: TestIssuer, clock: MemoryClock
) -> None:
    client = arrive()
    assert "organisation&#x27;s account" in client.get("/login").text
    assert 'type="password"' not in client.get("/login").text
    response = through(client, server, "/?doc=7")
    assert (response.status_code, response.headers["location"]) == (303, "/?doc=7")
    assert server.seen[0]["redirect_uri"] == ADDRESS + CALLBACK
    assert "code_verifier" in server.seen[0]
    assert client.get("/api/ask").json() == {"name": "oidc:u-17", "role": "reader", "level": "public"}
    assert "signed in as u-17" in client.get("/login").text
    clock.forward(seconds=12 * 3600 + 1)
    assert client.get("/api/ask").status_code == 401


def test_the_way_there_carries_no_secret_and_its_cookie_is_safe(
    arrive: Callable[..., TestClient], server: TestIssuer
) -> None:
    sent = arrive().get("/login/oidc")
    assert SECRET not in sent.headers["location"]
    cookie = sent.headers["set-cookie"]
    assert cookie.startswith("__Host-council_oidc=")
    for flag in ("HttpOnly", "SameSite=lax", "Secure", "Max-Age=600"):
        assert flag in cookie


@pytest.mark.parametrize(
    ("claims", "rights"),
    [
        ({"groups": ["other", "officers"]}, ("staff", "internal")),
        ({"groups": "officers"}, ("staff", "internal")),
        ({"groups": ["it", "officers"]}, ("admin", "internal")),
        ({"groups": ["politicians"]}, ("reader", "public")),
    ],
)
def test_roles_come_from_the_claim(
    arrive: Callable[..., TestClient], server: TestIssuer, claims: dict[str, Any], rights: tuple[str, str]
) -> None:
    server.claims.update(claims, preferred_username="anna@tallhamra.test")
    client = arrive(
        OIDC_ROLE_CLAIM="groups",
        OIDC_ROLES="officers=staff:internal; it=admin; politicians=reader",
        OIDC_NAME_CLAIM="preferred_username",
    )
    assert through(client, server).status_code == 303
    assert client.get("/api/ask").json() == {
        "name": "oidc:anna@tallhamra.test",
        "role": rights[0],
        "level": rights[1],
    }


@pytest.mark.parametrize("value", [None, [], ["Officers"], [7, {}], {"officers": 1}, "*"])
def test_without_a_role_there_is_no_way_in(arrive: Callable[..., TestClient], server: TestIssuer, value: Any) -> None:
    server.claims["groups"] = value
    client = arrive(OIDC_ROLE_CLAIM="groups", OIDC_ROLES="officers=staff:internal")
    out(client, through(client, server), 403, "no access")


def test_a_role_may_lie_deeper_or_in_the_user_information(
    arrive: Callable[..., TestClient], server: TestIssuer
) -> None:
    server.userinfo["realm_access"] = {"roles": ["officers"]}
    client = arrive(OIDC_ROLE_CLAIM="realm_access.roles", OIDC_ROLES="officers=staff")
    assert through(client, server).status_code == 303
    assert client.get("/api/ask").json()["role"] == "staff"
    server.userinfo["sub"] = "somebody-else"
    other = arrive(OIDC_ROLE_CLAIM="realm_access.roles", OIDC_ROLES="officers=staff")
    out(other, through(other, server), 400, "could not be accepted")


@pytest.mark.parametrize("state", ["", "wrong", "wröng"])
def test_an_answer_with_the_wrong_state_is_refused(
    arrive: Callable[..., TestClient], server: TestIssuer, state: str
) -> None:
    client = arrive()
    out(client, through(client, server, state=state), 400, "Start again")
    assert server.seen == []


def test_an_answer_in_another_browser_or_a_second_time_or_too_late_is_refused(
    arrive: Callable[..., TestClient], server: TestIssuer, clock: MemoryClock
) -> None:
    client, other = arrive(SECRET="s" * 32), arrive(SECRET="s" * 32)
    answer = server.authorize(client.get("/login/oidc").headers["location"])
    out(other, other.get(CALLBACK, params=answer), 400, "Start again")
    assert client.get(CALLBACK, params=answer).status_code == 303
    again = client.get(CALLBACK, params=answer)
    assert again.status_code == 400
    late = arrive()
    answer = server.authorize(late.get("/login/oidc").headers["location"])
    clock.forward(seconds=601)
    out(late, late.get(CALLBACK, params=answer), 400, "Start again")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_699_999_000},
        {"exp": None},
        {"iat": 1_700_009_000},
        {"iat": None},
        {"nbf": 1_700_009_000},
        {"iss": "https://evil.test"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
        {"sub": "a\nb"},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_an_id_token_with_a_wrong_claim_is_refused(
    arrive: Callable[..., TestClient], server: TestIssuer, claims: dict[str, Any]
) -> None:
    server.claims.update(claims)
    client = arrive()
    out(client, through(client, server), 400, "could not be accepted")


def test_clocks_may_differ_by_a_minute(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    server.now += 50
    assert through(arrive(), server).status_code == 303


def test_a_token_signed_with_another_key_is_refused(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    server.signed_with = OTHER_KEY  # but named key-1
    client = arrive()
    out(client, through(client, server), 400, "could not be accepted")
    server.header["kid"] = "key-2"
    out(client, through(client, server), 400, "could not be accepted")


def test_a_new_key_of_the_issuer_is_fetched(opened: Any, server: TestIssuer) -> None:
    browser = opened(OIDC_ISSUER=server.address, OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET, PUBLIC_URL=ADDRESS)
    assert through(browser(), server).status_code == 303
    server.keys, server.signed_with, server.header["kid"] = [OTHER_KEY], OTHER_KEY, "key-2"
    assert through(browser(), server).status_code == 303


@pytest.mark.parametrize("kind", ["none", "secret", "public key as secret", "cut", "missing"])
def test_a_token_that_the_issuer_did_not_sign_is_refused(
    arrive: Callable[..., TestClient], server: TestIssuer, kind: str
) -> None:
    from joserfc import jwt
    from joserfc.jwk import OctKey
    from oidc_issuer import KEY

    server.metadata["id_token_signing_alg_values_supported"] = ["none", "HS256", "RS256"]
    client = arrive()
    sent = server.authorize(client.get("/login/oidc").headers["location"])
    asked = server.codes["code-1"]
    claims = {"iss": server.address, "aud": CLIENT, "sub": "u-1", "nonce": asked["nonce"]}
    claims |= {"iat": server.now, "exp": server.now + 300}
    secret = KEY.as_pem(private=False) if kind == "public key as secret" else SECRET.encode().ljust(32, b"x")
    signed = jwt.encode(
        {"alg": "HS256"}, claims, OctKey.import_key(secret.replace(b"-----", b"")), algorithms=["HS256"]
    )
    head, body, _ = signed.split(".")
    forged: dict[str, Any] = {
        "none": f"eyJhbGciOiJub25lIn0.{body}.",
        "secret": signed,
        "public key as secret": signed,
        "cut": f"{head}.{body}",
        "missing": None,
    }
    server.token["id_token"] = forged[kind]
    out(client, client.get(CALLBACK, params=sent), 400, "could not be accepted")


def test_a_refusal_of_the_issuer_is_told(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    client = arrive()
    response = through(client, server, error="access_denied", error_description="<script>alert(1)</script>")
    out(client, response, 400, "cancelled or refused")
    assert "<script" not in response.text


def test_a_code_that_the_issuer_does_not_know_is_told(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    client = arrive()
    out(client, through(client, server, code="another"), 400, "could not be accepted")
    out(client, through(client, server, code=""), 400, "could not be accepted")


def test_an_answer_of_another_issuer_is_refused(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    client = arrive()
    out(client, through(client, server, iss="https://evil.test"), 400, "could not be accepted")
    assert through(client, server, iss=server.address).status_code == 303
    server.metadata["authorization_response_iss_parameter_supported"] = True
    strict = arrive()
    out(strict, through(strict, server), 400, "could not be accepted")


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.test"},
        {"token_endpoint": "http://evil.test/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_metadata_that_cannot_be_trusted_is_not_used(
    arrive: Callable[..., TestClient], server: TestIssuer, metadata: dict[str, Any]
) -> None:
    server.metadata.update(metadata)
    client = arrive()
    out(client, client.get("/login/oidc"), 502, "does not answer as it should")


def test_an_issuer_that_is_broken_or_gone_is_told(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    client = arrive()
    server.broken = True
    out(client, client.get("/login/oidc"), 502, "does not answer as it should")
    gone = arrive(OIDC_ISSUER="http://127.0.0.1:9")
    out(gone, gone.get("/login/oidc"), 502, "does not answer as it should")
    server.broken = False
    late = arrive()
    answer = server.authorize(late.get("/login/oidc").headers["location"])
    server.broken = True
    response = late.get(CALLBACK, params=answer)
    assert response.status_code in (400, 502)
    out(late, response, response.status_code, 'role="alert"')


@pytest.mark.parametrize("target", ["//evil.test", "/\\evil.test", "https://evil.test"])
def test_nobody_is_sent_elsewhere_after_coming_back(
    arrive: Callable[..., TestClient], server: TestIssuer, target: str
) -> None:
    assert through(arrive(), server, target).headers["location"] == "/"


def test_an_address_that_the_issuer_has_not_verified_is_no_name(
    arrive: Callable[..., TestClient], server: TestIssuer
) -> None:
    server.claims.update(email="anna@tallhamra.test", email_verified=False)
    client = arrive(OIDC_NAME_CLAIM="email")
    out(client, through(client, server), 400, "could not be accepted")
    server.claims["email_verified"] = True
    assert through(client, server).status_code == 303


def test_sessions_end_when_the_roles_are_given_otherwise(arrive: Callable[..., TestClient], server: TestIssuer) -> None:
    before = arrive(SECRET="s" * 32, OIDC_ROLES="*=admin:internal")
    through(before, server)
    cookie = before.cookies["__Host-council_session"]
    for roles, status in (("*=admin:internal", 200), ("*=reader", 401)):
        after = arrive(SECRET="s" * 32, OIDC_ROLES=roles)
        after.cookies.set("__Host-council_session", cookie)
        assert after.get("/api/ask").status_code == status


def test_password_and_issuer_live_side_by_side(
    arrive: Callable[..., TestClient], server: TestIssuer, users: UsersFile, sign_in: Any
) -> None:
    server.claims["preferred_username"] = "anna"
    client = arrive(USERS=str(users.path), OIDC_NAME_CLAIM="preferred_username")
    assert 'type="password"' in client.get("/login").text
    through(client, server)
    assert client.get("/api/ask").json() == {"name": "oidc:anna", "role": "reader", "level": "public"}
    client.post("/logout", headers={"origin": ADDRESS})
    sign_in(client)
    assert client.get("/api/ask").json() == {"name": "anna", "role": "staff", "level": "internal"}


def test_a_password_is_no_way_in_where_there_is_only_the_issuer(arrive: Callable[..., TestClient]) -> None:
    response = arrive().post("/login", data={"name": "anna", "password": "x"})
    assert response.status_code == 400
    assert "organisation&#x27;s account" in response.text
