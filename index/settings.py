"""Where the index lies and what serves it, from arguments and the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import BadSettings
from index.place import SCHEMA, Place

DEFAULT_EMBEDDER = "builtin"


def data_folder() -> Path:
    """The folder that the system keeps for this user's data of the application."""
    import platformdirs

    return Path(platformdirs.user_data_dir("council-assistant", appauthor=False))


def cache_folder() -> Path:
    """The folder that the system keeps for what the application can compute again."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("council-assistant", appauthor=False))


@dataclass(frozen=True, slots=True)
class Settings:
    """What an index is opened with.

    `index` is the folder that holds everything; `embedder` names the embedding model ("builtin" needs no
    download) or an embeddings server ("http://…"); `vectors_url` is a vector server's address (None: Chroma inside
    the process); `database_url` is a "sqlite:///…" or "postgresql+psycopg://…" address (None: a file in the index
    folder); `schema` is the index's own in that database; `municipality` replaces what a document says of itself;
    `cache` is a folder for what models compute once and every index can use.
    """

    index: Path
    embedder: str = DEFAULT_EMBEDDER
    vectors_url: str | None = None
    database_url: str | None = None
    municipality: str | None = None
    cache: Path = field(default_factory=cache_folder)
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        if self.database_url is not None:
            Place.parse(self.database_url)
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", self.schema):
            raise BadSettings(
                f'COUNCIL_SCHEMA is "{self.schema}": write lower-case letters, digits and "_", a letter first.'
            )

    @property
    def place(self) -> Place:
        """Where the catalogue lies."""
        if self.database_url is None:
            return Place.of(self.index / "catalogue.sqlite")
        return Place.parse(self.database_url).beside(self.schema)

    @property
    def database(self) -> Path:
        """The file of the catalogue. Raises `BadSettings` where it lies on a server: see `place`."""
        file = self.place.file
        if file is None:
            raise BadSettings("This needs a catalogue in a file; COUNCIL_DATABASE_URL names a server.")
        return file

    @classmethod
    def load(
        cls,
        index: Path | str | None = None,
        *,
        embedder: str | None = None,
        municipality: str | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Settings:
        """Settings from arguments, then the environment, then the defaults; an empty value counts as unset.

        Reads COUNCIL_INDEX, COUNCIL_EMBEDDER, COUNCIL_EMBEDDINGS_URL (which then is the embedder),
        COUNCIL_VECTORS_URL, COUNCIL_DATABASE_URL, COUNCIL_SCHEMA, COUNCIL_CACHE and COUNCIL_MUNICIPALITY. Raises
        `BadSettings`.
        """

        def value(name: str) -> str | None:
            return environment.get(f"COUNCIL_{name}", "").strip() or None

        folder = str(index) if index is not None else value("INDEX")
        cache = value("CACHE")
        return cls(
            index=Path(folder).expanduser().absolute() if folder else data_folder(),
            embedder=embedder or value("EMBEDDINGS_URL") or value("EMBEDDER") or DEFAULT_EMBEDDER,
            vectors_url=value("VECTORS_URL"),
            database_url=value("DATABASE_URL"),
            municipality=municipality or value("MUNICIPALITY"),
            cache=Path(cache).expanduser().absolute() if cache else cache_folder(),
            schema=value("SCHEMA") or SCHEMA,
        )
