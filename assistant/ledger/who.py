"""Who undertakes something: the words that name them, in full where the document says more elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.tables import table
from corpus.bodies import bodies_in
from corpus.data import alternatives
from corpus.records import Act, Document

_PERSON = re.compile(r"[A-ZÅÄÖÉ][\w-]+ [A-ZÅÄÖÉ][\w-]+(?: \([A-Za-zÅÄÖåäö]{1,4}\))?$")


def somebody(words: str, introduced: bool = False) -> str | None:
    """The name of whoever the words before a verb say will do it; None where they do not clearly name somebody.

    Of "Det finns ingen plan, men nämnden" it is the last clause, of "HR-staben arbetar med det och" the subject that
    both verbs share. `introduced`: "Förvaltningen svarade att" went before, so that "de" is the one who answered.
    """
    given = _cues()
    words = re.split(r",\s+(?:men|så|utan)\s+", words.strip(" ,"))[-1].strip(" ,")
    if introduced and words.casefold() in given["pronouns"]:
        return words
    shared = re.sub(r"\s+(?:och|samt|men)$", "", words)
    first = _named().search(shared.casefold())
    if shared != words:
        if first is None or re.search(given["not_within"], shared[: first.end()], re.IGNORECASE):
            return None
        return shared[: first.end()] if not _verbs(shared[: first.end()]) else None
    if not words or len(words) > given["longest"] or re.search(given["not_within"], words, re.IGNORECASE):
        return None
    return words if (first or _PERSON.search(words)) and not _verbs(words) else None


def _verbs(words: str) -> bool:
    """Whether a name has a verb in it, and so is more than a name."""
    given = _cues()
    return any(
        re.match(given["verb"], word) and word not in given["no_verb"] and not _named().search(word)
        for word in re.findall(r"[\w-]+", words)
    )


def in_full(words: str, document: Document, section: int | None, act: Act | None) -> str:
    """The one meant: "vi" is who speaks, "nämnden" the board of the heading or of the document."""
    plain = words.casefold().strip()
    if plain in _cues()["self"]:
        return speaker(act, document)
    if plain in _cues()["vague"]:
        return _board(plain, document, section, act) or _capital(words)
    return _capital(words.strip(" ,"))


def speaker(act: Act | None, document: Document) -> str:
    """Who does an act: its actors, else the one who gives the answers of the document, else its board; or ""."""
    if act is not None and act.actors:
        return _capital(", ".join(dict.fromkeys(actor.label for actor in act.actors)))
    voices = {tuple(a.label for a in each.actors) for each in document.acts if each.kind == "answer" and each.actors}
    if len(voices) == 1:
        return ", ".join(next(iter(voices)))
    return _capital(document.body or "")


def _board(vague: str, document: Document, section: int | None, act: Act | None) -> str | None:
    """The board's whole name: of the heading it stands under, else of the document, else of the speaker's office."""
    near: list[str] = []
    if section is not None:
        near.extend(reversed(document.sections[section].heading))
    near.append(document.body or "")
    near.extend(f"{actor.role or ''} {actor.organisation or ''}" for actor in (act.actors if act else ()))
    for text in near:
        for name, start, end in bodies_in(text):
            if name.endswith(vague):
                shown = text[start:end]
                return _capital(shown[:-1] if shown.endswith("s") and not name.endswith("s") else shown)
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cues() -> dict[str, Any]:
    found: dict[str, Any] = table("cues", "assistant.ledger")["who"]
    return found


@cache
def _named() -> re.Pattern[str]:
    given = _cues()
    return re.compile(rf"{alternatives(given['endings'])}\b|(?<!\w){alternatives(given['exact'])}(?!\w)")
