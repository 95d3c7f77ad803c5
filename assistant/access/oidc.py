"""Signing in with an OpenID Connect issuer: authorization code with PKCE, and an ID token that is checked.

OpenID Connect Core 1.0, sections 3.1.2 and 3.1.3; Discovery 1.0; RFC 7636 (PKCE); RFC 9207 (`iss` in the answer).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.access.base import User
from assistant.access.sessions import ISSUED
from assistant.access.settings import OidcSettings, is_loopback
from assistant.clock import Clock, SystemClock
from corpus.errors import CouncilError

if TYPE_CHECKING:
    from ssl import SSLContext

    from authlib.integrations.httpx_client import AsyncOAuth2Client

CALLBACK = "/login/oidc/callback"
_WELL_KNOWN = "/.well-known/openid-configuration"
_FRESH = 3600.0  # seconds that the issuer's metadata and keys are kept
_LEEWAY = 60  # seconds that two clocks may differ
_TIMEOUT = 10.0  # seconds
_LONGEST = 1_000_000  # bytes of an answer
_LONGEST_NAME = 256  # characters
# Signatures that only the issuer can make; never "none", and never one made with a secret that we know as well.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class SignInFailed(CouncilError):
    """The issuer's answer cannot be used. `key` names the text for the visitor; the message is for the log."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(detail)
        self.key = key


@dataclass(frozen=True, slots=True)
class Pending:
    """What the visitor's browser keeps (signed) between going to the issuer and coming back."""

    state: str
    nonce: str
    verifier: str
    next: str

    @classmethod
    def new(cls, next: str) -> Pending:
        """Fresh random values."""
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), next)

    @classmethod
    def read(cls, content: Mapping[str, Any] | None) -> Pending | None:
        """What `content` wrote; None when it is not there or not whole."""
        values = [(content or {}).get(name) for name in cls.__slots__]
        texts = [value for value in values if isinstance(value, str) and value]
        return cls(*texts) if len(texts) == len(values) else None

    @property
    def content(self) -> dict[str, str]:
        """As an object to be signed."""
        return asdict(self)


class Issuer:
    """The issuer, reached over the network. Both methods raise `SignInFailed`."""

    def __init__(self, settings: OidcSettings, public_url: str, clock: Clock | None = None) -> None:
        self._settings = settings
        self._callback = public_url + CALLBACK
        self._clock = clock or SystemClock()
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    async def address(self, pending: Pending) -> str:
        """Where to send the visitor to sign in."""
        async with self._client() as client:
            metadata = await self._metadata(client)
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
        return str(url)

    async def user(self, pending: Pending | None, answer: Mapping[str, str]) -> User:
        """The user whom the issuer's answer (the query of the callback) vouches for."""
        if pending is None or not hmac.compare_digest(pending.state.encode(), answer.get("state", "").encode()):
            raise SignInFailed("oidc_state", "the answer does not belong to a sign-in that this browser began")
        if "error" in answer:
            told = " ".join(f"{answer['error']} {answer.get('error_description', '')}".split())[:300]
            raise SignInFailed("oidc_refused", f"the issuer refused: {told}")
        async with self._client() as client:
            metadata = await self._metadata(client)
            said = answer.get("iss")
            if said != metadata["issuer"] and (
                said is not None or metadata.get("authorization_response_iss_parameter_supported")
            ):
                raise SignInFailed("oidc_token", f"the answer comes from another issuer: {str(said)[:300]!r}")
            token = await self._token(client, metadata, answer.get("code", ""), pending)
            claims = await self._claims(client, metadata, token, pending.nonce)
            return await self._known(client, metadata, claims, token)

    def _client(self) -> AsyncOAuth2Client:
        from authlib.integrations.httpx_client import AsyncOAuth2Client

        secret = self._settings.client_secret
        return AsyncOAuth2Client(
            self._settings.client_id,
            secret,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope="openid profile email",
            redirect_uri=self._callback,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
            follow_redirects=False,
            verify=self._trusted,
        )

    @cached_property
    def _trusted(self) -> SSLContext:
        """The certificates that are trusted (SSL_CERT_FILE names others), read once: it takes a tenth of a second."""
        import httpx2

        return httpx2.create_ssl_context()

    async def _metadata(self, client: AsyncOAuth2Client) -> dict[str, Any]:
        issuer = self._settings.issuer.rstrip("/")
        found = await self._fetched(client, issuer + _WELL_KNOWN)
        if str(found.get("issuer", "")).rstrip("/") != issuer:
            raise SignInFailed("oidc_unreachable", f"{issuer} calls itself {str(found.get('issuer'))[:300]!r}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _usable(found.get(name)):
                raise SignInFailed("oidc_unreachable", f"the metadata of {issuer} names no https address as {name}")
        methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._settings.client_secret and "client_secret_basic" not in methods:
            client.token_endpoint_auth_method = "client_secret_post"
        return found

    async def _fetched(self, client: AsyncOAuth2Client, url: str, again: bool = False) -> dict[str, Any]:
        """A JSON object at an address, kept for an hour."""
        now = self._clock.now().timestamp()
        if not again and url in self._kept and now - self._kept[url][0] < _FRESH:
            return self._kept[url][1]
        found = await self._got(client, url, withhold_token=True)
        self._kept[url] = (now, found)
        return found

    @staticmethod
    async def _got(client: AsyncOAuth2Client, url: str, **options: Any) -> dict[str, Any]:
        import httpx2
        from authlib.common.errors import AuthlibBaseError

        try:
            response = await client.request("GET", url, **options)
            response.raise_for_status()
            found = json.loads(response.content) if len(response.content) <= _LONGEST else None
        except (httpx2.HTTPError, httpx2.InvalidURL, AuthlibBaseError, ValueError) as error:
            raise SignInFailed("oidc_unreachable", f"{url}: {type(error).__name__}: {error}") from error
        if not isinstance(found, dict):
            raise SignInFailed("oidc_unreachable", f"{url} did not answer with a JSON object")
        return found

    @staticmethod
    async def _token(
        client: AsyncOAuth2Client, metadata: Mapping[str, Any], code: str, pending: Pending
    ) -> Mapping[str, Any]:
        import httpx2
        from authlib.common.errors import AuthlibBaseError

        if not code:
            raise SignInFailed("oidc_token", "the answer holds no code")
        try:
            token = await client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=pending.verifier)
        except AuthlibBaseError as error:
            raise SignInFailed("oidc_token", f"the code was refused: {error}") from error
        except (httpx2.HTTPError, ValueError) as error:
            raise SignInFailed("oidc_unreachable", f"the token endpoint: {type(error).__name__}: {error}") from error
        if not isinstance(token, Mapping) or not isinstance(token.get("id_token"), str):
            raise SignInFailed("oidc_token", "the issuer sent no ID token")
        return token

    async def _claims(
        self, client: AsyncOAuth2Client, metadata: Mapping[str, Any], token: Mapping[str, Any], nonce: str
    ) -> dict[str, Any]:
        """The claims of the ID token: signature, issuer, audience, time, nonce and access token hash are right."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(algorithms=[name for name in _ALGORITHMS if name in offered], strict_check_header=False)
        expected = {
            "iss": {"essential": True, "value": metadata["issuer"]},
            "aud": {"essential": True, "value": self._settings.client_id},
        }
        known = {"nonce": nonce, "client_id": self._settings.client_id, "access_token": token.get("access_token")}
        try:
            for again in (False, True):
                keys: Any = await self._fetched(client, metadata["jwks_uri"], again)
                try:
                    read = jwt.decode(token["id_token"], KeySet.import_key_set(keys), registry=registry)
                    break
                except InvalidKeyIdError:  # the issuer may have changed its keys since they were fetched
                    if again:
                        raise
            claims = CodeIDToken(read.claims, read.header, expected, known)
            claims.validate(now=int(self._clock.now().timestamp()), leeway=_LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInFailed("oidc_token", f"the ID token is not valid: {type(error).__name__}: {error}") from error
        return dict(claims)

    async def _known(
        self, client: AsyncOAuth2Client, metadata: Mapping[str, Any], claims: dict[str, Any], token: Mapping[str, Any]
    ) -> User:
        """The user of the claims; where the name or the roles are not among them, the issuer is asked for more."""
        wanted = [name for name in (self._settings.name_claim, self._settings.role_claim) if name]
        endpoint = metadata.get("userinfo_endpoint")
        if any(_at(claims, name) is None for name in wanted) and _usable(endpoint) and token.get("access_token"):
            more = await self._got(client, str(endpoint))
            if more.get("sub") != claims["sub"]:
                raise SignInFailed("oidc_token", "the issuer's user information is about somebody else")
            claims = {**more, **claims}
        name = _at(claims, self._settings.name_claim)
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
            raise SignInFailed("oidc_token", f"the claim {self._settings.name_claim} holds no usable name")
        if self._settings.name_claim == "email" and claims.get("email_verified") is False:
            raise SignInFailed("oidc_token", f"the issuer has not verified the address {name}")
        rights = self._settings.rights(_texts(_at(claims, self._settings.role_claim or "")))
        if rights is None:
            raise SignInFailed("oidc_role", f"{name} has no value in {self._settings.role_claim} that gives a role")
        return User(ISSUED + name, *rights)


def _usable(address: object) -> bool:
    """Whether an address may be talked to: over https, or on this machine."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def _at(claims: Mapping[str, Any], name: str) -> Any:
    """The value of a claim: of that very name, or else at that dotted path."""
    if name in claims:
        return claims[name]
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
