from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Act, ActKind, Actor, Document, Genre, Section
from index.context import context
from index.passages import MAX_WORDS, embedded_text, passages

Make = Callable[..., Document]


def plain(text: str, noise: tuple[tuple[int, int], ...] = ()) -> Document:
    return Document("d", "a.txt", "s", "txt", "Protokoll", Genre.MINUTES, text, noise=noise)


def sentence(n: int, words: int = 12) -> str:
    return " ".join([f"Mening{n}", *["ord"] * (words - 2), "slut."])


def test_a_short_text_is_one_passage_with_exact_offsets() -> None:
    found = passages(plain("\n\nNämnden behandlade ärendet.\n"))
    assert [p.text for p in found] == ["Nämnden behandlade ärendet."]
    assert (found[0].span.start, found[0].span.end) == (2, 29)


def test_a_document_of_page_noise_alone_has_no_passages() -> None:
    text = "Sida 1 (2)\nJusterandes sign\n"
    assert passages(plain(text, noise=((0, 10), (11, 27)))) == []


def test_a_long_section_becomes_windows_of_whole_sentences() -> None:
    text = " ".join(sentence(n) for n in range(30))
    found = passages(plain(text))
    assert all(60 <= len(p.text.split()) <= MAX_WORDS for p in found)
    assert all(p.text.startswith("Mening") and p.text.endswith("slut.") for p in found)
    assert " ".join(p.text for p in found) == text


def test_no_passage_crosses_the_edge_of_a_section(make_document: Make) -> None:
    found = passages(make_document("Protokoll\n\n§ 1 Avgifter\nEn mening.\n\n§ 2 Val\nEn annan mening.\n"))
    assert [p.section for p in found] == [None, 0, 1]
    assert [p.text.split("\n")[0] for p in found] == ["Protokoll", "§ 1 Avgifter", "§ 2 Val"]


def test_a_question_is_a_passage_of_its_own_and_says_who_asked_whom(make_document: Make) -> None:
    before = " ".join(sentence(n) for n in range(3))
    text = f"Interpellation om bussar\n\n{before}\n\nFråga av Anna Ek (S): När går bussen?\n\n{before}\n"
    found = passages(make_document(text))
    question = next(p for p in found if "När går" in p.text)
    assert len(question.text.split()) < 12
    assert "Fråga av Anna Ek (S) till Bo Ask (M)" in question.context
    assert len(question.acts) == 1
    assert all(not p.acts for p in found if p is not question)
    assert embedded_text(question).endswith(question.text)


def test_a_long_answer_is_split_and_every_part_says_whose_it_is(make_document: Make) -> None:
    answer = " ".join(sentence(n) for n in range(20))
    found = passages(make_document(f"Svar på interpellation\n\nSvar av Bo Ask (M): {answer}\n"))
    parts = [p for p in found if p.acts]
    assert len(parts) > 1
    assert all("Svar av Bo Ask (M)" in p.context for p in parts)


def test_a_heading_that_stands_alone_goes_with_the_section_below_it() -> None:
    text = "§ 7 Motion om bussar KS 2022/0533\nBeslut\nMotionen avslås.\n"
    cut = text.index("Beslut")
    document = plain(text)
    sections = (
        Section(("Motion om bussar",), document.span(0, cut - 1), "7", "KS 2022/533"),
        Section(("Motion om bussar", "Beslut"), document.span(cut, len(text)), "7", "KS 2022/533"),
    )
    found = passages(replace(document, sections=sections))
    assert len(found) == 1
    assert found[0].section == 1
    assert "Motion om bussar – Beslut" in found[0].context


def test_a_table_that_is_split_keeps_its_header_as_context() -> None:
    rows = [f"| Skola {n} | {n * 10} | {n * 7} | en anmärkning om lokalerna här |" for n in range(40)]
    text = "\n".join(["| Skola | Elever | Lärare | Anmärkning |", *rows])
    found = passages(plain(text))
    assert len(found) > 2
    assert all("Skola Elever Lärare Anmärkning" in p.context for p in found[1:])


def test_a_passage_over_a_page_break_leaves_the_page_header_out_and_names_its_first_page() -> None:
    text = "Nämnden beslutade att avslå\n\fTallhamra kommun 2 (9)\nförslaget från förvaltningen.\n"
    start = text.index("Tallhamra")
    document = replace(plain(text, noise=((start, start + 22),)), pages=(0, text.index("\f") + 1))
    found = passages(document)
    assert [p.text for p in found] == ["Nämnden beslutade att avslå förslaget från förvaltningen."]
    assert found[0].span.page == 1


def test_the_context_is_short_and_names_title_body_and_date_once() -> None:
    long = " ".join(f"ord{n}" for n in range(50))
    document = replace(plain("text"), title=long, body="Kommunstyrelsen", date=date(2022, 10, 18))
    section = Section((long, long), document.span(0, 4))
    act = Act(ActKind.QUESTION, document.span(0, 4), (Actor("Anna Ek", "S"), Actor(organisation="Vision")))
    shown = context(replace(document, sections=(section,)), 0, [act], long)
    assert len([word for word in shown.split() if word != "·"]) <= 45
    assert "Kommunstyrelsen · 2022-10-18" in shown
    assert "Fråga av Anna Ek (S) och Vision" in shown


WORDS = st.sampled_from(
    ["Nämnden", "beslutade", "bl.a.", "att", "avslå.", "När?", "§ 4", "\n", "\n\n", "\f", "12", "–"]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=400)))
    points = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    document = plain(text)
    sections = tuple(Section((f"Rubrik {i}",), document.span(a, b)) for i, (a, b) in enumerate(pairwise(points)))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 300)), max_size=6))
    acts = tuple(Act(ActKind.DECISION, document.span(a, min(len(text), a + n))) for a, n in spans if a < len(text))
    return replace(document, sections=sections, acts=acts)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_passages_hold_the_whole_text_once_and_in_order(document: Document) -> None:
    found = passages(document)
    spans = [(p.span.start, p.span.end) for p in found]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, char in enumerate(document.text) if not char.isspace())
    edges = {edge for s in document.sections for edge in (s.span.start, s.span.end)}
    assert not any(a < edge < b for a, b in spans for edge in edges if document.text[a:edge].strip())
    assert all(len(p.text.split()) <= MAX_WORDS for p in found)
    for p in found:
        assert "".join(p.text.split()) == "".join(document.quote(p.span).split())
