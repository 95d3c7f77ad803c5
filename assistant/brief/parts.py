"""What a question asks for, one by one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.tables import table
from corpus.sentences import sentences

MOST = 6  # parts of one question; what is more stays with the last


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of a question in its own words, in order; one that asks for one thing is its only part.

    Each sentence that asks is a part ("När öppnar badet? Vad kostar det?"), and so is each question joined to one.
    """
    text = " ".join(question.split())
    asked = [text[a:b] for a, b in sentences(text)]
    if not any(one.endswith("?") for one in asked):
        asked = [text]
    found: list[str] = []
    before: list[str] = []
    for sentence in asked:
        if not _asks(sentence, alone=len(asked) == 1):
            before.append(sentence)
            continue
        found.extend(_split(" ".join([*before, sentence])))
        before = []
    if before and found:
        found[-1] = " ".join([found[-1], *before])
    return tuple([*found[: MOST - 1], " ".join(found[MOST - 1 :])] if len(found) > MOST else found) or (text,)


def leans(part: str) -> bool:
    """Whether a part shows that it means what was said before it."""
    return bool(re.search("|".join(_rules("leans")["words"]), part, re.IGNORECASE))


def few_ideas() -> int:
    """The number of ideas below which a question says too little to be searched by itself."""
    return int(_rules("leans")["few"])


def _asks(sentence: str, *, alone: bool) -> bool:
    return alone or sentence.rstrip('”" ').endswith("?")


def _split(sentence: str) -> list[str]:
    rules = _rules("split")
    found: list[str] = []
    begin = 0
    if not sentence.rstrip('”" ').endswith("?"):
        return _proposed(sentence)
    for match in _joint().finditer(sentence):
        left, right = sentence[begin : match.start()].strip(), sentence[match.end() :].strip()
        least = int(rules["least_words"] if found else rules["least_first"])
        if len(left.split()) < least or len(right.split()) < int(rules["least_words"]) or _is_clause(match, left):
            continue
        found.append(left)
        begin = match.end()
    found.append(sentence[begin:].strip())
    return found


def _proposed(sentence: str) -> list[str]:
    """What a proposal proposes, point by point ("… att A, och att B"); the words before the first belong to it."""
    points = _rules("proposal")
    found = [piece.strip() for piece in re.split(points["points"], sentence, flags=re.IGNORECASE) if piece.strip()]
    if len(found) > 1 and not re.search(points["point"], found[0], re.IGNORECASE):
        found[:2] = [f"{found[0]} {found[1]}"]
    return found


def _is_clause(match: re.Match[str], left: str) -> bool:
    """Whether what follows a joint is no question of its own."""
    rules = _rules("split")
    if match.group().strip() == ",":
        rest = match.string[match.end() :]
        return not re.match("|".join(rules["after_comma"]), rest, re.IGNORECASE)
    return bool(re.search("|".join(rules["not_after"]), left, re.IGNORECASE))


@cache
def _joint() -> re.Pattern[str]:
    rules = _rules("split")
    joins, opens = "|".join(rules["joins"]), "|".join(rules["opens"])
    return re.compile(rf"(?:{joins})(?=(?:{opens}))|{rules['verb_first']}", re.IGNORECASE)


def _rules(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("parts", "assistant.brief")[name]
    return found
