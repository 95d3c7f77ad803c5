"""Passwords are right or wrong, and take as long either way."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters

from assistant.access.passwords import Passwords
from corpus.errors import BadSettings


def test_the_right_password_matches_and_no_other(passwords: Passwords) -> None:
    stored = passwords.hash("korrekt häst batteri")
    assert stored.startswith("$argon2id$")
    assert passwords.matches("korrekt häst batteri", stored)
    assert not passwords.matches("korrekt hast batteri", stored)
    assert not passwords.matches("", stored)
    assert passwords.hash("korrekt häst batteri") != stored


def test_letters_match_however_a_keyboard_writes_them(passwords: Passwords) -> None:
    assert passwords.matches("korrekt ha\u0308st batteri", passwords.hash("korrekt häst batteri"))


@pytest.mark.parametrize("stored", ["", "plain text", "$argon2id$broken"])
def test_without_a_usable_hash_nothing_matches(passwords: Passwords, stored: str) -> None:
    assert not passwords.matches(stored, stored)


@pytest.mark.parametrize("password", ["", "elva tecken", "x" * 1025])
def test_a_password_has_a_sensible_length(passwords: Passwords, password: str) -> None:
    with pytest.raises(BadSettings, match="12 to 1024"):
        passwords.hash(password)


def test_a_very_long_attempt_is_wrong_at_once(passwords: Passwords) -> None:
    stored = passwords.hash("x" * 1024)
    assert passwords.matches("x" * 1024, stored)
    assert not passwords.matches("x" * 5_000_000, stored)


class Counting(PasswordHasher):
    """Counts how often it has verified, and with which parameters."""

    seen: list[tuple[int, int, int]]

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        found = extract_parameters(str(hash))
        self.seen.append((found.time_cost, found.memory_cost, found.parallelism))
        return super().verify(hash, password)


def test_an_unknown_name_costs_the_same_work_as_a_known_one() -> None:
    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    hasher.seen = []
    made = Passwords(hasher)
    stored = made.hash("korrekt häst batteri")
    assert not made.matches("fel fel fel fel", stored)
    assert not made.matches("fel fel fel fel", "")
    assert hasher.seen == [(1, 8, 1), (1, 8, 1)]


def test_the_default_work_is_what_rfc_9106_recommends_for_little_memory() -> None:
    found = extract_parameters(Passwords().hash("korrekt häst batteri"))
    assert (found.type.name, found.time_cost, found.memory_cost, found.parallelism) == ("ID", 3, 65536, 4)
