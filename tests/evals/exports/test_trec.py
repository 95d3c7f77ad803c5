"""TREC files: another tool reads the same figures out of them, to the last digit."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, Success, nDCG

from assistant.contract import Retrieved
from evals.dataset import Gold
from evals.exports.trec import NEW, QRELS, RUN, files, judgements, names
from evals.metrics import mrr, ndcg, recall_at_k
from evals.record import Record
from evals.report import Run

from ..conftest import make_answer, make_question, make_record


def gold(start: int, path: str = "fvg.txt") -> Gold:
    return Gold(path=path, quote="x" * 10, start=start, end=start + 10)


def place(start: int, end: int, path: str = "fvg.txt") -> Retrieved:
    return Retrieved(path=path, start=start, end=end, score=0.5)  # all alike: the rank alone tells


def asked(id: str, golds: list[Gold], places: list[Retrieved]) -> Record:
    return make_record(make_question(id=id, gold=tuple(golds)), make_answer(retrieved=places))


def exported(records: list[Record]) -> dict[str, str]:
    return files(Run(Path("run"), {"system": "my system"}, tuple(records)))


STARTS = st.integers(0, 6).map(lambda n: n * 7)
RECORDS = st.lists(
    st.tuples(
        st.lists(STARTS.map(gold), min_size=1, max_size=3),
        st.lists(st.tuples(STARTS, st.integers(1, 25)).map(lambda p: place(p[0], p[0] + p[1])), max_size=14),
    ),
    min_size=1,
    max_size=5,
).map(lambda rows: [asked(f"q{n}", *row) for n, row in enumerate(rows)])


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_another_tool_finds_the_same_recall_mrr_and_ndcg(records: list[Record]) -> None:
    texts = exported(records)
    run = list(ir_measures.read_trec_run(StringIO(texts[RUN])))
    hits = list(ir_measures.read_trec_qrels(StringIO(texts[QRELS])))
    new = list(ir_measures.read_trec_qrels(StringIO(texts[NEW])))
    found = ir_measures.calc_aggregate([Success @ 5, RR], hits, run)
    assert found[Success @ 5] == pytest.approx(recall_at_k(records, 5))
    assert found[RR] == pytest.approx(mrr(records))
    assert ir_measures.calc_aggregate([nDCG @ 10], new, run)[nDCG @ 10] == pytest.approx(ndcg(records, 10))


def test_a_passage_is_relevant_as_far_as_it_is_a_hit() -> None:
    # Gold is 0–10 and 40–50. The first passage has four characters of it, the second six, the third all of it again.
    record = asked("q1", [gold(0), gold(40)], [place(6, 30), place(4, 30), place(0, 20)])
    assert judgements(record) == [("fvg.txt:6-30", 0), ("fvg.txt:4-30", 1), ("fvg.txt:0-20", 1), ("fvg.txt:40-50", 1)]
    assert [relevant for _, relevant in judgements(record, new=True)] == [0, 1, 0, 1]


def test_the_files_have_the_fields_that_tools_expect() -> None:
    texts = exported([asked("q 1", [gold(0, "a b%.txt")], [place(0, 20, "a b%.txt"), place(0, 20, "a b%.txt")])])
    assert texts[RUN].splitlines() == [
        "q%201 Q0 a%20b%25.txt:0-20 1 2 my%20system",
        "q%201 Q0 a%20b%25.txt:0-20#2 2 1 my%20system",
    ]
    assert texts[QRELS].splitlines() == ["q%201 0 a%20b%25.txt:0-20 1", "q%201 0 a%20b%25.txt:0-20#2 1"]


def test_questions_without_gold_or_answer() -> None:
    without = make_record(make_question(id="q2", gold=(), status="not_found"))
    error = Record(make_question(id="q3"), None, 1.0, (), "timed out")
    texts = exported([without, error])
    assert "q2" in texts[RUN]
    assert "q3" not in texts[RUN]
    assert texts[QRELS] == "q3 0 fvg.txt:33-79 1\n"
    assert names([place(0, 1)], ["fvg.txt:0-1"]) == ["fvg.txt:0-1#2"]
