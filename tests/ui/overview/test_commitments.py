"""The ledger of commitments as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ui_support import HOSTILE, read

from assistant.brief.records import Fate, Source
from assistant.ledger.listing import LEDGER_BEGIN, LedgerFilter
from assistant.ledger.records import Commitment, Kind
from assistant.overview.listings import Order
from ui.overview.commitments import STATES, bodies, states, table
from ui.overview.tables import ROWS, Shown
from ui.texts import texts

SV, EN = texts("sv"), texts("en")
TODAY = date(2024, 12, 1)
SOURCE = Source(
    document_id="lek1",
    path="kf/svar.txt",
    title=f"Svar om lekplatsen {HOSTILE}",
    page=2,
    start=40,
    end=90,
    quote=f"Lekplatsen ska vara klar senast i juni 2024. {HOSTILE}",
    date=date(2024, 2, 12),
)
LATER = Source(
    document_id="lek2",
    path="kf/protokoll.txt",
    title="Protokoll",
    page=5,
    start=7,
    end=31,
    quote="Lekplatsen har försenats.",
    date=date(2024, 9, 30),
)
ONE = Commitment(
    source=SOURCE,
    who="Bo Prov (M)",
    what="Lekplatsen ska vara klar senast i juni 2024",
    due=date(2024, 6, 30),
    due_text="senast i juni 2024",
    kind=Kind.PROMISE,
    body="kommunfullmäktige",
    case="KS 2024/1",
    case_number="KS 2024/1",
)


def shown(one: Commitment, **changes: Any) -> str:
    return table([one.model_copy(update=changes)], 1, LedgerFilter(), Shown(LEDGER_BEGIN), TODAY, SV)


def places(content: str) -> list[tuple[str | None, ...]]:
    pressed = [attrs for tag, attrs in read(content).tags if tag == "button" and "data-doc" in attrs]
    return [(b["data-doc"], b["data-start"], b["data-end"]) for b in pressed]


def test_a_row_says_who_what_by_when_and_opens_the_exact_words() -> None:
    content = shown(ONE)
    text = read(content).text
    for told in ("Bo Prov (M)", "2024-06-30", "senast i juni 2024", "Löfte", "1 av 1 åtaganden"):
        assert told in text
    assert places(content) == [("lek1", "40", "90")]
    assert "KS 2024/1" in {attrs.get("data-case") for tag, attrs in read(content).tags if tag == "button"}


def test_overdue_says_exactly_what_it_means() -> None:
    text = read(shown(ONE)).text
    assert "Försenat" in text
    assert "ingenting senare som har hittats visar vad det blev av det" in text
    assert "bevisar inte att inget har gjorts" in text
    assert "Försenat" not in read(shown(ONE, due=date(2025, 1, 1))).text


def test_the_later_words_stand_beside_the_first_and_open_too() -> None:
    content = shown(ONE, fate=Fate.MOVED, later=LATER)
    text = read(content).text
    assert "Flyttat" in text
    assert "Försenat" not in text
    assert text.index("Lekplatsen ska vara klar") < text.index("Lekplatsen har försenats.")
    assert places(content) == [("lek1", "40", "90"), ("lek2", "7", "31")]


def test_a_proposal_to_close_it_is_no_fate() -> None:
    text = read(shown(ONE, later=LATER)).text
    assert "Föreslås avslutas" in text
    assert "Gjort" not in text


def test_a_forecast_is_called_one() -> None:
    assert "Bedömning" in read(shown(ONE, kind=Kind.FORECAST)).text


def test_nothing_of_a_document_becomes_markup() -> None:
    assert not [tag for tag, _ in read(shown(ONE, who=HOSTILE, due_text=HOSTILE)).tags if tag == "img"]


def test_the_download_is_narrowed_and_sorted_alike() -> None:
    chosen = LedgerFilter("lekplats", "Bo", ("kommunfullmäktige",), ("overdue",))
    content = table([ONE], 3, chosen, Shown(Order("who", descending=True)), TODAY, EN)
    (link,) = [attrs["href"] or "" for tag, attrs in read(content).tags if tag == "a"]
    assert link.startswith("api/commitments.csv?q=lekplats&who=Bo&body=kommunfullm")
    for part in ("fate=overdue", "sort=who", "descending=true", "lang=en"):
        assert part in link


def test_the_sorted_column_says_so() -> None:
    heads = [attrs for tag, attrs in read(shown(ONE)).tags if tag == "th" and "aria-sort" in attrs]
    assert [attrs["aria-sort"] for attrs in heads] == ["ascending"]


@pytest.mark.parametrize(("count", "said"), [(3, "Inget åtagande passar"), (0, "Inga åtaganden har hittats")])
def test_an_empty_list_says_why(count: int, said: str) -> None:
    assert said in table([], count, LedgerFilter(), Shown(LEDGER_BEGIN), TODAY, SV)


def test_long_lists_are_shown_in_parts() -> None:
    state = Shown(LEDGER_BEGIN)
    assert "Visa 5 till" in table([ONE] * (ROWS + 5), 200, LedgerFilter(), state, TODAY, SV)
    assert "Visa 5 till" not in table([ONE] * (ROWS + 5), 200, LedgerFilter(), replace(state, rows=200), TODAY, SV)


def test_every_state_can_be_chosen_and_named_in_both_languages() -> None:
    for t in (SV, EN):
        assert [value for _, value in states(t)] == list(STATES)
        assert all(t(f"commitments.means_{state}") for state in STATES)
    assert bodies([ONE, ONE]) == ["kommunfullmäktige"]
