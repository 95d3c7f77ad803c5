"""The ledger of an index: what was undertaken, by whom, by when, and what later documents show of it."""

from __future__ import annotations

from datetime import date

from assistant.brief.promises import promises_for
from assistant.brief.records import Fate
from assistant.ledger import Commitment, Kind, commitments
from assistant.ledger.listing import LedgerFilter, ledger_rows, narrowed, standing
from index.store import Index

TODAY = date(2024, 12, 1)


def about(index: Index, words: str) -> Commitment:
    (found,) = [one for one in commitments(index) if words in one.source.quote]
    return found


def test_a_promise_in_an_answer_is_the_answerers(index: Index) -> None:
    light = about(index, "Belysningen")
    assert (light.who, light.kind, light.due) == ("Bo Ask (M)", Kind.PROMISE, date(2024, 9, 15))
    assert light.due_text == "senast den 15 september 2024"
    plan = about(index, "bemanningsplan")
    assert (plan.who, plan.what) == ("Bo Ask (M)", "ta fram en bemanningsplan under våren")
    assert plan.due == date(2024, 6, 30)


def test_what_is_only_expected_is_said_to_be_so(index: Index) -> None:
    rooms = about(index, "omklädningsrummen")
    assert (rooms.kind, rooms.forecast, rooms.due) == (Kind.FORECAST, True, date(2025, 6, 30))


def test_an_assignment_is_for_the_one_it_is_given_to(index: Index) -> None:
    queue = about(index, "köerna")
    assert (queue.who, queue.kind, queue.due) == ("Fritidsnämnden", Kind.ASSIGNMENT, date(2024, 6, 30))
    assert queue.case_number == "KS 2023/200"


def test_motions_wishes_and_what_was_rejected_commit_nobody(index: Index) -> None:
    told = " ".join(one.source.quote for one in commitments(index))
    assert "avskaffa" not in told
    assert "bastu" not in told
    assert "Kanske" not in told


def test_quotes_are_the_exact_characters(index: Index) -> None:
    for one in commitments(index):
        for source in (one.source, one.later):
            if source is not None:
                document = index.catalogue.document(source.document_id)
                assert document is not None
                assert document.text[source.start : source.end] == source.quote


def test_a_later_decision_that_names_it_closes_it(index: Index) -> None:
    tax = about(index, "utreda taxan")
    assert tax.fate is Fate.KEPT
    assert tax.later is not None
    assert "förklaras fullgjort" in tax.later.quote
    assert tax.later.date == date(2024, 9, 30)


def test_the_other_point_of_the_same_decision_stays_silent(index: Index) -> None:
    queue = about(index, "köerna")
    assert (queue.fate, queue.later) == (Fate.SILENT, None)
    assert standing(queue, TODAY) == "overdue"
    assert standing(queue, date(2024, 6, 30)) == "silent"  # its last day is not over


def test_a_delay_told_later_moves_it(index: Index) -> None:
    light = about(index, "Belysningen")
    assert light.fate is Fate.MOVED
    assert light.later is not None
    assert "försenats" in light.later.quote


def test_the_list_narrows_and_sorts(index: Index) -> None:
    every = commitments(index)
    assert [one.who for one in narrowed(every, LedgerFilter(who="fritids"), TODAY)] == ["Fritidsnämnden"]
    assert {one.who for one in narrowed(every, LedgerFilter(who="(m)"), TODAY)} == {"Bo Ask (M)"}
    assert [one.due for one in narrowed(every, LedgerFilter(due_to=date(2024, 6, 30)), TODAY)] == [
        date(2024, 6, 30)
    ] * 2
    assert all(one.fate is Fate.SILENT for one in narrowed(every, LedgerFilter(open=True), TODAY))
    assert len(narrowed(every, LedgerFilter(fates=("overdue",)), TODAY)) == 2
    assert narrowed(every, LedgerFilter(words="båtplatser köerna"), TODAY)[0].who == "Fritidsnämnden"
    days = [one.due for one in narrowed(every, LedgerFilter(), TODAY)]
    assert days[-1] is None  # what has no day comes last
    assert days[:-1] == sorted(day for day in days if day)


def test_the_table_has_the_later_words_beside_the_first(index: Index) -> None:
    header, *rows = ledger_rows(narrowed(commitments(index), LedgerFilter(words="taxan"), TODAY), TODAY, "sv")
    (row,) = rows
    assert len(header) == len(row)
    assert "gjort enligt senare handling" in row
    assert any("förklaras fullgjort" in str(cell) for cell in row)


def test_a_question_gets_the_promises_about_it(index: Index) -> None:
    near, other = promises_for(index, ["När får isbanan belysning?", "Vad kostar skolmaten?"])
    assert near[0].due == date(2024, 9, 15)
    assert other == ()


def test_what_is_excluded_neither_promises_nor_tells(index: Index) -> None:
    light = about(index, "Belysningen")
    assert light.later is not None
    question = ["När får isbanan belysning?"]
    assert promises_for(index, question, (), {light.source.document_id}) == ((),)
    (told,) = promises_for(index, question, (), {light.later.document_id})
    assert (told[0].fate, told[0].later) == (Fate.SILENT, None)
