"""What can go wrong with an embedding model."""

from __future__ import annotations

from corpus.errors import CouncilError


class ModelUnavailable(CouncilError):
    """The embedding model is not on this machine, is damaged, or cannot be run here."""
