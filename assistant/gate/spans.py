"""Places: the exact characters, whole words, inside the act that they are said to be part of."""

from __future__ import annotations

import re

from assistant.drafts import Draft, Support
from assistant.gate.failure import Failure
from corpus.records import Document, Span

_BLANK = re.compile(r"\s+")


def exact(support: Support, stored: Document | None) -> bool:
    """Whether the stored document has the quote at that place."""
    if stored is None or not 0 <= support.start < support.end <= len(stored.text):
        return False
    return stored.text[support.start : support.end] == support.quote


def whole(support: Support) -> Failure | None:
    """What speaks against the bounds of a place: half a word, a blank before it, or words outside of its act."""
    text, start, end = support.document.text, support.start, support.end
    where = f"{support.document.path}, {start} to {end}"
    if start > 0 and text[start - 1].isalnum() and _goes_on(text, start):
        return Failure("span", f"{where}: begins inside a word")
    if end < len(text) and text[end - 1].isalnum() and _goes_on(text, end):
        return Failure("span", f"{where}: ends inside a word")
    if text[start].isspace():
        return Failure("span", f"{where}: begins with a blank")
    act = support.act
    if act is not None and not (act.span.document_id == support.document.id and _inside(support, act.span)):
        return Failure("span", f"{where}: lies outside the {act.kind}")
    return None


def _goes_on(text: str, at: int) -> bool:
    """Whether a word or a number goes on at a place: "5" goes on in ".3"."""
    return text[at].isalnum() or (text[at] in ".,:/" and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit())


def value(draft: Draft) -> Failure | None:
    """Whether the value that is put first stands in the first quote, blanks aside."""
    if draft.value is None or draft.support is None:
        return None
    if _BLANK.sub("", draft.value) in _BLANK.sub("", draft.support.quote):
        return None
    return Failure("value", draft.value)


def _inside(support: Support, span: Span) -> bool:
    return span.start <= support.start and support.end <= span.end
