"""Every check of a draft, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from assistant.drafts import Draft
from assistant.gate import (
    coverage,
    dates,
    kinds,
    modality,
    names,
    negation,
    numbers,
    outcomes,
    places,
    references,
    spans,
)
from assistant.gate.cues import words
from assistant.gate.evidence import Evidence, without_cases
from assistant.gate.failure import Failure
from assistant.gate.words import Words, plain
from corpus.records import ActKind, Document

Original = Callable[[str], Document | None]
MOST_BLANKED = 2
"""Cells of a row that may be left out: with three of them gone a row says nothing."""


def examine(draft: Draft, original: Original, reader: Words = plain) -> Failure | None:
    """The first thing that speaks against a draft, None when it may be shown.

    `original` gives the stored document by id: a quote is compared with that, not with what the draft carries.
    `reader` reads the content words of free claims; `assistant.gate.words.Indexed` does so across languages.
    """
    return next((failure for failure in _failures(draft, original, reader) if failure is not None), None)


def without_unproved(draft: Draft, original: Original, reader: Words = plain) -> Draft | None:
    """A row that fails without the cells that its place does not bear out; None where it is not only them.

    A list must be complete: a row that says less is better than a row that is missing.
    """
    told = [i for i, cell in enumerate(draft.cells) if cell.strip() and "{quote}" not in cell]
    for count in range(1, min(len(told), MOST_BLANKED) + 1):
        for left in combinations(told, count):
            less = replace(draft, cells=tuple("" if i in left else cell for i, cell in enumerate(draft.cells)))
            if examine(less, original, reader) is None:
                return less
    return None


def _failures(draft: Draft, original: Original, reader: Words) -> Iterator[Failure | None]:
    """Every check, made as it is asked for: the cheap ones first."""
    if draft.support is None:
        yield Failure("span", "no place in a document")
        return
    stored = [original(support.document.id) for support in (draft.support, *draft.also)]
    for support, document in zip((draft.support, *draft.also), stored, strict=True):
        if not spans.exact(support, document):
            yield Failure("span", f"{support.document.path}, {support.start} to {support.end}")
        yield spans.whole(support)
    yield _shown(draft)
    yield spans.value(draft)
    yield kinds.recorded(draft)
    yield places.check(draft)
    evidence = Evidence(draft, [document for document in stored if document is not None], reader)
    act = draft.support.act
    known = [act.date if act else None, *(document.date for document in evidence.documents[:1])]
    if draft.when is not None and draft.when not in known:
        yield Failure("date", draft.when.isoformat())
    own = own_words(draft)
    if not any(map(str.isalnum, own)):
        return
    yield from _own(own, evidence)


def _own(own: str, evidence: Evidence) -> Iterator[Failure | None]:
    """The checks of a claim's own words."""
    free = evidence.draft.free
    own = evidence.without_unknown(own)
    # The quote may be part of a free sentence: what is on record or quoted word for word needs no more proof.
    rest = evidence.rest(own)
    plain_text = own if free else rest
    if free or any(map(str.isdigit, rest)):
        yield references.check(plain_text, evidence)
        bare = without_cases(plain_text)
        yield dates.check(bare, evidence)
        yield numbers.check(dates.blanked(bare), evidence)
    elif not any(map(str.isalpha, rest)):
        return
    else:
        yield numbers.check(rest, evidence)
    yield names.check(own, rest, evidence, free=free)
    yield names.roles(own, evidence)
    yield kinds.check(rest, evidence)
    yield outcomes.check(rest, evidence, free=free)
    if not free:
        yield negation.own(rest, evidence)
        return
    yield kinds.repeated(own, evidence)
    yield negation.check(own, evidence)
    yield modality.check(own, evidence)
    yield coverage.check(own, evidence)


def own_words(draft: Draft) -> str:
    """What a claim says beside its quotes: the whole of a free one, a row without what the register counts."""
    if draft.free:
        return draft.text
    if not draft.cells:
        return draft.text.replace("{quote}", " ")
    rows = words("rows")
    derived = rows["derived"]
    if draft.kind is ActKind.DECISION and any(name in rows["dated_by_case"] for name in draft.header):
        derived = [*derived, *rows["days"]]
    kept = [
        cell
        for i, cell in enumerate(draft.cells)
        if "{quote}" in cell or i >= len(draft.header) or draft.header[i] not in derived
    ]
    return " | ".join(kept).replace("{quote}", " ")


def _shown(draft: Draft) -> Failure | None:
    if not draft.free and "{quote}" not in draft.text:
        return Failure("quote", "the sentence does not show its source")
    if draft.cells and not any("{quote}" in cell for cell in draft.cells):
        return Failure("quote", "the row does not show its source")
    return None
