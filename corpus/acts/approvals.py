"""The signatures of minutes: "Vid protokollet", "Justeras", and the list of a signing service."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus import dates
from corpus.acts.columns import apart, beside
from corpus.acts.people import collectives, names_in, people
from corpus.acts.reading import Found, Reading, cue
from corpus.acts.sign_lines import SENTENCE, is_date, line_kind, named_signer, signers_of, with_office
from corpus.acts.signatures import sign_off
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph

_DIGITAL = re.compile(
    r"(?P<given>[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){0,4} ?),\s*(?P<family>(?:[a-z]{2,3} )?[A-ZÅÄÖÉ][\w’'-]+)"
    r"\s+(?P<date>\d{4}-\d{2}-\d{2})(?:\s+\d\d[:.]\d\d\S*)?$"
)
MAX_LIST = 400  # characters of a line that names all who approved


def approvals(reading: Reading) -> list[Found]:
    """The signatures of minutes: a signing service's list, and the names below or behind "Justeras" and the like."""
    found: list[Found] = []
    signing, when = False, None
    for i, paragraph in ((i, piece) for i, line in enumerate(reading.paragraphs) for piece in apart(line)):
        text = paragraph.text
        line = _DIGITAL.match(text)
        if line:
            actor = Actor(name=f"{line['given'].strip()} {line['family']}")
            day = dates.first(line["date"])
            found.append(Found(ActKind.SIGNATURE, paragraph.start, paragraph.end, (actor,), when=day))
            continue
        label = cue("signature", "before").match(text)
        label = label or (cue("signature", "office").match(text) if signing else None)
        if cue("signature", "stop").match(text):
            if not signing:
                found.extend(_above(reading, i))
            signing, when = True, _dated(text)
        row = beside(reading, i, 0, len(reading.paragraphs)) if signing and not label else None
        if row is not None:
            found.extend(replace(act, when=when) for act in row.signatures if act.start >= paragraph.start)
        elif label:
            found.extend(_behind_label(reading, paragraph, label.end(), when))
        elif signing:
            below = _below(reading, paragraph, when)
            found.extend(below)
            if not below and is_date(text):
                _date_last(found, dates.first(text))
            elif not below and not cue("signature", "stop").match(text) and line_kind(reading, paragraph)[0] is None:
                signing = len(text) <= 40 and not text.startswith("§") and paragraph.block is None
    if not found and reading.genre is Genre.UNION_MINUTES:
        found = sign_off(reading, reading.parts[0]).signatures
    for act in found:
        # The day of the meeting is not the day on which somebody approved its minutes.
        act.undated = act.when is None
    return found


def _above(reading: Reading, i: int) -> list[Found]:
    """The chair's name and office on the two lines right above "Justeras"."""
    if i < 2 or line_kind(reading, reading.paragraphs[i - 1])[0] != "role":
        return []
    name = reading.paragraphs[i - 2]
    signer = named_signer(name.text.strip())
    return signers_of(reading, name, with_office(signer, reading.paragraphs[i - 1].text)) if signer else []


def _dated(text: str) -> date | None:
    match = cue("signature", "dated").match(text)
    return dates.first(text[match.end() :]) if match else None


def _behind_label(reading: Reading, paragraph: Paragraph, at: int, when: date | None) -> list[Found]:
    """Who is named behind "Justeras:": one, or a list with the union of each."""
    text = paragraph.text
    if len(text) > MAX_LIST or SENTENCE.search(text[at:]):
        return []
    named = people(text[at:], reading.municipality) or names_in(text[at:])
    if not named or named[0].start > 3:
        return []
    told = dates.find(text)
    day = told[0].value if told else when
    start = paragraph.start + at
    found = []
    for mention in named:
        # "Eva Ek, Vision": the union behind the name is part of the signature.
        union = [m for m in collectives(text[at:]) if m.start - mention.end == 2 and text[at + mention.end] == ","]
        actor = reading.register.resolve(mention.actor)
        if union and not actor.organisation:
            actor = replace(actor, organisation=union[0].actor.organisation)
        end = union[0].end if union else mention.end
        found.append(Found(ActKind.SIGNATURE, start + mention.start, start + end, (actor,), when=day))
    return found


def _below(reading: Reading, paragraph: Paragraph, when: date | None) -> list[Found]:
    """Who signs on a line below "Justeras"; a date beside the name is the signature's."""
    text = paragraph.text
    told = dates.find(text)
    words = text[: told[0].start].rstrip(" ,\t") if told else text
    if told and (len(text) - told[0].end > 12 or not words):
        return []
    kind, signer = line_kind(reading, replace(paragraph, text=words, end=paragraph.start + len(words)))
    if kind != "name" or signer is None:
        return []
    signers = signers_of(reading, replace(paragraph, text=words), signer)
    for found in signers:
        found.when = told[0].value if told else when
    return signers


def _date_last(found: list[Found], when: date | None) -> None:
    """A date alone on the line below a name is that signature's."""
    if found and found[-1].when is None:
        found[-1].when = when
