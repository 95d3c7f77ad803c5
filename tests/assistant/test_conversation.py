"""Turns are kept within limits, and a dialogue is answered turn by turn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.conversation import Conversation, LlamaTurns, MemoryTurns, Turn, TurnStore, open_turns, within
from assistant.memory import MemoryAssistant

STORES = [MemoryTurns, LlamaTurns]


@pytest.fixture(params=STORES)
def make(request) -> Callable[..., TurnStore]:
    return request.param


def turns(n: int) -> list[Turn]:
    return [Turn(f"fråga {i}", f"svar {i}") for i in range(n)]


# The store


def test_turns_come_back_in_order(make) -> None:
    store = make()
    for turn in turns(3):
        store.add("a", turn)
    assert store.turns("a") == turns(3)


def test_conversations_are_kept_apart_and_forgotten(make) -> None:
    store = make()
    store.add("a", Turn("en", "ett"))
    store.add("b", Turn("två", "tu"))
    store.forget("a")
    assert store.turns("a") == []
    assert store.turns("b") == [Turn("två", "tu")]
    assert store.turns("c") == []


def test_only_so_many_turns_are_kept(make) -> None:
    store = make(most=4)
    for turn in turns(9):
        store.add("a", turn)
    assert store.turns("a") == turns(9)[-4:]


def test_only_so_many_words_are_kept_and_whole_turns(make) -> None:
    store = make(tokens=12)
    for turn in turns(9):  # four words each
        store.add("a", turn)
    assert store.turns("a") == turns(9)[-3:]


def test_a_long_answer_is_kept_while_it_is_the_last(make) -> None:
    store = make(tokens=40)
    store.add("a", Turn("kort", "svar"))
    store.add("a", Turn("lång", "ord " * 41))
    assert [turn.question for turn in store.turns("a")] == ["lång"]


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 6), st.integers(1, 60))
def test_what_is_kept_is_the_end_of_what_was_said(lengths: list[int], most: int, tokens: int) -> None:
    said = [Turn(f"fråga{i}", "ord " * n) for i, n in enumerate(lengths)]
    kept = within(said, most, tokens)
    assert kept == said[len(said) - len(kept) :]
    assert bool(kept) == bool(said)
    assert len(kept) <= most


def test_the_store_over_llamaindex_is_opened_where_that_is_installed() -> None:
    assert isinstance(open_turns(), LlamaTurns)


def test_a_single_question_imports_no_llamaindex() -> None:
    code = "import sys, assistant.conversation, assistant.assistant; sys.exit('llama_index.core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The conversation


def test_a_conversation_hands_on_its_questions(make) -> None:
    service = MemoryAssistant()
    talk = Conversation(service, make())
    talk.ask("Vem frågade?")
    talk.ask("Och vem svarade?")
    talk.clear()
    talk.ask("Hur många?")
    assert [history for _, history, _ in service.asked] == [(), ("Vem frågade?",), ()]


def test_a_session_goes_on_where_it_was_left(make) -> None:
    service, store = MemoryAssistant(), make()
    first = Conversation(service, store)
    first.ask("Vem frågade?")
    assert Conversation(service, store, first.session).history == ["Vem frågade?"]
    assert Conversation(service, store).history == []


# Dialogues


def told(assistant: Assistant, *questions: str) -> Answer:
    """The answer to the last of some questions."""
    answer = assistant.ask(questions[-1], history=questions[:-1])
    for citation in answer.citations:
        document = assistant.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
    return answer


ASKED = "Vem frågade när simhallen öppnar?"


@pytest.mark.parametrize(
    ("follow_up", "part"),
    [
        ("Vad fick hon för svar?", "den 1 september 2022"),
        ("Vad svarade han?", "den 1 september 2022"),
        ("Och vad blev svaret?", "den 1 september 2022"),
        ("And who answered her?", "Bo Ask (M) answered"),
        ("Vad svarade kommunstyrelsens ordförande?", "Bo Ask (M) svarade"),
        ("När var det?", "2022-03-14"),
        ("When was that?", "2022-03-14"),
        ("Vilket parti tillhör hon?", "Anna Ek (S)"),
        ("Which party does he belong to?", "Bo Ask (M)"),
        ("Vilket diarienummer?", "KS 2022/0041"),
        ("What is the case number?", "KS 2022/0041"),
        ("Till vem ställdes den?", "Bo Ask (M)"),
        ("Vem frågade det?", "Anna Ek (S) frågade"),
        ("I vilket dokument?", "om simhallen”"),
        ("Berätta mer", "4,2 miljoner"),
        ("Tell me more", "4,2 miljoner"),
        ("Vem mer frågade?", "inga fler"),
        ("Blev det beslutat?", "inget beslut"),
        ("Och bokbussen?", "Ylva Norrman (V)"),
        ("Och Ylva Norrman då?", "Ylva Norrman"),
    ],
)
def test_a_follow_up_is_answered_from_what_was_answered(tallhamra: Assistant, follow_up: str, part: str) -> None:
    answer = told(tallhamra, ASKED, follow_up)
    assert part in answer.answer
    assert answer.claims[-1].citations == []
    assert ("Frågan uppfattades som: ”" in answer.answer) == (answer.language == "sv")
    assert ("The question was understood as: “" in answer.answer) == (answer.language == "en")


def test_a_follow_up_of_its_own_is_looked_for_in_the_papers_of_the_matter(tallhamra: Assistant) -> None:
    answer = told(tallhamra, "Vem frågade om reparationen av reningsverket?", "Hur mycket har den kostat hittills?")
    assert "4,2 miljoner" in answer.answer


def test_a_question_that_may_go_on_is_looked_for_in_the_papers_told_before(tallhamra: Assistant) -> None:
    answer = told(tallhamra, ASKED, "Och hur mycket har reparationen kostat?")
    assert "4,2 miljoner" in answer.answer
    assert "när det gäller simhallen" in answer.claims[-1].text  # the question as it was understood


def test_a_question_that_may_go_on_and_does_not_is_answered_as_if_alone(tallhamra: Assistant) -> None:
    question = "Och vad kostar flytten av Jobbcentrum?"
    assert told(tallhamra, ASKED, question).answer == told(tallhamra, question).answer


def test_the_question_understood_names_who_and_what(tallhamra: Assistant) -> None:
    answer = told(tallhamra, "Vem frågade om simhallen?", "Vad svarade han?")
    assert (
        answer.claims[-1].text == "Frågan uppfattades som: ”Vad svarade Bo Ask (M) på Anna Eks (S) fråga om simhallen?”"
    )


def test_the_answer_before_is_not_cited_again(tallhamra: Assistant) -> None:
    first = told(tallhamra, ASKED)
    then = told(tallhamra, ASKED, "Vad fick hon för svar?")
    assert {c.act for c in first.citations} == {"question", "answer"}
    assert [c.act for c in then.citations] == ["answer"]


def test_turn_after_turn_the_matter_is_kept(tallhamra: Assistant) -> None:
    talk = [ASKED, "Vad fick hon för svar?", "När var det?", "Vilket parti tillhör han?", "Och vem hade frågat?"]
    assert "Anna Ek (S) frågade" in told(tallhamra, *talk).answer


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar flytten av Jobbcentrum?",
        "Vem reserverade sig mot öppettiderna på Jobbcenter Ung?",
        "Vad kostar det att flytta Jobbcentrum?",
        "Har Karin Lind frågat om Jobbcenter Ung och fick hon svar?",
    ],
)
def test_a_new_topic_starts_clean(tallhamra: Assistant, question: str) -> None:
    alone, after = told(tallhamra, question), told(tallhamra, ASKED, "Vad fick hon för svar?", question)
    assert after.answer == alone.answer
    assert "uppfattades" not in after.answer


def test_a_pronoun_that_fits_several_is_asked_back(tallhamra: Assistant) -> None:
    answer = told(
        tallhamra, "Vilka reserverade sig mot beslutet om avgiftsfri kollektivtrafik?", "Vilket parti tillhör hon?"
    )
    assert answer.status == "clarify"
    assert set(answer.suggestions) == {
        "Vilket parti tillhör Karin Lind (MP)?",
        "Vilket parti tillhör Ylva Norrman (V)?",
    }


def test_a_pronoun_that_fits_nobody_is_asked_back(tallhamra: Assistant) -> None:
    answer = told(tallhamra, "Vem frågade om gatubelysningen?", "Vilket parti tillhör hon?")
    assert answer.status == "clarify"
    assert "Olof Lind (KD)" in answer.answer


def test_a_list_is_narrowed_and_one_of_it_picked(tallhamra: Assistant) -> None:
    listed = "Vilka interpellationer har ställts?"
    assert "3 interpellationer" in told(tallhamra, listed).answer
    open_ones = told(tallhamra, listed, "Vilka av dem är obesvarade?")
    assert "1 interpellation utan svar" in open_ones.answer
    assert "bokbussen" in open_ones.answer
    assert "Simhallen öppnar" in told(tallhamra, listed, "Vad blev svaret på den första?").answer


def test_the_decision_its_paragraph_and_its_vote(tallhamra: Assistant) -> None:
    talk = ["Vem föreslog avgiftsfri kollektivtrafik?", "Blev det beslutat?"]
    assert "Motionen avslås" in told(tallhamra, *talk).answer
    assert "§ 41" in told(tallhamra, *talk, "Vilken § var det?").answer
    assert "27 Ja mot 18 Nej" in told(tallhamra, *talk, "Hur föll rösterna?").answer


def test_a_question_that_was_not_answered_is_said_to_be_so(tallhamra: Assistant) -> None:
    answer = told(tallhamra, "Vem frågade om bokbussens hållplatser?", "Vad fick hon för svar?")
    assert answer.status == "asked_not_answered"


def test_two_questions_in_one_are_both_answered(tallhamra: Assistant) -> None:
    both = told(tallhamra, "Vem frågade och vem svarade om simhallen?").answer
    assert "Anna Ek (S) frågade" in both
    assert "Bo Ask (M) svarade" in both
    moved = told(tallhamra, "Vem föreslog och vad beslutades om avgiftsfri kollektivtrafik?").answer
    assert "Karin Lind (MP)" in moved
    assert "Motionen avslås" in moved
