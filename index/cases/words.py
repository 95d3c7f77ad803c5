"""When two prints of a question are one question."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[^\wåäö]+")
NEARLY = 0.75  # share of words that two prints of one question in one case have in common


# "Fråga 2. Avgifter" above an answer, "Svar på fråga 2:" before it; "2." or "b)" before either.
_HEADED = re.compile(
    r"(?:svar (?:på|till) )?fråga\s*(?:nr\.?\s*)?(?P<n>\d{1,2})\b[.:)–-]*(?:\s+\S.{0,90})?", re.IGNORECASE
)
_LISTED = re.compile(r"\(?(?P<n>\d{1,2}|[a-z])[.)]")


def fold(text: str) -> str:
    """Text without case, signs and blanks: equal for two prints of one question."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two folded texts share nearly all their words, and every figure: a print with a slip."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= NEARLY * len(a | b) and not any(word.isdigit() for word in a ^ b)


def number_before(text: str, start: int, *, listed: bool) -> int | None:
    """The number of a question before an act, on its line or as a heading on the one above ("b)" is 2).

    `listed`: the number of a list's point counts as well.
    """
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin:start].strip(" *#\t>")
    headed = _HEADED.fullmatch(line or text[:begin].rstrip().rpartition("\n")[2].strip(" *#\t>"))
    found = headed or (_LISTED.fullmatch(line) if listed else None)
    if found is None:
        return None
    return int(found["n"]) if found["n"].isdigit() else ord(found["n"]) - ord("a") + 1
