"""A small index of invented documents, questions on it, and traces made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.settings import Settings
from index.store import Index

QUESTION_PAPER = """Interpellation till kommunstyrelsens ordförande Bo Ask (M) om simhallen

Tallhamra kommun
Kommunfullmäktige
2022-03-14
Dnr KS 2022/41

Simhallen har varit stängd i två år. Många barn lär sig inte simma.

Mot den bakgrunden ställer jag följande fråga:

När öppnar simhallen igen?

Tallhamra den 14 mars 2022
Anna Ek (S)
"""
ANSWER_PAPER = """Interpellationssvar

Tallhamra kommun
Kommunfullmäktige
2022-04-19
Dnr KS 2022/41

Svar på interpellation från Anna Ek (S) om simhallen

Simhallen öppnar den 1 september 2022 när reningsverket har bytts.

Bo Ask (M)
Kommunstyrelsens ordförande
"""
ANSWERED = "Simhallen öppnar den 1 september 2022 när reningsverket har bytts."


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Those of an index with a question and its answer."""
    documents, folder = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("index") / "made"
    (documents / "interpellation.txt").write_text(QUESTION_PAPER, "utf-8")
    (documents / "svar.txt").write_text(ANSWER_PAPER, "utf-8")
    made = Settings(index=folder, embedder="hashing")
    with Index.open(made, write=True) as index:
        index.ingest().run([documents])
    return made


@pytest.fixture
def index(settings: Settings) -> Iterator[Index]:
    """The index, open."""
    with Index.open(settings) as opened:
        yield opened
