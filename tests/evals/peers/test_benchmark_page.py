"""The page of the benchmark: its figures, and that its sentences say what they say, in favour or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.contract import Retrieved
from evals.peers import budget
from evals.peers.__main__ import KEPT, _put
from evals.peers.base import Found
from evals.peers.fitting import records
from evals.peers.measuring import Cost
from evals.peers.page import Circumstances, page
from evals.peers.side import Side
from evals.peers.system import Showing
from evals.record import Record

from .conftest import BAD, JOUR, QUESTIONS

ABOUT = Circumstances("sample.jsonl", "abc", 2, 151, "hashing", date(2026, 11, 22), "a machine")
RIGHT = [
    [Found(JOUR, 33, 91, 0.9)],
    [Found(BAD, 0, 27, 0.9)],
    [Found(BAD, 28, 60, 0.9)],
    [],
]
WRONG = [[Found(JOUR, 0, 32, 0.9)]] * 4


def side(name: str, found: list[list[Found]], ms: float, build: float) -> Side:
    kept = records(QUESTIONS, found, [ms] * 4, Showing(), {JOUR.path: JOUR.text, BAD.path: BAD.text})
    return Side(name, name.capitalize(), f"{name} 1.0", "As it comes.", kept, Cost(build, 100.0))


def test_the_best_of_each_column_is_bold_and_the_setup_is_told() -> None:
    written = page([side("council", RIGHT, 200, 9), side("other", WRONG, 20, 3)], ABOUT)
    table = written.split("## All questions (4)")[1].split("###")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith(("| Council", "| Other"))]
    assert rows[0][1] == "**1.000**"
    assert rows[1][1] == "0.000"
    assert "- **Other** (other 1.0): As it comes." in written
    assert "3 dev and 1 test" in written
    assert "### Swedish (3)" in written
    assert "| Council | 200 | 200 | 9 | 100 |" in written


def test_where_it_is_ahead_and_where_it_is_behind_are_both_said() -> None:
    ahead = page([side("council", RIGHT, 200, 9), side("other", WRONG, 20, 3)], ABOUT)
    assert "- Correct answers: ahead, 1.000 against 0.000 of Other" in ahead
    assert "The median answer takes 200 ms, more than that of Other (20 ms)." in ahead
    behind = page([side("council", WRONG, 20, 3), side("other", RIGHT, 200, 9)], ABOUT)
    assert "- Correct answers: **behind**, 0.000 against 1.000 of Other" in behind
    told = behind.split("On all questions:")[1]
    assert told.index("**behind**") < told.index("level")


def test_every_measure_of_two_that_are_equal_is_level() -> None:
    written = page([side("council", RIGHT, 20, 3), side("other", RIGHT, 20, 3)], ABOUT)
    stands = written.split("## Where the assistant stands")[1].split("Cost:")[0]
    assert "ahead" not in stands
    assert "behind" not in stands


def answered(text: str, places: list[tuple[int, int]]) -> Record:
    kept = side("one", RIGHT, 1, 1).records[1]
    assert kept.answer is not None
    retrieved = [Retrieved(path=BAD.path, start=start, end=end, score=1.0) for start, end in places]
    return replace(kept, answer=kept.answer.model_copy(update={"answer": text, "retrieved": retrieved}))


def test_recall_within_a_budget_counts_characters_not_passages() -> None:
    record = answered("", [(28, 60), (0, 27)])  # gold, "3 maj", is at 21–26: 21 characters into the second passage
    assert budget.score(record, 32 + 26) == 1.0
    assert budget.score(record, 32 + 24) == 1.0  # three of its five characters
    assert budget.score(record, 32 + 23) == 0.0
    assert budget.score(record, 32) == 0.0


def test_an_answer_is_read_to_its_hundredth_word() -> None:
    assert budget.correct(answered("ord " * 98 + "3 maj", [])) == 1.0
    assert budget.correct(answered("ord " * 99 + "3 maj", [])) == 0.0
    assert budget.correct(answered("", [])) == 0.0


def test_the_length_of_passages_is_their_median() -> None:
    assert budget.length([answered("", [(0, 10), (0, 20), (0, 60)])]) == 20.0
    assert budget.length([]) == 0.0


def test_figures_of_other_commands_stay_below(tmp_path: Path) -> None:
    out = tmp_path / "benchmarks.md"
    _put(out, "# First\n")
    out.write_text(out.read_text("utf-8") + f"\n{KEPT}\n\n## Speed\n\n| a |\n", "utf-8")
    _put(out, "# Second\n")
    _put(out, "# Third\n")
    assert out.read_text("utf-8") == f"# Third\n\n{KEPT}\n\n## Speed\n\n| a |\n"
