"""One index, opened: the catalogue and what serves searches in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType

from corpus.errors import BadSettings, IndexError_, ModelMismatch
from index.cases import Cases
from index.catalogue import Catalogue, Unread
from index.catalogue.catalogue import mismatch
from index.embedding import Embedder
from index.embedding.base import Vectors
from index.ingest import Ingest
from index.ingest.ahead import ReadingAhead
from index.ingest.derived import Terms, forget_pending, repair
from index.ingest.ingest import Read
from index.levels import Level, Levels, place_of
from index.lexical import stored_terms
from index.lexical.analysis import Analyser
from index.lexical.base import StoredTerms
from index.mending import mend
from index.models import Models
from index.place import SCHEMA
from index.publish import FOLDER, Gate, Publisher, Tell, not_ready
from index.reader import PassageReader
from index.records import Passage
from index.settings import Settings
from index.soundness import beside_problems
from index.vectors import VectorStore, make_vectors, on_server
from index.vectors.memory import ExactVectors
from index.verify import problems, public_problems

_BATCH = 256


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What the public index holds, and whether that is all it may hold; `ready` says whether it may be read."""

    documents: int
    passages: int
    in_step: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds. `counts` are rows by table, `size` bytes on disk, `bodies` documents by body.

    `levels` are the access levels that were given; `public` is None where nothing is internal.
    """

    folder: Path
    counts: dict[str, int]
    bodies: dict[str, int]
    first: date | None
    last: date | None
    embedder: str | None
    created: str | None
    size: int
    unread: tuple[Unread, ...]
    levels: dict[str, Level] = field(default_factory=dict)
    public: PublicStatus | None = None


class Index:
    """Opened by `Index.open`; a context manager. Model and vectors are loaded when first asked for.

    Indexes that are given the same `models` share them.
    """

    def __init__(self, settings: Settings, catalogue: Catalogue, models: Models | None = None) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self.models = models or Models(settings)
        self.lexical: StoredTerms = stored_terms(catalogue.engine)
        self.analyser = Analyser(self.models.splitter, self.lexical)
        self.cases = Cases(catalogue)
        self._store: tuple[str, VectorStore] | None = None
        self._opening = Lock()

    @classmethod
    def open(cls, settings: Settings, write: bool = False, models: Models | None = None) -> Index:
        """The index of the settings.

        Raises `NoIndex`, `SchemaMismatch`, `CatalogueUnusable`, and with `write` `IndexBusy`.
        """
        return cls(settings, Catalogue.open(settings.index, write, settings.place), models)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model. Raises `ModelMismatch` when the index holds vectors of another."""
        embedder = self.models.embedder
        held = self.catalogue.embedder
        if held is not None and held != embedder.name and not self.catalogue.writable:
            raise ModelMismatch(mismatch(self.settings.index, held, embedder.name))
        return embedder

    @cached_property
    def reader(self) -> PassageReader:
        """What judges how well a passage answers."""
        return self.models.reader

    @property
    def vectors(self) -> VectorStore:
        """The vector store, as complete as the catalogue.

        A store in this process does not see what another process wrote, so a reader opens it again after a
        change; a server's does.
        """
        with self._opening:
            state = self.catalogue.state
            stale = self._store is not None and self._store[0] != state and not on_server(self.settings.vectors_url)
            if self._store is not None and stale and not self.catalogue.writable:
                self._store[1].close()
                self._store = None
            if self._store is None:
                self._store = (state, self._open_store())
            return self._store[1]

    def _open_store(self) -> VectorStore:
        settings = self.settings
        store = make_vectors(settings.vectors_url, settings.index / "chroma", collection_of(settings))
        if isinstance(store, ExactVectors):  # keeps nothing between runs
            table = self.catalogue.vectors()
            store.upsert(table.ids, table.matrix)
        return store

    @property
    def terms(self) -> Terms:
        """What writes the lexical index."""
        return Terms(self.lexical, self.analyser)

    def ingest(self, read: Read | None = None) -> Ingest:
        """An ingest into this index, which was opened for writing; `read` is `corpus.read` unless given."""
        if read is None:
            from corpus import read as corpus_read

            read = corpus_read
        return Ingest(self.settings, self.catalogue, self._ahead, self.vectors, self.terms, read, self.publisher)

    @property
    def _ahead(self) -> ReadingAhead:
        return ReadingAhead(self.embedder, self.reader)

    @property
    def levels(self) -> Levels:
        """Which folders and files are internal."""
        return Levels.load(self.catalogue)

    def set_access(self, paths: Iterable[Path], level: Level, tell: Tell | None = None) -> None:
        """Gives folders and files a level and brings the public index in step; nothing is read again.

        Raises `BadSettings` for a path that is neither on the disk nor in the index.
        """
        levels = self.levels
        known = {file.location for file in self.catalogue.files()}
        known |= {str(folder) for location in known for folder in Path(location).parents}
        for path in paths:
            place = place_of(path)
            if place not in known and place not in levels.given and not path.exists():
                raise BadSettings(f"{path}: there is no such file or folder, on the disk or in the index.")
            levels = levels.changed(place, level)
        levels.store(self.catalogue)
        self.publisher.sync(tell)

    @property
    def publisher(self) -> Publisher:
        """What keeps the public index in step with this one."""
        return Publisher(
            self,
            public_settings(self.settings).index,
            lambda: self.open_public(write=True),
            lambda: drop_public(self.settings),
        )

    def open_public(self, write: bool = False) -> Index:
        """The public index, with the same models. Who reads asks `Gate` first. Raises `PublicNotReady`."""
        settings = public_settings(self.settings)
        if not write and not exists(settings):
            raise not_ready(self.settings.index)
        return Index.open(settings, write, self.models)

    def rebuild(
        self, embed: bool = False, progress: Callable[[int], None] | None = None, tell: Tell | None = None
    ) -> int:
        """Makes the lexical index and the vector store anew from the catalogue; gives the number of passages.

        With `embed` the passages are embedded anew too, which a changed model needs; `progress` gets the
        number of passages done since the last call. The public index is made anew too, and `tell` hears of it.
        Raises `ModelMismatch` when the model has changed and `embed` is not set.
        """
        if embed:
            self._embed(progress)
        else:
            self.catalogue.claim(self.embedder.name)
        self.terms.rebuild(self.catalogue)
        self.terms.link_cases(self.catalogue, again=True)
        self.vectors.clear()
        forget_pending(self.catalogue)
        put_back = repair(self.catalogue, self.vectors)
        self.publisher.rebuild(tell)
        return put_back

    def _embed(self, progress: Callable[[int], None] | None) -> None:
        """Replaces every vector in one transaction: vectors of two models never stand side by side."""
        ids = self.catalogue.passage_ids()
        with self.catalogue.replacing_vectors(self.embedder.name) as put:
            for i in range(0, len(ids), _BATCH):
                part = self.catalogue.passages(ids[i : i + _BATCH])
                put([passage.id for passage in part], self._ahead.embed(part, progress))

    def status(self) -> IndexStatus:
        """Counts, dates, bodies, model and size."""
        entries = self.catalogue.documents()
        dates = sorted(entry.date for entry in entries if entry.date)
        bodies: dict[str, int] = {}
        for entry in entries:
            bodies[entry.body or ""] = bodies.get(entry.body or "", 0) + 1
        return IndexStatus(
            folder=self.settings.index,
            counts=self.catalogue.counts(),
            bodies=dict(sorted(bodies.items(), key=lambda pair: (-pair[1], pair[0]))),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            embedder=self.catalogue.embedder,
            created=self.catalogue.get("created"),
            size=_size(self.settings.index),
            unread=tuple(self.catalogue.unread()),
            levels=dict(self.levels.given),
            public=self._public_status() if self.levels.mixed else None,
        )

    def _public_status(self) -> PublicStatus:
        try:
            with self.open_public() as public:
                gate, counts = Gate(self.catalogue, public.catalogue), public.catalogue.counts()
                return PublicStatus(counts["documents"], counts["passages"], gate.in_step, gate.ready)
        except IndexError_:
            return PublicStatus(0, 0, in_step=False, ready=False)

    def verify(self) -> list[str]:
        """What is wrong with the index, one line each; empty when all is well."""
        found = problems(self.catalogue, self.lexical, self.vectors)
        found += beside_problems(self.settings.index, self.catalogue)
        if not self.levels.mixed:
            return found
        try:
            with self.open_public() as public:
                of_its_own = problems(public.catalogue, public.lexical, public.vectors)
                of_its_own += beside_problems(public.settings.index, public.catalogue, kept_too=False)
                differing = public_problems(self.catalogue, public.catalogue, self.levels)
        except IndexError_ as error:
            return [*found, str(error)]
        return found + [f"public index: {problem}" for problem in (*differing, *of_its_own)]

    def fill(self, tell: Tell | None = None) -> None:
        """Makes vector store and public index of a catalogue that came without them; `tell` hears of the second."""
        self.vectors.clear()
        forget_pending(self.catalogue)
        repair(self.catalogue, self.vectors)
        self.terms.prepare(self.catalogue)
        self.terms.link_cases(self.catalogue)
        self.publisher.rebuild(tell)

    def mend(self) -> list[str]:
        """Repairs what the catalogue can repair, here and in the public index; says in lines what was repaired.

        The index was opened for writing. Raises `IndexError_` when the database is damaged beyond repair, and
        `ModelMismatch` when vectors are missing and the model is another.
        """
        done = list(mend(self, self.settings.index, self._embedded_anew))
        if self.levels.mixed and any(line.startswith("public index") for line in self.verify()):
            self.publisher.sync()
            if any(line.startswith("public index") for line in self.verify()):
                self.publisher.rebuild()
            done.append("The public index was made anew from the full one.")
        return done

    def _embedded_anew(self, passages: Sequence[Passage]) -> Vectors:
        self.catalogue.claim(self.embedder.name)
        return self._ahead.embed(passages)

    def close(self) -> None:
        """Closes everything and lets the next writer in."""
        if self._store is not None:
            self._store[1].close()
            self._store = None
        self.catalogue.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def public_settings(settings: Settings) -> Settings:
    """The settings of the public index.

    In one machine it lies in the index folder, wherever the full catalogue lies, with Chroma beside it. On servers it
    has a schema and a collection of its own beside the full index's.
    """
    inside = settings.index / FOLDER
    if settings.place.file is None:
        return replace(settings, index=inside, schema=f"{settings.schema}_public")
    return replace(settings, index=inside, database_url=None, schema=f"{settings.schema}_public")


def drop_public(settings: Settings) -> None:
    """Removes what the public index keeps on servers; its folder is another matter."""
    public = public_settings(settings)
    if public.place.file is None and public.place.exists():
        from index.catalogue.postgres import drop

        drop(public.place)
    if on_server(public.vectors_url) and public.index.is_dir():
        store = make_vectors(public.vectors_url, public.index / "chroma", collection_of(public))
        store.clear()
        store.close()


def collection_of(settings: Settings) -> str:
    """The name of the index's collection on a vector server, which several indexes may share."""
    return "passages" if settings.schema == SCHEMA else f"{settings.schema}_passages"


def exists(settings: Settings) -> bool:
    """Whether there is an index to open. Raises `CatalogueUnusable` when the database server does not answer."""
    return settings.place.exists()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
