"""How many processes make answers."""

from __future__ import annotations

import pytest

from assistant.workers import workers_wanted
from corpus.errors import BadSettings


@pytest.mark.parametrize(("cores", "wanted"), [(1, 0), (2, 2), (4, 4), (64, 4)])
def test_unasked_there_is_one_a_core_within_reason_and_none_for_one_core(cores: int, wanted: int) -> None:
    assert workers_wanted({}, cores) == wanted


@pytest.mark.parametrize(("said", "wanted"), [("0", 0), ("7", 7), (" 3 ", 3), ("", 2)])
def test_what_is_set_counts(said: str, wanted: int) -> None:
    assert workers_wanted({"COUNCIL_WORKERS": said}, 2) == wanted


@pytest.mark.parametrize("said", ["two", "-1", "1.5", "²"])
def test_what_is_no_number_is_told(said: str) -> None:
    with pytest.raises(BadSettings, match="COUNCIL_WORKERS"):
        workers_wanted({"COUNCIL_WORKERS": said}, 2)
