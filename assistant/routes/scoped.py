"""Says by what a question was narrowed, or that the narrowing was lifted, and offers to lift it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.contract import Language
from assistant.drafts import Draft
from assistant.routes.outcome import Outcome
from assistant.texts import say, texts
from assistant.understanding.question import Understanding
from corpus.records import ActKind
from index.records import Filters

LEAST_WORDS = 4  # of a question that is worth asking again
SAID = ("body", "genre", "municipality", "period")  # what narrows documents; people and cases are in the answer anyway


def may_lift(asked: Understanding) -> bool:
    """Whether more than what was asked may be told: what a board decided on a day is not what another did then."""
    decides = asked.intent is not None and ActKind.DECISION in asked.intent.kinds
    said = {one.field for one in asked.said}
    return not (decides and {"body", "period"} <= said)


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
        found.append(in_period(language, where.date_from, where.date_to))
    return found


def in_period(language: Language, first: date | None, last: date | None) -> str:
    """ "från 2023-09-01 till 2023-12-31", "den 2023-03-27", "sedan 2023-09-01"."""
    key = "on" if first == last else "between" if first and last else "since" if first else "until"
    return say(language, f"list.{key}", first=first, last=last)


def without(asked: Understanding) -> str | None:
    """The question without the words that narrow it; None where it says none, or little would be left."""
    words = texts(asked.language)["scope"]
    kept, loose, articles = asked.question, "|".join(words["loose"]), "|".join(words["articles"])
    narrowing = [one for one in asked.said if one.field in SAID and one.end > one.start]
    for one in sorted(narrowing, key=lambda one: one.start, reverse=True):
        before = re.search(
            rf"(?P<loose>(?:\s+(?:{loose}))*)(?:\s+(?:{articles}))?\s*$", kept[: one.start], re.IGNORECASE
        )
        # "Vad beslutade nämnden om …" is no question without the board; "… i nämnden" is.
        if before is None or (one.field != "period" and not before["loose"]):
            return None
        kept = f"{kept[: before.start()]} {kept[one.end :]}"
    kept = " ".join(kept.split()).replace(" ?", "?")
    return kept if len(kept.split()) >= LEAST_WORDS and kept != asked.question else None
