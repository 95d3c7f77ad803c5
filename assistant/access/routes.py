"""The routes of signing in and out: /login, /logout, and the way to an issuer and back."""

from __future__ import annotations

import logging
import math
import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.access.limits import Attempts
from assistant.access.oidc import CALLBACK, Issuer, Pending, SignInFailed
from assistant.access.origin import local
from assistant.access.page import POLICY, Shown, page, style
from assistant.access.passwords import Passwords
from assistant.access.seal import Seal
from assistant.access.sessions import ISSUED, Jar, Sessions
from assistant.access.texts import LANGUAGES, texts
from assistant.access.users import Account, Users, key
from corpus.errors import CouncilError

_log = logging.getLogger(__name__)

_FORM, _PENDING = "council_form", "council_oidc"  # cookies
_LANGUAGE = "lang"  # the cookie that the page keeps its language in
_PATIENCE = 600.0  # seconds to sign in at the issuer
_AGES = 366 * 24 * 3600.0  # seconds: a form is good for as long as its cookie
_AT_ONCE = 2  # passwords that are checked at a time: each takes 64 MiB
_LONGEST_FORM = 16 * 1024  # bytes
_HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Door:
    """All that signing in needs. `users` and `issuer` are the two ways; None where one is not set up."""

    sessions: Sessions
    seal: Seal
    jar: Jar
    users: Users | None = None
    issuer: Issuer | None = None
    open: bool = False
    attempts: Attempts = field(default_factory=Attempts)
    passwords: Passwords = field(default_factory=Passwords)


def router(door: Door) -> APIRouter:
    """The routes. None of them answers with a traceback, or says whether a name exists."""
    routes = APIRouter(include_in_schema=False)
    turns = CapacityLimiter(_AT_ONCE)  # who waits for a turn holds no thread that answers need

    @routes.get("/login")
    async def show(request: Request) -> Response:
        note = texts(_language(request))["signed_out"] if request.query_params.get("out") else ""
        return _page(door, request, 200, note=note, next=request.query_params.get("next"))

    @routes.post("/login")
    async def sign_in(request: Request) -> Response:
        form = await _form(request)
        name, target = form.get("name", "").strip()[:64], form.get("next")
        if door.users is None:
            return _page(door, request, 400, "no_passwords", next=target)
        if not _genuine(door, request, form.get("token", "")):
            return _page(door, request, 400, "form", name, target)
        if not name or not form.get("password"):
            return _page(door, request, 400, "empty", name, target)
        wait = door.attempts.begin(_address(request), key(name))
        if wait > 0:
            return _wait(door, request, wait, name, target)
        return await to_thread.run_sync(_checked, door, request, name, form["password"], target, limiter=turns)

    @routes.post("/logout")
    async def sign_out(request: Request) -> Response:
        response = _to(f"/login?out=1&lang={_language(request)}")
        door.sessions.end(request, response)
        return response

    @routes.get("/login/style.css")
    async def sheet() -> Response:
        return Response(style(), media_type="text/css", headers={"cache-control": "public, max-age=300"})

    _issuer_routes(routes, door)
    return routes


def closed_router() -> APIRouter:
    """The routes where sign-in is off: they lead to the page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/login")
    @routes.post("/logout")
    async def nothing() -> Response:
        return _to("/")

    return routes


def _issuer_routes(routes: APIRouter, door: Door) -> None:
    @routes.get("/login/oidc")
    async def leave(request: Request) -> Response:
        if door.issuer is None:
            return _to("/login")
        pending = Pending.new(local(request.query_params.get("next")))
        try:
            response: Response = _to(await door.issuer.address(pending))
        except SignInFailed as error:
            return _failed(door, request, error, pending.next)
        door.jar.set(request, response, _PENDING, door.seal.put("oidc", pending.content), int(_PATIENCE))
        return response

    @routes.get(CALLBACK)
    async def come_back(request: Request) -> Response:
        if door.issuer is None:
            return _to("/login")
        pending = Pending.read(door.seal.take("oidc", door.jar.get(request, _PENDING), _PATIENCE))
        try:
            user = await door.issuer.user(pending, dict(request.query_params))
            response: Response = _to(local(pending.next if pending else None))
            door.sessions.begin(request, response, user)
        except SignInFailed as error:
            response = _failed(door, request, error, pending.next if pending else None)
        door.jar.drop(request, response, _PENDING)
        return response


def _checked(door: Door, request: Request, name: str, password: str, target: str | None) -> Response:
    """Lets in, or tells why not. A name that does not exist takes as long, and counts as one that does."""
    try:
        account: Account | None = door.users.find(name) if door.users else None
    except CouncilError as error:
        _log.error("Nobody can sign in: %s", error)
        return _page(door, request, 503, "busy", name, target)
    right = door.passwords.matches(password, account.password if account else "")
    if account is None or not right:
        _log.warning("A wrong name or password from %s", _address(request))
        return _page(door, request, 401, "wrong", name, target)
    door.attempts.succeeded(_address(request), key(name))
    response = _to(local(target))
    door.sessions.begin(request, response, account)
    door.jar.drop(request, response, _FORM)
    return response


def _page(
    door: Door,
    request: Request,
    status: int,
    problem: str = "",
    name: str = "",
    next: str | None = None,
    *,
    note: str = "",
    line: str = "",
) -> Response:
    """The page with one line about what went wrong: the text of the key `problem`, or `line`."""
    language = _language(request)
    cookie = door.jar.get(request, _FORM) or secrets.token_urlsafe(24)
    shown = Shown(
        language,
        door.seal.put("form", {"cookie": cookie}),
        local(next),
        name,
        line or (texts(language)[problem] if problem else ""),
        note,
        _signed_in(door, request),
        door.users is not None,
        door.issuer is not None,
        door.open,
    )
    response = HTMLResponse(page(shown), status, _HEADERS)
    door.jar.set(request, response, _FORM, cookie, None)
    if request.query_params.get("lang") in LANGUAGES:  # the page that follows speaks it, too
        response.set_cookie(_LANGUAGE, language, max_age=int(_AGES), samesite="lax")
    return response


def _wait(door: Door, request: Request, wait: float, name: str, target: str | None) -> Response:
    seconds = math.ceil(wait)
    unit, count = ("seconds", seconds) if seconds < 120 else ("minutes", math.ceil(seconds / 60))
    line = texts(_language(request))[f"wait_{unit}"].format(count=max(count, 2))  # the texts speak of several
    response = _page(door, request, 429, name=name, next=target, line=line)
    response.headers["retry-after"] = str(seconds)
    return response


def _failed(door: Door, request: Request, error: SignInFailed, target: str | None) -> Response:
    _log.warning("Sign-in through the issuer failed: %s", error)
    status = {"oidc_unreachable": 502, "oidc_role": 403}.get(error.key, 400)
    return _page(door, request, status, error.key, next=target)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _signed_in(door: Door, request: Request) -> str:
    try:
        user = door.sessions.user(request)
    except CouncilError:
        return ""
    return user.name.removeprefix(ISSUED) if user else ""


def _genuine(door: Door, request: Request, token: str) -> bool:
    """Whether the form was made for this browser: its token names the cookie that came with it."""
    cookie, content = door.jar.get(request, _FORM), door.seal.take("form", token, _AGES)
    return bool(cookie) and content is not None and compare_digest(str(content.get("cookie")).encode(), cookie.encode())


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; none when it is too large or not well formed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return {}
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=16, errors="replace")
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _language(request: Request) -> str:
    """By the link, by what the page keeps, else by what the browser prefers; Swedish where none of them says."""
    preferred = [
        each.split(";")[0].strip()[:2].casefold() for each in request.headers.get("accept-language", "").split(",")
    ]
    wanted = [request.query_params.get("lang"), request.cookies.get(_LANGUAGE), *preferred]
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


def _to(target: str) -> RedirectResponse:
    return RedirectResponse(target, 303, {"cache-control": "no-store"})
