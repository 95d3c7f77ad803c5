"""What every response tells the browser that it may do with it."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The page's framework needs inline scripts and compiled templates; nothing is ever loaded from another host.
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
_HTTPS_ONLY = "max-age=31536000"  # a year; other hosts of the domain are not ours to bind
_PRIVATE = ("/api/", "/mcp")  # answers depend on who asks: no cache between may keep them


def policy(frame_ancestors: str = "'none'", **changes: str) -> str:
    """The content security policy, with some directives changed (`script_src="'self'"`)."""
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{k} {v}" for k, v in {**_POLICY, "frame-ancestors": frame_ancestors, **changed}.items())


class SecurityHeaders:
    """Adds the security headers to every response that lacks them; plain ASGI, so that streams flow.

    `frame_ancestors` says who may show the page in a frame, as in the CSP directive of that name; with `https` browsers
    are told to come by https alone from now on.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: str = "'none'", https: bool = False) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": policy(frame_ancestors),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
            **({"strict-transport-security": _HTTPS_ONLY} if https else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = dict(self._headers)
        if str(scope.get("path", "")).startswith(_PRIVATE):
            wanted["cache-control"] = "no-store"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {name.lower() for name, _ in headers}
                extra = ((k.encode("latin-1"), v.encode("latin-1")) for k, v in wanted.items())
                message = {**message, "headers": headers + [pair for pair in extra if pair[0] not in present]}
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
