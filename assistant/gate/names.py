"""Names and parties of a claim: whoever it names must stand in its source, with that party, in that part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.gate.cues import kind_words, words
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure
from assistant.texts import texts
from corpus import parties
from corpus.records import Actor
from index.lexical.words import table

_CAPITAL = re.compile(r"(?<![\w])[A-ZÅÄÖÉÜ][\w’'-]*")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"((?:[A-ZÅÄÖÉÜ][\w’'-]+\s+)(?:[a-z]{2,3}\s+)?[A-ZÅÄÖÉÜ][\w’'-]+)\s+\(([A-ZÅÄÖa-zåäö]{1,4})\)")
_BRACKETED = re.compile(r"\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3})\)")
_NOT_LETTERS = re.compile(r"[^\w]+")


def check(own: str, rest: str, evidence: Evidence, *, free: bool) -> Failure | None:
    """The first name or party that the evidence does not bear out.

    `own` are the claim's own words, `rest` the same without what stands on record word for word.
    """
    for name, code in _LABEL.findall(own):
        if not _bears(name, code, evidence):
            return Failure("party", f"{name} ({code})")
    claimed = rest if not free else own
    if not _CAPITAL.search(claimed):
        return None
    for code in _BRACKETED.findall(claimed):
        known = parties.canonical(code)
        if known and not parties.is_excluded(code) and known not in evidence.parties:
            return Failure("party", f"({code})")
    unknown = next(_unknown(claimed, evidence, free=free), None)
    for code, start, end in parties.named_in(claimed) if free or unknown else ():
        if code not in evidence.parties:
            return Failure("party", claimed[start:end])
        if unknown and unknown in claimed[start:end]:
            unknown = None
    return Failure("names", unknown) if unknown else None


def roles(claim: str, evidence: Evidence) -> Failure | None:
    """Whether somebody who was addressed is said to have acted: "B asked A" of what A asked B."""
    for act in evidence.acts:
        asked = [actor for actor in act.addressees if actor not in act.actors]
        says = kind_words("says").get(str(act.kind))
        verb = says.search(claim) if says and asked and act.actors else None
        if verb is None:
            continue
        before, after = claim[: verb.start()], claim[verb.end() :]
        turned = _passive(after)
        doing = after if turned else before
        if _named(doing, asked) and not _named(doing, act.actors) and _named(claim, act.actors):
            return Failure("names", next(a.label for a in asked if _named(doing, [a])))
    return None


def _bears(name: str, code: str, evidence: Evidence) -> bool:
    """Whether the evidence gives the name that party, or the name without any and the party besides."""
    known = parties.canonical(code) or code
    same = [a for a in evidence.actors if a.name and a.name.casefold() == name.casefold() and a.party]
    if any(a.party == known for a in same):
        return True
    written = r"\s+".join(re.escape(part) for part in name.split())
    # "Anna Ek m.fl. (S)", and "Anna Ek och Bo Ask (båda S)" of the first of them too.
    shared = rf"(?:,?\s+[\w-]+){{2,12}}?(?=\s*\((?:{words('names')['all_of']})\s)"
    others = rf"(?:\s+(?:{words('names')['with_others']})|{shared})?"
    pair = re.compile(rf"{written}s?{others},?\s*\((?:[^()]*\W)?{re.escape(code)}\)", re.IGNORECASE)
    if pair.search(evidence.text):
        return True
    return parties.canonical(code) is None and f"({code})" in evidence.text


def _unknown(claim: str, evidence: Evidence, *, free: bool) -> Iterator[str]:
    """Capitalised words that stand nowhere in the evidence."""
    for match in _CAPITAL.finditer(claim):
        word = match.group()
        small = word.casefold()
        if small in _ordinary() or (not free and small in _template()):
            continue
        if small in evidence.tokens or small.removesuffix("s") in evidence.tokens:
            continue
        if all(part in evidence.tokens for part in re.split(r"[-’']", small) if len(part) > 1):
            continue
        if _begins(claim, match.start(), match.end()) or (free and _is_known(word, evidence)):
            continue
        if _BRACKETED.match(claim, max(0, match.start() - 1)):
            continue
        yield word


def _begins(claim: str, start: int, end: int) -> bool:
    """Whether a capital says nothing: the word begins the claim or a sentence, and is not followed by a name."""
    before = claim[:start].rstrip(" ”“\"'(*")
    if before and before[-1] not in ".!?:|–•":
        return False
    after = claim[end:].lstrip()
    word = claim[start:end].casefold()
    if word.endswith(tuple(words("names")["bodies"])):
        return True
    if after[:1].isupper() or after.startswith("("):
        return False
    return not any(pattern.match(after) for pattern in kind_words("says").values())


def _is_known(word: str, evidence: Evidence) -> bool:
    """Whether the word is another word, or another language's word, for one of the source's."""
    if not evidence.words.bilingual:
        return False
    ideas = evidence.words.ideas(word.lower(), "en")
    return bool(ideas) and all(idea & (evidence.terms | evidence.known) for idea in ideas)


def _passive(after: str) -> bool:
    """ "was asked by", "besvarades av"."""
    first = _WORD.findall(after)[:1]
    return bool(first) and first[0] in words("names")["by"]


def _named(text: str, actors: tuple[Actor, ...] | list[Actor]) -> bool:
    return any(actor.name and actor.name in text for actor in actors)


@cache
def _ordinary() -> frozenset[str]:
    small = table("words")
    return frozenset((*words("names")["ordinary"], *small["stop_sv"], *small["stop_en"]))


@cache
def _template() -> frozenset[str]:
    """Every word of the answers' own texts, both languages."""
    found: set[str] = set()
    for language in ("sv", "en"):
        stack: list[object] = [texts(language)]
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                stack.extend(value.values())
            elif isinstance(value, list):
                stack.extend(value)
            else:
                found.update(_NOT_LETTERS.split(str(value).casefold()))
    return frozenset(found)
