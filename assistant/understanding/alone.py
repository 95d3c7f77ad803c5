"""Questions that are no sentence: only a name, only a day, only a party; and those that say nothing of a matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.contract import Language
from assistant.texts import say, texts
from assistant.understanding import asks
from assistant.understanding.followups import asks_nothing
from assistant.understanding.unclear import Unclear
from corpus import parties
from corpus.records import ActKind

if TYPE_CHECKING:
    from assistant.understanding.question import Understanding

Read = Callable[[str, Language], "Understanding"]
_BARE = re.compile(r"[\s?!.,:;()\"”“'’]*")
_YEAR = re.compile(r"20\d\d")


def stood(found: Understanding, read: Read) -> Understanding:
    """A question that leans on none before it: a bare name or day is put as a question, and shown to be."""
    party = _party(found)
    if party is not None:
        asking = texts(found.language)["unclear"]["of_party"]
        return replace(found, unclear=Unclear("party", party, tuple(one.format(party=party) for one in asking)))
    text = _in_words(found)
    if text is not None:
        asked = replace(read(text, found.language), corrected=found.corrected, understood=text)
        # The documents are told in short, not one by one.
        return replace(asked, listing=None, catalogue=True, topic="") if asked.listing else asked
    both = asks.parts(found.question)
    if both is not None:
        first, second = (replace(read(one, found.language), corrected=found.corrected) for one in both)
        if first.intent and second.intent:
            told_along = {first.intent.kinds[0], second.intent.kinds[0]} == {ActKind.QUESTION, ActKind.ANSWER}
            return first if told_along else replace(first, second=second)
    return replace(found, unclear=Unclear("matter")) if asks_nothing(found) else found


def _in_words(found: Understanding) -> str | None:
    """ "Anna Ek" as "Vem är Anna Ek?"; None for a question with other words in it."""
    named, language = found.named, found.language
    if len(named.persons) == 1 and _covered(found.question, named.spans):
        return say(language, "unclear.who_is", name=_trimmed(found.question))
    period = found.period
    if period is not None and _covered(found.question, [(period.start, period.end)]):
        return say(language, "unclear.on_day", period=found.question[period.start : period.end])
    bare = _trimmed(found.question)
    if _YEAR.fullmatch(bare):
        return say(language, "unclear.on_day", period=say(language, "followup.in_year", period=bare))
    if found.boards and _covered(found.question, [(board.start, board.end) for board in found.boards]):
        return say(language, "unclear.from_body", body=_trimmed(found.question))
    return None


def _party(found: Understanding) -> str | None:
    """The party that is all that a question says."""
    named, bare = found.named, _trimmed(found.question)
    if len(named.parties) == 1 and not named.persons and _covered(found.question, named.spans):
        return named.parties[0]
    return parties.canonical(bare, None) if len(bare) < 5 and bare.isalpha() else None


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return _BARE.fullmatch(text) is not None


def _trimmed(text: str) -> str:
    return text.strip(" ?!.,:;\"”“'’")
