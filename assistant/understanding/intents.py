"""Which act a question asks about: who asked, what was decided, when it was answered, whether it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.contract import Language
from assistant.tables import table
from assistant.understanding import listing
from assistant.understanding.people import Named
from corpus.records import ActKind, Form

Asked = Literal["who", "what", "when", "status"]
_HOW = re.compile(r"(?:hur|how)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Intent:
    """A question about acts: which kinds, and what of them is asked.

    `form` is how the act was done, where the question says so: a reservation, absent, a motion for rejection.
    """

    kinds: tuple[ActKind, ...]
    asked: Asked
    start: int
    end: int
    words: tuple[tuple[int, int], ...] = ()  # where its question word and its verb stand
    form: Form | None = None


def find_intent(text: str, language: Language, named: Named, *, leaning: bool = False) -> Intent | None:
    """The act that a question asks about: the first question word with the nearest verb behind it.

    `leaning` says that the question follows up on another, which tells its matter.
    """
    # A name is no verb, whatever it looks like ("Bo Ask").
    masked = text
    for start, end in named.spans:
        masked = masked[:start] + "x" * (end - start) + masked[end:]
    by_verb = _by_verb(masked, language, named, leaning)
    # "Vem sa nej till …" asks for somebody, "sa nämnden nej till …" how it ended.
    moved = by_verb if by_verb and by_verb.asked == "who" and by_verb.kinds[0] is ActKind.MOTION else None
    found = (
        _status(masked, language)
        or _presence(masked, language, named)
        or moved
        or _outcome(masked, language)
        or _did(masked, named)
        or by_verb
        or _when(masked)
        or _bare(masked)
    )
    return _with_form(found, masked, language) if found else None


@cache
def any_of(group: str, language: str) -> str:
    """The expressions of a group of `intents.toml` as one alternative."""
    value: Any = table("intents", "assistant.understanding")
    for key in group.split("."):
        value = value[key]
    return "(?:" + "|".join(value[language]) + ")"


def _status(text: str, language: Language) -> Intent | None:
    """A question about the fate of a question: "har frågan besvarats?"."""
    match = re.search(any_of("status", language), text, re.IGNORECASE)
    if match is None or re.match(any_of("who", language), text, re.IGNORECASE):
        return None
    if re.match(any_of("when", language), text, re.IGNORECASE):
        return None
    return Intent((ActKind.QUESTION,), "status", *match.span())


def _presence(text: str, language: Language, named: Named) -> Intent | None:
    """ "Var Anna Ek närvarande …?"."""
    match = re.search(any_of("presence", language), text, re.IGNORECASE)
    if match is None or not named.persons:
        return None
    return Intent((ActKind.ATTENDANCE,), "what", *match.span())


def _outcome(text: str, language: Language) -> Intent | None:
    """A question about how a matter ended."""
    match = re.search(any_of("outcome", language), text, re.IGNORECASE)
    if match is None:
        return None
    # "Vad hände med …" is no part of the matter; "blev motionen avslagen" holds it.
    lead = re.search(any_of("outcome_lead", language), match.group().strip(), re.IGNORECASE)
    small = tuple(m.span() for m in re.finditer(any_of("outcome_small", language), text, re.IGNORECASE))
    asks = (match.span(), *small) if lead else small
    return Intent((ActKind.DECISION,), "what", match.start(), match.start(), asks)


@cache
def _did_patterns() -> tuple[tuple[ActKind, re.Pattern[str]], ...]:
    groups = table("intents", "assistant.understanding")["did"]
    return tuple((ActKind(kind), re.compile("|".join(_apart(words)), re.IGNORECASE)) for kind, words in groups.items())


def _apart(words: Sequence[str]) -> list[str]:
    """Expressions with one group name each, so that they may be alternatives."""
    return [word.replace("?P<verb>", f"?P<verb{i}>") for i, word in enumerate(words)]


def _did(text: str, named: Named) -> Intent | None:
    """ "Har V reserverat sig mot något?": what somebody named has done of a kind."""
    if not (named.persons or named.parties or named.organisations):
        return None
    for kind, pattern in _did_patterns():
        match = pattern.search(text)
        if match is not None:
            first = re.match(r"\w+", text)
            verb = next(match.span(name) for name, found in match.groupdict().items() if found)
            lead = first.span() if first and first.end() <= verb[0] else verb
            return Intent(_with_kin(kind), "what", *match.span(), (lead, verb))
    return None


@cache
def _verb_patterns(language: str) -> tuple[tuple[Asked, ActKind, re.Pattern[str]], ...]:
    patterns: list[tuple[Asked, ActKind, re.Pattern[str]]] = []
    # A few words may stand between "who" and its verb, any short stretch between the others and theirs.
    reach: dict[Asked, str] = {
        "who": r"\b(?:\W+(?:[\w'’().-]+)){0,9}?\W+",
        "when": r"\b.{0,60}?\b",
        "what": r"\b.{0,70}?\b",
    }
    for asked, between in reach.items():
        for kind in table("intents", "assistant.understanding")["verbs"]:
            lead, verbs = any_of(asked, language), any_of(f"verbs.{kind}", language)
            pattern = rf"(?<!\w)(?P<lead>{lead}){between}(?P<verb>{verbs})(?!\w)"
            patterns.append((asked, ActKind(kind), re.compile(pattern, re.IGNORECASE)))
    return tuple(patterns)


def _by_verb(text: str, language: Language, named: Named, leaning: bool) -> Intent | None:
    best: Intent | None = None
    for asked, kind, pattern in _verb_patterns(language):
        match = pattern.search(text)
        if match is None:
            continue
        if kind is ActKind.MOTION and asked == "who" and _asks_for_a_body(match["lead"], language):
            continue
        # "Vad kostar …" and "how is it decided that" ask for facts unless somebody is named, or a body decides.
        who = named.persons or named.parties or named.organisations
        told = who or kind is ActKind.DECISION or leaning
        if asked in ("what", "when") and not told:
            continue
        if asked == "what" and _HOW.match(match.group()) and not named.persons:
            continue
        # Of two readings that end alike, the one with more words is what is said: "deltog inte i beslutet".
        place = (match.start(), match.end(), match.start("verb"))
        if best is None or place < (best.start, best.end, best.words[1][0]):
            best = Intent(_with_kin(kind), asked, *match.span(), (match.span("lead"), match.span("verb")))
    return best


def _asks_for_a_body(lead: str, language: Language) -> bool:
    return re.search(rf"\b{any_of('who_body', language)}$", lead, re.IGNORECASE) is not None


@cache
def _when_patterns() -> tuple[tuple[ActKind, re.Pattern[str]], ...]:
    groups = table("intents", "assistant.understanding")["when_matter"]
    return tuple((ActKind(kind), re.compile("|".join(words), re.IGNORECASE)) for kind, words in groups.items())


def _when(text: str) -> Intent | None:
    """ "När besvarades interpellationen om …?": nobody is named, but the matter is."""
    for kind, pattern in _when_patterns():
        match = pattern.search(text)
        if match:
            return Intent(_with_kin(kind), "when", *match.span())
    return None


def _bare(text: str) -> Intent | None:
    """ "Simhallen tidplan fråga", "interpellation elevhälsa svar": no verb, but a kind of act."""
    rules = table("intents", "assistant.understanding")["bare"]
    words = re.findall(r"[\w'’-]+", text.casefold())
    if not 1 < len(words) <= rules["most"] or set(words) & set(rules["verbs"]):
        return None
    kinds = [(m, ActKind(kind)) for kind in rules if kind in set(ActKind) for m in _named_kind(rules[kind], text)]
    if not kinds:
        return None
    spans = tuple(match.span() for match, _ in kinds)
    answers = _named_kind(rules["answered"], text)
    if answers and (len(words) > len(answers) + len(spans)):
        return Intent((ActKind.QUESTION,), "status", spans[0][0], spans[0][1], (*spans, *(a.span() for a in answers)))
    if len(words) == len(spans):
        return None  # nothing but kinds: no topic
    return Intent(_with_kin(kinds[0][1]), "what", spans[0][0], spans[0][1], spans)


def _named_kind(words: Sequence[str], text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", text, re.IGNORECASE))


def _with_kin(kind: ActKind) -> tuple[ActKind, ...]:
    """Everyday words do not tell a proposal from a yrkande, nor from handing one in: each is told as what it is."""
    if kind is ActKind.PROPOSAL:
        return (kind, ActKind.MOTION, ActKind.STATEMENT)
    if kind is ActKind.MOTION:
        return (kind, ActKind.PROPOSAL)
    return (kind,)


def _with_form(intent: Intent, text: str, language: Language) -> Intent:
    kind, form = intent.kinds[0], None
    if kind is ActKind.ATTENDANCE:
        form = listing.attendance_form(text, language)
    elif kind is ActKind.DISSENT:
        form = listing.dissent_form(text)
    elif ActKind.MOTION in intent.kinds:
        form = listing.moved_form(text)
    return Intent(intent.kinds, intent.asked, intent.start, intent.end, intent.words, form) if form else intent
