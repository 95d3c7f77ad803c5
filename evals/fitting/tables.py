"""Writes fitted numbers into the TOML files that ship them, everything else left as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evals.dataset import DatasetError

SMALL = 1e-3  # a weight below this is left out


def put(text: str, name: str, lines: Sequence[str]) -> str:
    """The TOML text with other lines in a table; the line with the table's name stays, comment and all.

    Raises `DatasetError` when there is no such table.
    """
    before, _, after = _parts(text, name)
    return "\n".join([*before, *lines, *([""] if after else []), *after]) + "\n"


def change(text: str, name: str, values: Mapping[str, float], note: Sequence[str]) -> str:
    """The TOML text with other values of some keys of a table; what else it holds stays, comments too.

    The comment lines right below the table's name are replaced by `note`. Raises `DatasetError` when a key or the
    table is missing.
    """
    before, inside, after = _parts(text, name)
    while inside and inside[0].startswith("#"):
        inside = inside[1:]
    for key, value in values.items():
        at = next((i for i, line in enumerate(inside) if re.match(rf"{re.escape(key)}\s*=", line)), None)
        if at is None:
            raise DatasetError(f"the table [{name}] has no {key} to write the fitted number to.")
        number = f"{round(value, 4):g}" if abs(value) < 1 else f"{value:.4f}"
        inside[at] = re.sub(r"=\s*[-+\d.eE]+", f"= {number}", inside[at], count=1)
    return "\n".join([*before, *note, *inside, *after]) + "\n"


def _parts(text: str, name: str) -> tuple[list[str], list[str], list[str]]:
    """The lines up to a table's name and with it, those of the table, and those after it."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if line.startswith(f"[{name}]")), None)
    if first is None:
        raise DatasetError(f"there is no table [{name}] to write the fitted numbers to.")
    after = next((i for i, line in enumerate(lines) if i > first and line.startswith("[")), len(lines))
    return lines[: first + 1], lines[first + 1 : after], lines[after:]


def numbers(weights: Mapping[str, float], small: float = SMALL) -> list[str]:
    """A line a weight; those that are next to nothing are left out."""
    return [f"{name} = {value:.4f}" for name, value in weights.items() if abs(value) >= small]


def comment(words: str) -> list[str]:
    """Words as comment lines of at most 118 characters."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + len(word) < 118:
            lines[-1] += f" {word}"
        else:
            lines.append(f"# {word}")
    return lines
