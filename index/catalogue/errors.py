"""What can go wrong with the database of a catalogue."""

from __future__ import annotations

from corpus.errors import IndexError_


class CatalogueUnusable(IndexError_):
    """The database cannot be used; the message says why and what to do."""


class CatalogueAway(CatalogueUnusable):
    """The database server does not answer, or takes too long."""
