"""Boards and councils named in a text, in their plain form."""

from __future__ import annotations

import re
from functools import cache

from corpus.cues import Cue
from corpus.data import alternatives, load
from corpus.memo import remembered

_TWO_NAMES = r"(?:\w[\w-]*-(?:, \w+-)* och )?"


@cache
def _bodies() -> Cue:
    table = load("actors")["bodies"]
    endings = alternatives(table["endings"])
    compound = rf"(?:[\wåäö]+-(?:,\s*[\wåäö]+-)*\s*(?:och|&)\s*)?[\wåäö-]*{endings}"
    board = r"nämnden för [\wåäö-]+(?: och [\wåäö-]+)?"
    return Cue(
        rf"(?<![\w-])(?:{alternatives(table['names'])}|{board}|{compound})(?P<genitive>s)?(?![\w])",
        re.IGNORECASE,
    )


@cache
def subject() -> re.Pattern[str]:
    """The body that begins a sentence: "Barn- och utbildningsnämnden", "Direktionen", "KS"."""
    return re.compile(rf"(?P<body>{_TWO_NAMES}[\w-]*{alternatives(load('actors')['bodies']['subjects'])})\b", re.I)


@cache
def decides_alone() -> re.Pattern[str]:
    """A line on which nothing stands but that a body decides: "Socialnämnden beslutar:"."""
    body = alternatives(load("actors")["bodies"]["subjects"])
    return re.compile(rf"\s*(?=[A-ZÅÄÖ])(?i:{_TWO_NAMES}[\w-]*{body}) (?:beslutar|beslutade|beslöt)\s*:?\s*")


@remembered
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
