"""The public index: where anything is internal, a second complete index of the public documents alone.

It lies in the folder `public` of the full index and is derived from it, as the vector store is: documents, passages,
vectors and terms are copied, nothing is read or embedded again. Whoever reads for the public opens this one, so
nothing internal can come through a list, a count, a name or the words of the index.

What keeps it safe is `Gate`: `state` of the full catalogue goes up with every write, and the public one says which
state it is in step with. Where the two differ, the gate compares the files themselves before it lets anybody in.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Connection, delete

from corpus.errors import IndexError_, SchemaMismatch
from index.catalogue import Catalogue, File, Unread
from index.catalogue.copying import copy_documents
from index.catalogue.schema import cases
from index.catalogue.writing import get_meta, set_meta
from index.ingest.derived import Terms, forget_again, note_pending, noted_again, repair, settle
from index.levels import Level, Levels
from index.lexical.base import StoredTerms
from index.vectors import VectorsBroken, VectorStore

FOLDER = "public"
_STEP = "in_step_with"  # in the public catalogue: the mark of the full one that it was complete at
_WITHDRAWN = "withdrawn"  # in the public catalogue: how often something was taken out of it
_BATCH = 50  # documents that are copied in one transaction
Tell = Callable[[int, int], None]
"""Gets how many documents of how many have been copied."""


class PublicNotReady(IndexError_):
    """The public index is being rebuilt; whoever may see public documents only has to wait."""


class OpenIndex(Protocol):
    """An index as the copying needs it: `index.store.Index`."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def lexical(self) -> StoredTerms: ...
    @property
    def terms(self) -> Terms: ...
    @property
    def vectors(self) -> VectorStore: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Files by location: those that were read and those that could not be."""

    files: dict[str, File] = field(default_factory=dict)
    unread: dict[str, Unread] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, levels: Levels | None = None) -> Sources:
        """All of a catalogue, or with `levels` the public ones, under names that tell of no other."""

        def shown(location: str) -> bool:
            return levels is None or levels.of(location) is Level.PUBLIC

        files = [file for file in catalogue.files() if shown(file.location)]
        return cls(
            {file.location: file for file in (files if levels is None else _renamed(files))},
            {failed.location: failed for failed in catalogue.unread() if shown(failed.location)},
        )

    @property
    def documents(self) -> dict[str, list[File]]:
        """The files of each document."""
        found: dict[str, list[File]] = {}
        for file in self.files.values():
            found.setdefault(file.document_id, []).append(file)
        return found


def _renamed(files: Sequence[File]) -> Iterator[File]:
    """The files by the names that they would have alone: a longer one says that another file has the short one."""
    taken = {file.path for file in files}
    for file in files:
        location = Path(file.location)
        short = location.relative_to(file.root).as_posix() if file.root else location.name
        yield file if short in taken else replace(file, path=short)
        taken.add(short)


def mark(full: Catalogue) -> str:
    """Names a state of the full catalogue; another with every write, and in a catalogue made anew."""
    with full.reading() as connection:
        return f"{get_meta(connection, 'created')} {get_meta(connection, 'state')}"


def forbidden(full: Catalogue, public: Catalogue, levels: Levels) -> list[str]:
    """The files of the public index that the public may not see, by location."""
    held = Sources.of(public)
    everything = {file.document_id for file in full.files()}
    allowed = set(Sources.of(full, levels).documents)

    def hidden(file: File) -> bool:
        return levels.of(file.location) is Level.INTERNAL or file.document_id in everything - allowed

    return [file.location for file in held.files.values() if hidden(file)] + [
        location for location in held.unread if levels.of(location) is Level.INTERNAL
    ]


class Gate:
    """Lets a reader have the public index only while nothing internal is in it; cheap while nothing changes."""

    def __init__(self, full: Catalogue, public: Catalogue) -> None:
        self._full = full
        self._public = public
        self._passed: tuple[str, str] | None = None

    def check(self) -> None:
        """Raises `PublicNotReady` when the public index was never complete, or holds what it may not."""
        now, state = mark(self._full), self._public.state
        if (now, state) == self._passed:
            return
        step = self._public.get(_STEP)
        same_model = self._public.embedder in (None, self._full.embedder)
        if not step or not same_model:
            raise not_ready(self._full.folder)
        if step != now and forbidden(self._full, self._public, Levels.load(self._full)):
            raise not_ready(self._full.folder)
        self._passed = (now, state)

    @property
    def ready(self) -> bool:
        """Whether `check` lets a reader in."""
        try:
            self.check()
        except PublicNotReady:
            return False
        return True

    @property
    def in_step(self) -> bool:
        """Whether the public index has everything that it may have."""
        return self._public.get(_STEP) == mark(self._full)

    @property
    def withdrawals(self) -> str:
        """Changes when something is taken out, after which nobody should go on with what they remember."""
        return self._public.get(_WITHDRAWN) or "0"


def not_ready(folder: Path) -> PublicNotReady:
    """The error, for an index folder."""
    return PublicNotReady(
        f"The public part of the index in {folder} is being rebuilt: try again in a moment. If it stays so, "
        "run `council index rebuild`."
    )


class Publisher:
    """Keeps the public index in step with the full one, which is open for writing.

    What may no longer be seen is taken out first, what is new is added last; every step may be cut short and is
    taken up by the next `sync`.
    """

    def __init__(
        self,
        full: OpenIndex,
        folder: Path,
        open_public: Callable[[], OpenIndex],
        drop_elsewhere: Callable[[], None] = lambda: None,
    ) -> None:
        """`drop_elsewhere` removes what the public index keeps outside its folder, on servers."""
        self._full = full
        self._folder = folder
        self._open = open_public
        self._drop_elsewhere = drop_elsewhere

    @property
    def levels(self) -> Levels:
        """The levels as they are stored now."""
        return Levels.load(self._full.catalogue)

    def sync(self, tell: Tell | None = None, thorough: bool = True) -> int:
        """Makes the public index hold exactly the public documents; gives how many were copied.

        Where nothing is internal it is removed. Without `thorough` an index that says it is in step is believed.
        """
        levels = self.levels
        if not levels.mixed:
            self.drop()
            return 0
        with self._opened() as public:
            if not thorough and public.catalogue.get(_STEP) == mark(self._full.catalogue):
                return 0
            wanted = Sources.of(self._full.catalogue, levels)
            public.terms.prepare(public.catalogue)
            taken = self._take_out(public, _surplus(Sources.of(public.catalogue), wanted))
            copied = self._add(public, wanted, tell)
            if thorough or taken or copied:
                public.terms.link_cases(public.catalogue)
                repair(public.catalogue, public.vectors)
            if noted := noted_again(self._full.catalogue):
                forget_again(self._full.catalogue, noted)
            public.catalogue.set(_STEP, mark(self._full.catalogue))
            return copied

    def withdraw(self) -> None:
        """Takes out at once what has become internal; what is new waits for `sync`."""
        levels = self.levels
        if not levels.mixed or not self._folder.is_dir():
            return
        with self._opened() as public:
            if self._take_out(public, forbidden(self._full.catalogue, public.catalogue, levels)):
                public.terms.link_cases(public.catalogue)
                _settle(public)

    def rebuild(self, tell: Tell | None = None) -> int:
        """Makes the public index anew from the full one; gives how many documents were copied."""
        self.drop()
        return self.sync(tell)

    def drop(self) -> None:
        """Removes the public index."""
        self._drop_elsewhere()
        if not self._folder.exists():
            return
        try:
            shutil.rmtree(self._folder)
        except OSError as error:
            raise IndexError_(
                f"The public index in {self._folder} cannot be removed ({error.strerror}): check its permissions, "
                "stop who uses it, and run `council index rebuild`."
            ) from None

    def hidden(self) -> frozenset[str]:
        """The ids of the documents that are internal now."""
        levels = self.levels
        if not levels.mixed:
            return frozenset()
        everything = {file.document_id for file in self._full.catalogue.files()}
        return frozenset(everything.difference(Sources.of(self._full.catalogue, levels).documents))

    # Steps

    @contextmanager
    def _opened(self) -> Iterator[OpenIndex]:
        """The public index, open for writing; one that is damaged or of another model is made anew."""
        model = self._full.catalogue.embedder
        try:
            public = self._open()
        except SchemaMismatch:
            self.drop()
            public = self._open()
        if model is not None and public.catalogue.embedder not in (None, model):
            with public:
                pass
            self.drop()
            public = self._open()
        with public:
            if model is not None and public.catalogue.embedder is None:
                public.catalogue.claim(model)
            yield public

    def _take_out(self, public: OpenIndex, locations: Sequence[str]) -> int:
        """Forgets files in one transaction, and with them the cases, whose titles may be of any document."""
        if not locations:
            return 0

        def also(connection: Connection, gone: frozenset[str]) -> None:
            public.terms.put(connection, gone, ())
            note_pending(connection, gone)
            if gone:
                connection.execute(delete(cases))
            set_meta(connection, _WITHDRAWN, str(int(get_meta(connection, _WITHDRAWN) or 0) + 1))

        public.catalogue.remove(locations, also)
        return len(locations)

    def _add(self, public: OpenIndex, wanted: Sources, tell: Tell | None) -> int:
        """Copies what is missing or was read again, and puts files right; gives how many documents were copied."""
        held = Sources.of(public.catalogue)
        stale = noted_again(self._full.catalogue)
        missing = {
            document_id: files
            for document_id, files in wanted.documents.items()
            if document_id not in held.documents or document_id in stale
        }
        ids = list(missing)
        for at in range(0, len(ids), _BATCH):
            part = ids[at : at + _BATCH]
            self._copy(public, {document_id: missing[document_id] for document_id in part})
            if tell:
                tell(at + len(part), len(ids))
        for file in wanted.files.values():
            if file.document_id not in missing and held.files.get(file.location) != file:
                public.catalogue.write_file(file)
        for failed in wanted.unread.values():
            if held.unread.get(failed.location) != failed:
                public.catalogue.write_unread(failed)
        return len(missing)

    def _copy(self, public: OpenIndex, documents: Mapping[str, Sequence[File]]) -> None:
        """Copies some documents with all that belongs to them, in one transaction; then tells the vector store."""
        with self._full.catalogue.reading() as source, public.catalogue.transaction() as target:
            ids = copy_documents(source, target, documents)
            terms = self._full.lexical.entries(ids, source)
            public.terms.put(target, documents, [terms[i] for i in ids if i in terms])
            note_pending(target, documents)
        _settle(public)


def _settle(public: OpenIndex) -> None:
    try:
        settle(public.catalogue, public.vectors)
    except VectorsBroken:
        repair(public.catalogue, public.vectors)


def _surplus(held: Sources, wanted: Sources) -> list[str]:
    """The locations that have to go: not public, not there any longer, or of another content or path now."""

    def same(file: File, other: File | None) -> bool:
        return other is not None and (file.document_id, file.path) == (other.document_id, other.path)

    return [location for location, file in held.files.items() if not same(file, wanted.files.get(location))] + [
        location for location in held.unread if location not in wanted.unread
    ]
