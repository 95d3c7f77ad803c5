"""What an index remembers of what it has forgotten: digests of files and keyed hashes of names, no text.

It stands in the table `meta` of the catalogue, so that a copy of the catalogue carries it along and every later
ingest goes by it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select

from index.catalogue import Catalogue
from index.catalogue.schema import meta
from index.catalogue.writing import get_meta, set_meta
from index.names import Names, words_of

_FILE = "forgotten_file:"  # begins the key of a file's digest
_NAME = "forgotten_name:"  # begins the key of a name's hash
_KEY = "forgotten_key"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One thing that was forgotten: "document" or "person", its mark, and when (UTC, ISO).

    The mark is the SHA-256 of a document's file, or the keyed hash of a name.
    """

    kind: str
    mark: str
    when: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """All tombstones of an index."""

    files: Mapping[str, Tombstone] = field(default_factory=dict)
    people: Mapping[str, Tombstone] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    @classmethod
    def load(cls, catalogue: Catalogue) -> Forgotten:
        """What the catalogue holds of them."""
        with catalogue.reading() as connection:
            rows = connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.startswith("forgotten")))
            held = {str(key): str(value) for key, value in rows}
        files, people, lengths = {}, {}, set()
        for key, value in held.items():
            if key.startswith(_FILE):
                told = json.loads(value)
                mark = key.removeprefix(_FILE)
                files[mark] = Tombstone("document", mark, told["at"])
            elif key.startswith(_NAME):
                told = json.loads(value)
                mark = key.removeprefix(_NAME)
                people[mark] = Tombstone("person", mark, told["at"], told["party"])
                lengths.add(int(told["words"]))
        parties = {mark: one.party for mark, one in people.items()}
        return cls(files, people, Names(bytes.fromhex(held.get(_KEY, "")), parties, tuple(sorted(lengths))))

    def holds(self, sha256: str) -> bool:
        """Whether a file of this digest is not to be taken in."""
        return sha256 in self.files

    @property
    def all(self) -> list[Tombstone]:
        """Every tombstone, the oldest first."""
        return sorted((*self.files.values(), *self.people.values()), key=lambda one: (one.when, one.mark))


def note_file(connection: Connection, sha256: str) -> None:
    """Writes down, with the removal itself, that a file is not to be taken in again."""
    set_meta(connection, f"{_FILE}{sha256}", json.dumps({"at": _now()}))


def note_name(connection: Connection, name: str, party: str | None) -> None:
    """Writes down a name's hash; the key is made with the first."""
    key = get_meta(connection, _KEY)
    if key is None:
        key = secrets.token_hex(32)
        set_meta(connection, _KEY, key)
    words = words_of(name)
    mark = Names(bytes.fromhex(key)).hash_of(words)
    set_meta(connection, f"{_NAME}{mark}", json.dumps({"at": _now(), "words": len(words), "party": party}))


def lift(connection: Connection, mark: str) -> bool:
    """Takes a tombstone away; whether there was one."""
    wanted = meta.c.key.in_([f"{_FILE}{mark}", f"{_NAME}{mark}"])
    return bool(connection.execute(delete(meta).where(wanted)).rowcount)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
