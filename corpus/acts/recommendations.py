"""What auditors put forward in their reports: each recommendation, or a list of them under one sentence."""

from __future__ import annotations

import re
from functools import cache

from corpus.acts.blocks import points_below
from corpus.acts.movers import plain_body
from corpus.acts.outcomes import aim
from corpus.acts.reading import Found, Reading
from corpus.cues import Cue
from corpus.data import load
from corpus.metadata import bodies_in
from corpus.records import ActKind, Actor, Genre

AUDITED = (Genre.AUDIT_REPORT,)
_TOP = 40  # paragraphs of a report in which its authors are named
# One board, a district's board or a company; of a row of them none is singled out.
_ONE_BOARD = re.compile(
    r"(?:[\wåäö]+-?(?:,? [\wåäö]+-?){0,3} och )?[\wåäö-]{3,}(?:nämnden|styrelsen|fullmäktige)"
    r"|nämnden för [\wåäö-]+(?: och [\wåäö-]+)?",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"(?i:[\wåäö-]*nämnd(?:en)?) [A-ZÅÄÖ][\wåäö-]+")
_COMPANY = re.compile(r"(?:[A-ZÅÄÖ][\wåäöÅÄÖ&-]*(?: i)? ){1,5}AB")
_BARE = re.compile(r"\brevisorerna$", re.IGNORECASE)


@cache
def _cue(name: str) -> Cue:
    table = load("acts")["recommendation"]
    return Cue(table[name].replace("{auditors}", table["auditors"]), re.IGNORECASE)


def recommendations(reading: Reading) -> list[Found]:
    """The proposals of an audit report, in order."""
    if reading.genre not in AUDITED:
        return []
    found: list[Found] = []
    i = 0
    while i < len(reading.paragraphs):
        paragraph = reading.paragraphs[i]
        below = points_below(reading.paragraphs, i, len(reading.paragraphs))
        listed = _cue("listed").search(paragraph.text)
        acts = [act for a, b in reading.sentences(paragraph) if (act := _sentence(reading, a, b))]
        own = _cue("passive").match(reading.paragraphs[i + 1].content) if below > i + 1 else None
        if listed and below > i + 1 and not own:
            start = reading.sentences(paragraph)[-1][0]
            acts = [_found(reading, start, paragraph.end, listed["by"])]
        if acts and acts[-1].end == paragraph.end and below > i + 1 and not own:
            acts[-1].end = reading.paragraphs[below - 1].end
            i = below - 1
        found.extend(acts)
        i += 1
    return found


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    given = _cue("given").search(text)
    if given:
        lead = text.rfind(":", 0, given.start()) + 1  # "… lämnar vi följande rekommendationer: Revisorerna …"
        a += lead + (len(text[lead:]) - len(text[lead:].lstrip())) if lead else 0
        return _found(reading, a, b, given["by"] or given["behind"])
    return _found(reading, a, b, "vi") if _cue("passive").match(text) and _begins_with_board(text) else None


def _begins_with_board(text: str) -> bool:
    """Whether a sentence begins with a board, by name or as "Nämnden"."""
    return bool(re.match(r"[\wåäö, -]{0,60}(?:nämnden|nämnderna|styrelsen|fullmäktige)\b", text, re.IGNORECASE))


def _found(reading: Reading, a: int, b: int, who: str) -> Found:
    text = reading.text[a:b]
    named = who if who.casefold() != "vi" and not _BARE.fullmatch(who) else auditors(reading)
    return Found(ActKind.PROPOSAL, a, b, (Actor(organisation=named),), _recommended_to(reading, text), form=aim(text))


def _recommended_to(reading: Reading, text: str) -> tuple[Actor, ...]:
    """The board or the company that is recommended something, where it is one."""
    said = _cue("addressee").search(text)
    who = (said["to"] or said["first"]).strip() if said else ""
    if _ONE_BOARD.fullmatch(who):
        body = plain_body(who, reading.body)
        return (Actor(organisation=body if bodies_in(who) == [(body, 0, len(who))] else who.casefold()),)
    if _DISTRICT.fullmatch(who) or _COMPANY.fullmatch(who):
        return (Actor(organisation=who),)
    vague = plain_body(who, reading.body)
    return (Actor(organisation=vague),) if vague == reading.body else ()


def is_auditors(words: str) -> bool:
    """Whether the words are no more than a name of auditors: "Revisorerna"."""
    return _cue("auditors").fullmatch(words.strip()) is not None


def auditors(reading: Reading) -> str:
    """The auditors whose paper it is, by the fullest name that its first lines give them."""
    named = [m.group() for p in reading.paragraphs[:_TOP] for m in _cue("auditors").finditer(p.text)]
    full = [name for name in named if not _BARE.search(name) or " " in name]
    if reading.body and _cue("auditors").fullmatch(reading.body):
        return reading.body
    return (full or named or ["revisorerna"])[0]
