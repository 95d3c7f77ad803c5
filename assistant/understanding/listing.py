"""Questions that ask for all of something, or how many: "vilka interpellationer", "how many questions"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from assistant.contract import Language
from assistant.tables import table
from assistant.understanding.people import Named
from corpus.records import Form

Unit = Literal[
    "question",
    "interpellation",
    "simple_question",
    "answer",
    "motion",
    "proposal",
    "member_initiative",
    "citizen_proposal",
    "letter",
    "decision",
    "dissent",
    "attendance",
    "signature",
    "vote",
    "case",
    "document",
    "person",
]
Role = Literal["actor", "addressee", "any"]
MATTERS = ("question", "interpellation", "simple_question", "motion", "proposal", "member_initiative",
           "citizen_proposal", "decision", "case", "letter")  # fmt: skip
LEADS_WITHIN = 30  # characters of a question within which it says that it asks for all


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, or counted. `form` narrows to acts done so: absent, reservation, rejected …

    `unanswered`: True for only those without an answer, False for only those with one, None where the question
    does not ask for either; with `tell_status` it asks to be told which of them are answered. `role` says what
    the people named are: who did it, or whom it was put to; `addressed` are the names of those it was put to.
    """

    unit: Unit
    counted: bool
    form: Form | None = None
    unanswered: bool | None = None
    tell_status: bool = False
    role: Role = "actor"
    addressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundListing:
    """A listing with where the words that ask for it stand: question word and unit. What is left is its topic."""

    listing: Listing
    start: int
    end: int


def find(text: str, language: Language, named: Named) -> FoundListing | None:
    """What a question lists or counts; None for a question that does neither."""
    masked = mask(text, named)
    found = _attendance(masked, language) or _dissents(masked, language) or _units(masked, language)
    if found is None:
        return None
    listing, start, end = found
    by_whom = _any(_words()["answered"]["by_whom"])
    if listing.unit in ("question", "interpellation") and re.search(by_whom, masked, re.IGNORECASE):
        return FoundListing(replace(listing, unit="answer"), start, end)
    return FoundListing(_with_roles(_with_status(listing, masked), text, named), start, end)


def is_filler(word: str) -> bool:
    """Whether a word of a listing says nothing of its topic."""
    fillers = _words()["fillers"]
    return any(word.casefold() in fillers[language] for language in ("sv", "en"))


def of_a_meeting(topic: str, language: Language) -> bool:
    """Whether a topic says no more than that there was a meeting, or nothing."""
    known = set(_words()["meeting"][language])
    return all(word.casefold().strip(".,?!") in known or is_filler(word) for word in topic.split())


def side(text: str) -> tuple[str, int, int] | None:
    """The side of a meeting with the unions that a question asks for, and where; "" stands for the unions."""
    for name, words in _words()["sides"].items():
        match = re.search(rf"(?<!\w){_any(words)}(?!\w)", text, re.IGNORECASE)
        if match:
            return name, *match.span()
    return None


def counts(text: str) -> bool:
    """Whether a text asks how many."""
    return re.search(rf"(?<!\w){_any(_words()['counts'])}", text, re.IGNORECASE) is not None


def status_asked(text: str) -> bool | None:
    """True where only what is unanswered is asked for, False for only what is answered, None for neither."""
    rules = _words()["answered"]
    if re.search(rf"(?<!\w){_any(rules['only_unanswered'])}", text, re.IGNORECASE):
        return True
    return False if re.search(rf"(?<!\w){_any(rules['only_answered'])}", text, re.IGNORECASE) else None


def mask(text: str, named: Named) -> str:
    """The text with the names in it as X, so that no name is taken for a word."""
    for start, end in named.spans:
        text = text[:start] + "X" * (end - start) + text[end:]
    return text


def _words() -> dict[str, Any]:
    return table("listing", "assistant.understanding")


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(words) + ")"


@cache
def _pattern(lead: str, between: str, many: int, goal: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<lead>{lead})(?:\s+{between}){{0,{many}}}?\s+(?P<goal>{goal})(?!\w)", re.IGNORECASE)


def _units(text: str, language: Language) -> tuple[Listing, int, int] | None:
    """A question word with a noun behind it, or such a noun in the plural first of all."""
    best: tuple[Listing, int, int] | None = None
    leads = [(counted, _any(_words()["counted" if counted else "listed"][language])) for counted in (True, False)]
    # Most questions have no such word; the patterns of the nouns are large and would only be compiled.
    there = [(counted, lead) for counted, lead in leads if re.search(rf"(?<!\w){lead}\s", text, re.IGNORECASE)]
    for unit in _words()["units"]:
        for counted, lead in there:
            match = _pattern(lead, _any(_words()["between"]), 4, _any(unit[language])).search(text)
            if match is None or not _asks(text, match) or not _needed(unit, text, match):
                continue
            # "Vilka beslut har V reserverat sig mot": the decisions are listed by the dissents from them.
            dissent = unit["unit"] in ("decision", "case") and dissent_form(text) is not None
            name: Unit = "dissent" if dissent else unit["unit"]
            found = Listing(name, counted, _form(name, text, language)), match.start(), match.end()
            # "frågor" in "enkla frågor": of what begins at the same place, what is told more exactly goes first.
            if best is None or (found[1], found[2]) < (best[1], best[2]):
                best = found
    return best or _bare(text, language)


def _asks(text: str, match: re.Match[str]) -> bool:
    """Whether the question itself asks for all, and for what was done, not for what may be."""
    other = rf"(?<!\w){_any(_words()['asks_other'])}(?!\w)"
    if match.start() > LEADS_WITHIN or re.search(other, text[: match.start()], re.IGNORECASE):
        return False
    return re.match(rf"(?:\s+\w+){{0,2}}?\s+{_any(_words()['not_acts'])}", text[match.end() :], re.IGNORECASE) is None


def _needed(unit: dict[str, Any], text: str, match: re.Match[str]) -> bool:
    group = unit.get("needs")
    if group is None:
        return True
    around = text[: match.start("goal")] + " " + text[match.end("goal") :]
    return re.search(_any(_words()["needs"][group]), around, re.IGNORECASE) is not None


def _bare(text: str, language: Language) -> tuple[Listing, int, int] | None:
    """ "Obesvarade interpellationer", "V motioner 2023": a noun in the plural that opens a few words."""
    between = _any(_words()["between"])
    for unit in _words()["units"]:
        if not unit.get("bare"):
            continue
        match = re.match(rf"(?:{between}\s+){{0,3}}?(?P<goal>{_any(unit[language])})(?!\w)", text, re.IGNORECASE)
        if match and len(text.split()) <= 10 and not re.search(r"\w\s+(?:är|is|are|betyder|means?)\s", text):
            return Listing(unit["unit"], False, _form(unit["unit"], text, language)), match.start(), match.end()
    return None


def _attendance(text: str, language: Language) -> tuple[Listing, int, int] | None:
    rules = _words()["attendance"]
    between = _any(rules["between"])
    for name in ("absent", "adjoined", "substitute", "present"):
        match = _pattern(_any(rules["lead"][language]), between, 7, _any(rules[name][language])).search(text)
        if match and _asks(text, match):
            return Listing("attendance", counts(match["lead"]), Form(name)), match.start(), match.end()
    return None


def _dissents(text: str, language: Language) -> tuple[Listing, int, int] | None:
    """ "Hur många ledamöter reserverade sig": dissents counted by who made them."""
    rules = _words()["dissent"]
    match = _pattern(_any(rules["lead"][language]), _any(_words()["between"]), 3, _dissent_words()).search(text)
    if match is None or not _asks(text, match):
        return None
    return Listing("dissent", True, _form("dissent", text, language)), match.start(), match.end()


@cache
def _dissent_words() -> str:
    groups = _words()["dissent"]
    return _any([word for name, words in groups.items() if name != "lead" for word in words])


def _form(unit: str, text: str, language: Language) -> Form | None:
    if unit == "dissent":
        return dissent_form(text)
    if unit not in MATTERS:
        return None
    return matter_form(text, language)


def dissent_form(text: str) -> Form | None:
    """The form of dissent that a text names: a reservation is no särskilt uttalande."""
    for name in ("substitute_statement", "minutes_note", "special_statement", "abstention", "reservation"):
        if re.search(rf"(?<!\w){_any(_words()['dissent'][name])}", text, re.IGNORECASE):
            return Form(name)
    return None


def attendance_form(text: str, language: Language) -> Form | None:
    """How somebody was at a meeting, or was not."""
    for name in ("absent", "adjoined", "substitute", "present"):
        if re.search(rf"(?<!\w){_any(_words()['attendance'][name][language])}(?!\w)", text, re.IGNORECASE):
            return Form(name)
    return None


def moved_form(text: str) -> Form | None:
    """What a yrkande aims at: "yrkade avslag"."""
    for name, words in _words()["moved"].items():
        if re.search(rf"(?<!\w){_any(words)}(?!\w)", text, re.IGNORECASE):
            return Form(name)
    return None


def matter_form(text: str, language: Language) -> Form | None:
    """How the matters asked for ended: rejected, approved, adjourned …"""
    for rule in _words()["forms"]:
        if re.search(rf"(?<!\w){_any(rule[language])}(?!\w)", text, re.IGNORECASE):
            return Form(rule["form"])
    return None


def _with_status(listing: Listing, text: str) -> Listing:
    """Only the answered ones, only the unanswered ones, or all with which is which."""
    if listing.unit not in MATTERS or listing.form is Form.CONSIDERED_ANSWERED:
        return listing
    rules = _words()["answered"]
    asked = re.search(_any(rules["asks_status"]), text, re.IGNORECASE)
    rest = text[: asked.start()] + text[asked.end() :] if asked else text
    return replace(listing, unanswered=status_asked(rest), tell_status=asked is not None)


def _with_roles(listing: Listing, text: str, named: Named) -> Listing:
    """Who put it and whom it was put to: "frågor från A till B", "frågor som B har fått"."""
    if not named.places or listing.unit == "attendance":
        return listing
    rules = _words()["roles"]
    to: list[str] = []
    other: list[str] = []
    for _, value, start, _ in named.places:
        before = text[:start]
        addressed = re.search(rf"(?<!\w){_any(rules['to'])}\s+(?:\w+\s+){{0,3}}?$", before, re.IGNORECASE)
        from_ = re.search(rf"(?<!\w){_any(rules['from'])}\s+(?:the\s+)?$", before, re.IGNORECASE)
        (to if addressed and not from_ else other).append(value)
    if re.search(_any(rules["either"]), text, re.IGNORECASE):
        role: Role = "any"
    elif not to and re.search(rf"(?<!\w){_any(rules['received'])}(?!\w)", text, re.IGNORECASE):
        to, role = other, "addressee"
    else:
        role = "actor" if not to else "any" if other else "addressee"
    return replace(listing, role=role, addressed=tuple(to))
