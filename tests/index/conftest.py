"""Plain documents for the tests of the index: invented, about the municipality of Tallhamra."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import EmptyFile
from corpus.records import Act, ActKind, Actor, Document, Genre, Section
from index.settings import Settings

_ACT = re.compile(r"^(Fråga|Svar|Beslut) av (?P<name>[^(\n]+) \((?P<party>\w+)\): (?P<text>.+)$", re.MULTILINE)
_KINDS = {"Fråga": ActKind.QUESTION, "Svar": ActKind.ANSWER, "Beslut": ActKind.DECISION}


class PlainReader:
    """Reads a text: its first line is the title, "§ 1 …" opens a section, "Fråga av Namn (P): …" is an act.

    A line "Datum: 2022-04-19", "Organ: …" or "Dnr: …" says date, body or case. `read` holds what was read.
    """

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path, *, root: Path | None = None) -> Document:
        data = path.read_bytes()
        self.read.append(path.name)
        if not data.strip():
            raise EmptyFile(f"{path.name}: the file holds no text; check that it is the right file.")
        if b"explode" in data:
            raise RuntimeError("a defect in a rule")
        shown = path.relative_to(root).as_posix() if root else path.name
        return document(data.decode("utf-8"), shown)


def document(text: str, path: str = "plain.txt") -> Document:
    """The document that `PlainReader` makes of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()

    def said(label: str) -> str | None:
        found = re.search(rf"^{label}: (.+)$", text, re.MULTILINE)
        return found.group(1) if found else None

    when, case = said("Datum"), said("Dnr")
    plain = Document(
        id=digest[:16],
        path=path,
        sha256=digest,
        format="txt",
        title=text.strip().split("\n")[0],
        genre=Genre.MINUTES if "§ 1" in text else Genre.INTERPELLATION,
        text=text,
        body=said("Organ"),
        municipality="Tallhamra",
        date=date.fromisoformat(when) if when else None,
        case_numbers=(case,) if case else (),
    )
    starts = [m.start() for m in re.finditer(r"^§ \d+", text, re.MULTILINE)]
    sections = tuple(
        Section((text[a:b].split("\n")[0],), plain.span(a, b), paragraph=text[a + 2 : b].split()[0])
        for a, b in zip(starts, [*starts[1:], len(text)], strict=False)
    )
    acts = tuple(
        Act(
            _KINDS[m.group(1)],
            plain.span(*m.span("text")),
            actors=(Actor(m["name"], m["party"]),),
            addressees=(Actor("Bo Ask", "M"),) if m.group(1) == "Fråga" else (),
        )
        for m in _ACT.finditer(text)
    )
    fields = {name: getattr(plain, name) for name in plain.__slots__}
    return Document(**{**fields, "sections": sections, "acts": acts})


@pytest.fixture
def make_document() -> object:
    """`document`."""
    return document


@pytest.fixture
def reader() -> PlainReader:
    """A reader of plain texts that remembers what it read."""
    return PlainReader()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that need neither a model nor a server."""
    return Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")
