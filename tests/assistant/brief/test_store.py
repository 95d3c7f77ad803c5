"""Briefs kept for the one who made them, in a file and in memory alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.access.base import User
from assistant.brief.records import Ask, Brief, Cover, Paper, Person, Prepared
from assistant.brief.store import Briefs, MemoryBriefs, SqliteBriefs, open_briefs
from assistant.clock import MemoryClock
from corpus.records import Genre
from index.levels import Level

EVA, BO = User("eva", level=Level.INTERNAL), User("bo")
NOW = datetime(2024, 9, 5, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock(NOW)


@pytest.fixture(params=["sqlite", "memory"])
def briefs(request: pytest.FixtureRequest, tmp_path: Path, clock: MemoryClock) -> Briefs:
    return SqliteBriefs(tmp_path / "briefs.sqlite", clock) if request.param == "sqlite" else MemoryBriefs(clock)


def brief(id: str = "b1", title: str = "Interpellation om badet") -> Brief:
    ask = Ask(n=1, text="När öppnar badet?", parts=("När öppnar badet?",))
    paper = Paper(
        title=title,
        genre=Genre.INTERPELLATION,
        topic="badet",
        text="När öppnar badet?",
        askers=(Person(name="Anna Ek", party="S"),),
        questions=(ask,),
    )
    prepared = Prepared(ask=ask, cover=Cover.NOTHING, covers=(Cover.NOTHING,))
    return Brief(id=id, paper=paper, prepared=(prepared,), made=NOW, state="1", documents=3)


def test_a_brief_comes_back_as_it_was(briefs: Briefs) -> None:
    briefs.save(EVA, brief(), Level.INTERNAL)
    assert briefs.open(EVA, "b1") == brief()


def test_the_list_has_the_last_saved_first(briefs: Briefs, clock: MemoryClock) -> None:
    briefs.save(EVA, brief("b1"), Level.PUBLIC)
    clock.forward(minutes=1)
    briefs.save(EVA, brief("b2", "Motion om bad"), Level.PUBLIC)
    clock.forward(minutes=1)
    briefs.save(EVA, brief("b1", "Interpellation om båda baden"), Level.PUBLIC)
    listed = briefs.listed(EVA)
    assert [(one.id, one.title) for one in listed] == [("b1", "Interpellation om båda baden"), ("b2", "Motion om bad")]
    assert (listed[0].asker, listed[0].questions, listed[0].changed) == ("Anna Ek (S)", 1, clock.now())


def test_nobody_sees_anothers(briefs: Briefs) -> None:
    briefs.save(EVA, brief(), Level.PUBLIC)
    assert briefs.listed(BO) == []
    assert briefs.open(BO, "b1") is None
    briefs.delete(BO, "b1")
    assert briefs.open(EVA, "b1") is not None


def test_a_brief_of_internal_documents_is_not_shown_to_one_who_may_not_see_them(briefs: Briefs) -> None:
    briefs.save(EVA, brief(), Level.INTERNAL)
    demoted = User("eva")
    assert briefs.listed(demoted) == []
    assert briefs.open(demoted, "b1") is None


def test_what_is_dropped_is_gone(briefs: Briefs) -> None:
    briefs.save(EVA, brief(), Level.PUBLIC)
    briefs.delete(EVA, "b1")
    assert briefs.open(EVA, "b1") is None
    assert briefs.listed(EVA) == []


def test_nothing_is_written_before_the_first_is_saved(tmp_path: Path) -> None:
    briefs = open_briefs(tmp_path)
    assert briefs.listed(EVA) == []
    assert briefs.open(EVA, "b1") is None
    assert list(tmp_path.iterdir()) == []
    briefs.save(EVA, brief(), Level.PUBLIC)
    assert [path.name for path in tmp_path.iterdir()] == ["briefs.sqlite"]
