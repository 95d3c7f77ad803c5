"""What each peer shows, as it was found best for it, and how that is kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from evals.peers.system import Showing

FILE = Path(__file__).with_suffix(".toml")


def settled(name: str, file: Path = FILE) -> Showing:
    """What a peer shows; the default for one that nothing was found for."""
    return Showing(**tomllib.loads(file.read_text("utf-8")).get(name, {}))


def settle(found: Mapping[str, Showing], file: Path = FILE) -> None:
    """Keeps what was found, below the comment that the file begins with."""
    head = file.read_text("utf-8").split("\n", 1)[0]
    tables = [f"[{name}]\n" + "".join(_lines(showing)) for name, showing in found.items()]
    file.write_text("\n".join([head, *tables]), "utf-8")


def _lines(showing: Showing) -> list[str]:
    values = {name: value for name, value in asdict(showing).items() if value is not None}
    return [
        f"{name} = {str(value).lower() if isinstance(value, bool) else repr(value)}\n" for name, value in values.items()
    ]
