"""Where a request comes from: this machine, this page, or another site; and where a visitor may be sent next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.access.settings import is_loopback

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

LONGEST_NEXT = 2000  # characters
_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# What reverse proxies add. Any of them means that the visitor is somewhere else than the connection's other end.
_FORWARDED = (
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
)


def on_this_machine(connection: HTTPConnection) -> bool:
    """Whether somebody at this very machine asks.

    The connection comes from a loopback address and names one in its Host header (a page of another site that has
    its own name point here does not); no proxy has passed it on (some do so in HTTP/1.0 and say nothing else), and
    no page from elsewhere sent it.
    """
    headers = connection.headers
    if connection.client is None or not is_loopback(connection.client.host):
        return False
    if not is_loopback(_host(headers.get("host", ""))) or connection.scope.get("http_version") == "1.0":
        return False
    if any(name in _FORWARDED or name.startswith("x-forwarded") for name in headers):
        return False
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
        return False
    sent_by = (headers.get(name) for name in ("origin", "referer"))
    return all(is_loopback(_hostname(sender)) for sender in sent_by if sender is not None)


def from_another_site(connection: HTTPConnection, public_url: str | None = None) -> bool:
    """Whether a page of another site made the browser send a request that changes something, or opens a socket.

    As Go's CrossOriginProtection: what the browser says of the sender (Sec-Fetch-Site, else Origin) decides; a
    request with neither comes from no browser that could be misused.
    """
    if connection.scope["type"] == "http" and connection.scope["method"] in _SAFE:
        return False
    sender, origin = connection.headers.get("sec-fetch-site"), connection.headers.get("origin")
    if sender is not None:
        return sender not in ("same-origin", "none")
    if origin is None:
        return False
    ours = {connection.headers.get("host", "").casefold(), urlsplit(public_url or "").netloc}
    try:
        return urlsplit(origin.casefold()).netloc not in ours - {""}
    except ValueError:
        return True


def bearer(connection: HTTPConnection) -> str | None:
    """The token of `Authorization: Bearer TOKEN`; None without one."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else None


def local(target: str | None) -> str:
    """A path of this service to go to; "/" for everything that leads elsewhere, or back to signing in.

    Browsers drop tabs and line breaks and read "\\" as "/", so that "/\\host" and "/<tab>/host" lead away.
    """
    if not target or len(target) > LONGEST_NEXT or not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or not target.isprintable() or " " in target:
        return "/"
    path = target.partition("?")[0].partition("#")[0]
    if path in ("/login", "/logout") or path.startswith(("/login/", "/logout/")):
        return "/"
    return target


def _host(header: str) -> str | None:
    return _hostname(f"//{header}")


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
