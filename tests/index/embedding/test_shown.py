"""What the embedding model saw of a passage serves the reader: a reader that was shown it judges as one that looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embedding.e5 import SMALL_JOB, BuiltinE5
from index.reader.builtin import BuiltinReader
from index.reader.kept import MemoryKept

OPENS = ("Svar på interpellation", "Simhallen har varit stängd. Den öppnar igen den 3 maj 2021.")
BUILT = ("", "Den nya förskolan på Ekbacken har plats för 84 barn.")
QUESTION = "När öppnar simhallen igen?"


@pytest.mark.parametrize("small_job", [SMALL_JOB, 0])
def test_a_reader_that_was_shown_a_passage_judges_as_one_that_looks(cache: Path, small_job: int) -> None:
    kept = MemoryKept()
    shown, looks = BuiltinReader(kept=kept), BuiltinReader()
    texts = [f"{context}\n{text}" if context else text for context, text in (OPENS, BUILT)]
    _, states = BuiltinE5(cache, small_job=small_job).embed_and_show(texts)
    shown.keep("a", dict(zip((OPENS, BUILT), states, strict=True)))

    assert set(kept.get([OPENS, BUILT])) == {OPENS, BUILT}
    pairs = zip(shown.read(QUESTION, [OPENS, BUILT]), looks.read(QUESTION, [OPENS, BUILT]), strict=True)
    for known, fresh in pairs:
        assert known.answers == pytest.approx(fresh.answers, abs=0.05)
        assert [s.score for s in known.sentences] == pytest.approx([s.score for s in fresh.sentences], abs=0.05)


def test_states_of_other_pieces_are_not_taken_for_the_text(cache: Path) -> None:
    kept = MemoryKept()
    reader = BuiltinReader(kept=kept)
    _, states = BuiltinE5(cache).embed_and_show([BUILT[1]])
    reader.keep("a", {OPENS: states[0], BUILT: states[0]})
    assert set(kept.get([OPENS, BUILT])) == {BUILT}
