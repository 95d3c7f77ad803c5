"""What a question asks: its language, its intent, its topic, who and when it names, and what it narrows to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assistant.contract import MAX_QUESTION, Language
from assistant.tables import table
from assistant.understanding import alone, asks, bodies, followups, listing, numbers, periods, said, spelling
from assistant.understanding.bodies import Body
from assistant.understanding.following import following
from assistant.understanding.ground import Ground, ground_of
from assistant.understanding.intents import Asked, Intent, find_intent
from assistant.understanding.listing import FoundListing, Listing
from assistant.understanding.orders import asks_for_secrets, without_orders
from assistant.understanding.people import NOBODY, Directory, Named
from assistant.understanding.periods import Period
from assistant.understanding.said import Said
from assistant.understanding.spelling import Vocabulary
from assistant.understanding.topics import listed_topic, topic
from assistant.understanding.unclear import Unclear, clean, the_question, unreadable
from corpus.records import ActKind

MOST_TURNS = 6  # earlier questions that are looked at
Answered = Callable[[Sequence[str]], Ground]  # what the last of some questions was answered with

__all__ = ["Asked", "Intent", "Understanding", "detect_language", "find_intent", "understand"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as understood. `topic` is what it is about, without its intent words; `search` is what is searched.

    `question` is the question with its slips put right, `corrected` those as (as written, as read); all offsets
    are in `question`. `listing`: it asks for all of something or how many. `said`: what in it narrows the
    documents or acts. `catalogue`: it asks what there is; `extreme`: for the newest or the oldest of it. `times`: it
    asks how often a matter came up. `wants_case_number`: it asks for a diarienummer.
    `about_vote`: it asks how a vote went, or what a Ja meant.

    A follow-up is put as a question that stands alone: `question` is that one, `follows` the earlier question as it
    was written, `ground` what that one was answered with, `kind` what the follow-up asks of it (see
    `followups.toml`; a question that stands alone may be of kind "addressee"). `before` is what the earlier question
    was answered with, where one that stands alone may as well go on with its matter. `second` is the other of two
    questions put in one. `understood` is shown to the user where a question was read as another. A question that is
    `unclear` is answered by asking back.
    """

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
    listing: Listing | None = None
    said: tuple[Said, ...] = ()
    catalogue: bool = False
    extreme: asks.Extreme | None = None
    times: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    wants_case_number: bool = False
    about_vote: bool = False
    about_person: bool = False
    boards: tuple[Body, ...] = ()
    understood: str | None = None
    ground: Ground | None = None
    before: Ground | None = None
    kind: str | None = None
    unclear: Unclear | None = None
    second: Understanding | None = None


def understand(
    question: str,
    history: Sequence[str] = (),
    directory: Directory | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    today: date | None = None,
    answered: Answered | None = None,
) -> Understanding:
    """Reads a question, whatever it is: one that cannot be looked up is `unclear`.

    `history` are the earlier questions, oldest first, of which the last few are looked at. `answered` tells what
    they were answered with; without it a follow-up knows their words only. `directory` and `vocabulary` are the
    names and the words of the index; without them nothing is known to be a name, and only words of asking are put
    right. `today` is what "i fjol" is counted from.
    """
    text = clean(question[: MAX_QUESTION + 1])
    language = detect_language(text)
    unclear = unreadable(question, text, language)
    if unclear is not None:
        english = unclear.why == "language"
        return Understanding(text or "?", "en" if english else language, None, "", text or "?", unclear=unclear)
    asking = without_orders(text)
    if asking is None or asks_for_secrets(asking):
        return Understanding(text, language, None, "", text, unclear=Unclear("order" if asking is None else "secret"))
    if asking != text:
        rest = understand(asking, history, directory, vocabulary=vocabulary, today=today, answered=answered)
        return replace(rest, understood=rest.understood or asking)
    directory = directory or Directory(())
    reading = _Reading(directory, vocabulary or directory.vocabulary, today or date.today())
    short = the_question(text)
    if short != text:
        return replace(alone.stood(reading.read(short, language), reading.again), understood=short)
    found = reading.read(text, language)
    earlier = turns(history)
    if earlier:

        def from_words(questions: Sequence[str]) -> Ground:
            before = understand(
                questions[-1], questions[:-1], directory, vocabulary=vocabulary, today=today, answered=from_words
            )
            return ground_of(before, ())

        told = answered or from_words
        lean = followups.leans(found, lambda: {person.actor.name for person in told(earlier).people})
        if lean is not None:
            return following(found, lean, told(earlier), earlier[-1], reading.leaning)
        if followups.may_lean(found):
            return replace(alone.stood(found, reading.again), before=told(earlier))
    return alone.stood(found, reading.again)


def turns(history: Sequence[str]) -> tuple[str, ...]:
    """The last earlier questions that can be read, oldest first: a greeting between two questions is passed over."""
    read = [one for one in history[-2 * MOST_TURNS :] if unreadable(one, clean(one), "sv") is None]
    return tuple(read[-MOST_TURNS:])


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a question is read with."""

    directory: Directory
    vocabulary: Vocabulary | None
    today: date

    def leaning(self, text: str) -> Understanding:
        """A follow-up that was put as a question of its own."""
        return self.read(text, detect_language(text), leaning=True)

    def again(self, text: str, language: Language) -> Understanding:
        """A question that was put in other words, in which nothing is misspelt."""
        return self.read(text, language)

    def read(self, text: str, language: Language, *, leaning: bool = False) -> Understanding:
        """A question by itself."""
        spelt = spelling.correct(text, language, self.vocabulary, self.directory)
        text = spelt.text
        named = self.directory.find(text, self.vocabulary.ordinary if self.vocabulary else None)
        boards = bodies.find(text, language, self.directory.bodies, self.directory.prefixes)
        intent = find_intent(text, language, named, leaning=leaning)
        listed = listing.find(text, language, named)
        if listed and intent and _what_is_listed(listed, intent):
            intent = replace(intent, asked="what")
        asked = asks.find(text)
        period = periods.find(text, self.today)
        if period is None and (listed is not None or intent is not None):
            first = [listed.end] if listed else []
            ends = (*first, *(end for _, end in named.spans), *(board.end for board in boards))
            period = periods.bare_year(text, listing.is_filler, ends, self.today)
        found = Understanding(
            boards=tuple(boards),
            question=text,
            language=language,
            intent=intent,
            topic="",
            search=text,
            named=named,
            period=period,
            case_numbers=tuple(dict.fromkeys(number.normal for number in numbers.find(text))),
            bodies=tuple(dict.fromkeys(board.name for board in boards)),
            listing=listed.listing if listed else None,
            catalogue=asked.catalogue,
            extreme=asked.extreme,
            times=asked.times,
            corrected=spelt.changes,
            wants_case_number=asked.case_number,
            about_vote=asked.vote,
            about_person=asked.person,
            kind="addressee" if asked.addressee else None,
        )
        narrowing = said.collect(found, boards, self.directory.municipalities, listed)
        words = [*asked.cut, *([(listed.start, listed.end)] if listed else [])]
        return replace(found, said=narrowing, topic=_topic(found, boards, words, narrowing))


def _what_is_listed(listed: FoundListing, intent: Intent) -> bool:
    """ "Vilka motioner avslogs": what, not who."""
    people = ("person", "attendance", "dissent", "signature")
    return intent.asked == "who" and listed.listing.unit not in people and listed.start <= intent.start < listed.end


def _topic(
    found: Understanding, boards: Sequence[Body], words: list[tuple[int, int]], narrowing: Sequence[Said]
) -> str:
    """What is left of a question without the words that ask and those that narrow."""
    intent, period = found.intent, found.period
    when = [(period.start, period.end)] if period else []
    loose = intent is not None and not intent.words and intent.asked in ("status", "when")
    presence = intent is not None and intent.kinds[0] is ActKind.ATTENDANCE
    if found.listing is not None or found.catalogue or found.times or loose or presence:
        narrowed = [(one.start, one.end) for one in narrowing if one.field != "genre"]
        words = [*words, *(intent.words if intent else ())]
        return listed_topic(found.question, [*words, *found.named.spans, *when, *narrowed], found.language)
    cut = [*found.named.spans] if intent and intent.asked != "who" else []
    cut.extend([*(intent.words if intent else ()), *words, *when])
    cut.extend((one.start, one.end) for one in narrowing if intent and one.field in ("body", "municipality"))
    if intent and ActKind.DECISION in intent.kinds:
        cut.extend((board.start, board.end) for board in boards)
    return topic(found.question, cut, found.language)


@cache
def _language_words() -> dict[str, frozenset[str]]:
    known = table("language", "assistant.understanding")
    return {code: frozenset(words) for code, words in known.items()}


def detect_language(text: str) -> Language:
    """The language of a question: by its small words, which a few words of text decide better than letters do."""
    words = re.findall(r"[\w']+", text.casefold())
    score: dict[str, float] = {code: sum(w in known for w in words) for code, known in _language_words().items()}
    score["sv"] += sum(1 for w in words if re.search("[åäö]", w)) * 0.5
    # "Who rejected Lärarnas Riksförbunds krav?": names are Swedish in any language, the first word is not.
    for code, known in _language_words().items():
        others = {w for other, theirs in _language_words().items() if other != code for w in theirs}
        if words and words[0] in known and words[0] not in others:
            score[code] += 1.5
    return "en" if score["en"] > score["sv"] else "sv"
