"""What a harmful file is made from, and what has to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = ""
"""The outcome of a specimen that is read: nothing is refused."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a specimen tries to reach: a file outside its folder (as a URL) and an address that counts requests."""

    file: str
    url: str


@dataclass(frozen=True, slots=True)
class Specimen:
    """One harmful file.

    `outcome` is a part of the reason it is refused with, `READ` when its text is to be read, and None where either
    will do. `shows` stands in the text that is read, `hides` never does.
    """

    name: str
    make: Callable[[Aim], bytes]
    outcome: str | None = READ
    shows: str = ""
    hides: str = "canary"


def fixed(data: bytes) -> Callable[[Aim], bytes]:
    """Bytes that aim at nothing."""
    return lambda aim: data
