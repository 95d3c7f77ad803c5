"""Sentences: all of the text, in order, and none broken at an abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Förvaltningen har bl.a. Jobbcentrum och t.ex. Jobbcenter Ung i åtanke.",
        "Enligt 26 kap. 1 § OSL är uppgiften hemlig.",
        "Mötet börjar kl. 17.00 i Stadshuset.",
        "Ärendet har dnr. AVN 2022/0147 hos nämnden.",
        "Anna Ek m.fl. (S) reserverar sig.",
        "Det gäller fr.o.m. 1 oktober t.o.m. 31 december.",
        "Ordf. A. Ek öppnar mötet.",
        "Kostnaden är ca. 1 500 000 kronor.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


def test_ends_of_sentences() -> None:
    assert split("Hur många berörs? Det är 34. Ingen sägs upp! Så är det.") == [
        "Hur många berörs?", "Det är 34.", "Ingen sägs upp!", "Så är det.",
    ]  # fmt: skip


def test_a_quotation_keeps_its_closing_mark() -> None:
    assert split("Han sade ”nej.” Sedan gick han.") == ["Han sade ”nej.”", "Sedan gick han."]


def test_a_line_break_always_ends_one() -> None:
    assert split("Beslut\nNämnden godkänner planen.") == ["Beslut", "Nämnden godkänner planen."]


def test_a_list_number_stays_with_its_text() -> None:
    assert split("3. Beslut om plan.") == ["3. Beslut om plan."]


@given(st.text(st.sampled_from("abÅ .?!\n§”()1m…") | st.characters(), max_size=120))
@example("Ja .  ? Nej")
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    spans = sentences(text)
    end = 0
    for a, b in spans:
        assert end <= a < b <= len(text)
        assert not text[end:a].strip()
        assert text[a:b] == text[a:b].strip()
        end = b
    assert not text[end:].strip()
