"""What a question asks: its language, its intent, its topic and who and when it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from assistant.contract import MAX_QUESTION, Language
from assistant.tables import table
from assistant.understanding import periods
from assistant.understanding.people import NOBODY, Directory, Named
from assistant.understanding.periods import Period
from corpus import case_numbers, metadata
from corpus.errors import BadQuestion
from corpus.records import ActKind

Asked = Literal["who", "what", "when", "status"]


@dataclass(frozen=True, slots=True)
class Intent:
    """A question about acts: which kinds, and what of them is asked."""

    kinds: tuple[ActKind, ...]
    asked: Asked
    start: int
    end: int
    words: tuple[tuple[int, int], ...] = ()  # where its question word and its verb stand


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as understood. `topic` is what it is about, without its intent words; `search` is what is searched."""

    question: str
    language: Language
    intent: Intent | None
    topic: str
    search: str
    named: Named = NOBODY
    period: Period | None = None
    case_numbers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    follows: str | None = None


def understand(question: str, history: Sequence[str] = (), directory: Directory | None = None) -> Understanding:
    """Reads a question. Raises `BadQuestion` when it is empty or too long."""
    text = " ".join(question.split())
    if not text or not re.search(r"\w", text):
        raise BadQuestion("The question is empty: write what you want to know.")
    if len(question) > MAX_QUESTION:
        raise BadQuestion(
            f"The question has {len(question)} characters; at most {MAX_QUESTION} can be read: shorten it."
        )
    language = detect_language(text)
    follows = _leans_on(text, history, language)
    found = _read(text, language, directory or Directory(()), leaning=follows is not None)
    if follows is None:
        return found
    before = _read(follows, detect_language(follows), directory or Directory(()))
    own = found.topic if len(found.topic.split()) > 1 else ""
    return replace(
        found,
        follows=follows,
        topic=f"{before.topic} {own}".strip(),
        search=f"{follows} {text}",
        named=found.named if found.named.persons or found.named.parties else before.named,
        case_numbers=found.case_numbers or before.case_numbers,
    )


def _read(text: str, language: Language, directory: Directory, *, leaning: bool = False) -> Understanding:
    named = directory.find(text)
    intent = find_intent(text, language, named, leaning=leaning)
    period = periods.find(text)
    numbers = case_numbers.find(text)
    cut = [*named.spans] if intent and intent.asked != "who" else []
    if intent:
        cut.extend(intent.words)
    if period:
        cut.append((period.start, period.end))
    bodies = named_bodies(text, language)
    if intent and ActKind.DECISION in intent.kinds:
        cut.extend((start, end) for _, start, end in bodies)
    return Understanding(
        question=text,
        language=language,
        intent=intent,
        topic=_topic(text, cut, language),
        search=text,
        named=named,
        period=period,
        case_numbers=tuple(dict.fromkeys(number.normal for number in numbers)),
        bodies=tuple(dict.fromkeys(name for name, _, _ in bodies)),
    )


def named_bodies(text: str, language: Language) -> list[tuple[str, int, int]]:
    """(name as documents write it, start, end) of the boards a question names: "KF", "fullmäktige", "the council"."""
    names = table("intents", "assistant.understanding")["bodies"]
    found = [body for body in metadata.bodies_in(text) if body[0] not in names["vague"]]
    for written, body in names[language].items():
        flags = re.IGNORECASE if written.islower() else 0
        found.extend((body, *m.span()) for m in re.finditer(rf"(?<!\w){written}(?!\w)", text, flags))
    return found


@cache
def _any(group: str, language: str) -> str:
    value: Any = table("intents", "assistant.understanding")
    for key in group.split("."):
        value = value[key]
    return "(?:" + "|".join(value[language]) + ")"


@cache
def _language_words() -> dict[str, frozenset[str]]:
    known = table("language", "assistant.understanding")
    return {code: frozenset(words) for code, words in known.items()}


def detect_language(text: str) -> Language:
    """The language of a question: by its small words, which a few words of text decide better than letters do."""
    words = re.findall(r"[\w']+", text.casefold())
    score: dict[str, float] = {code: sum(w in known for w in words) for code, known in _language_words().items()}
    score["sv"] += sum(1 for w in words if re.search("[åäö]", w)) * 0.5
    return "en" if score["en"] > score["sv"] else "sv"


@cache
def _intent_patterns(language: str) -> tuple[tuple[Asked, ActKind, re.Pattern[str]], ...]:
    patterns: list[tuple[Asked, ActKind, re.Pattern[str]]] = []
    # A few words may stand between "who" and its verb, any short stretch between the others and theirs.
    reach: dict[Asked, str] = {
        "who": r"\b(?:\W+(?:[\w'’().-]+)){0,9}?\W+",
        "when": r"\b.{0,60}?\b",
        "what": r"\b.{0,70}?\b",
    }
    for asked, between in reach.items():
        for kind in table("intents", "assistant.understanding")["verbs"]:
            lead, verbs = _any(asked, language), _any(f"verbs.{kind}", language)
            pattern = rf"(?<!\w)(?P<lead>{lead}){between}(?P<verb>{verbs})(?!\w)"
            patterns.append((asked, ActKind(kind), re.compile(pattern, re.IGNORECASE)))
    return tuple(patterns)


def find_intent(text: str, language: Language, named: Named, *, leaning: bool = False) -> Intent | None:
    """The act that a question asks about: the first question word with the nearest verb behind it."""
    # A name is no verb, whatever it looks like ("Bo Ask").
    for start, end in named.spans:
        text = text[:start] + "x" * (end - start) + text[end:]
    status = re.search(_any("status", language), text, re.IGNORECASE)
    if status and not re.match(_any("who", language), text, re.IGNORECASE):
        return Intent((ActKind.QUESTION,), "status", *status.span())
    outcome = re.search(_any("outcome", language), text, re.IGNORECASE)
    if outcome:
        return Intent((ActKind.DECISION,), "what", outcome.start(), outcome.start())
    best: Intent | None = None
    for asked, kind, pattern in _intent_patterns(language):
        match = pattern.search(text)
        if match is None:
            continue
        # "Vad kostar …" and "how is it decided that" ask for facts unless somebody is named, or a body decides.
        who = named.persons or named.parties or named.organisations
        told = who or kind is ActKind.DECISION or leaning
        if asked in ("what", "when") and not told:
            continue
        if asked == "what" and re.match(r"(?:hur|how)\b", match.group(), re.IGNORECASE) and not named.persons:
            continue
        if best is None or (match.start(), match.end()) < (best.start, best.end):
            best = Intent(_with_kin(kind), asked, *match.span(), (match.span("lead"), match.span("verb")))
    return best


def _with_kin(kind: ActKind) -> tuple[ActKind, ...]:
    """Everyday words do not tell a proposal from a yrkande: both are looked up, each is told as what it is."""
    if kind in (ActKind.PROPOSAL, ActKind.MOTION):
        return (kind, ActKind.MOTION if kind is ActKind.PROPOSAL else ActKind.PROPOSAL)
    return (kind,)


def _topic(text: str, cut: list[tuple[int, int]], language: Language) -> str:
    kept = "".join(" " if any(a <= i < b for a, b in cut) else char for i, char in enumerate(text))
    words = kept.strip(" ?!.,:;").split()
    padding = set(table("intents", "assistant.understanding")["padding"][language])
    while words and words[0].casefold() in padding:
        words.pop(0)
    while words and words[-1].casefold() in padding:
        words.pop()
    return " ".join(words)


def _leans_on(text: str, history: Sequence[str], language: Language) -> str | None:
    """The earlier question that a follow-up leans on, or None for one that stands alone."""
    if not history:
        return None
    if not re.search(_any("followup", language), text, re.IGNORECASE):
        return None
    # A long question with content of its own stands alone although it says "it".
    return history[-1] if len(text.split()) <= 9 else None
