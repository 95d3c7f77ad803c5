"""Who signed, and when: the lines at the end of a paper, lists of a signing service, "Vid protokollet", "Justeras"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus import dates, parties
from corpus.acts.columns import apart, beside
from corpus.acts.people import collectives, is_role, name_at, names_in, people
from corpus.acts.reading import Found, Head, Reading, cue
from corpus.data import load
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Part

_DIGITAL = re.compile(
    r"(?P<given>[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){0,4} ?),\s*(?P<family>(?:[a-z]{2,3} )?[A-ZÅÄÖÉ][\w’'-]+)"
    r"\s+(?P<date>\d{4}-\d{2}-\d{2})(?:\s+\d\d[:.]\d\d\S*)?$"
)
_QUOTED = re.compile(r"\s*(?:>|-{3,}\s*(?:ursprungligt|original|vidarebefordrat)|_{8,}$)", re.IGNORECASE)
_PARTY_BEHIND = re.compile(r"\((?P<code>[A-Za-zÅÄÖåäö]{1,4})\)$")
_SENTENCE = re.compile(r"[.!]\s|\b(?:att|för|med)\b")
# The officers' papers, which are signed below the draft for decision as well as at the end.
_OFFICERS = (Genre.OFFICER_REPORT, Genre.CONSULTATION_RESPONSE, Genre.OTHER, Genre.AUDIT_REPORT)
_MEMBERS = (
    Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.LETTER,
    Genre.MEMBER_INITIATIVE,
)  # fmt: skip
MAX_ODD_LINES = 1  # lines between signatures that are neither name, role nor date
MAX_LINE = 130  # characters of a line of a signature
MIN_BODY = 80  # characters of a paragraph that is a paper's text; a date above it is a letterhead's
LETTER_LINES = 8  # lines that the signatures of a letter take
MAX_LIST = 400  # characters of a line that names all who approved


def sign_off(reading: Reading, part: Part) -> Head:
    """Reads the signature lines of a part from its end upwards; of an e-mail from where it quotes another."""
    last = _own_end(reading, part)
    head = _upwards(reading, part, last)
    if not head.signatures:
        _before_annexes(reading, part, head)
    if not head.signatures and part.genre in _MEMBERS:
        noted = _above_a_note(reading, part, last)
        head = _upwards(reading, part, noted) if noted else head
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
            head.when = head.when or (dates.first(dated) if _is_date(dated) else None)
            break
        kind, signer = _line(reading, paragraph)
        if kind == "name" and signer is not None:
            if role and not signer.role:
                signer = _with_office(signer, role)
            head.signatures[:0] = _signers(reading, paragraph, signer)
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
            below = i + 1 < last and _line(reading, reading.paragraphs[i + 1])[0] == "role"
            return i + 1 + below if _has_text(reading, range(part.first, i)) else None
    return None


def _before_annexes(reading: Reading, part: Part, head: Head) -> None:
    """A signature with annexes behind it: place and date, and the name right below."""
    for i in range(head.end - 2, part.first, -1):
        below = reading.paragraphs[i + 1]
        if not _is_date(reading.paragraphs[i].text) or people(reading.paragraphs[i].text, reading.municipality):
            continue
        kind, signer = _line(reading, below)
        if kind == "name" and signer is not None and _has_text(reading, range(part.first, i)):
            head.when = dates.first(reading.paragraphs[i].text)
            row = beside(reading, i + 1, part.first + 1, part.last)
            head.signatures = row.signatures if row else _signers(reading, below, signer)
            head.end = i
            return


def _has_text(reading: Reading, lines: range) -> bool:
    return any(len(reading.paragraphs[i].text) >= MIN_BODY for i in lines)


def _own_end(reading: Reading, part: Part) -> int:
    """One past the last paragraph that is the writer's own."""
    if reading.genre is not Genre.EMAIL:
        return part.last
    quoted = (i for i in range(part.first + 6, part.last) if _QUOTED.match(reading.paragraphs[i].text))
    return next(quoted, part.last)


def _with_office(signer: Actor, line: str) -> Actor:
    """A signer with what stands on the line below the name: a role, a party, a role at a union."""
    party = _party(line)
    if party:
        return replace(signer, party=signer.party or party)
    behind = _PARTY_BEHIND.search(line)  # "Gruppledare (L)"
    if behind and not signer.party:
        signer = replace(signer, party=parties.canonical(behind["code"]))
    unions = collectives(line)
    return replace(signer, role=line, organisation=unions[0].actor.organisation if unions else signer.organisation)


def _party(text: str) -> str | None:
    """The party that a few words are: "Moderaterna", "(M)", "C"."""
    words = text.strip(" ,–-/()")
    named = parties.named_in(words)
    if named and (named[0][1], named[0][2]) == (0, len(words)):
        return named[0][0]
    return parties.canonical(words) if words.isupper() and len(words) <= 3 else None


def _signers(reading: Reading, paragraph: Paragraph, first: Actor) -> list[Found]:
    """One act a person: a line may carry two, side by side."""
    several = people(paragraph.text, reading.municipality)
    if len(several) < 2:
        return [Found(ActKind.SIGNATURE, paragraph.start, paragraph.end, (reading.register.resolve(first),))]
    return [Found(ActKind.SIGNATURE, paragraph.start + m.start, paragraph.start + m.end, (m.actor,)) for m in several]


def _line(reading: Reading, paragraph: Paragraph) -> tuple[str | None, Actor | None]:
    """What a line of a signature is: "name", "date", "role", "greeting", or nothing."""
    text = paragraph.text.strip()
    if paragraph.marker or len(text) > MAX_LINE or text.endswith("?"):
        return None, None
    if cue("signature", "greeting").match(text):
        return "greeting", None
    found = people(text, reading.municipality)
    if found and found[0].start <= 3 and not _SENTENCE.search(text[found[-1].end :]):
        after = text[found[0].end :].strip(" ,")
        actor = found[0].actor
        return "name", replace(actor, role=actor.role or after or None)
    if _is_date(text):
        return "date", None
    signer = _named(text)
    if signer is not None:
        return "name", signer
    if (is_role(text) or _party(text)) and len(text) < 90 and not text.endswith("."):
        return "role", None
    return None, None


def _is_date(text: str) -> bool:
    day = dates.find(text)
    if not day or len(text) >= 60 or len(text) - day[0].end >= 3:
        return False
    place = cue("signature", "place_date").match(text)
    before = text[: day[0].start].strip().casefold()
    if not all(word[:1].isupper() or word in ("den", "i") for word in text[: day[0].start].split()):
        place = None
    # "Nästa möte är den 14 mars 2024" is no place and date.
    return bool(place and place.end() >= day[0].start - 1) or before in load("acts")["signature"]["date_words"]


def _named(text: str) -> Actor | None:
    """The signer of a line that is a bare name, with role, party or union behind it ("Eva Ek, Vision")."""
    bare = name_at(text)
    if bare is None or bare.start != 0 or len(text.split()) > 12:
        return None
    rest = text[bare.end :].strip(" ,–-/")
    if not rest:
        return bare.actor
    party = _party(rest)
    if party:
        return replace(bare.actor, party=party)
    unions = collectives(rest)
    if unions and unions[0].start == 0:
        return replace(bare.actor, organisation=unions[0].actor.organisation)
    return replace(bare.actor, role=rest) if is_role(rest) else None


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
            if not below and _is_date(text):
                _date_last(found, dates.first(text))
            elif not below and not cue("signature", "stop").match(text) and _line(reading, paragraph)[0] is None:
                signing = len(text) <= 40 and not text.startswith("§") and paragraph.block is None
    if not found and reading.genre is Genre.UNION_MINUTES:
        found = sign_off(reading, reading.parts[0]).signatures
    for act in found:
        # The day of the meeting is not the day on which somebody approved its minutes.
        act.undated = act.when is None
    return found


def _above(reading: Reading, i: int) -> list[Found]:
    """The chair's name and office on the two lines right above "Justeras"."""
    if i < 2 or _line(reading, reading.paragraphs[i - 1])[0] != "role":
        return []
    name = reading.paragraphs[i - 2]
    signer = _named(name.text.strip())
    return _signers(reading, name, _with_office(signer, reading.paragraphs[i - 1].text)) if signer else []


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
            signers[:0] = _signers(reading, paragraph, named[0].actor)
            above -= 1
        # A list of names is no paper: text stands above its signatures.
        if signers and _has_text(reading, range(block.body, above + 1)):
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
            kind, signer = _line(reading, line)
            side_by_side = _two_names(reading, j)
            if side_by_side:
                found.extend(side_by_side)
                break
            if kind == "name" and signer is not None:
                found.extend(_signers(reading, line, signer))
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


def _dated(text: str) -> date | None:
    match = cue("signature", "dated").match(text)
    return dates.first(text[match.end() :]) if match else None


def _behind_label(reading: Reading, paragraph: Paragraph, at: int, when: date | None) -> list[Found]:
    """Who is named behind "Justeras:": one, or a list with the union of each."""
    text = paragraph.text
    if len(text) > MAX_LIST or _SENTENCE.search(text[at:]):
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
    kind, signer = _line(reading, replace(paragraph, text=words, end=paragraph.start + len(words)))
    if kind != "name" or signer is None:
        return []
    signers = _signers(reading, replace(paragraph, text=words), signer)
    for found in signers:
        found.when = told[0].value if told else when
    return signers


def _date_last(found: list[Found], when: date | None) -> None:
    """A date alone on the line below a name is that signature's."""
    if found and found[-1].when is None:
        found[-1].when = when
