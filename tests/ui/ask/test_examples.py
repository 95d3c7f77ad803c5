"""The example questions: made from the documents, and only those that are answered."""

from __future__ import annotations

from dataclasses import replace

from ui_support import QUESTION, answer, assistant, citation, document

from assistant.access import User
from assistant.contract import Answer
from assistant.memory import MemoryAssistant
from corpus.records import Act, ActKind, Actor, Document, Genre, Section
from ui.ask.examples import ASKED, examples, topic_of
from ui.here import Here
from ui.texts import texts
from ui.views.ask import AskView

SV, EN = texts("sv"), texts("en")
DECIDED = "Vad beslutades om flaggning vid skolorna?"
MINUTES = """§ 4 Svar på motion om flaggning vid skolorna
Bo Ask (M) yrkar bifall.
Motionen avslås.
"""


def minutes() -> Document:
    plain = document(id="prot", path="kf/prot.txt", title="Protokoll", genre=Genre.MINUTES, text=MINUTES, pages=(0,))
    plain = replace(plain, noise=(), acts=())
    moved, decided = MINUTES.index("Bo Ask"), MINUTES.index("Motionen avslås.")
    heading = ("Svar på motion om flaggning vid skolorna",)
    return replace(
        plain,
        sections=(Section(heading, plain.span(0, len(MINUTES)), "4", "KS 2023/0002"),),
        acts=(
            Act(ActKind.MOTION, plain.span(moved, decided - 1), (Actor("Bo Ask", "M"),), section=0),
            Act(ActKind.DECISION, plain.span(decided, len(MINUTES) - 1), section=0),
        ),
    )


def decision(quote: str = "Motionen avslås.", act: str = "decision") -> Answer:
    start = MINUTES.index(quote)
    cited = citation(document_id="prot", path="kf/prot.txt", quote=quote, start=start, end=start + len(quote), act=act)
    return answer(citations=[cited])


def test_only_what_rests_on_the_right_place_is_shown() -> None:
    both = [document(), minutes()]
    assert examples(MemoryAssistant(both, {QUESTION: answer(), DECIDED: decision()}), SV) == [QUESTION, DECIDED]
    assert examples(MemoryAssistant(both, {DECIDED: decision("Bo Ask (M) yrkar bifall.", "motion")}), SV) == []
    assert examples(MemoryAssistant(both, {QUESTION: answer(status="not_found")}), SV) == []


def test_a_question_that_nobody_answered_is_shown_in_its_own_words() -> None:
    asked = "När ska lekplatsen i Tallhamra vara klar & öppen?"
    known = {asked: answer(status="asked_not_answered")}
    assert examples(MemoryAssistant([document()], known), SV) == [asked]
    assert examples(MemoryAssistant([document()], known), EN) == []


def test_the_questions_are_in_the_language_of_the_page() -> None:
    service = MemoryAssistant([document()], {"Who asked about lekplatsen?": answer()})
    assert examples(service, EN) == ["Who asked about lekplatsen?"]


def test_few_questions_are_tried_and_once_only() -> None:
    titles = [f"Interpellation till Bo Ask (M) om sak nummer {number}" for number in range(30)]
    service = MemoryAssistant([document(id=f"d{n}", path=f"{n}.txt", title=title) for n, title in enumerate(titles)])
    view, here = AskView(), Here(User(), service, "sv")
    first = view.tried(here)
    assert 0 < len(service.asked) <= ASKED
    tried = len(service.asked)
    assert view.tried(here) == first
    assert len(service.asked) == tried


def test_a_topic_is_cut_at_a_word_that_can_end_it() -> None:
    assert topic_of("Interpellation av Bo Ask (M) angående  skolans\nkök.", SV) == "skolans kök"
    long = "Enkel fråga om snöröjningen och sandningen av gångvägarna i Norrby och vid hamnen under vintern"
    assert topic_of(long, SV) == "snöröjningen och sandningen av gångvägarna"
    assert topic_of("Protokoll", SV) == ""
    assert topic_of("Interpellation om [Personnummer]", SV) == ""


def test_no_documents_give_no_questions() -> None:
    assert examples(MemoryAssistant(), SV) == []
    assert examples(assistant(), SV) == [QUESTION]
