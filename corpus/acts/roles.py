"""Roles in running text: where one stands alone ("Nämndens ordförande svarar"), and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.cues import Cue
from corpus.data import alternatives, load

_OWNER = r"[\w-]+(?:(?:,\s+[\w-]+-)*\s+och\s+[\w-]+)?s"
_OF = re.compile(r"^(?P<word>.*?)\s+(?:i|för|av)\s+(?P<owner>\S.*)$")
_GOES_ON = re.compile(r"\s+(?:i|för|av|på|vid)\s")
_SPLIT = re.compile(r"\s*[,/]\s*")


@dataclass(frozen=True, slots=True)
class Office:
    """A role in plain form: "Kommunstyrelsens ordförande" is ("ordförande", "kommunstyrelsen")."""

    word: str
    owner: str = ""


@cache
def _definite() -> tuple[tuple[str, str], ...]:
    return tuple(load("actors")["definite"].items())


@cache
def _owner_before() -> re.Pattern[str]:
    vice = alternatives(load("actors")["vice"])
    return re.compile(rf"^(?:(?P<owner>{_OWNER})\s+)?(?P<word>(?:{vice}\s+)?(?:\S+\s+)?\S+)$")


def _plain(word: str) -> str:
    """A role word without its article ("förvaltningschefen" → "förvaltningschef")."""
    adjectives = load("actors")["adjectives"]
    words = [adjectives.get(w, w) for w in word.casefold().split()]
    for ending, base in _definite():
        if words and words[-1].endswith(ending):
            words[-1] = words[-1][: -len(ending)] + base
            break
    return " ".join(words)


@lru_cache(maxsize=4096)
def offices(role: str) -> tuple[Office, ...]:
    """The offices that a role names: "förvaltningschef, ordförande" is two; "enhetschef, Norra" is one of a unit."""
    found: list[Office] = []
    for said in _SPLIT.split(" ".join(role.strip(" *.:").split())):
        piece = said.strip("* ").casefold()
        if found and said[:1].isupper() and not _known().search(piece):
            found[-1] = Office(found[-1].word, found[-1].owner or piece)
            continue
        of = _OF.match(piece)
        if of:
            found.append(Office(_plain(of["word"]), of["owner"].removesuffix("s")))
            continue
        match = _owner_before().match(piece)
        if match is None:
            continue
        owner = (match["owner"] or "").removesuffix("s")
        found.append(Office(_plain(match["word"]), owner))
    return tuple(found)


def fits(asked: Office, held: Office) -> bool:
    """Whether a role that stands alone can mean the one a person holds."""
    if asked.word != held.word:
        return False
    if not asked.owner:
        return not held.owner
    vague = load("actors")["bodies"]["vague"]
    return asked.owner == held.owner or (asked.owner in vague and (not held.owner or held.owner.endswith(asked.owner)))


@cache
def _alone() -> Cue:
    """A role in its definite form, or with its owner before it."""
    table = load("actors")
    definite = alternatives([re.escape(ending) for ending in table["definite"]])
    words = alternatives([w for w in table["roles"] if " " not in w])
    endings = alternatives(table["role_endings"])
    vice = alternatives(table["vice"])
    adjective = alternatives(list(table["adjectives"]))
    return Cue(
        rf"(?<![\w-])(?:(?:{_OWNER}\s+(?:{vice}\s+)?(?:{words}|[\w-]*{endings}))"
        rf"|(?:{vice}\s+)?(?:{adjective}\s+)?[\w-]*{definite})(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _known() -> re.Pattern[str]:
    table = load("actors")
    words = alternatives([w for w in table["roles"] if " " not in w])
    return re.compile(rf"(?:{words}|[\w-]*{alternatives(table['role_endings'])})$", re.IGNORECASE)


def standing_alone(text: str) -> list[tuple[str, int, int]]:
    """(role, start, end) of the roles in a text that are said without a name."""
    found = []
    for match in _alone().finditer(text):
        if _GOES_ON.match(text, match.end()):
            continue  # "Ordföranden i revisionen, NN": a longer role, and a name behind it
        if _known().search(match.group()) and match.group().split()[-1].casefold() not in load("actors")["many"]:
            found.append((match.group(), *match.span()))
    return found
