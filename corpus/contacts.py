"""Masks telephone numbers and mail addresses of private persons. Lengths and offsets never change.

Whose a number or an address is, its form does not say: the paper does. What an office prints of itself and of its
staff is public; what a citizen writes in a letter, a proposal, a complaint or a mail is private. In doubt a citizen's
is masked, and an office's kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from corpus.addresses import Address, addresses, named, shown_as_office
from corpus.data import load
from corpus.records import Genre
from corpus.structure.genre import classify
from corpus.structure.lines import paragraphs
from corpus.telephones import Telephone, ends_with, telephones
from corpus.view import ReadingView

_MASK = "•"
_TOP, _FOOT = 600, 500  # characters of a letter's head and of its end
_ENOUGH = 20_000  # characters that tell a genre
_CUE_REACH = 40  # characters before a number or an address in which a word says whose it is
_NEAR = 250  # characters before a number in an office's paper in which its owner stands
_PARTY = re.compile(r"\((?:[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]?[A-ZÅÄÖ])\)[ ,.]*$", re.MULTILINE)
_SENDER = re.compile(r"^(?:från|from):.*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Some text with its private numbers and addresses masked, and how many there were."""

    text: str
    telephones: int = 0
    addresses: int = 0


class Paper:
    """A text, and who wrote it."""

    def __init__(self, text: str, file_format: str) -> None:
        self.text = text
        self._format = file_format

    @cached_property
    def addresses(self) -> list[Address]:
        """The mail addresses in it."""
        return list(addresses(self.text))

    @cached_property
    def by_citizen(self) -> bool:
        """Whether a citizen wrote it; in doubt only a letter, a citizen's proposal and a mail are a citizen's."""
        beginning = self.text[:_ENOUGH]
        genre = classify(paragraphs(ReadingView.build(beginning, ()), beginning), self._format)
        if genre is Genre.CITIZEN_PROPOSAL:
            return True
        if genre is Genre.EMAIL:
            return not self._sent_by_an_office
        if genre not in (Genre.LETTER, Genre.OTHER):
            return False
        ends = self.text[:_TOP] + "\n" + self.text[-_FOOT:]
        if _PARTY.search(ends) or _found("office", "letterhead").search(ends):
            return False
        return genre is Genre.LETTER or bool(_found("private", "citizen").search(beginning))

    @property
    def _sent_by_an_office(self) -> bool:
        sender = _SENDER.search(self.text)
        if sender is None:
            return False
        first = next((a for a in self.addresses if sender.start() <= a.start < sender.end()), None)
        return first is not None and self.of_an_office(first)

    def of_an_office(self, address: Address) -> bool:
        """Whether an address is that of an organisation which is known or named here."""
        if address.public:
            return True
        if address.free:
            return False
        return address.function or shown_as_office(address, self.text) or named(address, self.text)


def mask_contacts(text: str, paper: Paper) -> Contacts:
    """`text`, the paper's own or its title, with what is private in it masked: digits, and of addresses all but "@"."""
    private_numbers = [t for t in telephones(text) if _private_number(t, text, paper)]
    private_addresses = [a for a in addresses(text) if _private_address(a, text, paper)]
    if not private_numbers and not private_addresses:
        return Contacts(text)
    letters = list(text)
    for number in private_numbers:
        _hide(letters, number.start, number.end, digits=True)
    for address in private_addresses:
        _hide(letters, address.start, address.at[0])
        _hide(letters, address.at[1], address.end)
    return Contacts("".join(letters), len(private_numbers), len(private_addresses))


def mask_written(text: str) -> Contacts:
    """What a user wrote, with every number and every address that is not an authority's masked."""
    kept = [a for a in addresses(text) if not a.public]
    letters = list(text)
    numbers = list(telephones(text))
    for number in numbers:
        _hide(letters, number.start, number.end, digits=True)
    for address in kept:
        _hide(letters, address.start, address.at[0])
        _hide(letters, address.at[1], address.end)
    return Contacts("".join(letters), len(numbers), len(kept))


def _hide(letters: list[str], start: int, end: int, digits: bool = False) -> None:
    for i in range(start, end):
        if letters[i].isdecimal() if digits else not letters[i].isspace():
            letters[i] = _MASK


def _private_address(address: Address, text: str, paper: Paper) -> bool:
    if address.public:
        return False
    if _cue("private", "cues").search(text[max(0, address.start - _CUE_REACH) : address.start]):
        return True
    if address.free:
        return paper.by_citizen or not address.function
    if paper.of_an_office(address):
        return False
    return paper.by_citizen or _somebody_outside(address.start, text)


def _private_number(number: Telephone, text: str, paper: Paper) -> bool:
    before = text[max(0, number.start - _CUE_REACH) : number.start]
    if _cue("private", "cues").search(before):
        return True
    if paper.by_citizen:
        return not (_cue("office", "switchboards").search(before) or _beside_an_office(number, text, paper))
    if _somebody_outside(number.start, text):
        return True
    if not number.mobile:
        return False
    around = text[max(0, number.start - _NEAR) : number.start]
    return not (_found("office", "near").search(around) or _near_an_office(number, paper))


def _beside_an_office(number: Telephone, text: str, paper: Paper) -> bool:
    """Whether a fixed number stands on one line with an organisation's address."""
    if number.mobile:
        return False
    start, end = text.rfind("\n", 0, number.start) + 1, text.find("\n", number.end)
    line = text[start : end if end >= 0 else len(text)]
    return any(paper.of_an_office(address) for address in addresses(line))


def _near_an_office(number: Telephone, paper: Paper) -> bool:
    near = (a for a in paper.addresses if number.start - _NEAR < a.start < number.end + _NEAR)
    return any(paper.of_an_office(address) for address in near)


def _somebody_outside(start: int, text: str) -> bool:
    """Whether the line before, or what stands before on its own, tells of somebody who is no official."""
    line = text.rfind("\n", 0, text.rfind("\n", 0, start)) if "\n" in text[:start] else 0
    return bool(_found("private", "persons").search(text[max(0, line, start - _NEAR) : start]))


@cache
def _found(table: str, name: str) -> re.Pattern[str]:
    words: Sequence[str] = load("contacts")[table][name]
    return re.compile("|".join(words), re.IGNORECASE)


@cache
def _cue(table: str, name: str) -> re.Pattern[str]:
    return ends_with(load("contacts")[table][name])
