"""The rows of the matrix: what is asked of each route. A route of the application without a row is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from fastapi import FastAPI

Who = Literal["free", "all", "staff", "staff internal", "admin", "admin internal"]
_UNASKED = ("HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Row:
    """A route with what is asked of it.

    `who` may use it. `asks` are addresses and `bodies` what is sent to each; without `asks` the path itself is asked.
    `{id}` in them stands in turn for the id of an internal, of a public and of no document. `reveals` says that who
    may see internal documents is shown something of one: else a leak would go unseen. `endless` routes never end their
    answer, and are asked only by who must sign in; `varies`: each answer is another, whatever there is to know;
    `plain`: it shows nothing of a document.
    """

    method: str
    path: str
    who: Who = "all"
    asks: tuple[str, ...] = ()
    bodies: tuple[Any, ...] = (None,)
    headers: Mapping[str, str] = field(default_factory=dict)
    multipart: Mapping[str, str] = field(default_factory=dict)
    reveals: bool = False
    endless: bool = False
    varies: bool = False
    plain: bool = False

    @property
    def name(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"


def rows() -> list[Row]:
    """All rows, in the order of the file."""
    text = resources.files("evals.matrix").joinpath("rows.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    found = [Row(**{name: _tuple(value) for name, value in entry.items()}) for entry in held["row"]]
    for who, names in held["plain"].items():
        for name in names:
            method, _, path = name.partition(" ")
            free: Who = "free" if who == "free" else "all"
            found.append(Row(method, path, free, endless=who == "endless", varies="/login" in path, plain=True))
    return found


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def of(app: FastAPI) -> set[str]:
    """Every route of an application and of what is mounted in it, as "METHOD /path"; a socket as "WS /path"."""
    return set(_names(app.routes, ""))


def unlisted(app: FastAPI) -> set[str]:
    """The routes that no row asks."""
    return of(app) - {row.name for row in rows()}


def _names(routes: Iterable[Any], before: str) -> Iterable[str]:
    from fastapi.routing import iter_route_contexts
    from starlette.routing import Mount

    for route in iter_route_contexts([*routes]):
        mounted = route.original_route
        if isinstance(mounted, Mount):
            yield from _names(getattr(mounted.app, "routes", []), before + (mounted.path or ""))
            continue
        methods = route.methods or {"WS"}
        for method in sorted(set(methods) - set(_UNASKED)) or sorted(methods):
            yield f"{method} {before}{route.path}"
