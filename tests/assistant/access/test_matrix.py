"""Every role, level and route of the whole application: a reader never learns that an internal document exists."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.matrix import CALLERS, SECRETS, Cell, World, matrix, page, rows, unlisted, worlds
from evals.matrix.__main__ import table
from evals.matrix.asking import asking
from evals.matrix.page import done
from evals.matrix.refusals import medians

# The test client of the framework leaves event loops unclosed, which are told of whenever they are collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The server; the framework's own warnings and unclosed event loops are left behind here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with worlds(Path(tmp_path_factory.mktemp("matrix"))) as made:
            yield made
        gc.collect()


@pytest.fixture(scope="module")
def cells(world: World) -> list[Cell]:
    """Every cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [*matrix(world, brief=True), *page(world)]


def test_every_route_of_the_application_has_a_row(world: World) -> None:
    assert unlisted(world.app) == set()


@pytest.mark.slow
def test_nobody_gets_what_they_may_not_and_nothing_tells_of_what_is_internal(cells: list[Cell]) -> None:
    assert [f"{cell.row.name}, {cell.caller.name}: {cell.wrong}" for cell in cells if cell.wrong] == []
    assert len(cells) >= 3 * len(rows())


def test_staff_who_may_not_see_an_insiders_verdict_cannot_delete_it_or_make_a_question_of_it(world: World) -> None:
    outside = next(caller for caller in CALLERS if caller.name == "staff, public")
    with warnings.catch_warnings(), asking(world) as client:
        warnings.simplefilter("ignore")
        for data in ({"delete": "insiders"}, {"make": "insiders"}):
            status, told = done(world, client, outside, "press a verdict", data)
            assert status == 200
            assert "process_completed" in told
            assert not [secret for secret in SECRETS if secret.casefold() in told.casefold()]
    kept = world.server.feedback.find("insiders")
    assert kept is not None
    assert kept.used == ""


def test_what_is_hidden_is_refused_as_fast_as_what_is_not_there(world: World) -> None:
    hidden, absent = medians(world, 10)
    assert hidden < 2 * absent + 0.005
    assert absent < 2 * hidden + 0.005


@pytest.mark.slow
def test_the_table_has_a_line_for_each_route(cells: list[Cell]) -> None:
    lines = table(cells)
    assert len(lines) == len({cell.row.name for cell in cells}) + 2
    assert all(line.count("|") == len(CALLERS) + 2 for line in lines)
