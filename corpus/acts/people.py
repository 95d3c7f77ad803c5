"""Finds people, parties, unions and offices in a stretch of reading text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from corpus import parties, unions
from corpus.cues import Cue, fold
from corpus.data import alternatives, load
from corpus.memo import remembered
from corpus.records import Actor

_TOKEN = r"[A-ZÅÄÖÉÈÜÁØÆ][\w’'´-]*[\wà-ÿ]|[A-ZÅÄÖÉ]\.?(?=\s)"
_BRACKET = re.compile(
    r"\s*(?:m\.?\s?fl\.?\s*)?\(\s*(?P<all>båda|alla|samtliga)?\s*"
    r"(?P<code>[A-Za-zÅÄÖåäö]{1,4}|-|[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+)?)\s*\)"
)
_FLOCK = re.compile(r"\s+m\.?\s?fl\.?$")
_AND = re.compile(r"[\s,]*(?:och|samt|,|&)\s*$")
# Whose role it is, or in whose place: "Nämndens", "Tjänstgörande", "Andre vice".
_OWNER = re.compile(
    r"(?:[\w-]+(?:\s+och\s+[\w-]+)?s|[Tt]jänstgörande|[Bb]iträdande|[Tt]illförordnad[e]?|[Tt][Ff]"
    r"|(?:[Ff]örste |[Aa]nd(?:re|ra) |[Tt]redje )?[Vv]ice)\s+$"
)
_ASIDE = re.compile(r"\s*,\s*(?P<role>[^,.\n]{4,60}),")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor and where it stands (offsets in the text that was searched)."""

    actor: Actor
    start: int
    end: int


@cache
def name_pattern() -> re.Pattern[str]:
    """A run of words that can be a name."""
    particles = alternatives(load("actors")["particles"])
    token = f"(?:{_TOKEN})"
    return re.compile(rf"{token}(?:\s+(?:{particles}\s+){{0,2}}{token}){{0,5}}")


@cache
def _role() -> Cue:
    table = load("actors")
    words = alternatives(table["roles"])
    endings = alternatives(table["role_endings"])
    single = rf"(?:{words}|[\w-]*{endings})"
    return Cue(rf"{single}(?:\s+i\s+[\w-]+(?:\s+och\s+[\w-]+)?)?$", re.IGNORECASE)


@cache
def _role_words() -> tuple[str, ...]:
    table = load("actors")
    return tuple(word.lower() for word in (*table["roles"], *table["role_endings"]))


def _may_end_in_role(text: str) -> bool:
    """A cheap look at the end of a text before the dear search: a role word, or "… i" and one or two names."""
    folded = fold(text)
    return folded is None or folded.endswith(_role_words()) or "i" in folded.split()[-4:]


@cache
def _first_words() -> frozenset[str]:
    return frozenset(load("actors")["not_names"])


@lru_cache(maxsize=4096)
def is_role(text: str) -> bool:
    """Whether a short text is, or ends in, a role ("Ordförande utbildningsnämnden" begins with one)."""
    words = text.split()
    return bool(words) and (
        bool(_role().search(text)) or bool(_role().match(" ".join(words[:1]))) or _starts_with_role(text)
    )


@cache
def _role_start() -> re.Pattern[str]:
    table = load("actors")
    return re.compile(
        rf"(?:{alternatives(table['roles'])}|[\w-]*{alternatives(table['role_endings'])})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8192)
def _is_no_name(word: str) -> bool:
    """Whether a word that stands before a name is none of it: a role, a sentence's first word."""
    return word in _first_words() or bool(_role_start().fullmatch(word))


def _starts_with_role(text: str) -> bool:
    return bool(_role_start().match(text))


@remembered
def people(text: str, municipality: str | None = None) -> list[Mention]:
    """People with a bracketed party: "Vice ordförande Anna Ek m.fl. (M)", "Bo Ask och Eva Lo (båda V)"."""
    found: list[Mention] = []
    if "(" not in text:
        return found
    for bracket in _BRACKET.finditer(text):
        code = _party(bracket["code"], municipality)
        if code is None:
            continue
        mention = _name_before(text, bracket.start(), code)
        if mention is None:
            continue
        found.append(Mention(mention.actor, mention.start, bracket.end()))
        if bracket["all"]:
            found.extend(_shared_party(text, mention.start, code, found))
    found.sort(key=lambda m: m.start)
    return found


@lru_cache(maxsize=4096)
def _party(code: str, municipality: str | None) -> str | None:
    if code == "-":
        return "-"
    if len(code) > 4:
        named = parties.named_in(code, municipality)
        return named[0][0] if named and (named[0][1], named[0][2]) == (0, len(code)) else None
    if parties.is_excluded(code):
        return None
    known = parties.canonical(code, municipality)
    if known is None and municipality is not None:
        known = parties.canonical(code, None)
    # An unknown short form with a capital may be a local list that no table has yet.
    return known or (code if 2 <= len(code) <= 4 and code[0].isupper() else None)


def _name_before(text: str, end: int, party: str | None) -> Mention | None:
    """The name that ends at `end`, with the role that stands before it."""
    window_start = max(0, end - 90)
    window = text[window_start:end].rstrip(" ,")
    window = _FLOCK.sub("", window)
    line = window.rfind("\n") + 1
    best: re.Match[str] | None = None
    for match in name_pattern().finditer(window, line):
        if match.end() == len(window):
            best = match
    if best is None:
        return None
    words, start = trimmed(best.group(), best.start())
    unknown = party is not None and parties.canonical(party) is None and party != "-"
    if not words or (unknown and len(words.split()) < 2):
        return None
    role, role_start = _role_before(window, start, line)
    actor = Actor(name=words, party=None if party == "-" else party, role=role)
    return Mention(actor, window_start + role_start, end)


def trimmed(name: str, start: int) -> tuple[str, int]:
    """Drops words before a name that are none: a role, a sentence's first word."""
    words = name.split(" ")
    if name.isupper():  # "NÄMNDENS ORDFÖRANDE ANNA EK": capitals do not tell where the name begins
        last = max((i for i, word in enumerate(words[:-1]) if _role_start().fullmatch(word)), default=-1)
        start += sum(len(word) + 1 for word in words[: last + 1])
        words = words[last + 1 :]
    while len(words) > 1 and _is_no_name(words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    if _is_no_name(words[0]):
        return "", start
    return " ".join(words), start


def _role_before(text: str, start: int, line: int) -> tuple[str | None, int]:
    """The role that ends right before `start`, with the body whose role it is, and where it begins."""
    before = text[line:start].rstrip()
    match = _role().search(before) if _may_end_in_role(before) else None
    if match is None:
        return None, start
    begin = match.start()
    owner = _OWNER.search(before[:begin])
    if owner:
        begin = owner.start()
    return before[begin:], line + begin


def _shared_party(text: str, first: int, party: str, found: list[Mention]) -> list[Mention]:
    """The names before one that carries "(båda V)": "Bo Ask och Eva Lo (båda V)"."""
    names: list[Mention] = []
    end = first
    while True:
        link = _AND.search(text, max(0, end - 12), end)
        if link is None:
            return names
        mention = _name_before(text, link.start(), party)
        if (
            mention is None
            or any(m.start <= mention.start < m.end for m in found)
            or len(mention.actor.name.split()) < 2
        ):
            return names
        names.append(mention)
        end = mention.start


@lru_cache(maxsize=64)
def runs(text: str) -> tuple[tuple[str, int], ...]:
    """Every run of words in a text that can be a name, and where it begins."""
    return tuple((match.group(), match.start()) for match in name_pattern().finditer(text))


@lru_cache(maxsize=2048)
def name_at(text: str, start: int = 0) -> Mention | None:
    """The bare name (two words or more) that begins at `start`."""
    match = name_pattern().match(text, start)
    if match is None:
        return None
    words, begin = trimmed(match.group(), match.start())
    several = words.split()
    if len(several) < 2 or any(w.isupper() and len(w) > 2 for w in several) or not _organised().isdisjoint(several):
        return None
    return Mention(Actor(name=words), begin, match.end())


def names_in(text: str) -> list[Mention]:
    """Every bare name of two words or more in a text; whether it is a person's is for the words around it to say."""
    found = (name_at(text, start) for _, start in runs(text))
    return [mention for mention in found if mention is not None]


@cache
def _organised() -> frozenset[str]:
    return frozenset(load("actors")["not_people"])


@cache
def _collective() -> Cue:
    table = load("actors")
    names = [re.escape(n) for n in (*table["unions"], *table["administrations"])]
    endings = alternatives(table["administration_endings"])
    return Cue(rf"(?<![\w-])(?:{alternatives(names)}|[A-ZÅÄÖ][\w-]*{endings})(?![\w-])")


def collectives(text: str) -> list[Mention]:
    """Unions, administrations and officers by office that speak in minutes: "Vision", "Förvaltningen"."""
    return [
        Mention(Actor(organisation=unions.canonical(m.group())), m.start(), m.end())
        for m in _collective().finditer(text)
    ]


@cache
def _administration() -> re.Pattern[str]:
    table = load("actors")
    names = alternatives([re.escape(n) for n in table["administrations"]])
    return re.compile(rf"(?:{names}|[\w-]*{alternatives(table['administration_endings'])})(?![\w-])", re.IGNORECASE)


def administration_at(text: str, start: int) -> Mention | None:
    """The administration that stands at `start`, small first letter or not: "redogör förvaltningen för …"."""
    found = _administration().match(text, start)
    if found is None:
        return None
    usual = {name.casefold(): name for name in load("actors")["administrations"]}
    name = usual.get(found.group().casefold(), found.group())
    return Mention(Actor(organisation=name), *found.span())


@cache
def _office_before() -> Cue:
    table = load("actors")
    words = alternatives([w for w in table["roles"] if " " not in w])
    return Cue(rf"(?<![\w-])(?:{words}|[\w-]*{alternatives(table['role_endings'])})\s+(?=[A-ZÅÄÖÉ])", re.IGNORECASE)


@remembered
def officers(text: str) -> list[Mention]:
    """People whose role makes a name of two words: "Enhetschefen Eva Ek informerade", "Eva Ek, enhetschef, …"."""
    found = []
    for match in _office_before().finditer(text):
        named = name_at(text, match.end())
        if named is not None:
            role, start = _role_before(text, match.end(), text.rfind("\n", 0, match.start()) + 1)
            found.append(Mention(replace(named.actor, role=role), start, named.end))
    first = name_at(text)
    if first is not None and not _starts_with_role(first.actor.name):
        aside = _ASIDE.match(text, first.end)
        if aside and is_role(aside["role"]):
            found.append(Mention(replace(first.actor, role=aside["role"]), first.start, first.end))
    return found


def parties_by_name(text: str, municipality: str | None = None) -> list[Mention]:
    """Parties that act under their name: "Moderaterna och Vänsterpartiet väckte …"."""
    return [
        Mention(Actor(name="", party=code, organisation=text[a:b]), a, b)
        for code, a, b in parties.named_in(text, municipality)
    ]
