"""A small index in memory: six invented documents of Tallhamra, one or two passages each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pytest

from corpus.records import Document, Genre, Span
from index.embedding.base import Vectors
from index.embedding.hashing import HashEmbedder
from index.lexical.analysis import Analyser
from index.lexical.memory import MemoryLexical
from index.records import Filters, Passage

TEXTS = {
    "centrum": (
        "Interpellation om Jobbcentrums omorganisation",
        [
            "När ska Jobbcentrums nya organisation vara på plats?",
            "Finns det en fastställd tidplan för flytten?",
        ],
    ),
    "ung": (
        "Ledamotsinitiativ om arbetsmiljön på Jobbcenter Ung",
        ["Vad är den totala kostnaden för konsultstödet?", "Tidsplanen för Jobbcenter Ung är inte beslutad."],
    ),
    "buss": (
        "Motion av Tove Granath (MP) om avgiftsfri buss",
        ["§ 34 Motionen bifalles efter votering den 27 mars 2023, KS 2022/0533."],
    ),
    "skola": (
        "Tjänsteutlåtande om Ekbackaskolan",
        ["Nedläggning av årskurs 7–9 ger en besparing på 6,4 mnkr."],
    ),
    "park": (
        "Interpellation om konsultkostnader i projekt Hamnparken",
        ["Vem godkände överskridandet av budgeten för Hamnparken?"],
    ),
    "fvg": (
        "Protokoll för förvaltningsgruppen",
        ["Vision frågade hur ensamarbete på natten hanteras.", "Förvaltningen svarade att schemat ses över."],
    ),
}
ANALYSER = Analyser()


@dataclass(frozen=True)
class Rows:
    ids: list[str]
    matrix: Vectors


@dataclass
class Catalogue:
    documents: dict[str, Document] = field(default_factory=dict)
    held: dict[str, Passage] = field(default_factory=dict)
    rows: dict[str, Vectors] = field(default_factory=dict)

    def passage_ids(self, filters: Filters | None = None) -> list[str]:
        paths = filters.paths if filters else ()
        return [key for key, p in self.held.items() if not paths or f"{p.span.document_id}.txt" in paths]

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        return [self.held[key] for key in ids if key in self.held]

    def vectors(self, ids: Collection[str] | None = None) -> Rows:
        wanted = [key for key in (self.rows if ids is None else ids) if key in self.rows]
        matrix = [self.rows[key] for key in wanted]
        return Rows(wanted, np.array(matrix, dtype=np.float32).reshape(len(wanted), -1))

    def document(self, document_id: str) -> Document | None:
        return self.documents.get(document_id)


@dataclass
class Store:
    """A vector store that remembers what it was asked."""

    rows: dict[str, Vectors]
    asked: list[int] = field(default_factory=list)

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        self.asked.append(limit)
        scored = {key: float(row @ vector) for key, row in self.rows.items()}
        return sorted(scored.items(), key=lambda item: -item[1])[:limit]

    def upsert(self, ids: Collection[str], vectors: Vectors) -> None:
        self.rows.update(zip(ids, vectors, strict=True))

    def delete_documents(self, document_ids: Collection[str]) -> None:
        self.rows = {k: row for k, row in self.rows.items() if k.split(":")[0] not in document_ids}

    def ids(self) -> set[str]:
        return set(self.rows)

    def clear(self) -> None:
        self.rows.clear()

    def close(self) -> None:
        """Nothing to release."""


@dataclass
class Index:
    catalogue: Catalogue
    lexical: MemoryLexical
    vectors: Store
    embedder: HashEmbedder
    analyser: Analyser


def build(texts: dict[str, tuple[str, list[str]]]) -> Index:
    embedder, catalogue, lexical = HashEmbedder(), Catalogue(), MemoryLexical()
    for name, (title, parts) in texts.items():
        text = title + "\n\n" + "\n".join(parts)
        day = date(2022, 4, 19)
        catalogue.documents[name] = Document(
            name, f"{name}.txt", "0", "txt", title, Genre.OTHER, text, date=day, body="Kommunfullmäktige"
        )
        for part in parts:
            start = text.index(part)
            passage = Passage(Span(name, 1, start, start + len(part)), part, title)
            around = " ".join(other for other in parts if other != part)
            catalogue.held[passage.id] = passage
            lexical.upsert([ANALYSER.entry(passage.id, part, title, around)])
            catalogue.rows[passage.id] = embedder.embed_passages([f"{title} {part}"])[0]
    return Index(catalogue, lexical, Store(dict(catalogue.rows)), embedder, ANALYSER)


@pytest.fixture
def index() -> Index:
    return build(TEXTS)


@pytest.fixture
def empty_index() -> Index:
    return build({})
