"""A vote is told with what Ja stood for, and who voted how as the minutes list it."""

from __future__ import annotations

import pytest
from council_documents import faithful

from assistant import Assistant

NO = "Anna Ek (S), Ylva Norrman (V)"
YES = "Gunnar Tegel (S), Bo Ask (M), Mats Orre (C)"


@pytest.mark.parametrize(
    ("question", "says", "meant"),
    [
        ("Hur röstade fullmäktige om solceller?", "4 ja, 3 nej", "Ja innebar: ”bifall till kommunstyrelsens förslag”"),
        ("Hur röstade man om solceller på skolornas tak?", "4 ja, 3 nej", "Nej innebar: ”bifall till yrkandet från Karin Lind”"),
        ("How did the council vote on solceller?", "4 yes, 3 no", "Ja (yes) meant: “bifall till kommunstyrelsens förslag”"),
        ("Vad innebar ett ja i omröstningen om solceller?", "4 ja, 3 nej", "Ja innebar: ”bifall till kommunstyrelsens förslag”"),
        ("What did a yes mean in the vote on solceller?", "4 yes, 3 no", "Ja (yes) meant: “bifall till kommunstyrelsens förslag”"),
    ],
)  # fmt: skip
def test_the_numbers_are_told_with_what_yes_stood_for(council: Assistant, question: str, says: str, meant: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert "kommunfullmäktige" in answer.claims[0].text
    assert "(2023-10-30)" in answer.claims[0].text or answer.claims[0].text.startswith(("Inget", "Nothing"))
    assert says in answer.answer
    assert meant in answer.answer
    faithful(council, answer)


def test_a_vote_that_an_extract_prints_again_is_told_once(council: Assistant) -> None:
    answer = council.ask("Hur röstade man om solceller på skolornas tak?").answer
    assert answer.count("4 ja, 3 nej") == 1


@pytest.mark.parametrize(
    ("question", "side", "others"),
    [
        ("Vilka röstade nej om solceller på skolornas tak?", f"nej: {NO} och Karin Lind (MP).", YES),
        ("Who voted no on solceller?", f"no: {NO} and Karin Lind (MP).", YES),
        ("Vilka röstade ja om solceller på skolornas tak?", f"ja: {YES} och Siv Berg (KD).", NO),
    ],
)
def test_only_the_side_asked_for_is_listed_in_full(council: Assistant, question: str, side: str, others: str) -> None:
    answer = council.ask(question)
    told = [claim.text for claim in answer.claims]
    assert any(text.startswith(side) for text in told)
    assert all(others not in text.partition("”")[0].partition("“")[0] for text in told)


@pytest.mark.parametrize(
    "question", ["Vad innebar ett ja i omröstningen om solceller?", "What did a yes mean in the vote on solceller?"]
)
def test_asked_what_yes_meant_nobody_is_listed(council: Assistant, question: str) -> None:
    assert len(council.ask(question).claims) == 3


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Hur röstade Ylva Norrman om solceller?", "Ylva Norrman (V): nej."),
        ("Hur röstade V om solceller?", "Ylva Norrman (V): nej."),
        ("How did Bo Ask vote on solceller?", "Bo Ask (M): yes."),
    ],
)
def test_how_somebody_voted(council: Assistant, question: str, says: str) -> None:
    answer = council.ask(question)
    own = [claim for claim in answer.claims if claim.text.startswith(says)]
    assert len(own) == 1
    (citation,) = [c for c in answer.citations if c.n in own[0].citations]
    assert says.partition(" (")[0] in citation.quote


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Hur röstade Tore Bladh om solceller på skolornas tak?", "Hur Tore Bladh röstade framgår inte av underlaget."),
        ("How did Tore Bladh vote on solceller?", "The documents do not say how Tore Bladh voted."),
    ],
)
def test_that_somebody_is_not_in_the_list_is_said(council: Assistant, question: str, says: str) -> None:
    assert council.ask(question).answer.endswith(says)


def test_a_vote_in_another_matter_is_no_answer(council: Assistant) -> None:
    answer = council.ask("Hur röstade man om cykelbanan längs Sågvägen?")
    assert "4 ja, 3 nej" not in answer.answer


def test_a_vote_of_another_board_is_told_as_that_boards(council: Assistant) -> None:
    answer = council.ask("How did the executive vote on solceller?").answer
    assert "Vote in kommunfullmäktige" in answer
    assert "Nothing was found for: kommunstyrelsen" in answer
