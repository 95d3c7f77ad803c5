"""How files are read: in how many processes, and how much time and memory one file may take."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import BadSettings
from index.embedding.bulk import cores

MOST = 8
"""Processes that are started unasked."""
SECONDS = 1800
"""A scanned book is read at some three seconds a page."""
MEGABYTES = 4096


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """`workers` processes read files beside the embedding, 0 none; None lets the amount of work decide.

    `seconds` and `megabytes` (of address space) are what one file may take where it is read by such a process.
    """

    workers: int | None = None
    seconds: int = SECONDS
    megabytes: int = MEGABYTES

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> ReadSettings:
        """From COUNCIL_READ_WORKERS, COUNCIL_READ_SECONDS and COUNCIL_READ_MEGABYTES. Raises `BadSettings`."""

        def number(name: str, least: int) -> int | None:
            said = environment.get(name, "").strip()
            if not said:
                return None
            if not (said.isascii() and said.isdecimal() and int(said) >= least):
                raise BadSettings(f"{name} is {said!r}: give a whole number from {least} on, or leave it unset.")
            return int(said)

        return cls(
            number("COUNCIL_READ_WORKERS", 0),
            number("COUNCIL_READ_SECONDS", 1) or SECONDS,
            number("COUNCIL_READ_MEGABYTES", 256) or MEGABYTES,
        )

    @property
    def usual(self) -> int:
        """How many processes read where there is much to read: one a core."""
        return min(cores(), MOST) if self.workers is None else self.workers
