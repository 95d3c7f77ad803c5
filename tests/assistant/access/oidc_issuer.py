"""An OpenID Connect issuer on loopback: discovery, keys, tokens that it signs, and user information."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "council", "client-secret"
KEY = RSAKey.generate_key(2048, {"kid": "key-1", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "key-2", "use": "sig"})


class TestIssuer:
    """Its fields are what a test changes before the visitor comes back. `seen` holds the form of each token request."""

    __test__ = False

    def __init__(self, address: str, now: float) -> None:
        self.address = address
        self.now = int(now)
        self.metadata: dict[str, Any] = {
            "issuer": address,
            "authorization_endpoint": f"{address}/authorize",
            "token_endpoint": f"{address}/token",
            "jwks_uri": f"{address}/keys",
            "userinfo_endpoint": f"{address}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        self.keys = [KEY]
        self.signed_with = KEY
        self.claims: dict[str, Any] = {"sub": "u-17"}  # changed or added; None leaves one out
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "key-1"}
        self.userinfo: dict[str, Any] = {"sub": "u-17"}
        self.token: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.seen: list[dict[str, str]] = []
        self.broken = False

    def authorize(self, location: str) -> dict[str, str]:
        """What the visitor's browser brings back after signing in at the address it was sent to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert location.startswith(f"{self.address}/authorize?")
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        self.codes["code-1"] = asked
        return {"code": "code-1", "state": asked["state"]}

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        """Status and JSON of a request."""
        if self.broken:
            return 500, "not what was asked for"
        if path == "/token":
            return self._token(form, authorization)
        if path == "/userinfo":
            return (200, self.userinfo) if authorization == "Bearer access-1" else (401, {})
        if path == "/keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.keys]}
        return (200, self.metadata) if path == "/.well-known/openid-configuration" else (404, {})

    def _token(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        self.seen.append(form)
        asked = self.codes.pop(form.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization != basic:
            return 400, {"error": "invalid_grant"}
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": asked["nonce"],
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode(self.header, kept, self.signed_with, algorithms=[self.header["alg"]])
        return 200, {"access_token": "access-1", "token_type": "Bearer", "id_token": signed, **self.token}


@contextmanager
def issuer(now: float) -> Iterator[TestIssuer]:
    """An issuer that listens while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(body).items()})

        def _reply(self, form: dict[str, str]) -> None:
            status, found = made.answer(urlsplit(self.path).path, form, self.headers.get("authorization", ""))
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = TestIssuer(f"http://127.0.0.1:{server.server_port}", now)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
