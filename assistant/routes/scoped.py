"""Says by what a question was narrowed, or that the narrowing was lifted, and offers to lift it."""

from __future__ import annotations

from dataclasses import replace

from assistant.citations import Draft
from assistant.contract import Language
from assistant.routes.outcome import Outcome
from assistant.texts import say, texts
from assistant.understanding.question import Understanding
from index.records import Filters

LEAST_WORDS = 4  # of a question that is worth asking again
SAID = ("body", "genre", "municipality", "period")  # what narrows documents; people and cases are in the answer anyway


def told(outcome: Outcome, asked: Understanding, where: Filters, given: Filters, *, lifted: bool) -> Outcome:
    """The outcome with a remark on what narrowed it (`where`, beyond the caller's `given`) and how to go on without."""
    if where == given:
        return outcome
    words = ", ".join(in_words(where, given, asked.language))
    if not words:
        return outcome
    if lifted:
        return replace(outcome, drafts=[Draft(say(asked.language, "scope.lifted", scope=words)), *outcome.drafts])
    remark = Draft(say(asked.language, "scope.narrowed", scope=words))
    wider = without(asked)
    suggestions = [*outcome.suggestions, wider] if wider else outcome.suggestions
    return replace(outcome, drafts=[*outcome.drafts, remark], suggestions=suggestions)


def in_words(where: Filters, given: Filters, language: Language) -> list[str]:
    """ "kommunfullmäktige", "från 2023-09-01 till 2023-12-31": what the question added to the caller's filters."""
    found = [body for body in where.bodies if body not in given.bodies]
    found += [str(texts(language)["genres"][str(genre)]) for genre in where.genres if genre not in given.genres]
    found += [place for place in where.municipalities if place not in given.municipalities]
    if (where.date_from, where.date_to) != (given.date_from, given.date_to):
        first, last = where.date_from, where.date_to
        key = "between" if first and last else "since" if first else "until"
        found.append(say(language, f"list.{key}", first=first, last=last))
    return found


def without(asked: Understanding) -> str | None:
    """The question without the words that narrow it; None where it says none, or little would be left."""
    spans = [(one.start, one.end) for one in asked.said if one.field in SAID and one.end > one.start]
    if not spans:
        return None
    text = asked.question
    kept = "".join(char for i, char in enumerate(text) if not any(a <= i < b for a, b in spans))
    kept = " ".join(kept.split())
    for ending in texts(asked.language)["scope"]["loose"]:
        kept = kept.replace(f" {ending}?", "?")
    return kept if len(kept.split()) >= LEAST_WORDS and kept != text else None
