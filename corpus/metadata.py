"""What a document says of itself: title, body, municipality, date, language."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from corpus import dates
from corpus.data import alternatives, load
from corpus.records import Genre
from corpus.structure.genre import TITLE_ZONE, title_genre
from corpus.structure.lines import Paragraph

MAX_TITLE = 200
_MINUTES = re.compile(r"protokoll|minnesanteckning", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][\wåäöé-]{2,}(?: [A-ZÅÄÖ][\wåäö]+)??)s? (?:kommun|stad|Stad|kommuns|stads|Stads)\b"
)
_CAPITALS = re.compile(r"\b(?P<name>[A-ZÅÄÖ]{3,}?)S? (?:KOMMUN|STAD)\b")
_SIGN_PLACE = re.compile(
    r"^(?P<place>[A-ZÅÄÖ][\wåäöÅÄÖé-]+),?\s+(?:den\s+)?(?=\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})"
)
# "Dnr AVN 2022/0265", "Datum: 2023-12-19", "Till Nämnden": what stands around a title, not the matter.
_LABELLED = re.compile(
    r"\b(?:Dnr|Diarienummer|Datum|Sida|Handläggare|Telefon)\b|\d{4}-\d\d-\d\d|^(?:Till|Från)\s|:\s*$"
)
_SIGN_DATE = re.compile(r"^[A-ZÅÄÖ][\wåäöÅÄÖé-]+(?: [A-ZÅÄÖ][\wåäö-]+)?,?\s+(?:den\s+)?(?=\d)")


def title(paragraphs: list[Paragraph], genre: Genre, given: str | None) -> str:
    """The title as it stands: the first line that titles a genre, else the first heading or line."""
    zone = paragraphs[:TITLE_ZONE]
    lines = [p for p in zone if 2 < len(p.text) <= MAX_TITLE]
    if genre is Genre.EMAIL and given:
        return given
    for i, paragraph in enumerate(lines):
        if title_genre(paragraph.text) is not None and not paragraph.text.endswith("."):
            return _with_neighbours(lines, i, genre)
    headed = next((p for p in lines if p.level or p.bold), None)
    if headed is not None:
        return headed.content
    if given:
        return given
    return lines[0].text if lines else (zone[0].text[:MAX_TITLE] if zone else "")


def _with_neighbours(lines: list[Paragraph], i: int, genre: Genre) -> str:
    """A bare "Protokoll" or "Interpellation" says little: the lines around it complete it."""
    words = lines[i].text
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following is not None and lines[i].level and following.level == lines[i].level and not following.block:
        return f"{words} {following.text}"[:MAX_TITLE]  # one heading, set on two lines
    minutes = genre in (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
    if len(words.split()) > 2 and (minutes or not _LABELLED.search(words)):
        return words
    if genre in (Genre.AUDIT_REPORT, Genre.OFFICER_REPORT):
        told = [p.text for p in lines[i + 1 :] if len(p.text) > 12 and not _LABELLED.search(p.text) and not p.block]
        return f"{_LABELLED.split(words)[0].strip(' ,:')} {told[0]}"[:MAX_TITLE] if told else words
    if minutes:
        around = (
            [p.text for p in lines[:i] if len(p.text) < 60]
            + [words]
            + [p.text for p in lines[i + 1 : i + 2] if len(p.text) < 60 and not dates.find(p.text)]
        )
        return " ".join(around)[:MAX_TITLE]
    after = next((p.text for p in lines[i + 1 : i + 4] if len(p.text) > 12 and not p.text.endswith(".")), "")
    return f"{words} {after}".strip()[:MAX_TITLE]


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b){alternatives(load('dates')['labels'])}\b\s*:?\s*", re.IGNORECASE)


def document_date(paragraphs: list[Paragraph], given: date | None, heading: str) -> date | None:
    """The document's date: of minutes the one in the title; a labelled one; title, signature, what the file says."""
    titled = dates.first(heading)
    if titled and _MINUTES.search(heading):
        return titled
    for paragraph in paragraphs[: 3 * TITLE_ZONE]:
        if len(paragraph.text) > 160:
            continue
        label = _labels().match(paragraph.text)
        found = dates.find(paragraph.text[label.end() :]) if label else []
        if found and found[0].start < 30:
            return found[0].value
    if titled:
        return titled
    for paragraph in paragraphs[:TITLE_ZONE]:
        found = dates.find(paragraph.text)
        if found and len(paragraph.text) < 45:
            return found[0].value
    for paragraph in reversed(paragraphs[-60:]):
        label = _labels().match(paragraph.text) or _SIGN_DATE.match(paragraph.text)
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


@cache
def _bodies() -> re.Pattern[str]:
    table = load("actors")["bodies"]
    endings = alternatives(table["endings"])
    compound = rf"(?:[\wåäö]+-(?:,\s*[\wåäö]+-)*\s*(?:och|&)\s*)?[\wåäö-]*{endings}"
    board = r"nämnden för [\wåäö-]+(?: och [\wåäö-]+)?"
    return re.compile(
        rf"(?<![\w-])(?:{alternatives(table['names'])}|{board}|{compound})(?P<genitive>s)?(?![\w])",
        re.IGNORECASE,
    )


def bodies_in(text: str) -> list[tuple[str, int, int]]:
    """(base form, start, end) of the boards and councils that a text names, in order."""
    table = load("actors")["bodies"]
    found = []
    for match in _bodies().finditer(text):
        name = match.group().casefold()
        name = name[:-1] if match["genitive"] else name
        name = table["short"].get(name, name)
        if name not in table["vague"]:
            found.append((name, *match.span()))
    return found


def body(paragraphs: list[Paragraph]) -> str | None:
    """The board or council whose document it is: named in its first lines, else the one named most."""
    for paragraph in paragraphs[:TITLE_ZONE]:
        if len(paragraph.text) < 160:
            named = bodies_in(paragraph.text)
            if named:
                return named[0][0]
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(name for name, _, _ in bodies_in(paragraph.text))
    return counts.most_common(1)[0][0] if counts else None


@cache
def _municipalities() -> tuple[re.Pattern[str], frozenset[str]]:
    table = load("municipalities")
    plain = [name for name in table["names"] if name not in table["common_words"]]
    return re.compile(rf"(?<![\w-])(?P<name>{alternatives(plain)})s?(?![\w-])"), frozenset(table["names"])


def municipality(paragraphs: list[Paragraph]) -> str | None:
    """The municipality of a document: "Xs kommun" counts most, the name alone a little; early lines more."""
    scores: Counter[str] = Counter()
    pattern, known = _municipalities()
    for i, paragraph in enumerate(paragraphs):
        early = 4 if i < TITLE_ZONE and len(paragraph.text) < 160 else 1
        for match in [*_PLACE.finditer(paragraph.text), *_CAPITALS.finditer(paragraph.text)]:
            name = match["name"].capitalize() if match["name"].isupper() else match["name"]
            base = name if name in known else name[:-1] if name.endswith("s") and name[:-1] in known else name
            scores[base] += 3 * early
        for match in pattern.finditer(paragraph.text):
            scores[match["name"]] += early
        signed = _SIGN_PLACE.match(paragraph.text)
        if signed and len(paragraph.text) < 45 and signed["place"].casefold() not in load("dates")["labels"]:
            scores[signed["place"]] += 2
    best = scores.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def language(text: str) -> str:
    """The language by the text's words: "en", or else "sv"."""
    import py3langid

    code = py3langid.classify(text[:4000])[0]
    return "en" if code == "en" else "sv"
