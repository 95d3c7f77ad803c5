"""By when: the words of a document as a day, counted from the day on which they were said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger.due import deadlines

SAID = date(2022, 6, 13)
DAYS = {
    "ska redovisas senast i juni": "2022-06-30",
    "ska redovisas senast i maj": "2023-05-31",
    "ska redovisas senast den 30 augusti": "2022-08-30",
    "ska redovisas senast den 31 mars 2024": "2024-03-31",
    "ska redovisas senast 2022-10-01": "2022-10-01",
    "blir klart kvartal 2 2024": "2024-06-30",
    "blir klart andra kvartalet": "2022-06-30",
    "ska vara klart före årsskiftet": "2022-12-31",
    "ska vara klart vid årsskiftet 2023/2024": "2023-12-31",
    "ska vara klart under hösten": "2022-12-31",
    "ska vara klart före sommaren 2023": "2023-05-31",
    "ska vara klart före den 1 september 2022": "2022-08-31",
    "ska öppna till höstterminen 2023": "2023-07-31",
    "ska beslutas senast i slutet av november": "2022-11-30",
    "återkommer till nämnden i september": "2022-09-30",
    "återkommer inom tre månader": "2022-09-13",
    "återkommer nästa år": "2023-12-31",
    "ska genomföras under 2023": "2023-12-31",
    "ska vara klart till sammanträdet den 12 december 2022": "2022-12-12",
}
NONE = [
    "ska lämnas senast den 31 januari varje år",  # no single day
    "gäller från och med den 1 juli 2023",
    "enligt beslut 2022-02-24 § 16",  # over before it was said
    "i budgeten för 2023 har nämnden en ram",
    "perioden 2023–2026",
    "det är inte klart",
]


@pytest.mark.parametrize("text", DAYS, ids=str)
def test_the_last_day_of_the_time_told(text: str) -> None:
    assert [str(found.day) for found in deadlines(text, SAID)] == [DAYS[text]]


@pytest.mark.parametrize("text", NONE, ids=str)
def test_what_is_no_deadline(text: str) -> None:
    assert deadlines(text, SAID) == []


def test_the_next_meeting_has_words_and_no_day() -> None:
    text = "Svaret lämnas vid nästa sammanträde."
    (found,) = deadlines(text, SAID)
    assert found.day is None
    assert text[found.start : found.end] == "vid nästa sammanträde"


def test_without_a_day_of_its_own_a_document_tells_only_whole_dates() -> None:
    assert deadlines("senast den 30 augusti", None)[0].day is None
    assert deadlines("senast den 30 augusti 2023", None)[0].day == date(2023, 8, 30)


WORDS = st.lists(
    st.sampled_from([*" ".join([*DAYS, *NONE]).split(), "31", "2022", "§", "i", "den", "hösten", "99"]), max_size=14
)


@given(WORDS, st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_every_deadline_lies_in_its_text_and_never_before_it_was_said(words: list[str], said: date | None) -> None:
    text = " ".join(words)
    for found in deadlines(text, said):
        assert 0 <= found.start < found.end <= len(text)
        assert found.day is None or said is None or found.day >= said
