"""What numbers tell of filters is what the catalogue tells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.records import ActKind, Document, Genre
from index.catalogue import Catalogue
from index.catalogue.vectors import stored
from index.embedding.hashing import HashEmbedder
from index.lexical.analysis import Analyser
from index.lexical.fts import FtsLexical
from index.passages import embedded_text, passages
from index.records import Filters
from index.retrieval.nearby import Nearby
from index.retrieval.part import Parts
from index.vectors.near import Near

PAPERS = {
    "kf/buss.txt": """Interpellation om avgiftsfri buss
Organ: Kommunfullmäktige
Datum: 2022-04-19
Dnr: KS 2022/0533

Fråga av Anna Ek (S): När blir bussen avgiftsfri?
Svar av Bo Ask (M): Det finns inget beslut om bussen.
""",
    "ks/protokoll.txt": """Protokoll
Organ: Kommunstyrelsen
Datum: 2023-01-16

§ 1 Föreningsbidrag KS 2024/0031
Beslut av Anna Ek (C): Ärendet bordläggs.

§ 2 Lokaler KS 2022/0099
Beslut av Vera Lund Ek (V): Förslaget avslås.
""",
    "ks/brev.txt": "Ett brev utan organ och utan dag om bussen\n",
}
FILTERS = [
    Filters(bodies=("kommunstyrelsen",)),
    Filters(bodies=("Valnämnden",)),
    Filters(genres=(Genre.MINUTES, Genre.INTERPELLATION)),
    Filters(date_from=date(2022, 5, 1)),
    Filters(date_to=date(2022, 5, 1)),
    Filters(date_from=date(2022, 1, 1), date_to=date(2022, 12, 31), bodies=("Kommunfullmäktige",)),
    Filters(paths=("ks",)),
    Filters(paths=("kf/buss.txt",), acts=(ActKind.QUESTION,)),
    Filters(acts=(ActKind.QUESTION,)),
    Filters(acts=(ActKind.DECISION, ActKind.ANSWER)),
    Filters(acts=(ActKind.DISSENT,)),
    Filters(persons=("Ek",), acts=(ActKind.DECISION,)),
    Filters(parties=("S",)),
    Filters(case_numbers=("KS 2022/0099",)),
    Filters(case_numbers=("KS 2022/0533",), date_to=date(2023, 1, 1)),
]


@pytest.fixture
def catalogue(tmp_path: Path, make_document: Callable[..., Document]) -> Catalogue:
    made = Catalogue.open(tmp_path / "index", write=True)
    lexical = FtsLexical(made.engine)
    for path, text in PAPERS.items():
        document = make_document(text, path)
        cut = passages(document)
        made.write_document(document, cut, HashEmbedder().embed_passages([embedded_text(p) for p in cut]))
        lexical.upsert([Analyser().entry(p.id, p.text, p.context, "") for p in cut])
    return made


@pytest.fixture
def parts(catalogue: Catalogue) -> Parts:
    with catalogue.reading() as connection:
        return Parts(catalogue, Near.build(len(catalogue.passage_ids()), stored(connection)))


@pytest.mark.parametrize("filters", FILTERS)
def test_a_part_is_what_the_catalogue_lists(catalogue: Catalogue, parts: Parts, filters: Filters) -> None:
    part, listed = parts.part(filters), catalogue.passage_ids(filters)
    assert list(part) == listed
    assert len(part) == len(listed)
    everything = catalogue.passage_ids()
    assert part.among(everything) == [key in listed for key in everything]
    assert "gone:0-1" not in part


def test_lexical_search_in_a_part_is_that_in_a_list(catalogue: Catalogue, parts: Parts) -> None:
    lexical = FtsLexical(catalogue.engine)
    terms = [("buss",), ("ärend",), ("förslag",), ("beslut",)]
    for filters in FILTERS:
        part = parts.part(filters)
        listed = lexical.query(terms, 3, catalogue.passage_ids(filters))
        assert lexical.query(terms, 3, part) == listed
        lexical._postings = 0  # as where the part is too large to be listed, but for the frequent terms left out
        kept = lexical.query(terms, 3, part)
        lexical._postings = 5000
        assert {key for key, _ in kept} <= {key for key, _ in lexical.query(terms, 99, catalogue.passage_ids(filters))}


class TestNearby:
    class Index:
        def __init__(self, catalogue: Catalogue) -> None:
            self.catalogue = catalogue

    def test_a_small_index_does_without(self, catalogue: Catalogue) -> None:
        size = len(catalogue.passage_ids())
        assert Nearby(self.Index(catalogue)).get(size, size) is None  # type: ignore[arg-type]
        assert not (catalogue.folder / "near").exists()

    def test_a_large_one_is_kept_beside_the_index_and_follows_it(
        self, catalogue: Catalogue, make_document: Callable[..., Document]
    ) -> None:
        size = len(catalogue.passage_ids())
        nearby = Nearby(self.Index(catalogue))  # type: ignore[arg-type]
        held = nearby.get(size, 1)
        assert held is not None
        assert len(held[0]) == size
        assert (catalogue.folder / "near" / "near.json").is_file()
        document = make_document("Ett nytt brev om bussen\n", "nytt.txt")
        cut = passages(document)
        catalogue.write_document(document, cut, HashEmbedder().embed_passages([embedded_text(p) for p in cut]))
        nearby.get(size + 1, 1)  # the old one still answers while the new one is made
        making = nearby._making
        if making is not None:
            making.join()
        now = nearby.get(size + 1, 1)
        assert now is not None
        assert len(now[0]) == len(catalogue.passage_ids())
