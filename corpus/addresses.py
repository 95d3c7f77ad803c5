"""Finds mail addresses, and tells from its domain and its text whether an organisation has one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.data import alternatives, load

_SIGN = re.compile(r"[ ]?@[ ]?|[ ]?[\[(](?:at|a|snabel-?a)[\])][ ]?", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![\w.+-])[^\W_][\w.+'’-]{0,63}\Z")
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,5}")
_LONGEST = 70  # characters of a local part, and the one before it
_SHOWN = re.compile(r"([\w &.-]{2,80}?)[\"' ]*<\Z")
_WEB = re.compile(r"(?<![@\w.-])(?:https?://)?(?:www\.)?((?:[a-z0-9åäö-]+\.){1,4}[a-z]{2,10})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address in a text: [start, end), where its sign stands, and both parts without å, ä and ö."""

    start: int
    at: tuple[int, int]
    end: int
    local: str
    domain: str

    @property
    def root(self) -> str:
        """The domain as it is registered: "stadshus.tallhamra.se" is of "tallhamra.se"."""
        return ".".join(self.domain.split(".")[-2:])

    @property
    def free(self) -> bool:
        """Whether private persons have their mail at this domain."""
        lists = load("contacts")["domains"]
        return self.root in lists["free"] or self.root.partition(".")[0] in lists["generic"]

    @property
    def public(self) -> bool:
        """Whether the domain is that of a public authority."""
        return self.root.partition(".")[0] in _municipalities() or bool(_public().search(self.domain))

    @property
    def function(self) -> bool:
        """Whether a function has it, and no person: "registrator", "kommunstyrelsen"."""
        lists = load("contacts")["domains"]
        words = re.split(r"[.+_-]", self.local)
        return any(word in lists["functions"] or word.endswith(tuple(lists["function_ends"])) for word in words)


def addresses(text: str) -> Iterator[Address]:
    """The mail addresses of a text, in order; "namn (at) post.se" is one too."""
    last = 0
    for sign in _SIGN.finditer(text):
        local = _LOCAL.search(text, max(last, sign.start() - _LONGEST), sign.start())
        domain = _DOMAIN.match(text, sign.end())
        if local and domain and not domain.group().rpartition(".")[2].isdigit():
            last = domain.end()
            yield Address(local.start(), sign.span(), domain.end(), plain(local.group()), plain(domain.group()))


def shown_as_office(address: Address, text: str) -> bool:
    """Whether the name before an address in angle brackets is an office's: "Barn- och utbildningsnämnden <…>"."""
    shown = _SHOWN.search(text, max(0, address.start - 90), address.start)
    if shown is None:
        return False
    lists = load("contacts")["domains"]
    last = plain(shown[1]).split()[-1:]
    return any(word in lists["functions"] or word.endswith(tuple(lists["function_ends"])) for word in last)


def named(address: Address, text: str) -> bool:
    """Whether a text names the organisation that has the domain, by its name or its site; not a person's own domain."""
    words = [word for word in address.root.partition(".")[0].split("-") if len(word) > 1]
    person = [word for word in re.split(r"[.+_-]", address.local) if len(word) > 1]
    folded = plain(_without_addresses(text), keep_case=True)
    if not words or set(words) & set(person):
        return False
    for given in person:
        if any(re.search(rf"\b{re.escape(given)}\s+{re.escape(word)}\b", folded, re.IGNORECASE) for word in words):
            return False
    sites = {".".join(plain(site).split(".")[-2:]) for site in _WEB.findall(folded)}
    if address.root in sites:
        return True
    return all(re.search(rf"\b{re.escape(word[0].upper())}(?i:{re.escape(word[1:])})", folded) for word in words)


def _without_addresses(text: str) -> str:
    parts, last = [], 0
    for address in addresses(text):
        parts.append(text[last : address.start])
        last = address.end
    return " ".join([*parts, text[last:]])


def plain(text: str, keep_case: bool = False) -> str:
    """Without marks over letters, as domains are written."""
    marked = unicodedata.normalize("NFD", text)
    folded = "".join(character for character in marked if not unicodedata.combining(character))
    return folded if keep_case else folded.lower()


@cache
def _municipalities() -> frozenset[str]:
    names = [plain(name) for name in load("municipalities")["names"]]
    return frozenset(form for name in names for form in (name.replace(" ", ""), name.replace(" ", "-")))


@cache
def _public() -> re.Pattern[str]:
    return re.compile(alternatives(load("contacts")["domains"]["public"]))
