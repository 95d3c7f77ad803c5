"""The brief as HTML: the matrix, the questions with what was found, gaps, and what a refresh changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from ui_support import TEXT, read
from workbench_support import PROMISE, Outline, brief, fresh, source

from ui.texts import texts
from ui.workbench.brief import MANY, Changes
from ui.workbench.brief import brief as drawn
from ui.workbench.matrix import matrix
from ui.workbench.progress import working

SV, EN = texts("sv"), texts("en")
WHOLE = drawn(brief(), SV, outdated=False)


def test_every_quote_is_exact_and_opens_its_place() -> None:
    opened = [button for button in Outline(WHOLE).buttons if button.get("class") == "wb-quote"]
    assert len(opened) == 4 + 2 + 3  # evidence, the earlier question and its answer, two promises and one outcome
    for button in opened:
        start, end = int(button["data-start"] or 0), int(button["data-end"] or 0)
        assert button["data-doc"] == "lek1"
        assert TEXT[start:end].strip() in read(WHOLE).text


def test_the_matrix_tells_cover_in_words_and_leads_to_each_question() -> None:
    content = matrix(brief().prepared, SV)
    reader = read(content)
    links = [attrs["data-goto"] for tag, attrs in reader.tags if tag == "a"]
    assert links == ["wb-q1", "wb-q2", "wb-q3"]
    for n in (1, 2, 3):
        assert f'id="wb-q{n}"' in WHOLE
    assert [attrs.get("scope") for tag, attrs in reader.tags if tag == "th"] == ["col"] * 4 + ["row"] * 3
    assert "1 besvarad, 1 delvis, 1 inget funnet" in reader.text
    assert all(word in reader.text for word in ("Besvarad", "Delvis", "Inget funnet", "Och vem betalar?"))


def test_a_matrix_of_plain_questions_has_no_columns_for_parts() -> None:
    one, _, three = brief().prepared
    assert "Del 1" not in matrix((one, three), SV)


def test_gaps_stand_in_plain_sight() -> None:
    text = " ".join(read(WHOLE).text.split())
    assert "Underlag saknas: Och vem betalar?" in text
    assert "Underlag saknas.Underlag till svaret" in text
    assert "Underlag saknas: Vad kostar den?" not in text
    assert "No evidence: Och vem betalar?" in " ".join(read(drawn(brief(), EN, outdated=False)).text.split())


def test_an_answered_paper_says_so_first() -> None:
    content = drawn(brief(answered=(source(40, act="answer"),)), SV, outdated=False)
    assert content.index("Redan besvarad") < content.index("wb-matrix")
    assert "Redan besvarad" not in WHOLE


def test_what_is_not_kept_is_shown_as_switched_off() -> None:
    switches = [button["aria-checked"] for button in Outline(WHOLE).buttons if button.get("role") == "switch"]
    assert switches == ["true", "true", "false", "true"]


def test_the_ends_of_a_list_cannot_be_moved_further() -> None:
    moves = [button for button in Outline(WHOLE).buttons if button.get("class") == "wb-move"]
    stuck = [(button["data-way"], button.get("aria-disabled")) for button in moves]
    assert stuck[:6] == [
        ("up", "true"), ("down", None), ("up", None), ("down", None), ("up", None), ("down", "true"),
    ]  # fmt: skip


def test_promises_stand_beside_what_became_of_them() -> None:
    text = " ".join(read(WHOLE).text.split())
    assert "Framflyttat" in text
    assert "till kvartal 2" in text
    assert "Tyst i senare handlingar" in text
    assert "Prognos" not in text
    assert PROMISE.later is not None
    assert f'data-start="{PROMISE.later.start}"' in WHOLE


def test_a_refresh_shows_what_came_and_what_went() -> None:
    changes = Changes.between(brief(), fresh())
    assert ([one.quote for one in changes.new], [one.quote for one in changes.gone]) == (
        [source(4).quote],
        [source(0).quote],
    )
    content = drawn(fresh(), SV, outdated=False, changes=changes)
    assert "1 nytt ställe, 1 ställe finns inte kvar." in content
    assert content.count(">Ny</span>") == 1
    same = drawn(brief(), SV, outdated=False, changes=Changes.between(brief(), brief()))
    assert "Inget nytt, och inget har försvunnit." in same


def test_the_same_words_in_another_print_are_not_new() -> None:
    first, *others = brief().prepared
    moved = first.evidence[0].model_copy(update={"source": source(0, document_id="lek2", page=2)})
    again = first.model_copy(update={"evidence": (moved, *first.evidence[1:])})
    assert Changes.between(brief(), brief(prepared=(again, *others))) == Changes()


def test_old_documents_are_told() -> None:
    assert "Handlingarna har ändrats" in read(drawn(brief(), SV, outdated=True)).text
    assert "har ändrats" not in read(WHOLE).text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_headings_go_down_one_level_at_a_time(language: str) -> None:
    changes = Changes.between(brief(), fresh())
    whole = drawn(brief(answered=(source(40),)), texts(language), outdated=True, changes=changes)
    levels = Outline(whole).levels
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_many_questions_lie_folded_but_the_first() -> None:
    one = brief().prepared[0]
    many = tuple(one.model_copy(update={"ask": one.ask.model_copy(update={"n": n})}) for n in range(1, MANY + 1))
    content = drawn(brief(prepared=many), SV, outdated=False)
    opened = [attrs.get("open") for tag, attrs in read(content).tags if tag == "details"]
    assert opened == ["open"] + [None] * (MANY - 1)
    assert "Visa alla frågor" in content
    assert "1\u00a0697" in content


def test_nothing_of_a_document_becomes_markup() -> None:
    changes = Changes(new=(source(-300),), gone=(source(-300, quote="<img src=x> {{a}} ${b}"),))
    hostile = source(0, quote="<img src=x> {{a}} ${b}", title="<img>", actors=("<img>",), body="<img>")
    content = drawn(brief(answered=(hostile,)), SV, outdated=False, changes=changes)
    assert ("<img" in content, "{{" in content, "${" in content) == (False, False, False)


def test_progress_is_told_in_numbers() -> None:
    content = working(2, 3, "Vad kostar den?", "Interpellation", SV)
    assert "2 av 3 frågor klara" in content
    assert [attrs["value"] for tag, attrs in read(content).tags if tag == "progress"] == ["2"]
    assert any(button.get("data-event") == "stop" for button in Outline(content).buttons)


def test_a_template_is_chosen_by_a_labelled_field_beside_the_draft() -> None:
    reader = read(drawn(brief(), SV, outdated=False, limit=2_000_000))
    (field,) = [attrs for tag, attrs in reader.tags if tag == "input" and attrs.get("type") == "file"]
    assert field["accept"] == ".docx,.dotx"
    assert any(attrs.get("id") == field["aria-describedby"] for _, attrs in reader.tags)
    (told,) = [attrs for _, attrs in reader.tags if attrs.get("class") == "wb-template"]
    assert told["data-limit"] == "2000000"
    assert "större än 2 MB" in (told["data-too-large"] or "")
    assert "Egen Wordmall" in reader.text


def test_a_preview_is_led_to_from_the_tools() -> None:
    assert 'data-goto="wb-preview"' in WHOLE
