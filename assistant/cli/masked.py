"""What was masked as files were read: how much of each kind, in which documents, and never what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.cli.common import counted

if TYPE_CHECKING:
    from index.catalogue import Catalogue

_KINDS = {
    "masked": "personal number",
    "masked_telephones": "telephone number",
    "masked_addresses": "mail address",
    "masked_names": "forgotten name",
}


def by_document(catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """Path → kind → how many, of the documents in which something is masked."""
    from corpus.privacy import counted as masked

    found = {entry.path: masked(entry.notes) for entry in catalogue.documents()}
    return {path: counts for path, counts in found.items() if counts}


def total(documents: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Kind → how many in all."""
    counts: Counter[str] = Counter()
    for each in documents.values():
        counts.update(each)
    return dict(counts)


def line(counts: Mapping[str, int]) -> str:
    """ "2 personal numbers, 1 mail address"; empty where nothing is masked."""
    known = ((kind, counts.get(kind, 0)) for kind in _KINDS)
    return ", ".join(_plural(number, _KINDS[kind]) for kind, number in known if number)


def notes_line(notes: Iterable[str]) -> str:
    """The same of one document's remarks."""
    from corpus.privacy import counted as masked

    return line(masked(notes))


def _plural(number: int, thing: str) -> str:
    return counted(number, thing) if not thing.endswith("address") or number == 1 else f"{number:,} mail addresses"
