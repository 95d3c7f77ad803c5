"""What there is to answer from, counted."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.contract import FilterSpec
from assistant.memory import MemoryAssistant
from assistant.overview.documents import Column, Order, chosen, ordered
from assistant.overview.holdings import Gap, Month, gaps, holdings, parties_of, span_of, speaking
from assistant.service import DocumentInfo
from assistant.texts import texts
from corpus.records import Genre
from index.catalogue.parties import parties_by_document

MONTHS = st.builds(Month, st.integers(1990, 2030), st.integers(1, 12))
GENRES = texts("sv")["genres"]


def info(id: str, day: date | None = None, body: str | None = "kommunstyrelsen", **changes: object) -> DocumentInfo:
    values = {"path": f"{id}.txt", "title": id, "genre": Genre.MINUTES, **changes}
    return DocumentInfo(document_id=id, date=day, body=body, **values)  # type: ignore[arg-type]


def test_documents_are_counted_by_body_and_month_with_the_gaps_between() -> None:
    counted = holdings(
        [
            info("a", date(2023, 11, 3)),
            info("b", date(2023, 11, 28)),
            info("c", date(2024, 3, 1)),
            info("d", None),
            info("e", date(2024, 1, 1), "kommunfullmäktige"),
            info("f", date(2022, 1, 1), None),
        ]
    )
    assert [row.body for row in counted.rows] == ["kommunstyrelsen", "kommunfullmäktige", None]
    board = counted.rows[0]
    assert board.months == {Month(2023, 11): 2, Month(2024, 3): 1}
    assert (board.undated, board.documents) == (1, 4)
    assert board.gaps == (Gap(Month(2023, 12), Month(2024, 2)),)
    assert board.gaps[0].months == 3
    assert counted.rows[1].gaps == ()
    assert (str(counted.first), str(counted.last)) == ("2022-01", "2024-03")
    assert counted.years == {2022: 1, 2023: 2, 2024: 2}


def test_nothing_is_counted_of_nothing() -> None:
    empty = holdings([])
    assert (empty.rows, empty.first, empty.parties) == ((), None, {})


def test_a_document_counts_with_each_of_its_parties() -> None:
    parties = {"a": ("M", "S"), "b": ("S",)}
    assert holdings([info("a"), info("b"), info("c")], parties).parties == {"S": 2, "M": 1}


@given(st.sets(MONTHS))
def test_months_and_gaps_together_are_the_whole_time(months: set[Month]) -> None:
    missing = [month for gap in gaps(months) for month in span_of(gap.first, gap.last)]
    assert not set(missing) & months
    if months:
        assert sorted([*months, *missing]) == span_of(min(months), max(months))


def test_parties_come_from_the_acts_and_from_the_catalogue_alike(tallhamra: Assistant) -> None:
    found = parties_by_document(tallhamra.index.catalogue)
    for each in tallhamra.documents():
        document = tallhamra.document(each.document_id)
        assert document is not None
        assert speaking(document) == found.get(each.document_id, ())
    by_path = {each.path: found.get(each.document_id, ()) for each in tallhamra.documents()}
    assert by_path["kf/interpellation-bokbussen.txt"] == ("V",)
    assert "KD" in by_path["kf/protokoll-2022-05-30.txt"]
    assert by_path["avn/tjansteutlatande-jobbcentrum.txt"] == ()


def test_a_double_tells_its_parties_too(tallhamra: Assistant) -> None:
    documents = [tallhamra.document(each.document_id) for each in tallhamra.documents()]
    double = MemoryAssistant([document for document in documents if document])
    assert {k: v for k, v in parties_of(double).items() if v} == parties_by_document(tallhamra.index.catalogue)


LIST = [
    info("öga", date(2023, 5, 4), "nämnden", pages=3),
    info("ägg", date(2024, 1, 1), None, genre=Genre.LETTER, pages=1, case_numbers=("KS 2024/1",)),
    info("zon", None, "Barnnämnden", pages=10),
]


def names(documents: list[DocumentInfo]) -> list[str]:
    return [each.document_id for each in documents]


def test_lists_are_ordered_as_swedes_do_and_what_is_unknown_comes_last() -> None:
    assert names(ordered(LIST, Order(Column.TITLE, False), GENRES)) == ["zon", "ägg", "öga"]
    assert names(ordered(LIST, Order(Column.BODY, False), GENRES)) == ["zon", "öga", "ägg"]
    assert names(ordered(LIST, Order(Column.BODY, True), GENRES)) == ["öga", "zon", "ägg"]
    assert names(ordered(LIST, Order(), GENRES)) == ["ägg", "öga", "zon"]
    assert names(ordered(LIST, Order(Column.PAGES, True), GENRES)) == ["zon", "öga", "ägg"]
    assert names(ordered(LIST, Order(Column.GENRE, False), GENRES)) == ["zon", "öga", "ägg"]


def test_pressing_a_column_turns_its_order_round() -> None:
    by_date = Order()
    assert by_date.pressed(Column.DATE) == Order(Column.DATE, False)
    assert by_date.pressed(Column.TITLE) == Order(Column.TITLE, False)
    assert by_date.pressed(Column.PAGES) == Order(Column.PAGES, True)


def test_words_and_filters_narrow_the_list() -> None:
    parties = {"öga": ("S",)}

    def found(words: str = "", **spec: object) -> list[str]:
        return names(chosen(LIST, words, FilterSpec.model_validate(spec), parties))

    assert found() == ["öga", "ägg", "zon"]
    assert found("2024/1 ks") == ["ägg"]
    assert found(party=["S", "V"]) == ["öga"]
    assert found(body=["nämnden"], genre=["minutes"]) == ["öga"]
    assert found(date_from="2023-06-01") == ["ägg"]
