"""Parties that a question names: by name, as "(S)", or as a letter that stands as a party does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from assistant.tables import table
from corpus import parties
from corpus.data import load

_WORD = re.compile(r"[\w'’-]+")
_CODE = re.compile(r"\(\s*([A-Za-zÅÄÖåäö]{1,4})\s*\)")
_OPENS = re.compile(r"(?::s|['’]s)?\s+[a-zåäö]{3}|,\s[A-ZÅÄÖ]{1,3}\b|\s(?:och|and|&)\s[A-ZÅÄÖ]{1,3}\b")
_SHOUTED = 4  # letters of a word in capitals that is no abbreviation
Place = tuple[str, int, int]  # what it is, start, end


def find_parties(question: str, municipality: str | None = None, present: Collection[str] = ()) -> list[Place]:
    """Short forms with their places. `present` are the parties of the index, where it is known which they are."""
    codes = [(parties.canonical(m.group(1), municipality), *m.span()) for m in _CODE.finditer(question)]
    found = [(code, a, b) for code, a, b in codes if code]
    found.extend(_letters(question, municipality, present))
    found.extend(parties.named_in(question, municipality))
    found.extend(_members(question))
    kept: list[Place] = []
    for place in found:
        if not any(a < place[2] and place[1] < b for _, a, b in kept):
            kept.append(place)
    return kept


def _letters(question: str, municipality: str | None, present: Collection[str]) -> Iterator[Place]:
    """Short forms without brackets: "Vad frågade V om?", "S, M och KD", "sd:s motioner"."""
    if _shouted(question):
        return
    rules = table("people", "assistant.understanding")["letters"]
    known = set(parties.known(municipality))
    if present:
        known &= {*load("parties")["national"], *present}
    words = list(_WORD.finditer(question))
    for i, match in enumerate(words):
        word = match.group()
        code = word.upper() if word in rules["small"] else re.sub("['’]s$", "", word)
        if code not in known or (i == 0 and not _opens_as_party(question, match)):
            continue
        before = words[i - 1].group() if i else ""
        if before.casefold() in rules["designated"] or word in rules["english_words"]:
            continue
        if code == "MP" and before.casefold() in rules["not_mp"]:
            continue
        if not _is_initial(question, match, before):
            yield code, *match.span()


def _is_initial(question: str, match: re.Match[str], before: str) -> bool:
    """Whether a letter is part of something else: "Karl M. Berg", "V 12", "S-tåg", "Plan V.3"."""
    after = question[match.end() :]
    if re.match(r"\s?\d|\.\w|\.\s[A-ZÅÄÖ]\w+|[/&]\w", after) or question[: match.start()].endswith(("/", "&")):
        return True
    name = before[:1].isupper() and before[1:].islower() and len(match.group()) == 1
    return name and re.match(r"\s+[A-ZÅÄÖ][a-zåäö]", after) is not None


def _opens_as_party(question: str, match: re.Match[str]) -> bool:
    """The first word of a question is a party when a lower-case word or another party follows: "V motioner"."""
    return _OPENS.match(question, match.end()) is not None


def _shouted(question: str) -> bool:
    """A question all in capitals, where "NY" and "MED" are words."""
    long = [word for word in _WORD.findall(question) if len(word) >= _SHOUTED]
    return len(long) > 1 and sum(word.isupper() for word in long) * 2 > len(long)


@cache
def _member_words() -> tuple[re.Pattern[str], dict[str, str]]:
    groups = table("people", "assistant.understanding")["members"]
    known = {word: code for code, words in groups.items() for word in words}
    ordered = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({ordered})(?:['’]?s)?(?![\w-])", re.IGNORECASE), known


def _members(question: str) -> Iterator[Place]:
    """Parties by what their members are called."""
    pattern, known = _member_words()
    for match in pattern.finditer(question):
        yield known[match.group(1).casefold()], *match.span()
