"""Every check of a draft, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.drafts import Draft, Support
from corpus.records import Document

Original = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a draft must not be shown: the name of the check, and what did not agree."""

    check: str
    detail: str


def examine(draft: Draft, original: Original) -> Failure | None:
    """The first thing that speaks against a draft, None when it may be shown.

    `original` gives the stored document by id: a quote is compared with that, not with what the draft carries.
    """
    if draft.support is None:
        return Failure("span", "no place in a document")
    for support in (draft.support, *draft.also):
        if not _exact(support, original(support.document.id)):
            return Failure("span", f"{support.document.path}, {support.start} to {support.end}")
    if not draft.free and "{quote}" not in draft.text:
        return Failure("quote", "the sentence does not show its source")
    if draft.cells and not any("{quote}" in cell for cell in draft.cells):
        return Failure("quote", "the row does not show its source")
    act = draft.support.act
    if draft.kind is not None and (act is None or act.kind is not draft.kind):
        return Failure("kind", str(draft.kind))
    if draft.actors and (act is None or not set(draft.actors) <= {*act.actors, *act.addressees}):
        return Failure("actors", ", ".join(actor.label for actor in draft.actors))
    stored = original(draft.support.document.id)
    if draft.when is not None and draft.when not in (act.date if act else None, stored.date if stored else None):
        return Failure("date", draft.when.isoformat())
    return None


def _exact(support: Support, stored: Document | None) -> bool:
    if stored is None or not 0 <= support.start < support.end <= len(stored.text):
        return False
    return stored.text[support.start : support.end] == support.quote
