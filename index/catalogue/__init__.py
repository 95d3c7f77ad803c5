"""The system of record: documents, passages, acts and vectors in one SQLite file."""

from index.catalogue.catalogue import Also, Catalogue
from index.catalogue.entries import Entry, File, Unread
from index.catalogue.vectors import VectorTable

__all__ = ["Also", "Catalogue", "Entry", "File", "Unread", "VectorTable"]
