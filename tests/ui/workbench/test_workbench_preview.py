"""The preview of a draft: what the Word file will say, with sources that open and gaps in plain sight."""

from __future__ import annotations

from itertools import pairwise

import pytest
from ui_support import TEXT, assistant, read
from workbench_support import FIRST, SECOND, THIRD, Outline, brief, evidence, source

from assistant.brief.draft import compose
from assistant.brief.records import Brief, Cover
from ui.texts import texts
from ui.workbench.preview import folded, preview

SV, EN = texts("sv"), texts("en")


def drawn(one: Brief, language: str = "sv") -> str:
    return preview(one.id, compose(one, assistant().document), texts(language))


WHOLE = drawn(brief())


def test_every_question_stands_word_for_word_under_the_heading_of_the_answer() -> None:
    text = read(WHOLE).text
    places = [text.index(words) for words in ("Svar på interpellation från Ulla Testberg (S)", FIRST, SECOND, THIRD)]
    assert places == sorted(places)
    assert "2024-05-02" in text
    assert "Bo Prov (M), ordförande" in text


def test_each_number_opens_the_exact_words_beside_it() -> None:
    markers = [one for one in Outline(WHOLE).buttons if one.get("class") == "marker"]
    assert markers
    for marker in markers:
        start, end = int(marker["data-start"] or 0), int(marker["data-end"] or 0)
        assert marker["data-doc"] == "lek1"
        assert " ".join(TEXT[start:end].split()) in " ".join(read(WHOLE).text.split())


def test_a_day_in_a_title_leaves_the_marker_whole() -> None:
    kept = evidence(0).model_copy(update={"source": source(0, title="Protokoll 2024-01-16")})
    one = brief().prepared[0].model_copy(update={"evidence": (kept,), "before": (), "promises": ()})
    (marker,) = [one for one in Outline(drawn(brief(prepared=(one,)))).buttons if one.get("class") == "marker"]
    assert marker["aria-label"] == "Källa 1: Protokoll 2024-01-16, s. 1"
    assert marker["data-doc"] == "lek1"


def test_gaps_are_told_in_words_and_counted() -> None:
    reader = read(WHOLE)
    assert "[Underlag saknas: Och vem betalar?]" in reader.text
    assert f"[Underlag saknas: {THIRD}]" in reader.text
    assert "2 luckor är markerade" in reader.text
    assert sum(attrs.get("class") == "wb-sheet-gap" for _, attrs in reader.tags) == 2
    first = brief().prepared[:1]
    assert "markerad" not in read(drawn(brief(prepared=first))).text


def test_it_follows_what_is_kept_its_order_and_the_notes() -> None:
    two = brief().prepared[1]
    (only,) = two.evidence
    dropped = two.model_copy(update={"evidence": (only.model_copy(update={"kept": False}),)})
    without = read(drawn(brief(prepared=(dropped,)))).text
    assert only.source.quote.strip() in read(drawn(brief(prepared=(two,)))).text
    assert only.source.quote.strip() not in without
    assert "[Underlag saknas: Vad kostar den?" in without
    order = (evidence(6, note="Kolla siffran"), evidence(45))
    for given in (order, order[::-1]):
        one = two.model_copy(update={"evidence": given, "note": "Ring Bo", "cover": Cover.ANSWERED})
        text = " ".join(read(drawn(brief(prepared=(one,)))).text.split())
        first, second = (" ".join(each.source.quote.split()) for each in given)
        assert text.index(first) < text.index(second)
        assert "[Anteckning: Ring Bo]" in text
        assert "[Anteckning: Kolla siffran]" in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_headings_go_down_one_level_at_a_time_from_that_of_the_section(language: str) -> None:
    levels = Outline(drawn(brief(answered=(source(40),)), language)).levels
    assert levels[:2] == [3, 4]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_is_in_the_language_of_the_paper_whatever_that_of_the_page() -> None:
    content = drawn(brief(), "en")
    assert "Preview the draft" in content
    assert "[Underlag saknas: Och vem betalar?]" in read(content).text
    assert [attrs["lang"] for tag, attrs in read(content).tags if tag == "article"] == ["sv"]


def test_nothing_of_a_document_becomes_markup() -> None:
    first = brief().prepared[0].model_copy(update={"note": "<img src=x> {{a}} ${b}"})
    hostile = evidence(-300).model_copy(update={"source": source(-300, title="<img> {{a}}")})
    one = first.model_copy(update={"evidence": (hostile,)})
    content = drawn(brief(prepared=(one,)))
    assert ("<img" in content, "{{" in content, "${" in content) == (False, False, False)


def test_folded_it_holds_no_draft_yet() -> None:
    reader = read(folded("b1", SV))
    assert "Förhandsvisa utkastet" in reader.text
    assert "Svar på" not in reader.text
    (section,) = [attrs for tag, attrs in reader.tags if tag == "details"]
    assert ("open" in section, "data-made" in section, section["data-brief"]) == (False, False, "b1")
