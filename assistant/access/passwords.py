"""Passwords: hashed with argon2id, and checked in the same time whether or not a name is known."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus.errors import BadSettings

SHORTEST, LONGEST = 12, 1024  # characters


class Passwords:
    """Hashes and checks. The default parameters are argon2-cffi's (argon2id, 64 MiB, three passes)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """The hash to store; raises `BadSettings` for a password that is too short or too long."""
        normal = _normal(password)
        if not SHORTEST <= len(normal) <= LONGEST:
            raise BadSettings(f"The password must have {SHORTEST} to {LONGEST} characters: four words are a good one.")
        return self._hasher.hash(normal)

    def matches(self, password: str, stored: str) -> bool:
        """Whether the password is the one of the hash. With no hash ("") it takes as long, and is never right."""
        nobody = self._nobody  # made by the first check of all, whoever it is for
        try:
            right = self._hasher.verify(stored or nobody, _normal(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
        return right and bool(stored)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    """One way of writing å and é, whatever keyboard they come from."""
    return unicodedata.normalize("NFC", password)
