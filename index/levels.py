"""Who may see a document: everybody, or those who work inside."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The access level of a source folder, and the most that a user may see."""

    PUBLIC = "public"
    INTERNAL = "internal"
