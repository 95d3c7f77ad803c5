"""One call that sets up who may come in, from the settings and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.access.base import Access, Services
from assistant.access.doorkeepers import Nobody, SignedIn
from assistant.access.guard import SignInRequired
from assistant.access.limits import Attempts
from assistant.access.oidc import Issuer
from assistant.access.passwords import Passwords
from assistant.access.routes import Door, closed_router, router
from assistant.access.seal import Seal
from assistant.access.sessions import Jar, Sessions
from assistant.access.settings import SignInSettings, session_secret
from assistant.access.users import Users
from assistant.clock import Clock, SystemClock
from assistant.observing.audit import FILE, FileAudit
from assistant.observing.observing import Observing

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from index.settings import Settings


@dataclass(frozen=True, slots=True)
class Gate:
    """`access` answers who asks; `router` holds the routes of signing in; `sign_in` says whether anybody can."""

    access: Access
    router: APIRouter
    sign_in: bool
    public_url: str | None = None

    def protect(self, app: FastAPI) -> None:
        """Adds the routes and the guard to an application: before anything is mounted at "/", and before it starts.

        Middleware that is added later stands before the guard, and so sees its answers too.
        """
        app.include_router(self.router)
        app.add_middleware(SignInRequired, access=self.access, public_url=self.public_url)


def open_access(
    settings: Settings,
    services: Services,
    environment: Mapping[str, str] = os.environ,
    *,
    clock: Clock | None = None,
    passwords: Passwords | None = None,
    observing: Observing | None = None,
) -> Gate:
    """Who may come in, as the environment says (see `SignInSettings.load`). Raises `BadSettings`.

    The secret that signs sessions is made in the index folder where the environment gives none.
    """
    chosen, clock = SignInSettings.load(environment), clock or SystemClock()
    audit, noted = FileAudit(settings.index / FILE, clock), (observing or Observing()).metrics.opened
    if not chosen.on:
        return Gate(
            Access(Nobody(chosen.public_url is not None), services, audit, noted),
            closed_router(),
            False,
            chosen.public_url,
        )
    users = Users(chosen.users) if chosen.users else None
    if users is not None:
        users.all()  # a file that is missing or broken is told now, not at the first sign-in
    seal, jar = Seal(session_secret(chosen, settings.index), clock), Jar(chosen)
    sessions = Sessions(chosen, seal, users, jar, clock)
    issuer = Issuer(chosen.oidc, chosen.public_url, clock) if chosen.oidc and chosen.public_url else None
    door = Door(sessions, seal, jar, users, issuer, chosen.open, Attempts(clock), passwords or Passwords())
    access = Access(SignedIn(sessions, users, chosen.open), services, audit, noted)
    return Gate(access, router(door), True, chosen.public_url)
