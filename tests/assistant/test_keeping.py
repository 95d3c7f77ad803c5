"""Conversations kept on the server: a user's own, for as long as is set, and no longer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.access.base import User
from assistant.clock import MemoryClock
from assistant.contract import Answer, Citation, FilterSpec
from assistant.keeping import (
    Conversations,
    KeptTurn,
    MemoryConversations,
    SqliteConversations,
    keep_days,
    open_kept,
    purge_daily,
)
from assistant.keeping.opening import FILE
from corpus.errors import BadSettings
from index.levels import Level

EVA, BO, NOBODY = User("eva", level=Level.INTERNAL), User("bo"), User()
DAYS = 30


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock(datetime(2024, 5, 2, 12, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, clock: MemoryClock) -> Conversations:
    if request.param == "sqlite":
        return SqliteConversations(tmp_path / FILE, DAYS, clock)
    return MemoryConversations(DAYS, clock)


def turn(question: str = "Vem frågade om badet?", **changes: object) -> KeptTurn:
    cited = Citation(
        n=1, document_id="d", path="a.txt", title="T", page=1, start=0, end=3, quote="Bad", actors=["Bo Ask (M)"]
    )
    answer = Answer(
        question=question, language="sv", status="answered", route="register", answer="Bo [1]", citations=[cited]
    )
    return KeptTurn(question, answer, **changes)


def test_a_conversation_comes_back_with_its_citations_and_filters(kept: Conversations) -> None:
    first, second = turn(filters=FilterSpec(party=["S"])), turn("Och vem svarade?", fresh=True)
    kept.add(EVA, "c1", first)
    kept.add(EVA, "c1", second)
    assert kept.turns(EVA, "c1") == [first, second]


def test_the_list_tells_the_first_question_and_the_last_changed_first(kept: Conversations, clock: MemoryClock) -> None:
    kept.add(EVA, "c1", turn("Ett?"))
    clock.forward(minutes=1)
    kept.add(EVA, "c2", turn("Två?"))
    clock.forward(minutes=1)
    kept.add(EVA, "c1", turn("Tre?"))
    assert [(one.id, one.title, one.turns) for one in kept.listed(EVA)] == [("c1", "Ett?", 2), ("c2", "Två?", 1)]
    assert kept.listed(EVA)[0].changed == clock.now()


def test_a_user_sees_and_deletes_only_their_own(kept: Conversations) -> None:
    kept.add(EVA, "c1", turn())
    assert kept.listed(BO) == []
    assert kept.turns(BO, "c1") == []
    kept.delete(BO, "c1")
    kept.delete_all(BO)
    assert len(kept.turns(EVA, "c1")) == 1


def test_one_or_all_are_deleted(kept: Conversations) -> None:
    for name in ("c1", "c2", "c3"):
        kept.add(EVA, name, turn())
    kept.delete(EVA, "c2")
    assert [one.id for one in kept.listed(EVA)] == ["c3", "c1"]
    kept.delete_all(EVA)
    assert kept.listed(EVA) == []


def test_nothing_of_somebody_without_a_name_is_kept(kept: Conversations) -> None:
    kept.add(NOBODY, "c1", turn())
    assert not kept.keeps(NOBODY)
    assert kept.listed(NOBODY) == []


def test_who_may_no_longer_see_internal_documents_does_not_see_answers_from_them(kept: Conversations) -> None:
    kept.add(EVA, "c1", turn("Hemligt?", level=Level.INTERNAL))
    kept.add(EVA, "c1", turn("Öppet?"))
    outside = User("eva")
    assert [one.question for one in kept.turns(outside, "c1")] == ["Öppet?"]
    assert [one.title for one in kept.listed(outside)] == ["Öppet?"]


def test_what_is_too_old_is_neither_shown_nor_kept(kept: Conversations, clock: MemoryClock) -> None:
    kept.add(EVA, "c1", turn("Gammal?"))
    clock.forward(days=DAYS - 1)
    kept.add(EVA, "c2", turn("Ny?"))
    clock.forward(days=2)
    assert [one.id for one in kept.listed(EVA)] == ["c2"]
    assert kept.turns(EVA, "c1") == []
    assert kept.purge() == 1
    assert kept.purge() == 0


def test_old_conversations_go_every_day_without_anybody_looking(kept: Conversations, clock: MemoryClock) -> None:
    kept.add(EVA, "c1", turn())

    async def beside() -> None:
        purging = asyncio.create_task(purge_daily(kept, clock))
        while clock.now() < datetime(2024, 6, 5, tzinfo=UTC):
            await asyncio.sleep(0)
        purging.cancel()

    asyncio.run(beside())
    assert kept.purge() == 0


def test_by_default_nothing_is_kept_and_no_file_is_made(tmp_path: Path) -> None:
    assert keep_days({}) == 0
    kept = open_kept(tmp_path, 0)
    kept.add(EVA, "c1", turn())
    assert kept.listed(EVA) == []
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_setting_kept_is_deleted(tmp_path: Path) -> None:
    open_kept(tmp_path, DAYS).add(EVA, "c1", turn("Ett kännspakt ord: gurkburk"))
    assert b"gurkburk" in (tmp_path / FILE).read_bytes()
    open_kept(tmp_path, 0)
    assert b"gurkburk" not in (tmp_path / FILE).read_bytes()


def test_a_bad_number_of_days_is_one_clear_line() -> None:
    assert keep_days({"COUNCIL_KEEP_DAYS": " 90 "}) == 90
    for written in ("-1", "en vecka", "1.5", "99999999"):
        with pytest.raises(BadSettings, match="COUNCIL_KEEP_DAYS"):
            keep_days({"COUNCIL_KEEP_DAYS": written})
