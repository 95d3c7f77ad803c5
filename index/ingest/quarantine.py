"""Files that ended the process that read them, or took more than they may: not tried again while nothing changes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from index.catalogue import Catalogue
from index.catalogue.schema import meta
from index.catalogue.writing import set_meta
from index.ingest.settings import ReadSettings

_KEY = "quarantine:"  # begins the key of a file, by its place
AGAIN = "It was not tried again, for it has not changed; --again does so."


class Quarantine:
    """What is known of such files: their digest, the limits they broke, and the reason that the user is told."""

    def __init__(self, limits: ReadSettings, held: Mapping[str, tuple[str, str]] | None = None) -> None:
        """`held` are (digest, reason) by location."""
        self._limits = limits
        self._held = dict(held or {})

    @classmethod
    def load(cls, catalogue: Catalogue, limits: ReadSettings) -> Quarantine:
        """What earlier runs wrote down; a file that has more time or memory now than then may try again."""
        reasons = {failed.location: failed.reason for failed in catalogue.unread()}
        found: dict[str, tuple[str, str]] = {}
        with catalogue.reading() as connection:
            for key, value in connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.startswith(_KEY))):
                location, told = key.removeprefix(_KEY), json.loads(value)
                enough = told["seconds"] >= limits.seconds and told["megabytes"] >= limits.megabytes
                if enough and location in reasons:
                    found[location] = (told["sha256"], reasons[location])
        return cls(limits, found)

    def reason(self, location: str, sha256: str) -> str | None:
        """Why a file with these bytes is not read; None for one that may be."""
        held, reason = self._held.get(location, ("", ""))
        return f"{reason} {AGAIN}" if held == sha256 else None

    def note(self, connection: Connection, location: str, sha256: str, barred: bool) -> None:
        """Writes down, with the reason itself, whether a file is to be tried again."""
        self._held.pop(location, None)
        if barred:
            limits = {"seconds": self._limits.seconds, "megabytes": self._limits.megabytes}
            set_meta(connection, f"{_KEY}{location}", json.dumps({"sha256": sha256, **limits}))
        else:
            connection.execute(delete(meta).where(meta.c.key == f"{_KEY}{location}"))
