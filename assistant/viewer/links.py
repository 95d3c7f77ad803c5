"""Links to words of a document that still find them when the document was read again, edited or moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from assistant.service import Service
from corpus.records import Document

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SEAL = re.compile(r"([0-9a-f]{12})\.([0-9]{1,5})")
_MOST = 5_000  # words of a quote that are looked for

State = Literal["same", "moved", "gone", "missing"]


@dataclass(frozen=True, slots=True)
class Located:
    """What a link leads to now.

    `state` is "same"; "moved" (the very words, found elsewhere); "gone" (a document, but the words are no
    longer in it: `start` and `end` are 0); "missing" (no document). `edited`: another version of the document.
    """

    state: State
    document: Document | None = None
    start: int = 0
    end: int = 0
    edited: bool = False


def seal(words: str) -> str:
    """A short mark of some words, by which the same words are known again however their lines are broken."""
    tokens = _TOKEN.findall(words)
    return f"{_digest(tokens)}.{len(tokens)}"


def link(document: Document, start: int, end: int) -> str:
    """The relative address of some characters: "?doc=…&start=…&end=…&path=…&words=…"."""
    words = f"&words={seal(document.text[start:end])}" if start < end else ""
    return f"?doc={quote(document.id)}&start={start}&end={end}&path={quote(document.path, safe='')}{words}"


def locate(service: Service, document_id: str, start: int, end: int, path: str = "", words: str = "") -> Located:
    """Where the characters of a link are now. `path` and `words` (a `seal`) may be "" in links that have none.

    Words that are not exactly the same are never taken for them.
    """
    document = service.document(document_id)
    edited = document is None
    if document is None:
        document = _successor(service, path)
    if document is None:
        return Located("missing")
    inside = 0 <= start <= end <= len(document.text)
    if not _SEAL.fullmatch(words):
        # A link without a seal is trusted in the very bytes that it was made for, and in no others.
        same = inside and (not edited or start == end)
        return Located("same", document, start, end, edited) if same else Located("gone", document, edited=edited)
    if inside and seal(document.text[start:end]) == words:
        return Located("same", document, start, end, edited)
    found = min(_occurrences(document.text, words), key=lambda place: abs(place[0] - start), default=None)
    return Located("moved", document, *found, edited) if found else Located("gone", document, edited=edited)


def _successor(service: Service, path: str) -> Document | None:
    """The document that now has a path; else the only one with that file name."""
    if not path:
        return None
    name = PurePosixPath(path).name
    listed = service.documents()
    same = [info for info in listed if info.path == path] or [
        info for info in listed if PurePosixPath(info.path).name == name
    ]
    return service.document(same[0].document_id) if len(same) == 1 else None


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Every place where the words of a seal stand."""
    match = _SEAL.fullmatch(words)
    count = int(match[2]) if match else 0
    if not 0 < count <= _MOST:
        return
    tokens = list(_TOKEN.finditer(text))
    shown = [token.group() for token in tokens]
    # Starts of tokens in the joined text, so that each window is a slice.
    joined = " ".join(shown)
    starts = [0]
    for each in shown:
        starts.append(starts[-1] + len(each) + 1)
    wanted = match[1] if match else ""
    for first in range(len(tokens) - count + 1):
        if _hash(joined[starts[first] : starts[first + count] - 1]) == wanted:
            yield tokens[first].start(), tokens[first + count - 1].end()


def _digest(tokens: list[str]) -> str:
    return _hash(" ".join(tokens))


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
