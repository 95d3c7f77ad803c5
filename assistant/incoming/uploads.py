"""Files that staff send in: looked at, named safely, and kept where the ingest finds them."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Literal

from assistant.contract import Language
from assistant.incoming.file_names import numbered, safe_name
from assistant.texts import say
from corpus.errors import BadSettings, CouncilError, ReadError
from corpus.readers import SUFFIXES, sniff
from corpus.readers.text import decode
from index.levels import Level

FOLDER = "uploads"  # inside the folder of the index
LIMIT_MB = 50
MAX_ENTRIES = 5_000  # files inside a DOCX
MAX_UNPACKED = 300_000_000  # bytes of all of them together
MAX_PART = 64_000_000  # bytes of one part that is parsed as XML
_BLOCK = 1 << 20
_STALE = 3600  # seconds after which a half-sent file is nobody's
_READ = frozenset({"pdf", "docx", "html", "eml", "txt", "md"})
_TEXT = frozenset({"txt", "md", "html", "eml"})

Outcome = Literal["new", "same", "replaced"]


class UploadRefused(CouncilError):
    """A file was not taken in. `key` names the reason among the texts, `values` are what it speaks of."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """The reason in one line."""
        return " ".join(say(language, f"upload.{self.key}", **self.values).split())


class TooLarge(UploadRefused):
    """More bytes than are taken, as sent or when unpacked."""


class WrongType(UploadRefused):
    """The bytes are of no format that is read."""


class NotKept(UploadRefused):
    """The disk would not take the file."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is kept. `outcome` "same": the very bytes lay here already, under `name`."""

    name: str
    level: Level
    size: int
    sha256: str
    outcome: Outcome

    @property
    def document_id(self) -> str:
        """The id of the document that it is, or will be once it is read."""
        return self.sha256[:16]


class Uploads:
    """The folder of files that were sent in, one folder below it a level. Safe to use from several threads."""

    def __init__(self, folder: Path, limit: int = LIMIT_MB * 1_000_000) -> None:
        self.folder = folder
        self.limit = limit
        self._keeping = Lock()

    @classmethod
    def load(cls, index: Path, environment: Mapping[str, str] = os.environ) -> Uploads:
        """The uploads of an index folder; COUNCIL_UPLOAD_MB is the size limit. Raises `BadSettings`."""
        return cls(index / FOLDER, size_limit(environment))

    def at(self, level: Level) -> Path:
        """The folder of a level; it need not be there yet."""
        return self.folder / level.value

    def level_of(self, file: Path) -> Level | None:
        """The level of a file that was sent in; None for any other."""
        return next((level for level in Level if file.resolve().parent == self.at(level).resolve()), None)

    def take(self, stream: BinaryIO, name: str, level: Level, replace: bool = False) -> Stored:
        """Keeps what a stream gives. Raises `UploadRefused`, and then nothing is kept.

        A name that is taken by other bytes is numbered, or with `replace` given to the new ones.
        """
        try:
            return self._take(stream, safe_name(name), level, replace)
        except OSError as error:
            raise NotKept("disk", reason=error.strerror or type(error).__name__) from None

    def remove(self, file: Path) -> None:
        """Takes a file away that was sent in; any other raises `UploadRefused`."""
        if self.level_of(file) is None:
            raise UploadRefused("foreign", name=file.name)
        file.unlink(missing_ok=True)

    def _take(self, stream: BinaryIO, name: str, level: Level, replace: bool) -> Stored:
        coming = self.folder / ".incoming"
        coming.mkdir(parents=True, exist_ok=True)
        _sweep(coming)
        with tempfile.NamedTemporaryFile(dir=coming, delete=False) as made:
            part = Path(made.name)
        try:
            with part.open("wb") as sink:
                digest, size = self._copied(stream, sink, name)
            kept = checked(part.read_bytes(), name)
            return self._keep(part, kept, level, size, digest, replace)
        finally:
            part.unlink(missing_ok=True)

    def _copied(self, stream: BinaryIO, sink: BinaryIO, name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        while block := stream.read(_BLOCK):
            size += len(block)
            self.check(size, name)
            digest.update(block)
            sink.write(block)
        sink.flush()
        os.fsync(sink.fileno())
        return digest.hexdigest(), size

    def check(self, size: int, name: str = "") -> None:
        """Raises `TooLarge` for more bytes than a file may have; its name may not be known yet."""
        if size > self.limit:
            limit = f"{self.limit / 1_000_000:g}"
            raise TooLarge("too_large", name=name, limit=limit) if name else TooLarge("too_large_file", limit=limit)

    def _keep(self, part: Path, name: str, level: Level, size: int, digest: str, replace: bool) -> Stored:
        folder = self.at(level)
        with self._keeping:
            folder.mkdir(parents=True, exist_ok=True)
            here = {file.name.casefold(): file for file in folder.iterdir() if file.is_file()}
            for file in here.values():
                if file.stat().st_size == size and _sha256(file) == digest:
                    return Stored(file.name, level, size, digest, "same")
            older = here.get(name.casefold())
            if older is not None and replace:
                part.replace(older)
                return Stored(older.name, level, size, digest, "replaced")
            free = numbered(name, here)
            part.replace(folder / free)
            return Stored(free, level, size, digest, "new")


def size_limit(environment: Mapping[str, str] = os.environ) -> int:
    """The most bytes that a file may have; raises `BadSettings`."""
    given = environment.get("COUNCIL_UPLOAD_MB", "").strip()
    if given and not (given.isascii() and given.isdigit() and 0 < int(given) <= 10_000):
        raise BadSettings(f"COUNCIL_UPLOAD_MB is {given!r}: give a whole number of megabytes, such as {LIMIT_MB}.")
    return int(given or LIMIT_MB) * 1_000_000


def checked(data: bytes, name: str) -> str:
    """The name to keep a file under, with a suffix that the ingest knows; raises `UploadRefused`.

    What a file is, its bytes say. One that is damaged or locked is kept when its name is that of a document:
    the ingest then lists it as one that could not be read.
    """
    path = Path(name)
    if not data:
        raise UploadRefused("empty", name=name)
    try:
        kind = sniff(data, path)
        if kind in _TEXT:
            decode(data, path)
    except ReadError as error:
        if SUFFIXES.get(path.suffix.lower()) in _READ - _TEXT:
            return name
        raise WrongType("type", name=name) from error
    if kind not in _READ:
        raise WrongType(kind if kind in ("zip", "image", "office") else "old", name=name)
    if kind == "docx":
        _unpacks_well(data, name)
    return name if path.suffix.lower() in SUFFIXES else f"{name}.{kind}"


def _unpacks_well(data: bytes, name: str) -> None:
    """Refuses a DOCX that would grow out of bounds. What an entry claims is the most that can be read of it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    largest = max((e.file_size for e in entries if e.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED or largest > MAX_PART:
        raise TooLarge("bomb", name=name)


def _sweep(folder: Path) -> None:
    """Takes away what an earlier process left half sent."""
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > _STALE:
            file.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def refused(error: CouncilError, language: Language) -> dict[str, Any]:
    """An error as the page gets it: its line in the language, and its key."""
    if isinstance(error, UploadRefused):
        return {"error": error.told(language), "key": error.key}
    return {"error": " ".join(str(error).split()), "key": type(error).__name__}
