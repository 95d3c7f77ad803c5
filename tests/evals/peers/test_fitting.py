"""How much a peer shows is chosen on dev alone, so that it is right most often; and how that is kept."""

from __future__ import annotations

from pathlib import Path

from evals.metrics import correct
from evals.peers.base import Found
from evals.peers.fitting import best, records
from evals.peers.settled import settle, settled
from evals.peers.system import Showing

from .conftest import BAD, JOUR, QUESTIONS

OPENS, FEE, WHO, ANSWERED = (0, 27), (28, 60), (0, 32), (33, 91)


def found(text: object, span: tuple[int, int], score: float) -> Found:
    return Found(JOUR if text is JOUR else BAD, *span, score)


def test_a_cut_off_and_several_passages_are_found_when_they_help() -> None:
    # Question b is answered by the second passage; d has no answer and scores low.
    passages = [
        [found(JOUR, WHO, 0.9), found(JOUR, ANSWERED, 0.8)],
        [found(BAD, FEE, 0.9), found(BAD, OPENS, 0.8)],
        [found(BAD, FEE, 0.7), found(BAD, OPENS, 0.6)],
        [found(JOUR, WHO, 0.2)],
    ]
    showing = best(QUESTIONS, passages)
    assert showing.passages == 3
    assert showing.cutoff is not None
    assert 0.2 < showing.cutoff <= 0.6
    texts = {JOUR.path: JOUR.text, BAD.path: BAD.text}
    kept = records(QUESTIONS, passages, [1.0, 2.0, 3.0, 4.0], showing, texts)
    assert correct(kept) == 1.0
    assert [record.ms for record in kept] == [1.0, 2.0, 3.0, 4.0]
    assert all(all(record.exact) for record in kept)


def test_the_plainest_of_equals_is_kept_and_test_questions_do_not_count() -> None:
    passages = [[], [found(BAD, OPENS, 0.9)], [found(BAD, FEE, 0.9)], []]
    assert best(QUESTIONS, passages) == Showing(1, False, None)


def test_what_was_found_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settled.toml"
    file.write_text("# What it is.\n", "utf-8")
    settle({"txtai": Showing(3, False, 0.25), "haystack": Showing(1, True, None)}, file)
    assert file.read_text("utf-8").startswith("# What it is.\n[txtai]\npassages = 3\n")
    assert settled("txtai", file) == Showing(3, False, 0.25)
    assert settled("haystack", file) == Showing(1, True, None)
    assert settled("llamaindex", file) == Showing()
