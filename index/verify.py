"""Checks an index: does everything stand where it is said to stand?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.errors import ModelMismatch
from corpus.records import Document, Span
from index.catalogue import Catalogue
from index.catalogue.rows import text_hash
from index.levels import Levels
from index.lexical.base import StoredTerms
from index.publish import Sources
from index.records import Passage
from index.soundness import count_problems, database_problems, note_problems, some, vector_problems
from index.vectors import VectorsBroken, VectorStore

_LOOKED_FOR, _NEAR, _SAME = 20, 5, 0.99  # passages looked for in the store, how many neighbours, from which cosine
_REPAIR = "run `council index rebuild`"


def problems(catalogue: Catalogue, lexical: StoredTerms, store: VectorStore) -> list[str]:
    """One line a problem: what, where, what to do."""
    found = database_problems(catalogue.engine)
    if found:  # nothing else can be relied on
        return found
    found += count_problems(catalogue)
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
        found += _outside(entry.path, document, its)
    found += _differences("vectors in the catalogue", passages, set(catalogue.vectors().ids), "--embed")
    found += vector_problems(catalogue)
    held = set(lexical.entries(sorted(passages)))
    found += _differences("terms in the lexical index", passages, held, "")
    if lexical.size() > len(held):
        found.append(f"{lexical.size() - len(held)} passages no longer here have terms; {_REPAIR}.")
    try:
        found += _differences("vectors in the vector store", passages, store.ids(), "")
        found += strangers(catalogue, store)
    except VectorsBroken as error:
        found.append(str(error))
    return found + note_problems(catalogue)


def _outside(path: str, document: Document, its: Sequence[Passage]) -> Iterator[str]:
    """What lies outside the text, or on another page than it says."""
    pages = document.pages
    if not pages or pages[0] != 0 or list(pages) != sorted(pages) or pages[-1] > len(document.text):
        yield f"{path}: the pages lie outside the text; ingest the file again."
    spans = [("passage", p.id, p.span) for p in its] + [("act", a.id, a.span) for a in document.acts]
    spans += [("section", str(at), section.span) for at, section in enumerate(document.sections)]
    spans += [("vote", str(at), vote.span) for at, vote in enumerate(document.votes)]
    for what, name, span in spans:
        if not _inside(document, span):
            yield f"{path}: the {what} {name} lies outside the text; ingest the file again."


def strangers(catalogue: Catalogue, store: VectorStore) -> list[str]:
    """Whether vectors in the store are those of the catalogue: some are looked for, and most must find themselves."""
    ids = catalogue.passage_ids()
    table = catalogue.vectors_of(ids[:: max(1, len(ids) // _LOOKED_FOR)])
    missed = 0
    for passage_id, vector in zip(table.ids, table.matrix, strict=True):
        try:
            near = dict(store.query(vector, _NEAR))
        except ModelMismatch:
            return [f"the vectors in the vector store are of another length; {_REPAIR}."]
        # Passages of the same words have the same vector, and either may be found for the other.
        missed += max([near.get(passage_id, 0.0), *near.values()]) < _SAME
    if missed * 2 > len(table.ids):
        return [f"{missed} of {len(table.ids)} vectors in the vector store are not the catalogue's; {_REPAIR}."]
    return []


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
            yield f"{count} passages {how} {what} ({some(ids)}); {advice}."
