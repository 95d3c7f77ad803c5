"""Questions for what there is, for a case's number, and for how a vote went."""

from __future__ import annotations

import pytest
from tallhamra_words import read


@pytest.mark.parametrize(
    "question",
    [
        "Vad har ni om Jobbcentrum?",
        "vad har du för något om Jobbcentrum",
        "Vilka dokument finns om Jobbcentrum?",
        "Finns det något om hundrastgård?",
        "Har ni något om sfi?",
        "Hur långt tillbaka går materialet?",
        "Hur många dokument har ni?",
        "What do you have about Jobbcentrum, from when to when?",
        "What documents are there on Jobbcentrum?",
        "Which documents do you have about schools?",
        "Is there anything about dogs?",
        "Do you have anything on schools?",
        "How far back do the minutes go?",
    ],
)
def test_what_there_is(question: str) -> None:
    assert read(question).catalogue


@pytest.mark.parametrize(
    "question",
    [
        "Vilket diarienummer har interpellationen om Jobbcentrum?",
        "Diarienumret på medborgarförslaget om hundrastgård?",
        "vilket diarienr har motionen om gratis buss",
        "hundrastgård medborgarförslag diarienummer",
        "What's the case number of the dog park proposal?",
        "Which case number does the school health interpellation have?",
        "Which reference number has the motion?",
    ],
)
def test_which_number_a_case_has(question: str) -> None:
    assert read(question).wants_case_number


@pytest.mark.parametrize(
    "question",
    [
        "Hur röstade M om bussmotionen?",
        "Vad blev röstsiffrorna?",
        "Hur föll rösterna om budgeten?",
        "Vem röstade nej?",
        "Vad betydde ja i omröstningen?",
        "Vilka avstod?",
        "Who voted no?",
        "How did the Moderates vote on the motion?",
        "What did ja mean in the vote?",
        "How many votes did the proposal get?",
    ],
)
def test_how_a_vote_went(question: str) -> None:
    assert read(question).about_vote


@pytest.mark.parametrize(
    "question",
    [
        "Vem frågade om simhallen?",
        "Vilka åtgärder finns mot råttor?",
        "Vad gäller i ärende KS 2022/0041?",
        "Vilket diarienummer har KS 2022/0041?",
        "Vad har Anna Ek sagt om simhallen?",
        "What was the turnout in the 2022 local election?",
        "Did the council say yes to free buses?",
        "Hur går det med simhallen?",
    ],
)
def test_other_questions_ask_none_of_these(question: str) -> None:
    found = read(question)
    assert (found.catalogue, found.wants_case_number, found.about_vote) == (False, False, False)
