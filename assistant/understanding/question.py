"""What a question asks: its language, its intent, its topic, who and when it names, and what it narrows to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assistant.contract import MAX_QUESTION, Language
from assistant.tables import table
from assistant.understanding import asks, bodies, followups, listing, numbers, periods, said, spelling
from assistant.understanding.bodies import Body
from assistant.understanding.intents import Asked, Intent, find_intent
from assistant.understanding.listing import FoundListing, Listing
from assistant.understanding.people import NOBODY, Directory, Named
from assistant.understanding.periods import Period
from assistant.understanding.said import Said
from assistant.understanding.spelling import Vocabulary
from assistant.understanding.topics import listed_topic, topic
from corpus.errors import BadQuestion
from corpus.records import ActKind

__all__ = ["Asked", "Intent", "Understanding", "detect_language", "find_intent", "understand"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as understood. `topic` is what it is about, without its intent words; `search` is what is searched.

    `question` is the question with its slips put right, `corrected` those as (as written, as read); all offsets
    are in `question`. `listing`: it asks for all of something or how many. `said`: what in it narrows the
    documents or acts. `catalogue`: it asks what there is. `wants_case_number`: it asks for a diarienummer.
    `about_vote`: it asks how a vote went, or what a Ja meant.
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
    corrected: tuple[tuple[str, str], ...] = ()
    wants_case_number: bool = False
    about_vote: bool = False
    about_person: bool = False


def understand(
    question: str,
    history: Sequence[str] = (),
    directory: Directory | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    today: date | None = None,
) -> Understanding:
    """Reads a question. Raises `BadQuestion` when it is empty or too long.

    `directory` and `vocabulary` are the names and the words of the index; without them nothing is known to be a
    name, and only words of asking are put right. `today` is what "i fjol" is counted from.
    """
    text = " ".join(question.split())
    if not text or not re.search(r"\w", text):
        raise BadQuestion("The question is empty: write what you want to know.")
    if len(question) > MAX_QUESTION:
        raise BadQuestion(
            f"The question has {len(question)} characters; at most {MAX_QUESTION} can be read: shorten it."
        )
    directory = directory or Directory(())
    reading = _Reading(directory, vocabulary or directory.vocabulary, today or date.today())
    language = detect_language(text)
    follows = followups.leans_on(text, history, language)
    found = reading.read(text, language, leaning=follows is not None)
    if follows is None:
        return found
    return followups.following(found, follows, reading.read(follows, detect_language(follows)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a question is read with."""

    directory: Directory
    vocabulary: Vocabulary | None
    today: date

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
        if period is None and listed is not None:
            ends = (listed.end, *(end for _, end in named.spans), *(board.end for board in boards))
            period = periods.bare_year(text, listing.is_filler, ends, self.today)
        found = Understanding(
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
            corrected=spelt.changes,
            wants_case_number=asked.case_number,
            about_vote=asked.vote,
            about_person=asked.person,
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
    if found.listing is not None or found.catalogue or loose or presence:
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
