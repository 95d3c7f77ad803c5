"""Why a claim is not shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a draft must not be shown: the name of the check, and what did not agree."""

    check: str
    detail: str
