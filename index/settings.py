"""Where the index lies and what serves it, from arguments and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import BadSettings

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
    download); `vectors_url` is a vector server's address (None: Chroma inside the process); `database_url`
    must be a "sqlite:///…" address (None: a file in the index folder); `municipality` replaces what a
    document says of itself; `cache` is a folder for what models compute once and every index can use.
    """

    index: Path
    embedder: str = DEFAULT_EMBEDDER
    vectors_url: str | None = None
    database_url: str | None = None
    municipality: str | None = None
    cache: Path = field(default_factory=cache_folder)

    def __post_init__(self) -> None:
        if self.database_url is not None and not self.database_url.startswith("sqlite:///"):
            raise BadSettings(
                f"COUNCIL_DATABASE_URL is {self.database_url!r}: only sqlite:///… is supported; "
                "leave it unset to keep the catalogue in the index folder."
            )

    @property
    def database(self) -> Path:
        """The file of the catalogue."""
        address = self.database_url
        return Path(address.removeprefix("sqlite:///")) if address else self.index / "catalogue.sqlite"

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

        Reads COUNCIL_INDEX, COUNCIL_EMBEDDER, COUNCIL_VECTORS_URL, COUNCIL_DATABASE_URL, COUNCIL_CACHE and
        COUNCIL_MUNICIPALITY. Raises `BadSettings`.
        """

        def value(name: str) -> str | None:
            return environment.get(f"COUNCIL_{name}", "").strip() or None

        folder = str(index) if index is not None else value("INDEX")
        cache = value("CACHE")
        return cls(
            index=Path(folder).expanduser().absolute() if folder else data_folder(),
            embedder=embedder or value("EMBEDDER") or DEFAULT_EMBEDDER,
            vectors_url=value("VECTORS_URL"),
            database_url=value("DATABASE_URL"),
            municipality=municipality or value("MUNICIPALITY"),
            cache=Path(cache).expanduser().absolute() if cache else cache_folder(),
        )
