"""Checks an index: does everything stand where it is said to stand?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Document, Span
from index.catalogue import Catalogue
from index.catalogue.rows import text_hash
from index.levels import Levels
from index.lexical.fts import FtsLexical
from index.publish import Sources
from index.vectors import VectorsBroken, VectorStore

_FEW = 5  # ids named in one message
_REPAIR = "run `council index rebuild`"


def problems(catalogue: Catalogue, lexical: FtsLexical, store: VectorStore) -> list[str]:
    """One line a problem: what, where, what to do."""
    found: list[str] = []
    passages: set[str] = set()
    hashes = catalogue.text_hashes()
    for entry in catalogue.documents():
        document = catalogue.document(entry.id)
        if document is None:
            continue
        if text_hash(document.text) != hashes[entry.id]:
            found.append(f"{entry.path}: the text is not the one that was written; ingest the file again.")
        its = catalogue.passages_of(entry.id)
        passages |= {passage.id for passage in its}
        spans = [("passage", p.id, p.span) for p in its] + [("act", a.id, a.span) for a in document.acts]
        found += [
            f"{entry.path}: the {what} {name} lies outside the text; ingest the file again."
            for what, name, span in spans
            if not _inside(document, span)
        ]
    found += _differences("vectors in the catalogue", passages, set(catalogue.vectors().ids), "--embed")
    held = set(lexical.entries(sorted(passages)))
    found += _differences("terms in the lexical index", passages, held, "")
    if lexical.size() > len(held):
        found.append(f"{lexical.size() - len(held)} passages no longer here have terms; {_REPAIR}.")
    try:
        found += _differences("vectors in the vector store", passages, store.ids(), "")
    except VectorsBroken as error:
        found.append(str(error))
    return found


def public_problems(full: Catalogue, public: Catalogue, levels: Levels) -> list[str]:
    """Where the public index differs from the public documents of the full one, one line each."""
    wanted, held = Sources.of(full, levels), Sources.of(public)
    pairs = ((wanted.files, held.files), (wanted.unread, held.unread))
    missing = [each.path for ours, its in pairs for at, each in ours.items() if its.get(at) != each]
    surplus = [each.path for ours, its in pairs for at, each in its.items() if at not in ours]
    hashes, its_hashes = full.text_hashes(), public.text_hashes()
    missing += [
        file.path for file in wanted.files.values() if its_hashes.get(file.document_id) != hashes[file.document_id]
    ]
    return [
        f"{path}: {what}; {_REPAIR}."
        for what, paths in (("is not there as it should be", missing), ("is there and is not public", surplus))
        for path in sorted(set(paths))
    ]


def _inside(document: Document, span: Span) -> bool:
    return (
        span.document_id == document.id
        and 0 <= span.start < span.end <= len(document.text)
        and span.page == document.page_at(span.start)
    )


def _differences(what: str, wanted: set[str], held: set[str], option: str) -> Iterator[str]:
    advice = f"{_REPAIR[:-1]} {option}`" if option else _REPAIR
    for count, how, ids in (
        (len(wanted - held), "lack", wanted - held),
        (len(held - wanted), "no longer here have", held - wanted),
    ):
        if count:
            some = ", ".join(sorted(ids)[:_FEW])
            yield f"{count} passages {how} {what} ({some}{' …' if count > _FEW else ''}); {advice}."
