"""The measures of the gate: mutants are false, paraphrases true, and the counts add up."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from assistant.drafts import Draft, Support
from assistant.gate import plain
from corpus.records import Act, ActKind, Actor, Document, Genre
from evals.gate import mutations, paraphrases, report
from evals.gate.__main__ import main
from evals.gate.claims import Seen, in_words
from evals.gate.measure import measure
from evals.gate.mutations import World

TEXT = "Nämnden har sagt sitt. Simhallen ska öppna den 1 maj 2022 och kostar 12 kronor. Ingen annan hall öppnar i Tallhamra i år."
QUOTE = "Simhallen ska öppna den 1 maj 2022 och kostar 12 kronor."
PAPER = Document("d1", "kf/a.txt", "0", "txt", "Svar om simhallen", Genre.MINUTES, TEXT)
START = TEXT.index(QUOTE)
ACT = Act(ActKind.ANSWER, PAPER.span(START, START + len(QUOTE)), (Actor("Bo Ask", "M"),))
SUPPORT = Support(PAPER, START, START + len(QUOTE), ACT)
TOLD = Draft("Bo Ask (M) svarade: {quote}", SUPPORT, ActKind.ANSWER)
WORLD = World(("Karin Lind", "Bo Ask"), random.Random(1))


def test_a_claim_in_words_holds_the_quote_and_is_free() -> None:
    draft = in_words(Seen("?", "sv", TOLD), "en")
    assert draft is not None
    assert draft.free
    assert draft.text == f"Bo Ask (M) answered: {QUOTE}"


def test_each_mutant_differs_in_one_thing() -> None:
    draft = in_words(Seen("?", "sv", TOLD), "sv")
    assert draft is not None
    made = {mutant.change: mutant.draft.text for mutant in mutations.of_text(draft, "sv", WORLD)}
    assert "Karin Lind (M) svarade" in made["name"]
    assert "Bo Ask (M)" not in made["party"]
    assert "har redan öppna" in made["modality"]
    assert "frågade" in made["kind"]
    assert "12 kronor" not in made["number"]
    assert "1 maj 2022" not in made["date"]


def test_a_place_is_moved_by_a_letter_and_to_the_next_sentence() -> None:
    moved = [(m.change, m.draft.support.quote) for m in mutations.of_place(TOLD) if m.draft.support]
    assert ("span moved", "Ingen annan hall öppnar i Tallhamra i år.") in moved
    assert len([change for change, _ in moved if change == "span shifted"]) == 1


def test_true_claims_are_rendered_in_english() -> None:
    draft = in_words(Seen("?", "sv", TOLD), "en")
    assert draft is not None
    told = dict(paraphrases.of(draft, "en"))
    assert "May 1, 2022" in told["date in words"].text
    assert "shall" in told["word by word in English"].text


def test_the_measures_tell_catches_from_false_alarms() -> None:
    done = measure([Seen("?", "sv", TOLD)], lambda _: PAPER, plain, ("Karin Lind",))
    told = report.told(done)
    assert (told["own"]["n"], told["own"]["stopped"]) == (1, 0)
    assert told["template"]["span shifted"] == {
        "n": 1, "stopped": 1, "share": 1.0, "checks": {"span": 1}, "examples": [],
    }  # fmt: skip
    assert told["free"]["party"]["share"] == 1.0
    assert "1 claims, 0 stopped" in report.table("x.jsonl", done)
    assert json.dumps(told)


def test_a_missing_dataset_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl"), "--index", str(tmp_path / "no-index")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
