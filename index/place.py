"""Where a catalogue lies: in a SQLite file, or in a schema of a PostgreSQL database."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import BadSettings

SCHEMA = "council"
_SQLITE = "sqlite:///"
_SERVER = re.compile(r"postgres(ql)?(\+psycopg)?://")


@dataclass(frozen=True, slots=True)
class Place:
    """The address, as SQLAlchemy writes it; on a server an index has a `schema` of its own."""

    address: str
    schema: str = SCHEMA

    @classmethod
    def of(cls, file: Path) -> Place:
        """The place of a SQLite file."""
        return cls(f"{_SQLITE}{file}")

    @classmethod
    def parse(cls, address: str) -> Place:
        """The place of COUNCIL_DATABASE_URL: "sqlite:///…" or "postgresql+psycopg://user@host/database".

        Raises `BadSettings`, which never repeats the address: it may hold a password.
        """
        if address.startswith(_SQLITE):
            return cls(address)
        found = _SERVER.match(address)
        if found is None:
            kind = address.split(":", 1)[0][:20]
            raise BadSettings(
                f'COUNCIL_DATABASE_URL begins with "{kind}": only sqlite:///… and postgresql+psycopg://… are '
                "supported; leave it unset to keep the catalogue in the index folder."
            )
        return cls(f"postgresql+psycopg://{address[found.end() :]}")

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on a server."""
        return Path(self.address.removeprefix(_SQLITE)) if self.address.startswith(_SQLITE) else None

    def beside(self, schema: str) -> Place:
        """Another schema of the same database."""
        return replace(self, schema=schema)

    def exists(self) -> bool:
        """Whether there is a catalogue. Raises `CatalogueUnusable` when the server does not answer."""
        if self.file is not None:
            return self.file.is_file()
        from index.catalogue.postgres import exists

        return exists(self)

    def identity(self) -> tuple[int, int]:
        """Which file this is: another one of the same name has another identity; (0, 0) where there is none.

        A server's catalogue has always the same.
        """
        if self.file is None:
            return (1, 1)
        try:
            found = self.file.stat()
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    def __str__(self) -> str:
        """For messages: without user and password."""
        if self.file is not None:
            return str(self.file)
        return f"{self.address.split('://', 1)[1].rpartition('@')[2].split('?', 1)[0]} ({self.schema})"
