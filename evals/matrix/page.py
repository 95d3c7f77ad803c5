"""What the page itself shows to each caller: when it is loaded, asked, and when something internal is pressed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from evals.matrix.asking import Cell, asking
from evals.matrix.rows import Row
from evals.matrix.world import CALLERS, SECRETS, STRANGER, Caller, World

QUESTION = "Vem hade nyckeln under revisionen?"


# What is done at the page, and the functions of the page that it calls.
_EVENTS = {
    "load": ("load",),
    "ask": ("ask",),
    "press a document": ("_pressed",),
    "press a case": ("_pressed", "opened"),
    "press a person": ("_pressed", "opened_1"),
    "press a verdict": ("press_1",),
}


def presses(world: World) -> dict[str, Mapping[str, Any]]:
    """What is done at the page that would show something internal, and what comes with it."""
    return {
        "load": {},
        "ask": {},
        "press a document": {"doc": world.ids[0], "start": "0", "end": "400"},
        "press a case": {"case": "PU 2023/9"},
        "press a person": {"person": "Torsten Grubbe", "party": "V"},
    }


def page(world: World) -> Iterator[Cell]:
    """A cell for each press and caller."""
    world.switch.now = world.with_internal
    with asking(world) as client:
        yield from _cells(world, client)


def _cells(world: World, client: Any) -> Iterator[Cell]:
    for name, data in presses(world).items():
        for caller in CALLERS:
            row = Row("PAGE", name, reveals=True)
            status, told = done(world, client, caller, name, data)
            secret = _secret(told, json.dumps(data, ensure_ascii=False))
            if caller is STRANGER:
                yield Cell(row, caller, "sign in", (status,), "" if status == 401 and not secret else "not refused")
            elif caller.inside:
                yield Cell(row, caller, "shown all", (status,), "" if secret else "nothing internal is shown")
            else:
                yield Cell(
                    row, caller, "LEAK" if secret else "nothing internal", (status,), secret and f"tells {secret!r}"
                )


def _secret(told: str, asked: str) -> str:
    found = told.casefold()
    return next((s for s in SECRETS if s.casefold() in found and s.casefold() not in asked.casefold()), "")


def done(world: World, client: Any, caller: Caller, name: str, data: Mapping[str, Any]) -> tuple[int, str]:
    """Status and everything that the page was told; a case or a person is opened by a second event."""
    session, headers = uuid4().hex, world.headers(caller)
    mounted: Any = world.app.routes[-1]
    config = mounted.app.blocks.config
    status, told = 0, ""
    for event in _events(config, name):
        inputs = [_value(config, n) for n in event["inputs"]]
        if name == "ask":
            inputs = [QUESTION if value == "" else value for value in inputs[:1]] + inputs[1:]
        sent = {"data": inputs, "fn_index": event["id"], "session_hash": session, "event_data": data or None}
        status = client.post("/gradio_api/queue/join", json=sent, headers=headers).status_code
        if status != 200:
            return status, told
        lines = client.get(f"/gradio_api/queue/data?session_hash={session}", headers=headers).text
        told += "".join(
            json.dumps(json.loads(line[6:]), ensure_ascii=False)
            for line in lines.splitlines()
            if line.startswith("data: ")
        )
    return status, told


def _events(config: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The event that is meant, and what follows from a changed state."""
    return [each for each in config["dependencies"] if each["api_name"] in _EVENTS[name]]


def _value(config: Mapping[str, Any], component: int) -> Any:
    found = next(each for each in config["components"] if each["id"] == component)
    return None if found["type"] == "state" else found["props"].get("value")
