"""The search context of a passage: where it stands and who speaks, in few Swedish words. Never quoted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.records import Act, ActKind, Actor, Document

MAX_WORDS = 45
# (words of the document's title, words of its headings). In minutes the matter is named by the heading of its §,
# and the title says only which meeting it was.
PAPER = (12, 12)
PARAGRAPH = (6, 24)
SPEAKER_WORDS = 12
MAX_NAMES = 3
# The kinds that tell most about a passage come first.
_ORDER = (
    ActKind.QUESTION,
    ActKind.ANSWER,
    ActKind.DECISION,
    ActKind.DISSENT,
    ActKind.MOTION,
    ActKind.PROPOSAL,
    ActKind.STATEMENT,
    ActKind.INFORMATION,
    ActKind.ATTENDANCE,
    ActKind.SIGNATURE,
)


def context(document: Document, section: int | None, acts: Sequence[Act], header: str = "") -> str:
    """Title · body · date · headings · who speaks · table header, at most `MAX_WORDS` words.

    `section` is a position in `document.sections`; `acts` are those that the passage overlaps; `header` is
    the first row of the table that the passage continues.
    """
    headings = document.sections[section].heading if section is not None else ()
    numbered = section is not None and document.sections[section].paragraph is not None
    title_words, heading_words = PARAGRAPH if numbered else PAPER
    parts = [_few(document.title, title_words), document.body or ""]
    parts.append(document.date.isoformat() if document.date else "")
    parts.append(_few(speaker(acts), SPEAKER_WORDS))
    shown = _few(" – ".join(h for h in headings[-2:] if h != document.title), heading_words)
    parts.insert(3, shown)
    parts.append(header)
    separator = str(_words()["separator"])
    # Separators are no words: they are put in after the count.
    return _few(separator.join(dict.fromkeys(part for part in parts if part)), MAX_WORDS, ignore=separator.strip())


def speaker(acts: Sequence[Act]) -> str:
    """Who does what in these acts, for the most telling kind: "Fråga av Anna Ek (S) till Bo Ask (M)"."""
    if not acts:
        return ""
    kind = min((act.kind for act in acts), key=_ORDER.index)
    same = [act for act in acts if act.kind == kind]
    words: dict[str, str] = _words()["kinds"][kind]
    by = _names([actor for act in same for actor in act.actors])
    to = _names([actor for act in same for actor in act.addressees])
    if "by" not in words or not by:
        return words["bare"]
    return words["to" if to else "by"].format(by=by, to=to)


def table_header(text: str, start: int) -> str:
    """The header row of the table that the line at `start` continues, "" where no table goes on there."""
    here = text.rfind("\n", 0, start) + 1
    if not _is_row(_line(text, here)):
        return ""
    first = here
    while first > 0:
        above = text.rfind("\n", 0, first - 1) + 1
        if not _is_row(_line(text, above)):
            break
        first = above
    return "" if first == here else " ".join(_line(text, first).replace("|", " ").split())


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _is_row(line: str) -> bool:
    return line.count("|") >= 2 or " | " in line


def _names(actors: Sequence[Actor]) -> str:
    labels = list(dict.fromkeys(actor.label for actor in actors if actor.label))[:MAX_NAMES]
    if len(labels) < 2:
        return "".join(labels)
    return ", ".join(labels[:-1]) + str(_words()["and"]) + labels[-1]


def _few(text: str, limit: int, ignore: str = "") -> str:
    """The first `limit` words, on one line; `ignore` counts as no word."""
    kept: list[str] = []
    counted = 0
    for word in text.split():
        counted += word != ignore
        if counted > limit:
            break
        kept.append(word)
    return " ".join(kept).removesuffix(ignore).rstrip() if ignore else " ".join(kept)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("index").joinpath("passages.toml").read_text(encoding="utf-8"))
