"""The floors below which no measure may fall: `council eval --gate`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import evals
from evals.dataset import DatasetError

FLOORS = Path(evals.__file__).parent / "gate.toml"
SECTIONS = ("metrics", "briefs")


def load(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors by section and measure. Raises `DatasetError` when the file cannot be used."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DatasetError(f"{path}: the floors cannot be read ({error}); give a TOML file.") from None
    floors: dict[str, dict[str, float]] = {}
    for section, values in found.items():
        numbers = isinstance(values, dict) and all(isinstance(v, int | float) for v in values.values())
        if section not in SECTIONS or not numbers:
            raise DatasetError(f"{path}: [{section}] is no table of numbers for {' or '.join(SECTIONS)}.")
        floors[section] = {name: float(value) for name, value in values.items()}
    return floors


def fallen(report: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A line for each measure that lies below its floor, or that was to be measured and was not.

    A section that the run did not have at all (questions alone, say) is passed over.
    """
    told = []
    for section, values in floors.items():
        measured = report.get(section)
        if not measured or (section == "metrics" and not report.get("n")):
            continue
        for name, floor in values.items():
            value = measured.get(name)
            if value is None:
                told.append(f"{section}: {name} was not measured; its floor is {floor:g}.")
            elif value < floor:
                told.append(f"{section}: {name} is {value:.3f}, below its floor of {floor:g}.")
    return told
