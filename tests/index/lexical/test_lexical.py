import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from index.catalogue.database import connect
from index.catalogue.postgres import prepare
from index.lexical.analysis import Analyser
from index.lexical.base import LexicalEntry
from index.lexical.fts import FtsLexical
from index.lexical.memory import MemoryLexical
from index.lexical.postgres import PostgresLexical
from index.place import Place

ANALYSER = Analyser()
Lexical = FtsLexical | MemoryLexical | PostgresLexical
TEXTS = {
    "a:0-9": ("Jobbcentrums tidsplan för flytten till Verkstadsgatan.", "Interpellation, Tallhamra"),
    "a:9-20": ("Deltagarna får två handledare per grupp.", "Interpellation, Tallhamra"),
    "b:0-9": ("Jobbcenter Ung har ingen tidsplan, enligt KS 2023/0412.", "Skrivelse"),
    "c:0-9": ("§ 12 Motionen om avgiftsfri buss avslås. Anna Ek (V) reserverar sig.", "Protokoll"),
    "c:9-20": ("Kostnaden är 1 500 000 kronor.", "Protokoll om Jobbcentrum"),
}


def filled(lexical: Lexical) -> Lexical:
    lexical.upsert([ANALYSER.entry(key, text, context) for key, (text, context) in TEXTS.items()])
    return lexical


def in_memory(_: Path) -> Lexical:
    return MemoryLexical()


def in_sqlite(folder: Path) -> Lexical:
    return FtsLexical(create_engine(f"sqlite:///{folder / 'lexical.sqlite'}"))


@pytest.fixture(params=["memory", "fts", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lexical]:
    if request.param == "postgres":
        yield request.getfixturevalue("in_postgres")
    else:
        make: Callable[[Path], Lexical] = {"memory": in_memory, "fts": in_sqlite}[request.param]
        yield make(tmp_path)


@pytest.fixture
def in_postgres(place: Place) -> Iterator[PostgresLexical]:
    engine = connect(place, write=True)
    prepare(engine, place.schema)
    yield PostgresLexical(engine)
    engine.dispose()


@pytest.fixture
def lexical(empty: Lexical) -> Lexical:
    return filled(empty)


class TestLexical:
    def ask(self, lexical: Lexical, question: str, language: str = "sv") -> list[str]:
        return [key for key, _ in lexical.query(ANALYSER.analyse_query(question, language), 10)]

    def test_name_and_word_rank_the_passage_that_has_both_first(self, lexical: Lexical) -> None:
        assert self.ask(lexical, "Finns det en tidsplan för Jobbcentrum?")[0] == "a:0-9"
        assert self.ask(lexical, "Finns det en tidsplan för Jobbcenter?")[0] == "b:0-9"

    def test_english_question(self, lexical: Lexical) -> None:
        assert self.ask(lexical, "Was the motion on free buses rejected?", "en")[0] == "c:0-9"

    @pytest.mark.parametrize("question", ["KS 2023/412", "§ 12", "1,5 mnkr", "Vänsterpartiet"])
    def test_exact_things(self, lexical: Lexical, question: str) -> None:
        expected = {"KS 2023/412": "b:0-9", "§ 12": "c:0-9", "1,5 mnkr": "c:9-20", "Vänsterpartiet": "c:0-9"}
        assert self.ask(lexical, question) == [expected[question]]

    def test_context_counts_less_than_text(self, lexical: Lexical) -> None:
        assert self.ask(lexical, "enheten Jobbcentrum") == ["a:0-9", "c:9-20"]

    def test_phrase_needs_its_words_side_by_side(self, lexical: Lexical) -> None:
        side, apart = "avgiftsfri buss", "buss avgiftsfri"
        assert lexical.query([(side,)], 5)
        assert not lexical.query([(apart,)], 5)

    def test_within_and_limit(self, lexical: Lexical) -> None:
        groups = ANALYSER.analyse_query("tidsplan")
        assert [key for key, _ in lexical.query(groups, 5, within=["b:0-9", "unknown:1-2"])] == ["b:0-9"]
        assert lexical.query(groups, 5, within=[]) == []
        assert len(lexical.query(groups, 1)) == 1

    @pytest.mark.parametrize("few", [3, 40])
    def test_within_few_or_many_the_order_and_scores_are_those_of_all(self, empty: Lexical, few: int) -> None:
        texts = [f"Simhallen har {n} besökare{' och simhallen är öppen' * (n % 5)}." for n in range(60)]
        empty.upsert([ANALYSER.entry(f"d:{n}-9", text) for n, text in enumerate(texts)])
        groups = ANALYSER.analyse_query("Hur många besökare har simhallen när den är öppen?")
        within = {f"d:{n}-9" for n in range(few)}
        everywhere = [(key, score) for key, score in empty.query(groups, 60) if key in within]
        found = empty.query(groups, 60, within=sorted(within))
        assert len(found) == few
        assert [key for key, _ in found] == [key for key, _ in everywhere]
        assert [score for _, score in found] == pytest.approx([score for _, score in everywhere])

    def test_document_frequency(self, lexical: Lexical) -> None:
        assert lexical.document_frequency("tidspl") == 2
        assert lexical.document_frequency("nowhere") == 0
        assert lexical.document_frequencies(["tidspl", "tidspl nowhere"]) == {
            "tidspl": 2,
            "tidspl nowhere": 0,
        }

    def test_terms_by_how_they_begin(self, lexical: Lexical) -> None:
        assert lexical.terms_from("n:jobbcent") == {"n:jobbcentrum": 2, "n:jobbcenter": 1}
        assert lexical.terms_from("kostn") == {"kostn": 1}
        assert lexical.terms_from("ö") == {}
        assert lexical.terms_from("") == {}

    def test_removed_document_is_gone(self, lexical: Lexical) -> None:
        lexical.delete_documents(["b", "unknown"])
        assert self.ask(lexical, "tidsplan") == ["a:0-9"]
        assert lexical.size() == 4
        assert lexical.document_frequency("tidspl") == 1

    def test_same_id_is_replaced(self, lexical: Lexical) -> None:
        lexical.upsert([LexicalEntry("b:0-9", ["annat"], [], [])])
        assert self.ask(lexical, "tidsplan") == ["a:0-9"]
        assert lexical.size() == 5

    def test_entries_come_back_as_written(self, lexical: Lexical) -> None:
        entry = ANALYSER.entry("b:0-9", *TEXTS["b:0-9"])
        held = lexical.entries(["b:0-9", "unknown"])
        assert list(held) == ["b:0-9"]
        assert (list(held["b:0-9"].text), list(held["b:0-9"].context)) == (
            list(entry.text),
            list(entry.context),
        )

    def test_empty_index_and_empty_question(self, empty: Lexical) -> None:
        assert empty.terms_from("jo") == {}
        assert empty.query([("a",)], 5) == []
        assert empty.document_frequency("a") == 0
        assert empty.size() == 0
        empty.delete_documents(["a"])
        assert filled(empty).query([], 5) == []

    def test_quotation_marks_and_operators_do_no_harm(self, lexical: Lexical) -> None:
        assert lexical.query([('"', "NOT", "a*", "(b", "col:x", "' OR 1")], 5) == []

    def test_clear(self, lexical: Lexical) -> None:
        lexical.clear()
        assert lexical.size() == 0


def test_both_rank_and_score_alike(tmp_path: Path) -> None:
    memory, fts = filled(in_memory(tmp_path)), filled(in_sqlite(tmp_path))
    for question in (
        "tidsplan för Jobbcentrum",
        "handledare per grupp",
        "Protokoll om kostnaden",
        "avslogs motionen",
    ):
        groups = ANALYSER.analyse_query(question)
        one, other = memory.query(groups, 10), fts.query(groups, 10)
        assert [key for key, _ in one] == [key for key, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other])


def test_the_server_ranks_and_scores_as_sqlite_does(tmp_path: Path, in_postgres: PostgresLexical) -> None:
    random.seed(5)
    words = [f"ord{n}" for n in range(40)]

    def some(most: int) -> list[str]:
        return [words[int(40 * random.random() ** 2)] for _ in range(random.randrange(most))]

    entries = [LexicalEntry(f"d{n % 50}:{n}-{n + 1}", some(60), some(6), some(40)) for n in range(400)]
    fts = in_sqlite(tmp_path)
    for lexical in (fts, in_postgres):
        lexical.upsert(entries)
        lexical.delete_documents(["d3", "d7"])
        lexical.upsert([LexicalEntry("d9:9-10", ["ord1", "ord2"], [], []), *entries[100:120]])
    ids = [entry.id for entry in entries]
    for number in range(40):
        asked = [(random.choice(words), f"{random.choice(words)} {random.choice(words)}") for _ in range(3)]
        within = random.sample(ids, 60) if number % 2 else None
        one, other = fts.query(asked, 20, within), in_postgres.query(asked, 20, within)
        assert [key for key, _ in one] == [key for key, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], rel=1e-12)
    assert fts.document_frequencies(words) == in_postgres.document_frequencies(words)
    assert fts.terms_from("ord1") == in_postgres.terms_from("ord1")


def test_writes_belong_to_the_transaction_of_the_caller(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    lexical = FtsLexical(engine)
    lexical.create()
    with engine.connect() as connection:
        begun = connection.begin()
        lexical.upsert([LexicalEntry("a:0-1", ["ord"], [], [])], connection)
        assert lexical.document_frequency("ord", connection) == 1
        begun.rollback()
    assert lexical.size() == 0
    assert lexical.query([("ord",)], 5) == []


def test_common_words_do_not_hide_the_rare_one(tmp_path: Path) -> None:
    lexical = in_sqlite(tmp_path)
    lexical.upsert([LexicalEntry(f"d{i}:0-1", ["beslut", "nämnd"], [], []) for i in range(6000)])
    lexical.upsert([LexicalEntry("x:0-1", ["hundrastgård", "beslut"], [], [])])
    assert lexical.query([("beslut",), ("nämnd",), ("hundrastgård",)], 3)[0][0] == "x:0-1"
    assert len(lexical.query([("beslut",)], 3)) == 3


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcdefåäöABC1290 §/()-:,.'\"*S", max_size=60))
def test_every_term_of_a_text_finds_it(text: str) -> None:
    lexical = FtsLexical(create_engine("sqlite://"))
    entry = ANALYSER.entry("a:0-1", text)
    lexical.upsert([entry])
    assert all(lexical.query([(term,)], 5) for term in entry.text)
