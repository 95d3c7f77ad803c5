"""A kept brief made anew when the documents have changed, with what staff chose in it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.assistant import Assistant
from assistant.brief.covering import covered
from assistant.brief.making import Briefing, Progress
from assistant.brief.own import present
from assistant.brief.records import Brief, Evidence, Prepared
from index.cases.words import fold
from index.store import Index


@dataclass(frozen=True)
class Refreshed:
    """A brief made anew. `new` are the ids of sources that were not in it; `gone` are (question, evidence).

    What is gone stands in no document any more, or not in these words.
    """

    brief: Brief
    new: frozenset[str]
    gone: tuple[tuple[int, Evidence], ...]

    @property
    def changed(self) -> bool:
        """Whether anything is new or gone."""
        return bool(self.new or self.gone)


def stale(brief: Brief, assistant: Assistant) -> bool:
    """Whether documents have changed since a brief was made."""
    return brief.state != assistant.index.catalogue.state


def refresh(briefing: Briefing, brief: Brief, progress: Progress | None = None) -> Refreshed:
    """Makes a brief anew: quotes stay as staff kept, noted and ordered them; new ones stand where they belong."""
    index = briefing.assistant.index
    paper = brief.paper.model_copy(update={"document_id": present(brief.paper, index)})
    made = briefing.make(paper, progress)
    old = {one.ask.n: one for one in brief.prepared}
    new: set[str] = set()
    gone: list[tuple[int, Evidence]] = []
    prepared = []
    for fresh in made.prepared:
        before = old.get(fresh.ask.n)
        if before is None:
            prepared.append(fresh)
            new.update(e.source.id for e in fresh.evidence)
            continue
        carried, lost = _carried(before, fresh, index)
        known = {fold(e.source.quote) for e in before.evidence}
        new.update(e.source.id for e in fresh.evidence if fold(e.source.quote) not in known)
        gone.extend((fresh.ask.n, e) for e in lost)
        prepared.append(carried)
    done = made.model_copy(update={"id": brief.id, "prepared": tuple(prepared)})
    return Refreshed(done, frozenset(new), tuple(gone))


def _carried(old: Prepared, fresh: Prepared, index: Index) -> tuple[Prepared, list[Evidence]]:
    """The question as it is now with the choices of before, and the evidence that is gone."""
    found = {fold(e.source.quote): e for e in fresh.evidence}
    kept: list[Evidence] = []
    lost: list[Evidence] = []
    for one in old.evidence:
        now = found.get(fold(one.source.quote))
        if now is None and not _stands(one, index):
            lost.append(one)
            continue
        base = now if now is not None else one
        kept.append(base.model_copy(update={"kept": one.kept, "note": one.note}))
    merged = _merged(kept, fresh.evidence)
    return covered(fresh.model_copy(update={"evidence": merged, "note": old.note})), lost


def _stands(evidence: Evidence, index: Index) -> bool:
    source = evidence.source
    document = index.catalogue.document(source.document_id)
    return document is not None and document.text[source.start : source.end] == source.quote


def _merged(kept: list[Evidence], fresh: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The kept ones in their order; a new one before the next kept one that follows it in the fresh order."""
    places = {fold(e.source.quote): i for i, e in enumerate(fresh)}
    known = {fold(e.source.quote) for e in kept}
    done = list(kept)
    for i, new in enumerate(fresh):
        if fold(new.source.quote) in known:
            continue
        at = next((j for j, e in enumerate(done) if places.get(fold(e.source.quote), -1) > i), len(done))
        done.insert(at, new)
    return tuple(done)
