"""Follow-ups: whether a question leans on the one before it, and what it asks of that one's answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.tables import table
from assistant.understanding.content import Word, content

if TYPE_CHECKING:
    from assistant.understanding.question import Understanding

NAMED = ("reply", "answerer", "decision", "party")  # kinds in which a name may stand without leading to another matter
_JOINED = re.compile(r"\b(?:och|and|men|but|som|when|när|if|samt)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/:.-])20\d\d(?![\d/:-])")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun for one person: "f", "m" or "" for anybody; `owns` where it stands for "Anna Eks"."""

    gender: str
    start: int
    end: int
    owns: bool


@dataclass(frozen=True, slots=True)
class Lean:
    """How a question leans on the one before it.

    `kind` is one of `followups.toml`, None for one that goes on with the same question about something else or
    asks something of its own. `rest` are its own words; `number` picks one of several things told.
    """

    kind: str | None
    rest: tuple[Word, ...] = ()
    pronoun: Pronoun | None = None
    number: int | None = None
    opened: bool = False


def leans(found: Understanding, people: Callable[[], Collection[str]]) -> Lean | None:
    """How a question leans on the one before it; None for one that stands alone, which begins a new topic.

    `people` gives the names that the answer before told; it is asked for only where it matters.
    """
    text, rules = found.question, _rules()
    if len(text.split()) > rules["most"]:
        return None
    bare = bare_of(text)
    opened = re.match(rules["opens"], text, re.IGNORECASE) is not None
    known = [*found.named.spans, *((board.start, board.end) for board in found.boards)]
    known += [(found.period.start, found.period.end)] if found.period else []
    own = content(text, known)
    rest = tuple(word for word in own if word[0].casefold() not in rules["content"]["facets"])
    rest = () if _only_office(text, rest) else rest
    pronoun = _pronoun(text, found)
    number = None if rest else _ordinal(text)
    kind = _kind(bare)
    lean = Lean(kind, rest, pronoun, number, opened)
    if pronoun is not None or number is not None:
        return lean
    if kind == "refine" and (not rest or re.search(_cue("refine", 0), text, re.IGNORECASE)):
        return lean
    if opened and not (rest and re.match(rules["asks"], bare, re.IGNORECASE)):
        return lean
    if _points_back(text, own):
        return lean
    if rest or found.case_numbers:
        return None
    if (found.catalogue and kind != "document") or (found.listing and kind != "others"):
        return None
    return lean if _says_no_matter(found, lean, bare, people) else None


def may_lean(found: Understanding) -> bool:
    """Whether a question that can stand alone may as well go on with the matter before it.

    "Och hur många drabbades?", "For how many people?", "How long did they wait?": it names nothing that would lead
    elsewhere, and begins with "och", speaks of "them", or has hardly a word of its own.
    """
    text, rules = found.question, _rules()
    if found.named.spans or found.boards or found.case_numbers or found.listing or found.catalogue or found.intent:
        return False
    if found.about_vote or found.about_person or found.wants_case_number:
        return False
    if len(text.split()) > rules["most"]:
        return False
    if re.match(rules["opens"], text, re.IGNORECASE) or re.search(rules["them"], text, re.IGNORECASE):
        return True
    few: int = rules["few"]
    return len(content(text)) <= few


def bare_of(text: str) -> str:
    """A follow-up without "och" in front of it and "då" behind it."""
    rules = _rules()
    return re.sub(rules["closes"], "", re.sub(rules["opens"], "", text, flags=re.IGNORECASE), flags=re.IGNORECASE)


def asks_nothing(found: Understanding) -> bool:
    """Whether a question that stands alone says nothing that could be looked up: "Vem svarade?", "Varför?"."""
    if found.named.spans or found.boards or found.period or found.case_numbers or found.catalogue or found.listing:
        return False
    return not content(found.question) and not re.search(r"\d", found.question)


def _says_no_matter(found: Understanding, lean: Lean, bare: str, people: Callable[[], Collection[str]]) -> bool:
    """Whether a question without words of its own is about what was said before."""
    named = found.named
    if named.persons or named.parties or named.organisations:
        if found.period is not None:
            return False
        if not _asks(bare):
            return bare != found.question.strip()  # "Anna Ek då?"
        return (
            lean.kind in NAMED
            and (lean.kind != "party")
            and (
                not named.persons or bool(set(named.persons) & set(people())) or not re.search(r"\bhar\b|\bhas\b", bare)
            )
        )
    if found.period is not None:
        return not _asks(bare) and not re.search(r"\d{4}-\d", bare)
    if _YEAR.fullmatch(bare.strip(" ?")):
        return True
    return True


def _asks(bare: str) -> bool:
    return re.match(_rules()["asks"], bare, re.IGNORECASE) is not None


def _points_back(text: str, own: list[Word]) -> bool:
    """Whether "det", "them" or "interpellationen" stands for something before the question, not inside it."""
    rules = _rules()
    for group in ("neuter", "plural"):
        match = re.search(rules[group], text, re.IGNORECASE)
        if match is None:
            continue
        before = [word for word in own if word[2] <= match.start()]
        behind = [word for word in own if word[1] >= match.end() or match.start() < word[1] < match.end()]
        inside = bool(before) and _JOINED.search(text, before[0][2], match.start()) is not None
        english = re.match(r"(?:it|this|that|they|them|their)", match.group(), re.IGNORECASE) is not None
        if not inside and len(behind) <= (1 if english else 0):
            return True
    return not own and re.search(rules["matter"], text, re.IGNORECASE) is not None


def _pronoun(text: str, found: Understanding) -> Pronoun | None:
    """The first pronoun for a person who is not named before it in the same question."""
    best: Pronoun | None = None
    for one in _rules()["pronouns"]:
        for owns in (False, True):
            match = re.search(rf"(?<![\w-])(?:{one['of' if owns else 'words']})(?![\w-])", text, re.IGNORECASE)
            if match is None or (match.group()[0].isupper() and match.start() > 0):
                continue
            if any(end <= match.start() for _, end in found.named.spans):
                continue
            if best is None or match.start() < best.start:
                best = Pronoun(one["gender"], *match.span(), owns)
    return best


def _ordinal(text: str) -> int | None:
    rules = {**_rules()["ordinals"]}
    lead = rules.pop("lead")
    words = "|".join(rules)
    match = re.search(rf"(?<!\w){lead}(?P<which>{words}|[1-9])(?!\w)", text, re.IGNORECASE)
    if match is None:
        return None
    which = match["which"].casefold()
    return int(which) if which.isdigit() else int(rules[which])


def _only_office(text: str, rest: tuple[Word, ...]) -> bool:
    """ "Vad svarade nämndens ordförande?": an office is no matter."""
    match = re.search(_rules()["office"], text, re.IGNORECASE)
    return match is not None and all(match.start() <= start and end <= match.end() for _, start, end in rest)


def office_of(text: str) -> str | None:
    """The office that a follow-up names: "ordförande"."""
    match = re.search(_rules()["office"], text, re.IGNORECASE)
    return match["role"] if match else None


def _kind(bare: str) -> str | None:
    return next((kind for kind, pattern in _kinds() if pattern.search(bare)), None)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one["kind"], re.compile("|".join(one["cues"]), re.IGNORECASE)) for one in _rules()["kinds"])


def _cue(kind: str, i: int) -> str:
    """One language's way to say the first cue of a kind: "av dem", "of them"."""
    cues = next(one["cues"] for one in _rules()["kinds"] if one["kind"] == kind)
    return "|".join(cues[i : i + 2])


def _rules() -> dict[str, Any]:
    return table("followups", "assistant.understanding")
