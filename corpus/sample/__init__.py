"""Sample documents of Tallhamra, a municipality that does not exist: for tests, demos and evaluation."""

from __future__ import annotations

from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample documents, one subfolder a board; it can be ingested as it is."""
    return Path(__file__).parent / "documents"
