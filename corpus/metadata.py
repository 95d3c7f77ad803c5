"""What a document says of itself: title, body, municipality, date, language."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache, lru_cache

from corpus import dates, titles
from corpus.bodies import bodies_in
from corpus.cues import Cue
from corpus.data import alternatives, load
from corpus.records import Genre
from corpus.structure.genre import TITLE_ZONE, title_genre
from corpus.structure.lines import Paragraph, spread

__all__ = ["bodies_in", "body", "document_date", "language", "municipality", "title"]

_PLACE = Cue(r"\b(?P<name>[A-ZÅÄÖ][\wåäöé-]{2,}(?: [A-ZÅÄÖ][\wåäö]+)??)s? (?:kommun|stad|Stad|kommuns|stads|Stads)\b")
_CAPITALS = Cue(r"\b(?P<name>[A-ZÅÄÖ]{3,}?)S? (?:KOMMUN|STAD)\b")
LANGUAGE_ZONE = 4000  # characters by which a document's language is told
LETTERHEAD = 3  # paragraphs at the top that may be a letterhead
MAX_LETTERHEAD = 90  # characters of such a paragraph
MIN_SURE = 200  # characters; less may be names
_ENGLISH = (" the ", " of ", " and ", " for ", " is ")
# Names of places that end in s without a genitive: -ås, -näs, -fors, -hus.
_OWN_S = re.compile(r"(?:ås|äs|as|fors|us|is|os|ös|ss|rs)$")
_SIGN_PLACE = re.compile(
    r"^(?P<place>[A-ZÅÄÖ][\wåäöÅÄÖé-]+),?\s+(?:den\s+)?(?=\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})"
)


def title(paragraphs: list[Paragraph], genre: Genre, given: str | None) -> str:
    """The title as it stands; minutes are titled by board and day."""
    return titles.title(paragraphs, genre, given, document_date(paragraphs, None, ""))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b){alternatives(load('dates')['labels'])}\b\s*:?\s*", re.IGNORECASE)


def document_date(paragraphs: list[Paragraph], given: date | None, heading: str) -> date | None:
    """The document's date: of minutes the one in the title; a labelled one; title, signature, what the file says."""
    titled = dates.first(heading)
    if titled and titles.cue("minutes").search(heading):
        return titled
    # Farther down, a column that is labelled is a table's or an annex's.
    for paragraph in (*spread(paragraphs[:TITLE_ZONE]), *paragraphs[TITLE_ZONE : 3 * TITLE_ZONE]):
        if len(paragraph.text) > 160:
            continue
        label = _labels().match(paragraph.text)
        found = dates.find(paragraph.text[label.end() :]) if label else []
        if found and found[0].start < 30:
            return found[0].value
    if titled:
        return titled
    for paragraph in paragraphs[:LETTERHEAD]:
        # "TALLHAMRA KOMMUN Kommunledningskontoret 2025-03-21": its lines joined end in the day.
        found = dates.find(paragraph.text) if len(paragraph.text) < MAX_LETTERHEAD and not paragraph.cells else []
        if found and found[0].end == len(paragraph.text) and "-" in paragraph.text[found[0].start :]:
            return found[0].value
    for paragraph in spread(paragraphs[:TITLE_ZONE]):
        found = dates.find(paragraph.text)
        meeting = len(paragraph.text) < 90 and titles.cue("meeting_day").match(paragraph.text)
        if found and (meeting or len(paragraph.text) < 45):
            return found[0].value
    for paragraph in reversed(paragraphs[-60:]):
        label = _labels().match(paragraph.text) or titles.cue("sign_date", exact=True).match(paragraph.text)
        found = dates.find(paragraph.text) if len(paragraph.text) < 70 else []
        if found and ((label and found[0].start <= label.end() + 2) or len(paragraph.text) < 14):
            return found[0].value
    return given if given is not None and _plausible(given, paragraphs) else None


def _plausible(given: date, paragraphs: list[Paragraph]) -> bool:
    """A file's own date counts unless most dates in its text are later: then some program wrote it."""
    if given.isoformat() in load("dates")["template_dates"] or (given.month, given.day) == (1, 1):
        return False
    told = sorted(found.value for paragraph in paragraphs for found in dates.find(paragraph.text))
    return not told or told[len(told) // 2] <= given


def body(paragraphs: list[Paragraph], furniture: list[str] | None = None) -> str | None:
    """The board or council whose document it is: named in its first lines or headers, else the one named most.

    Of a board's opinion the addressee is another: there the board that gives it counts.
    """
    told = _giver(paragraphs) or _parliament(paragraphs)
    if told:
        return told
    for paragraph in paragraphs[:TITLE_ZONE]:
        if len(paragraph.text) < 160:
            named = bodies_in(paragraph.text)
            if named:
                return named[0][0]
    for line in furniture or []:
        named = bodies_in(line)
        if named:
            return named[0][0]
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(name for name, _, _ in bodies_in(paragraph.text))
    return counts.most_common(1)[0][0] if counts else None


def _parliament(paragraphs: list[Paragraph]) -> str | None:
    """Where a question to a minister is put, whatever bodies its text mentions."""
    zone = [p.text for p in paragraphs[:TITLE_ZONE]]
    asks = [line for line in zone if title_genre(line) in (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION)]
    named = any(titles.cue("to_minister").search(line) for line in (*asks, *(zone if asks else ())) if len(line) < 260)
    return "riksdagen" if asks and named else None


def _giver(paragraphs: list[Paragraph]) -> str | None:
    """The board that gives its opinion ("Nämnden hänvisar till … som sitt yttrande")."""
    if not any(title_genre(p.text) is Genre.CONSULTATION_RESPONSE for p in paragraphs[:TITLE_ZONE]):
        return None
    for paragraph in paragraphs:
        for name, start, end in bodies_in(paragraph.text):
            if start < 3 and titles.cue("opinion").match(paragraph.text[end:].lstrip()):
                return name
    return None


@cache
def _municipalities() -> tuple[tuple[str, ...], frozenset[str]]:
    """The names that are no other word too, and all names."""
    table = load("municipalities")
    plain = tuple(name for name in table["names"] if name not in table["common_words"])
    return plain, frozenset(table["names"])


@lru_cache(maxsize=256)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of some names, of none where there are none."""
    if not names:
        return re.compile(r"(?!)(?P<name>)")
    return re.compile(rf"(?<![\w-])(?P<name>{alternatives(list(names))})s?(?![\w-])")


def municipality(paragraphs: list[Paragraph], furniture: list[str] | None = None) -> str | None:
    """The municipality of a document: "Xs kommun" counts most, the name alone a little; early lines more.

    `furniture` are running headers and footers: a place that they name counts as one of the first lines'.
    """
    scores: Counter[str] = Counter()
    signed_at: set[str] = set()
    plain, known = _municipalities()
    whole = "\n".join(paragraph.text for paragraph in paragraphs)
    pattern = _named(tuple(name for name in plain if name in whole))  # most texts name one or two
    for line in dict.fromkeys(furniture or []):
        for match in [*_PLACE.finditer(line), *_CAPITALS.finditer(line)]:
            scores[_base(match["name"], known, whole)] += 12
    for i, paragraph in enumerate(paragraphs):
        early = 4 if i < TITLE_ZONE and len(paragraph.text) < 160 else 1
        for match in [*_PLACE.finditer(paragraph.text), *_CAPITALS.finditer(paragraph.text)]:
            scores[_base(match["name"], known, whole)] += 3 * early
        for match in pattern.finditer(paragraph.text):
            scores[match["name"]] += early
        signed = _SIGN_PLACE.match(paragraph.text)
        if signed and len(paragraph.text) < 45 and signed["place"].casefold() not in load("dates")["labels"]:
            signed_at.add(signed["place"])
    if len(signed_at) == 1:
        place = signed_at.pop()
        # A letter may be signed in any village: alone, only a municipality's name counts.
        if place in known or scores[place]:
            scores[place] += 2
    best = scores.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def _base(name: str, known: frozenset[str], whole: str) -> str:
    """A municipality's name: no capitals throughout, no genitive, no other word before it."""
    name = name.title() if name.isupper() else name
    for said in (name, name.split()[-1]):
        for form in (said, said.removesuffix("s")):
            if form in known:
                return form
    # "När Heby kommun": a word that only begins the sentence. "Norrviks stad": a name that no table has, and its s.
    bare = name.removesuffix("s")
    own = bare != name and (re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", whole) or not _OWN_S.search(name))
    return bare if own else name


def _is_plainly_swedish(text: str) -> bool:
    """Whether no classifier is needed: å, ä and ö are one letter in forty, and the commonest English words missing."""
    words = text.casefold()
    letters = sum(map(words.count, "åäö"))
    return 40 * letters > len(words) > MIN_SURE and not any(map(words.__contains__, _ENGLISH))


def language(text: str) -> str:
    """The language by the text's words: "en", or else "sv"."""
    head = text[:LANGUAGE_ZONE]
    if _is_plainly_swedish(head):
        return "sv"
    import py3langid

    code = py3langid.classify(head)[0]
    return "en" if code == "en" else "sv"
