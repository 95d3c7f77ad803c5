"""What became of a matter, and what a motion aims at, by the words that say it."""

from __future__ import annotations

import re
from functools import cache

from corpus.acts.reading import cue
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Form

_LEAD = re.compile(r"(?::|\batt|\bbeslutar|\bbeslutade|\bbesluta|\bför egen del|\bföljande\.?)$")
_NUMERAL = re.compile(r"^(?:[-–•*▪◦·]\s+|\(?\d{1,3}[.)]\s+|[a-zåäö]\)\s+)")


@cache
def _forms(group: str) -> dict[Form, Cue]:
    return {Form(name): cue(group, name) for name in load("acts")[group]}


# "Fullmäktige beslutar att anvisa 28 mnkr, samt att avslå tillägget": points that print has run on.
_LISTED = re.compile(
    r"((?:.{0,80}?\b(?:beslutar|beslutade|beslöt):? )?att\b.*?)(?:,| samt| och)(?: samt| och)? att\b", re.DOTALL
)


def outcome(text: str) -> Form | None:
    """The form of a decision or of a draft: the earliest outcome of its first point, None where it names none."""
    point = _alone(_first_point(text))
    if not point:
        return None
    put = _earliest(point, "outcome_put")
    if put:  # "1. Interpellationen får ställas. 2. Interpellationen bordläggs."
        return _earliest(text, "outcome") or put
    withdrawn = cue("outcome", "withdrawn").search(point)
    if withdrawn:
        return Form.WITHDRAWN
    found = _earliest(point, "outcome") or _earliest(point, "outcome_past")
    return found or (Form.APPROVED if cue("outcome_alone", "approved").search(point) else None)


def decided(text: str) -> Form | None:
    """The form of a decision that may only say what is aimed at ("Nämnden beslutar om återremiss.")."""
    return outcome(text) or aim(_alone(_first_point(text)))


def aim(text: str) -> Form | None:
    """What somebody moves: bifall, avslag, återremiss, bordläggning …; the first where several are moved."""
    return _earliest(text, "motion_aim")


def _alone(point: str) -> str:
    """A point without those that print has run on behind it."""
    listed = _LISTED.match(point)
    return listed.group(1) if listed else point


def _first_point(text: str) -> str:
    """The first point of a reading text that is more than a lead; a sentence torn over two lines is read whole."""
    point = ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines:
        content = _NUMERAL.sub("", line)
        if point and content != line:
            break
        if len(lines) > 1 and not point and _LEAD.search(content):
            continue
        point = f"{point} {content}".strip()
        if content.endswith((".", "!")):
            break
    return point


def _earliest(text: str, group: str) -> Form | None:
    places = []
    for form, pattern in _forms(group).items():
        for match in pattern.finditer(text):
            if group == "outcome" and re.search(
                r"\bsom (?:\w+ ){0,2}$", text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            places.append((match.start(), -len(match.group()), form))
            break
    return min(places)[2] if places else None
