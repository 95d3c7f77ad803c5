"""How people sign in, from the environment and from files. Sign-in is off until one of them says who may."""

from __future__ import annotations

import hashlib
import math
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from assistant.access.base import Role
from corpus.errors import BadSettings
from index.levels import Level

HOURS = 12.0  # a session lasts a working day
LONGEST = 30 * 24.0  # hours
SHORTEST_SECRET = 32  # characters
KEY_FILE = "session.key"
ANYBODY = "*"  # in COUNCIL_OIDC_ROLES: everybody whom the issuer signs in

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
_ORDER = {each: rank for enum in (Role, Level) for rank, each in enumerate(enum)}
_One = TypeVar("_One", Role, Level)


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody with a certain value in the issuer's claim may do and see."""

    value: str
    role: Role
    level: Level


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """An OpenID Connect issuer.

    `name_claim` must never come to mean another person; `role_claim` may be a dotted path.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    name_claim: str = "sub"
    role_claim: str | None = None
    grants: tuple[Grant, ...] = (Grant(ANYBODY, Role.READER, Level.PUBLIC),)

    def rights(self, values: Iterable[str]) -> tuple[Role, Level] | None:
        """The highest role and level that any of the claim's values gives; None where no value gives any."""
        held = {ANYBODY, *values}
        given = [grant for grant in self.grants if grant.value in held]
        if not given:
            return None
        return highest(grant.role for grant in given), highest(grant.level for grant in given)

    @property
    def stamp(self) -> str:
        """Changes when what the issuer's users may do changes: their sessions end then."""
        return hashlib.sha256(repr((self.issuer, self.client_id, self.role_claim, self.grants)).encode()).hexdigest()[
            :16
        ]


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """`users` is the users file; `open` lets those who are not signed in read public documents.

    `public_url` is the address that browsers use ("https://host[:port]"), None where it is that of the request.
    """

    users: Path | None = None
    oidc: OidcSettings | None = None
    open: bool = False
    hours: float = HOURS
    public_url: str | None = None
    secret: str | None = field(default=None, repr=False)

    @property
    def on(self) -> bool:
        """Whether anybody can sign in."""
        return self.users is not None or self.oidc is not None

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> SignInSettings:
        """Reads COUNCIL_USERS, _OPEN, _SESSION_HOURS, _PUBLIC_URL, _SECRET, and COUNCIL_OIDC_ISSUER, _CLIENT_ID,
        _CLIENT_SECRET, _NAME_CLAIM, _ROLE_CLAIM and _ROLES.

        A secret may stand in a file instead: COUNCIL_SECRET_FILE, COUNCIL_OIDC_CLIENT_SECRET_FILE.
        Raises `BadSettings`.
        """
        users, public_url = _value(environment, "USERS"), _public_url(environment)
        return cls(
            users=Path(users).expanduser().absolute() if users else None,
            oidc=_oidc(environment, public_url),
            open=_flag(environment, "OPEN"),
            hours=_hours(environment),
            public_url=public_url,
            secret=_long_enough(_secret(environment, "SECRET"), "COUNCIL_SECRET"),
        )


def highest(each: Iterable[_One]) -> _One:
    """The highest of some roles, or of some levels."""
    return max(each, key=lambda one: _ORDER[one])


def chosen(kind: type[_One], text: str, where: str) -> _One:
    """The role or level of a name; raises `BadSettings`."""
    try:
        return kind(text.strip().casefold())
    except ValueError:
        names = ", ".join(kind)
        raise BadSettings(f"{where}: {text.strip()!r} is not known; choose one of {names}.") from None


def session_secret(settings: SignInSettings, folder: Path) -> str:
    """The secret that signs sessions: as set, else from a file in `folder` (made once, for its owner alone).

    Raises `BadSettings` when the file cannot be made or read, or others can read it.
    """
    if settings.secret:
        return settings.secret
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make_key(path)
        private(path)
        found = path.read_text(encoding="ascii").strip() or "-"
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} cannot be used to sign sessions ({error}): set COUNCIL_SECRET instead.") from error
    _long_enough(found, str(path))
    return found


def private(path: Path) -> None:
    """Raises `BadSettings` when a file that holds secrets can be read or changed by everybody on the machine."""
    if os.name == "posix" and path.stat().st_mode & 0o007:
        raise BadSettings(f"{path} can be read by everybody on this machine: run chmod 600 {path}")


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        os.link(made, path)  # fails where another process was first: then its key counts
    except FileExistsError:
        pass
    finally:
        made.unlink()


def _value(environment: Mapping[str, str], name: str) -> str | None:
    return environment.get(f"COUNCIL_{name}", "").strip() or None


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    if (set_here := _value(environment, name)) is not None:
        return set_here
    file = _value(environment, f"{name}_FILE")
    if file is None:
        return None
    try:
        found = Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"COUNCIL_{name}_FILE: {file} cannot be read ({error}).") from error
    if not found:
        raise BadSettings(f"COUNCIL_{name}_FILE: {file} is empty.")
    return found


def _long_enough(secret: str | None, where: str) -> str | None:
    if secret and len(secret) < SHORTEST_SECRET:
        raise BadSettings(
            f"{where} is too short: use {SHORTEST_SECRET} random characters or more (openssl rand -hex 32)."
        )
    return secret


def _flag(environment: Mapping[str, str], name: str) -> bool:
    text = (_value(environment, name) or "").casefold()
    if text not in _TRUE + _FALSE:
        raise BadSettings(f"COUNCIL_{name} is {text!r}: use 1 or 0.")
    return text in _TRUE


def _hours(environment: Mapping[str, str]) -> float:
    text = _value(environment, "SESSION_HOURS")
    if text is None:
        return HOURS
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = math.nan
    if not 0 < hours <= LONGEST:
        raise BadSettings(f"COUNCIL_SESSION_HOURS is {text!r}: use a number of hours up to {LONGEST:.0f}.")
    return hours


def _public_url(environment: Mapping[str, str]) -> str | None:
    text = _value(environment, "PUBLIC_URL")
    if text is None:
        return None
    address = text.rstrip("/")
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and address == f"{parts.scheme}://{parts.netloc}"
        sound = bool(sound) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise BadSettings(f"COUNCIL_PUBLIC_URL is {text!r}: use the address of the page alone, as https://host.")
    return address.lower()


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means this machine."""
    if not host:
        return False
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _oidc(environment: Mapping[str, str], public_url: str | None) -> OidcSettings | None:
    issuer, client = _value(environment, "OIDC_ISSUER"), _value(environment, "OIDC_CLIENT_ID")
    if issuer is None:
        if client is not None:
            raise BadSettings("COUNCIL_OIDC_ISSUER is not set, but COUNCIL_OIDC_CLIENT_ID is: set both, or neither.")
        return None
    parts = urlsplit(issuer)
    if not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))) or not parts.hostname:
        raise BadSettings(f"COUNCIL_OIDC_ISSUER is {issuer!r}: use the issuer's address, which begins with https://.")
    if client is None:
        raise BadSettings("COUNCIL_OIDC_CLIENT_ID is not set: use the name that the issuer knows this service by.")
    if public_url is None:
        raise BadSettings(
            "COUNCIL_PUBLIC_URL is not set: the issuer sends people back to it, so set it to the address of the page."
        )
    claim, roles = _value(environment, "OIDC_ROLE_CLAIM"), _value(environment, "OIDC_ROLES")
    settings = OidcSettings(
        issuer,
        client,
        _secret(environment, "OIDC_CLIENT_SECRET"),
        _value(environment, "OIDC_NAME_CLAIM") or "sub",
        claim,
    )
    return settings if roles is None and claim is None else replace(settings, grants=_grants(roles, claim))


def _grants(roles: str | None, claim: str | None) -> tuple[Grant, ...]:
    if roles is None:
        raise BadSettings(
            "COUNCIL_OIDC_ROLES is not set: say what a value of the role claim means, as VALUE=staff:internal."
        )
    grants = tuple(_grant(entry) for entry in (roles or "").split(";") if entry.strip())
    if claim is None and any(grant.value != ANYBODY for grant in grants):
        raise BadSettings(
            "COUNCIL_OIDC_ROLE_CLAIM is not set: name the claim that holds the values of COUNCIL_OIDC_ROLES."
        )
    return grants


def _grant(entry: str) -> Grant:
    value, equals, rights = entry.rpartition("=")
    if not equals or not value.strip():
        raise BadSettings(f"COUNCIL_OIDC_ROLES: {entry.strip()!r} is not VALUE=ROLE:LEVEL; separate several with ';'.")
    role, _, level = rights.partition(":")
    return Grant(
        value.strip(),
        chosen(Role, role, "COUNCIL_OIDC_ROLES"),
        chosen(Level, level or Level.PUBLIC, "COUNCIL_OIDC_ROLES"),
    )
