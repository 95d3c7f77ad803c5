"""Questions that no document can be looked up for: greetings, no words at all, too many, another language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.contract import MAX_QUESTION, Language
from assistant.tables import table

Why = Literal["empty", "long", "help", "language", "matter", "person", "nobody", "party", "order", "secret"]
MOST_READ = 50  # words of a question
_LEAST = 2  # small words of another language that show it
_MANY, _AGAIN = 60, 10  # words of a text, said over and over again, that says nothing
_LONGEST = 100  # characters of a word that is looked at


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a question cannot be looked up.

    `word` is the language that it is in, the pronoun that fits several, or the party that is all it says.

    `options` are questions that say it clearly.
    """

    why: Why
    word: str = ""
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The text on one line, without characters that are not seen: control, direction and joining marks."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) != "Cf").split())


def unreadable(question: str, text: str, language: Language) -> Unclear | None:
    """What speaks against reading a question at all; `text` is the question as `clean` leaves it."""
    if len(question) > MAX_QUESTION:
        return Unclear("long")
    if not re.search(r"[^\W_]", text):
        return Unclear("empty")
    if not re.search(r"[^\W_]{2}|[A-ZÅÄÖ\d]", text) or max(map(len, text.split())) > _LONGEST:
        return Unclear("empty")
    words = text.split()
    if len(words) > _MANY and len(set(words)) * _AGAIN < len(words):
        return Unclear("empty")
    talk = table("followups", "assistant.understanding")["content"]
    if any(re.search(talk[group], text, re.IGNORECASE) for group in ("greetings", "help")):
        return Unclear("help")
    foreign = _foreign(text)
    return Unclear("language", foreign) if foreign else None


def the_question(text: str) -> str:
    """The text, or of a long one (a pasted paper) the last sentence that asks, else how it begins."""
    if len(text.split()) <= MOST_READ:
        return text
    sentences = re.findall(r"[^.?!]+[.?!]*", text)
    asking = [one.strip() for one in sentences if one.rstrip().endswith("?") and 2 < len(one.split()) <= MOST_READ]
    return asking[-1] if asking else " ".join(text.split()[:MOST_READ])


def _foreign(text: str) -> str | None:
    """The English name of the language of a text that is neither Swedish nor English; None where that is not sure."""
    letters = [c for c in text if c.isalpha()]
    for name, span in _words()["scripts"].items():
        if 2 * len(re.findall(f"[{span}]", text)) > len(letters):
            return str(name)
    spoken = re.findall(r"[\w']+", text.casefold())
    words = set(spoken)
    small = table("language", "assistant.understanding")
    own = max(len(words & set(small[code])) for code in ("sv", "en"))
    score = {name: len(words & known) for name, known in _foreign_words().items()}
    best = max(score, key=lambda name: score[name])
    begins = bool(spoken) and any(spoken[0] in small[code] for code in ("sv", "en"))
    return best if score[best] >= _LEAST and score[best] > own * (2 if begins else 1) else None


def _words() -> dict[str, Any]:
    return table("foreign", "assistant.understanding")


@cache
def _foreign_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _words()["words"].items()}
