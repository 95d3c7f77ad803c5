"""A question is understood: its language, what it asks, what about, and what it leans on."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.contract import MAX_QUESTION
from assistant.understanding.people import Directory
from assistant.understanding.question import Understanding, detect_language, understand

DIRECTORY = Directory(["Anna Ek", "Bo Ask", "Karin Lind", "Olof Lind"], "Tallhamra")


def read(question: str, *history: str) -> Understanding:
    return understand(question, history, DIRECTORY)


def intent(question: str, *history: str) -> str | None:
    """As "who:question": what is asked of the kind of act looked for first."""
    found = read(question, *history).intent
    return f"{found.asked}:{found.kinds[0]}" if found else None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Vem frågade om simhallen?", "sv"),
        ("När öppnar den?", "sv"),
        ("Öppettider receptionen", "sv"),
        ("Vad gäller KS 2022/0041?", "sv"),
        ("Who asked about the simhall?", "en"),
        ("What did kommunfullmäktige decide about torgplats?", "en"),
        ("When does it open?", "en"),
        ("List the questions about Jobbcentrum", "en"),
    ],
)
def test_the_language_of_a_question(question: str, language: str) -> None:
    assert detect_language(question) == language
    assert read(question).language == language


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vem frågade om simhallen?", "who:question"),
        ("Vem har frågat om simhallen?", "who:question"),
        ("Av vem ställdes frågan om simhallen?", "who:question"),
        ("Vilken ledamot interpellerade om simhallen?", "who:question"),
        ("Vilket parti ställde en interpellation om simhallen?", "who:question"),
        ("Who asked about the pool?", "who:question"),
        ("Who raised the question of the pool?", "who:question"),
        ("Which party asked about the pool?", "who:question"),
        ("Who submitted an interpellation about the pool?", "who:question"),
        ("By whom was the question about the swimming hall raised?", "who:question"),
        ("Vem svarade på frågan om simhallen?", "who:answer"),
        ("Av vem besvarades frågan om simhallen?", "who:answer"),
        ("Who answered the question about the pool?", "who:answer"),
        ("Who replied to the interpellation on the pool?", "who:answer"),
        ("By whom was the question about the pool answered?", "who:answer"),
        ("Vem föreslog laddstolpar?", "who:proposal"),
        ("Av vem föreslogs laddstolpar?", "who:proposal"),
        ("Vem motionerade om laddstolpar?", "who:proposal"),
        ("Who proposed charging posts?", "who:proposal"),
        ("Who tabled the motion on charging posts?", "who:proposal"),
        ("Vem yrkade avslag på motionen?", "who:motion"),
        ("Who moved that it be rejected?", "who:motion"),
        ("Vad beslutade kommunfullmäktige om torgplats?", "what:decision"),
        ("Vad beslutades om torgplats?", "what:decision"),
        ("Vilket beslut fattades om torgplats?", "what:decision"),
        ("När beslutades taxan för torgplats?", "when:decision"),
        ("What did the council decide about stalls?", "what:decision"),
        ("What was decided about stalls?", "what:decision"),
        ("Vem reserverade sig mot beslutet?", "who:dissent"),
        ("Vilka partier reserverade sig mot beslutet?", "who:dissent"),
        ("Vem lämnade särskilt yttrande om taxan?", "who:dissent"),
        ("Who reserved against the decision?", "who:dissent"),
        ("Who made a special statement about the fee?", "who:dissent"),
        ("Vem undertecknade motionen?", "who:signature"),
        ("Who signed the motion?", "who:signature"),
        ("Vilka närvarade vid sammanträdet?", "who:attendance"),
        ("Who attended the meeting?", "who:attendance"),
        ("Har frågan om bokbussen besvarats?", "status:question"),
        ("Blev interpellationen om bokbussen besvarad?", "status:question"),
        ("Has the question about the library bus been answered?", "status:question"),
        ("Vad frågade Anna Ek om?", "what:question"),
        ("Vilka frågor ställde Anna Ek?", "what:question"),
        ("What did Anna Ek ask about?", "what:question"),
        ("Vad svarade Bo Ask om simhallen?", "what:answer"),
        ("What did Karin Lind answer about the pool?", "what:answer"),
        ("Vad frågade Vänsterpartiet om?", "what:question"),
        ("Vad frågade V om?", "what:question"),
    ],
)
def test_what_a_question_asks_of_the_register(question: str, expected: str) -> None:
    assert intent(question) == expected


@pytest.mark.parametrize("question", ["What did Bo Ask answer about the pool?", "What did Ask answer about it?"])
def test_a_surname_that_looks_like_a_verb_is_a_name(question: str) -> None:
    assert intent(question) == "what:answer"


@pytest.mark.parametrize(
    "question",
    [
        "Hur många bor i Tallhamra?",
        "När öppnar simhallen?",
        "Vad kostar ett svar?",
        "How is it decided who gets a place?",
        "Vad är målet med frågestunden?",
    ],
)
def test_a_question_about_facts_asks_nothing_of_the_register(question: str) -> None:
    assert intent(question) is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Vem frågade om simhallen?", "simhallen"),
        ("Vem svarade på frågan om simhallen?", "simhallen"),
        ("Vad svarade Bo Ask om simhallen?", "simhallen"),
        ("Vad beslutades om torgplats under 2022?", "torgplats"),
        ("Who asked about the swimming hall?", "swimming hall"),
        ("What did the council decide about market stalls?", "market stalls"),
        ("När beslutades taxan för torgplats?", "taxan för torgplats"),
        ("When was the fee for market stalls decided?", "fee for market stalls"),
        ("By whom were charging posts proposed?", "charging posts"),
    ],
)
def test_the_topic_is_what_is_left_of_a_question(question: str, topic: str) -> None:
    assert read(question).topic == topic


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Vad beslutade KF om torget?", "kommunfullmäktige"),
        ("Vad beslutade fullmäktige om torget?", "kommunfullmäktige"),
        ("What did the council decide?", "kommunfullmäktige"),
        ("Vad beslutade KS om torget?", "kommunstyrelsen"),
        ("What did the municipal executive board decide?", "kommunstyrelsen"),
        ("Vad beslutade arbetsmarknadsnämnden?", "arbetsmarknadsnämnden"),
        ("Vad var arbetsmarknadsnämndens beslut?", "arbetsmarknadsnämnden"),
    ],
)
def test_the_body_that_a_question_names(question: str, body: str) -> None:
    assert read(question).bodies == (body,)


def test_a_board_without_a_name_is_no_certain_body() -> None:
    assert read("Vad beslutade nämnden om torget?").bodies == ()


def test_a_case_number_is_read_in_its_normal_form() -> None:
    assert read("Vad gäller i ärende KS 2022/0041?").case_numbers == ("KS 2022/41",)


# Follow-ups


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Och vem svarade?", "Vem frågade om simhallen?"),
        ("Vem svarade på den?", "Vem frågade om simhallen?"),
        ("När då?", "Vad beslutades om simhallen?"),
        ("And who answered?", "Who asked about simhallen?"),
        ("When was that?", "What was decided about simhallen?"),
    ],
)
def test_a_follow_up_is_about_what_was_asked_before(question: str, before: str) -> None:
    found = read(question, "Vad kostar bussen?", before)
    assert found.follows == before
    assert found.topic.startswith("simhallen")
    assert "simhallen" in found.search


def test_a_follow_up_keeps_its_own_intent() -> None:
    assert intent("Och vem svarade?", "Vem frågade om simhallen?") == "who:answer"


def test_a_follow_up_takes_over_whom_the_question_before_named() -> None:
    found = read("Vad svarade han?", "Vad frågade Bo Ask om simhallen?")
    assert found.named.persons == ("Bo Ask",)
    assert found.intent is not None
    assert found.intent.kinds == ("answer",)


@pytest.mark.parametrize(
    "question",
    [
        "Vem frågade om bokbussen?",
        "Vad kostar biljetten?",
        "Who proposed charging posts?",
        "Vad beslutade nämnden om de lokaler som förvaltningen har hyrt av fastighetsbolaget vid Ringvägen?",
    ],
)
def test_a_question_that_stands_alone_forgets_what_was_asked_before(question: str) -> None:
    found = read(question, "Vem frågade om simhallen?")
    assert found.follows is None
    assert "simhallen" not in found.search


def test_a_first_question_leans_on_nothing() -> None:
    assert read("Och vem svarade?").follows is None


# What cannot be asked


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!", "…", "\x00\u202e", "😀"])
def test_an_empty_question_is_asked_back(question: str) -> None:
    found = read(question)
    assert found.unclear is not None
    assert found.unclear.why == "empty"


def test_an_overlong_question_is_asked_back() -> None:
    found = read("varför då " * MAX_QUESTION)
    assert found.unclear is not None
    assert found.unclear.why == "long"
    assert len(found.question) <= MAX_QUESTION + 1


def test_the_longest_question_is_read() -> None:
    question = ("ån " * MAX_QUESTION)[:MAX_QUESTION].strip()
    assert read(question).question == question


WORDS = st.sampled_from(
    ["vem", "vad", "när", "frågade", "svarade", "om", "simhallen", "Lind", "(S)", "KF", "2022", "maj", "den", "31", "och", "?", "who", "did", "ask", "the", "council", "§", "KS", "2022/1", "{x}", "[", "(", "\\"]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.lists(st.text(max_size=30), max_size=2),
)
@example("den 30 februari 2022", [])
@example("Vem frågade?", [""])
@example("och?", ["?"])
@example("\x00 (", ["("])
def test_nothing_that_can_be_typed_breaks_the_reading(question: str, history: list[str]) -> None:
    found = read(question, *history)
    assert found.language in ("sv", "en")
    assert found.search
    assert found.follows is None or found.follows in history
