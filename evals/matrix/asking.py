"""Asks every row as every caller, in both worlds, and says how each came out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from evals.matrix.rows import Row, rows
from evals.matrix.world import ADDRESS, CALLERS, SECRETS, STRANGER, VISITOR, Caller, World

if TYPE_CHECKING:
    from httpx import Response

# What differs from one time to the next whatever is asked: times, the time of files, and what is drawn at random.
_CHANGES = re.compile(r'\\?"timings_ms\\?":\s*\{[^}]*\}|"(?:app_id|session_hash|event_id|root)":\s*"?[^",}]*"?')


@dataclass(frozen=True, slots=True)
class Cell:
    """How a row came out for a caller: `outcome` in two words, and what is wrong, "" where nothing is."""

    row: Row
    caller: Caller
    outcome: str
    statuses: tuple[int, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    status: int
    body: str
    plain: str  # without what changes from one time to the next
    asked: str

    @property
    def secret(self) -> str:
        """The first secret in it that was not in what was asked: that may be told again."""
        found, asked = self.body.casefold(), self.asked.casefold()
        return next((s for s in SECRETS if s.casefold() in found and s.casefold() not in asked), "")


def matrix(world: World, brief: bool = False) -> Iterator[Cell]:
    """Every cell, row by row; those inside are asked first, and the others after the same questions.

    With `brief` plain rows are asked by three callers only: who sees all, a visitor and who must sign in.
    """
    few = (CALLERS[0], VISITOR, STRANGER)
    with asking(world) as client:
        for row in rows():
            for caller in few if brief and row.plain else CALLERS:
                yield _cell(world, client, row, caller)


@contextmanager
def asking(world: World) -> Iterator[Any]:
    """A client of the running application."""
    from starlette.testclient import TestClient

    with TestClient(world.app, ADDRESS, raise_server_exceptions=False, follow_redirects=False) as client:
        client.cookies.clear()
        yield client


def may(row: Row, caller: Caller) -> bool:
    """Whether a row is for a caller."""
    if row.who == "free":
        return True
    user = caller.user
    if user is None:
        return False
    role, _, level = row.who.partition(" ")
    ranks = {"all": True, "staff": user.staff, "admin": user.role == "admin"}
    return ranks[role] and (not level or caller.inside)


def _cell(world: World, client: Any, row: Row, caller: Caller) -> Cell:
    if row.endless and caller is not STRANGER:
        return Cell(row, caller, "not asked", ())
    world.switch.now = world.with_internal
    told = [_asked(world, client, row, caller, *ask) for ask in _asks(world, row)]
    statuses = tuple(sorted({each.status for each in told}))
    secret = next((each.secret for each in told if each.secret), "")
    if caller.user is None and row.who != "free":
        wrong = "" if set(statuses) <= {401} and not secret else f"not refused: {statuses}"
        return Cell(row, caller, "sign in", statuses, wrong)
    if not may(row, caller):
        wrong = "" if set(statuses) <= {403, 404} and not secret else f"not refused: {statuses} {secret}"
        return Cell(row, caller, "refused", statuses, wrong)
    if caller.inside:
        wrong = "nothing internal is shown, so that a leak would go unseen" if row.reveals and not secret else ""
        return Cell(row, caller, "shown all" if secret else _word(statuses), statuses, wrong)
    if secret:
        return Cell(row, caller, "LEAK", statuses, f"tells {secret!r}")
    if row.varies:
        return Cell(row, caller, _word(statuses), statuses)
    world.switch.now = world.alone
    expected = [_asked(world, client, row, caller, *ask) for ask in _asks(world, row)]
    for ask, now, then in zip(_asks(world, row), told, expected, strict=True):
        if (now.status, now.plain) != (then.status, then.plain):
            return Cell(row, caller, "DIFFERS", statuses, f"{ask[0]} is not as if the rest had never been there")
    return Cell(row, caller, "as if alone" if row.reveals else _word(statuses), statuses)


def _word(statuses: tuple[int, ...]) -> str:
    return "given" if any(status < 400 for status in statuses) else "nothing"


def _asks(world: World, row: Row) -> Iterator[tuple[str, Any]]:
    for ask in row.asks or (re.sub(r"\{[^}]*\}", "x", row.path),):
        for body in row.bodies:
            several = "{id}" in ask + json.dumps(body, default=str)
            for document_id in world.ids if several else ("",):
                yield _filled(world, ask, document_id), _filled(world, body, document_id)


def _filled(world: World, value: Any, document_id: str) -> Any:
    if isinstance(value, str):
        return value.replace("{id}", document_id).replace("{folder}", str(world.folder))
    if isinstance(value, dict):
        return {key: _filled(world, each, document_id) for key, each in value.items()}
    return [_filled(world, each, document_id) for each in value] if isinstance(value, list) else value


def _asked(world: World, client: Any, row: Row, caller: Caller, address: str, body: Any) -> _Told:
    headers = {"accept": "application/json, */*", **row.headers, **world.headers(caller)}
    sent: dict[str, Any] = {"headers": headers}
    if row.multipart:
        sent |= {"files": {"file": ("brev.txt", b"Skrivelse om bryggan.\n")}, "data": dict(row.multipart)}
    elif isinstance(body, str):
        sent["content"] = body.encode()
    elif body is not None:
        sent["json"] = body
    asked = unquote(address) + json.dumps(body, ensure_ascii=False)
    return _told(client.request(row.method, address, **sent), asked)


def _told(response: Response, asked: str) -> _Told:
    names = ("content-type", "content-disposition", "x-total-count", "etag", "location")
    headers = "\n".join(f"{name}: {response.headers[name]}" for name in names if name in response.headers)
    body = f"{headers}\n\n{response.text}"
    return _Told(response.status_code, body, _CHANGES.sub("", body), asked)
