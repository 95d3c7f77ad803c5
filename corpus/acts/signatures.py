"""Who signed a paper, and when: the lines at its end, those above annexes and notes, and in columns."""

from __future__ import annotations

import re

from corpus import dates
from corpus.acts.columns import beside
from corpus.acts.people import is_role, name_at, people
from corpus.acts.reading import Found, Head, Reading, cue
from corpus.acts.sign_lines import has_text, is_date, line_kind, signers_of, with_office
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Part

_QUOTED = re.compile(r"\s*(?:>|-{3,}\s*(?:ursprungligt|original|vidarebefordrat)|_{8,}$)", re.IGNORECASE)
# The officers' papers, which are signed below the draft for decision as well as at the end.
_OFFICERS = (Genre.OFFICER_REPORT, Genre.CONSULTATION_RESPONSE, Genre.OTHER, Genre.AUDIT_REPORT)
_MEMBERS = (
    Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.LETTER,
    Genre.MEMBER_INITIATIVE,
)  # fmt: skip
MAX_ODD_LINES = 1  # lines between signatures that are neither name, role nor date
LETTER_LINES = 8  # lines that the signatures of a letter take


def sign_off(reading: Reading, part: Part) -> Head:
    """Reads the signature lines of a part from its end upwards; of an e-mail from where it quotes another."""
    last = _own_end(reading, part)
    head = _upwards(reading, part, last)
    if not head.signatures:
        _before_annexes(reading, part, head)
    if not head.signatures and part.genre in _MEMBERS:
        noted = _above_a_note(reading, part, last)
        head = _upwards(reading, part, noted) if noted else head
    if not head.signatures and part.genre is Genre.CITIZEN_PROPOSAL:
        greeted = _below_a_greeting(reading, part, last)
        head = _upwards(reading, part, greeted) if greeted else head
    if not head.signatures and part.genre in _OFFICERS:
        rows = (beside(reading, i, part.first + 1, last) for i in range(part.first + 1, last))
        head.signatures = next((row.signatures for row in rows if row is not None), [])
    for found in head.signatures:
        found.when = found.when or head.when
    return head


def _upwards(reading: Reading, part: Part, last: int) -> Head:
    """The signature lines that end before paragraph `last`."""
    head = Head(end=last)
    odd = 0
    role: str | None = None
    i = last - 1
    while i > part.first:
        paragraph = reading.paragraphs[i]
        row = beside(reading, i, part.first + 1, last)
        if row is not None:
            head.signatures[:0], head.end = row.signatures, row.first
            dated = reading.paragraphs[row.first - 1].text
            head.when = head.when or (dates.first(dated) if is_date(dated) else None)
            break
        kind, signer = line_kind(reading, paragraph)
        if kind == "name" and signer is not None:
            if role and not signer.role:
                signer = with_office(signer, role)
            head.signatures[:0] = signers_of(reading, paragraph, signer)
            head.end, odd, role = i, 0, None
        elif kind == "date":
            head.when = head.when or dates.first(paragraph.text)
            head.end, odd = i, 0
        elif kind == "role":
            role = paragraph.text
        elif kind != "greeting":
            odd += 1
            if odd > MAX_ODD_LINES or len(paragraph.text) > 90:
                break
        i -= 1
    return head


def _above_a_note(reading: Reading, part: Part, last: int) -> int | None:
    """One past the last line that is a member's name and party alone, below the paper's text, and its office.

    What became of a paper may be noted below its signature.
    """
    for i in range(last - 1, part.first, -1):
        text = reading.paragraphs[i].text.strip()
        named = people(text, reading.municipality)
        if len(named) == 1 and (named[0].start, named[0].end) == (0, len(text)):
            below = i + 1 < last and line_kind(reading, reading.paragraphs[i + 1])[0] == "role"
            return i + 1 + below if has_text(reading, range(part.first, i)) else None
    return None


def _below_a_greeting(reading: Reading, part: Part, last: int) -> int | None:
    """One past the name below the last greeting; what the administration says of the paper may stand under it."""
    for i in range(last - 2, part.first, -1):
        if line_kind(reading, reading.paragraphs[i])[0] == "greeting":
            return i + 2 if line_kind(reading, reading.paragraphs[i + 1])[0] == "name" else None
    return None


def _before_annexes(reading: Reading, part: Part, head: Head) -> None:
    """A signature with annexes behind it: place and date, and the name right below."""
    for i in range(head.end - 2, part.first, -1):
        below = reading.paragraphs[i + 1]
        if not is_date(reading.paragraphs[i].text) or people(reading.paragraphs[i].text, reading.municipality):
            continue
        kind, signer = line_kind(reading, below)
        if kind == "name" and signer is not None and has_text(reading, range(part.first, i)):
            head.when = dates.first(reading.paragraphs[i].text)
            row = beside(reading, i + 1, part.first + 1, part.last)
            head.signatures = row.signatures if row else signers_of(reading, below, signer)
            head.end = i
            return


def _own_end(reading: Reading, part: Part) -> int:
    """One past the last paragraph that is the writer's own."""
    if reading.genre is not Genre.EMAIL:
        return part.last
    quoted = (i for i in range(part.first + 6, part.last) if _QUOTED.match(reading.paragraphs[i].text))
    return next(quoted, part.last)


def of_annexes(reading: Reading) -> list[Found]:
    """Who signed a paper that is annexed to minutes: names of party members in lines of their own at its end."""
    found: list[Found] = []
    for block in reading.blocks:
        if not block.heading or not cue("information", "not_in").match(block.heading[0]):
            continue
        signers: list[Found] = []
        above = block.last - 1
        while above >= block.body:
            paragraph = reading.paragraphs[above]
            named = people(paragraph.text, reading.municipality)
            if len(named) != 1 or (named[0].start, named[0].end) != (0, len(paragraph.text.rstrip())):
                break
            signers[:0] = signers_of(reading, paragraph, named[0].actor)
            above -= 1
        # A list of names is no paper: text stands above its signatures.
        if signers and has_text(reading, range(block.body, above + 1)):
            found.extend(signers)
    for act in found:
        act.undated = True
    return found


def of_letters(reading: Reading) -> list[Found]:
    """Who signed the letter that opens a report of auditors: names and offices below "För revisorerna"."""
    for i, paragraph in enumerate(reading.paragraphs):
        if not cue("signature", "letter").match(paragraph.text):
            continue
        found: list[Found] = []
        for j in range(i + 1, min(i + 1 + LETTER_LINES, len(reading.paragraphs))):
            line = reading.paragraphs[j]
            kind, signer = line_kind(reading, line)
            side_by_side = _two_names(reading, j)
            if side_by_side:
                found.extend(side_by_side)
                break
            if kind == "name" and signer is not None:
                found.extend(signers_of(reading, line, signer))
            elif kind is None:
                break
        if found:
            return found
    return []


def _two_names(reading: Reading, i: int) -> list[Found]:
    """Two names of two words on one line, two offices behind them or on the line below."""
    words = reading.paragraphs[i].text.split()
    below = reading.paragraphs[i + 1].text if i + 1 < len(reading.paragraphs) else ""
    offices = cue("signature", "offices").match(" ".join(words[4:]) or below) if len(words) >= 4 else None
    if offices is None or not (is_role(offices["first"]) and is_role(offices["second"])):
        return []
    names = (" ".join(words[:2]), " ".join(words[2:4]))
    if any(name_at(name) is None for name in names):
        return []
    start = reading.paragraphs[i].start
    second = start + reading.paragraphs[i].text.index(words[2], len(names[0]))
    return [
        Found(ActKind.SIGNATURE, start, start + len(names[0]), (Actor(name=names[0], role=offices["first"]),)),
        Found(ActKind.SIGNATURE, second, second + len(names[1]), (Actor(name=names[1], role=offices["second"]),)),
    ]
