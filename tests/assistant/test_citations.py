"""The gate lets through only what the documents say to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import MAX_SHOWN, Rendered, render, row_text, shorten
from assistant.drafts import Draft, Support
from assistant.gate import examine
from corpus.records import Act, ActKind, Actor, Document, Genre

TEXT = "Fråga av Anna Ek (S): När öppnar simhallen? Svar: Simhallen öppnar inte i år. Beslut: Taxan höjs."
ASKER, ANSWERER, OTHER = Actor("Anna Ek", "S"), Actor("Bo Ask", "M"), Actor("Anna Ek", "SD")
DAY = date(2022, 3, 14)
PLAIN = Document("d1", "kf/a.txt", "0", "txt", "Frågestund", Genre.MINUTES, TEXT, date=date(2022, 5, 30))


def act(kind: ActKind, quote: str, *actors: Actor, **more: Any) -> Act:
    start = TEXT.index(quote)
    return Act(kind, PLAIN.span(start, start + len(quote)), actors, date=DAY, **more)


QUESTION = act(ActKind.QUESTION, "När öppnar simhallen?", ASKER, addressees=(ANSWERER,))
ANSWER = act(ActKind.ANSWER, "Simhallen öppnar inte i år.", ANSWERER)
STORED = replace(PLAIN, acts=(QUESTION, ANSWER))


def of(told: Act) -> Support:
    return Support(STORED, told.span.start, told.span.end, told)


def draft(told: Act = QUESTION, **changes: Any) -> Draft:
    values: dict[str, Any] = {"kind": told.kind, "actors": told.actors, "when": told.date, **changes}
    verb = "svarade" if told.kind is ActKind.ANSWER else "frågade"
    return Draft(f"{told.actors[0].label} {verb}: {{quote}}", of(told), **values)


def rendered(*drafts: Draft, stored: Document | None = STORED) -> Rendered:
    return render(list(drafts), "sv", lambda _: stored)


def test_a_claim_shows_the_exact_words_and_cites_them() -> None:
    done = rendered(draft())
    assert done.text == "Anna Ek (S) frågade: ”När öppnar simhallen?” [1]"
    citation = done.citations[0]
    assert TEXT[citation.start : citation.end] == citation.quote == "När öppnar simhallen?"
    assert (citation.act, citation.actors, citation.date) == ("question", ["Anna Ek (S)"], "2022-03-14")
    assert (citation.path, citation.page, citation.title) == ("kf/a.txt", 1, "Frågestund")
    assert len(done.failures) == 0


def test_the_one_asked_may_be_named_too() -> None:
    assert examine(draft(actors=(ASKER, ANSWERER)), lambda _: STORED) is None


@pytest.mark.parametrize(
    "wrong",
    [
        draft(kind=ActKind.ANSWER),
        draft(ANSWER, kind=ActKind.DECISION),
        draft(actors=(ANSWERER, Actor("Karin Lind", "MP"))),
        draft(actors=(OTHER,)),
        draft(when=date(2022, 3, 15)),
        Draft("Ingen citeras.", of(QUESTION)),
        Draft("{quote}", Support(STORED, 5, 5)),
        Draft("{quote}", Support(STORED, -3, 5)),
        Draft("{quote}", Support(STORED, 9, 5)),
        Draft("{quote}", Support(STORED, 5, len(TEXT) + 1)),
        Draft("{quote}", Support(STORED, 5, 9), kind=ActKind.DECISION),
        Draft("{quote}", Support(STORED, 5, 9), actors=(ASKER,)),
        Draft("{quote}", Support(STORED, 5, 9), when=date(1999, 1, 1)),
    ],
    ids=["question as answer", "answer as decision", "not among them", "another party", "another day", "no quote",
         "nothing", "before the text", "backwards", "past the text", "no act", "nobody's", "no such day"],
)  # fmt: skip
def test_what_the_document_does_not_say_is_dropped(wrong: Draft) -> None:
    done = rendered(wrong)
    assert (done.claims, done.citations, len(done.failures)) == ([], [], 1)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        replace(STORED, text=TEXT.replace("När öppnar", "Om öppnar")),
        replace(STORED, text=TEXT.replace("öppnar simhallen", "öppnar ej simhallen")),
        replace(STORED, text="x" + TEXT),
        replace(STORED, text=""),
    ],
    ids=["gone", "another word", "a negation more", "moved", "empty"],
)
def test_a_quote_is_compared_with_what_is_stored_now(stored: Document | None) -> None:
    assert len(rendered(draft(), stored=stored).failures) == 1


def test_numbers_have_no_gaps_when_a_claim_between_is_dropped() -> None:
    done = rendered(draft(), draft(kind=ActKind.DECISION), draft(ANSWER))
    assert [c.n for c in done.citations] == [1, 2]
    assert [claim.citations for claim in done.claims] == [[1], [2]]
    assert len(done.failures) == 1


def test_the_same_words_are_cited_once() -> None:
    done = rendered(draft(), draft(ANSWER), draft())
    assert [c.n for c in done.citations] == [1, 2]
    assert [claim.citations for claim in done.claims] == [[1], [2], [1]]


def test_a_remark_stands_without_a_source() -> None:
    done = rendered(Draft("Inget svar finns."))
    assert done.text == "Inget svar finns."
    assert done.claims[0].citations == []


def test_words_that_are_no_acts_are_cited_with_the_documents_date() -> None:
    start = TEXT.index("Taxan")
    citation = rendered(Draft("Källan: {quote}", Support(STORED, start, len(TEXT)))).citations[0]
    assert (citation.act, citation.actors, citation.date) == (None, [], "2022-05-30")


def test_a_long_quote_is_cut_in_the_answer_and_whole_in_the_citation() -> None:
    long = "Ett ord till. " * 60
    document = replace(PLAIN, text=long)
    done = rendered(Draft("{quote}", Support(document, 0, len(long))), stored=document)
    assert done.citations[0].quote == long
    assert done.claims[0].text.endswith(" …”")


def test_a_quote_over_lines_is_shown_on_one_line_and_without_marks() -> None:
    assert shorten("Taxan\n  höjs **nu** och\tsedan") == "Taxan höjs nu och sedan"


@given(st.text(max_size=900))
def test_a_shown_quote_is_one_line_of_bounded_length(quote: str) -> None:
    shown = shorten(quote)
    assert len(shown.splitlines()) <= 1
    assert len(shown) <= MAX_SHOWN + 2


@given(st.lists(st.sampled_from([draft(), draft(ANSWER), draft(kind=ActKind.DECISION), Draft("Obs.")]), max_size=8))
def test_every_marker_has_its_citation(drafts: list[Draft]) -> None:
    done = rendered(*drafts)
    numbers = [c.n for c in done.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for claim in done.claims for n in claim.citations} == set(numbers)
    assert len(done.claims) + len(done.failures) == len(drafts)


# Tables

HEADER = ("Datum", "Fråga", "Till", "Källa")


def row(told: Act = QUESTION, *, to: str = "Bo Ask (M)", **changes: Any) -> Draft:
    values: dict[str, Any] = {"kind": told.kind, "actors": told.actors, "when": told.date, **changes}
    return Draft("{quote}", of(told), cells=("2022-03-14", "{quote}", to), header=HEADER, **values)


def test_rows_of_the_same_columns_are_one_table_and_each_has_its_marker() -> None:
    done = rendered(Draft("Två rader:"), row(), row(ANSWER), Draft("Slut."))
    assert done.text.split("\n\n") == [
        "Två rader:",
        "| Datum | Fråga | Till | Källa |\n|---|---|---|---|\n"
        "| 2022-03-14 | ”När öppnar simhallen?” | Bo Ask (M) | [1] |\n"
        "| 2022-03-14 | ”Simhallen öppnar inte i år.” | Bo Ask (M) | [2] |",
        "Slut.",
    ]
    assert [claim.citations for claim in done.claims] == [[], [1], [2], []]
    assert [c.quote for c in done.citations] == ["När öppnar simhallen?", "Simhallen öppnar inte i år."]


def test_other_columns_begin_another_table() -> None:
    other = replace(row(ANSWER), cells=("{quote}", "Bo Ask (M)"), header=("Svar", "Från", "Källa"))
    assert [block.splitlines()[0] for block in rendered(row(), other).blocks] == [
        "| Datum | Fråga | Till | Källa |",
        "| Svar | Från | Källa |",
    ]


def test_an_empty_cell_is_a_dash_and_a_column_of_nothing_is_left_out() -> None:
    some = rendered(row(), row(ANSWER, to=""))
    assert some.text.splitlines()[-1] == "| 2022-03-14 | ”Simhallen öppnar inte i år.” | – | [2] |"
    none = rendered(row(to=""), row(ANSWER, to=" "))
    assert none.text.splitlines()[0] == "| Datum | Fråga | Källa |"
    assert none.text.splitlines()[-1] == "| 2022-03-14 | ”Simhallen öppnar inte i år.” | [2] |"


@given(st.lists(st.text("a |\n\r–", max_size=12), min_size=1, max_size=5))
def test_a_row_is_one_line_of_as_many_cells_whatever_they_hold(cells: list[str]) -> None:
    told = row_text(cells)
    assert len(told.splitlines()) <= 1
    assert told.count("|") == len(cells) - 1


def test_a_bar_or_a_line_break_in_a_quote_does_not_break_the_row() -> None:
    text = "Var | och\nnär?"
    document = replace(PLAIN, text=text)
    done = rendered(Draft("{quote}", Support(document, 0, len(text)), cells=("{quote}",), header=("Fråga", "Källa")), stored=document)  # fmt: skip
    assert done.text.splitlines()[-1] == "| ”Var / och när?” | [1] |"
    assert done.citations[0].quote == text


@pytest.mark.parametrize(
    "wrong",
    [row(kind=ActKind.DECISION), row(actors=(OTHER,)), row(when=date(1999, 1, 1)), replace(row(), cells=("a", "b", "c"))],
    ids=["another kind", "another party", "another day", "no quote in it"],
)  # fmt: skip
def test_a_row_passes_the_same_gate(wrong: Draft) -> None:
    done = rendered(row(ANSWER), wrong)
    assert len(done.failures) == 1
    assert len(done.text.splitlines()) == 3
