"""The documents of an index as peers get them."""

from __future__ import annotations

from evals.peers.base import Text
from index.catalogue import Catalogue
from index.settings import Settings


def texts_of(settings: Settings) -> list[Text]:
    """The canonical text of every file of an index, by path. Raises `NoIndex`."""
    catalogue = Catalogue.open(settings.index, file=settings.place)
    try:
        found = []
        for file in catalogue.files():
            document = catalogue.document(file.document_id)
            if document is not None:
                found.append(Text(document.id, file.path, document.title, document.text))
        return found
    finally:
        catalogue.close()
