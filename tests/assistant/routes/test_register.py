"""Who did what is looked up in the register of acts, in both languages."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant

POOL = "När öppnar simhallen för allmänheten igen?"
BUS = "Vilka byar förlorade bokbussens hållplats under vintern?"


def kinds(answer: Answer) -> list[tuple[str | None, str]]:
    """Which acts of which papers are cited, in order."""
    return [(citation.act, citation.path) for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vem frågade om simhallen?", "Anna Ek (S) frågade Bo Ask (M) (2022-03-14): ”"),
        ("Who asked about simhallen?", "Anna Ek (S) asked Bo Ask (M) (2022-03-14): “"),
        ("Who asked about the swimming pool?", "Anna Ek (S) asked Bo Ask (M) (2022-03-14): “"),
        ("Vem frågade om gatubelysningen på Ringvägen?", "Olof Lind (KD) frågade (2022-05-30): ”Varför har gatu"),
        ("Who asked about gatubelysningen på Ringvägen?", "Olof Lind (KD) asked (2022-05-30): “Varför har gatu"),
        ("Vem frågade om bokbussen?", "Ylva Norrman (V) frågade Tore Bladh (C) (2023-02-06): ”"),
        ("Vem frågade om väntetiden hos Jobbcenter Ung?", "Karin Lind (MP) frågade Samira Hadd (S) (2022-10-03): ”"),
    ],
)  # fmt: skip
def test_who_asked(tallhamra: Assistant, question: str, says: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert answer.answer.startswith(says)
    assert answer.citations[0].act == "question"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vem svarade på frågan om simhallen?", "Bo Ask (M) svarade Anna Ek (S) (2022-04-19): ”Simhallen öppnar den 1 sep"),
        ("Who answered the question about simhallen?", "Bo Ask (M) answered Anna Ek (S) (2022-04-19): “Simhallen öppnar"),
        ("Vad svarade Bo Ask om simhallen?", "Bo Ask (M) svarade Anna Ek (S) (2022-04-19): ”Simhallen öppnar den 1 sep"),
        ("Vem svarade om väntetiden hos Jobbcenter Ung?", "Samira Hadd (S) svarade Karin Lind (MP) (2022-11-07): ”Väntetiden"),
    ],
)  # fmt: skip
def test_who_answered_is_told_with_the_question(tallhamra: Assistant, question: str, says: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert says in answer.answer
    assert {act for act, _ in kinds(answer)} == {"question", "answer"}
    assert all(path.rsplit("/")[-1].startswith("svar") for act, path in kinds(answer) if act == "answer")


def test_the_same_question_and_answer_are_told_once(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vad svarade Bo Ask om simhallen?")
    quotes = [citation.quote for citation in answer.citations]
    assert len(quotes) == len(set(quotes))
    assert len(answer.claims) == len({claim.text for claim in answer.claims})


def test_that_a_question_was_answered_is_no_answer_to_it(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem svarade på frågan om gatubelysningen på Ringvägen?")
    assert "Bo Ask (M) besvarade frågan (2022-05-30)" in answer.answer
    assert "Bo Ask (M) svarade" not in answer.answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vem föreslog laddstolpar vid idrottsplatsen?", "Olof Lind (KD) föreslog (2023-09-04): ”Jag föreslår"),
        ("Vem ligger bakom motionen om laddstolpar vid idrottsplatsen?", "Olof Lind (KD) föreslog (2023-09-04)"),
        ("Who proposed laddstolpar vid idrottsplatsen?", "Olof Lind (KD) proposed (2023-09-04): “Jag föreslår"),
        ("Vem föreslog avgiftsfri kollektivtrafik för pensionärer?", "Karin Lind (MP) föreslog (2022-05-30)"),
    ],
)
def test_who_proposed(tallhamra: Assistant, question: str, says: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert answer.answer.startswith(says)
    assert answer.citations[0].act == "proposal"


def test_who_moved_in_the_chamber_is_not_who_wrote_the_motion(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem yrkade bifall till motionen om avgiftsfri kollektivtrafik?")
    assert answer.answer.startswith("Karin Lind (MP) yrkade")
    assert answer.citations[0].act == "motion"


@pytest.mark.parametrize(
    ("question", "says", "matter"),
    [
        ("Vad beslutade kommunfullmäktige om avgiftsfri kollektivtrafik för pensionärer?", "Kommunfullmäktige beslutade i ärendet", "Motionen avslås."),
        ("What did the council decide about avgiftsfri kollektivtrafik för pensionärer?", "Kommunfullmäktige decided in the matter", "Motionen avslås."),
        ("Vad beslutade KF om taxan för torgplats?", "Kommunfullmäktige beslutade", "Taxan för torgplats höjs till 150 kronor"),
        ("Vad beslutade arbetsmarknadsnämnden om receptionen på Jobbcenter Ung?", "Arbetsmarknadsnämnden beslutade", "öppet även på lördagar"),
    ],
)  # fmt: skip
def test_what_was_decided(tallhamra: Assistant, question: str, says: str, matter: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert answer.answer.startswith(says)
    assert matter in answer.answer
    assert kinds(answer)[0][0] == "decision"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vem reserverade sig mot beslutet om avgiftsfri kollektivtrafik?", "Karin Lind (MP) och Ylva Norrman (V) reserverade sig"),
        ("Who reserved against the decision about avgiftsfri kollektivtrafik?", "Karin Lind (MP) and Ylva Norrman (V) reserved against the decision"),
        ("Vem reserverade sig mot beslutet om receptionen på Jobbcenter Ung?", "Tore Bladh (C) reserverade sig"),
        ("Vem lämnade särskilt yttrande om avgiftsfri kollektivtrafik?", "Olof Lind (KD) lämnade ett särskilt uttalande eller yttrande"),
    ],
)  # fmt: skip
def test_who_reserved_and_who_only_made_a_statement(tallhamra: Assistant, question: str, says: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(says)
    assert [act for act, _ in kinds(answer)] == ["dissent"]


@pytest.mark.parametrize(
    "question",
    ["Vad svarade Tore Bladh om bokbussen?", "Vem svarade på frågan om bokbussen?", "Har frågan om vilka byar som förlorade bokbussens hållplats besvarats?",
     "Who answered the question about bokbussen?"],
)  # fmt: skip
def test_an_unanswered_question_is_told_as_asked_and_not_answered(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "asked_not_answered"
    assert "Ylva Norrman (V)" in answer.answer
    assert {act for act, _ in kinds(answer)} == {"question"}
    assert answer.claims[-1].text in (
        "Inget svar på frågan finns i underlaget.",
        "These documents hold no answer to the question.",
    )


def test_every_question_of_a_person_is_told(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vad frågade Anna Ek om?")
    assert {c.quote for c in answer.citations if c.act == "question"} == {
        POOL,
        "Hur mycket har reparationen av reningsverket kostat hittills?",
    }


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Vad frågade Karin Lind om?", "Karin Lind (MP)"),
        ("What did Olof Lind ask about?", "Olof Lind (KD)"),
        ("Vad frågade Vänsterpartiet om?", "Ylva Norrman (V)"),
        ("Vad frågade (MP) om?", "Karin Lind (MP)"),
        ("What did V ask about?", "Ylva Norrman (V)"),
    ],
)
def test_only_the_named_persons_or_partys_questions_are_told(tallhamra: Assistant, question: str, person: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "answered"
    assert {name for c in answer.citations if c.act == "question" for name in c.actors} == {person}


@pytest.mark.parametrize("question", ["Vem frågade om simhallen sedan 2023?", "Who asked about simhallen in May 2023?"])
def test_a_question_from_another_year_is_not_told(tallhamra: Assistant, question: str) -> None:
    assert all("simhallen" not in c.quote for c in tallhamra.ask(question).citations)


def test_everybody_who_was_there_is_told(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vilka närvarade vid kommunfullmäktiges sammanträde den 30 maj 2022?")
    told = {name for c in answer.citations if c.act == "attendance" for name in c.actors}
    assert told == {
        "Gunnar Tegel (S)",
        "Anna Ek (S)",
        "Bo Ask (M)",
        "Ylva Norrman (V)",
        "Karin Lind (MP)",
        "Olof Lind (KD)",
    }


def test_namesakes_are_told_apart_by_name_and_party(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vad frågade Lind om?")
    assert "Karin Lind (MP) frågade" in answer.answer
    assert "Olof Lind (KD) frågade" in answer.answer


def test_look_alike_units_are_not_mixed_up(tallhamra: Assistant) -> None:
    assert all("Jobbcentrum" not in c.quote for c in tallhamra.ask("Vem frågade om Jobbcenter Ung?").citations)
    moved = tallhamra.ask("Vem föreslog att Jobbcentrum flyttar till Verkstadsgatan?")
    assert moved.answer.startswith("Arbetsmarknadsförvaltningen föreslog")
    assert {c.path for c in moved.citations} == {"avn/tjansteutlatande-jobbcentrum.txt"}


@pytest.mark.parametrize(
    "question",
    [
        "Vad beslutade arbetsmarknadsnämnden om flytten av Jobbcentrum till Verkstadsgatan?",
        "Vad beslutades om flytten av Jobbcentrum till Verkstadsgatan?",
        "What was decided about the move of Jobbcentrum to Verkstadsgatan?",
        "Vad beslutade kommunfullmäktige om laddstolpar vid idrottsplatsen?",
    ],
)
def test_a_proposal_is_never_told_as_a_decision(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    for claim in answer.claims:
        cited = [c for c in answer.citations if c.n in claim.citations]
        if any(c.act == "proposal" for c in cited):
            said = claim.text.replace(" ".join(cited[0].quote.split()), "")
            assert "beslutade" not in said
            assert "decided" not in said
    assert all("flyttar till Verkstadsgatan" not in c.quote for c in answer.citations if c.act == "decision")


def test_suggestions_lead_on_in_the_questions_language(tallhamra: Assistant) -> None:
    assert "Vad svarade Bo Ask om simhallen?" in tallhamra.ask("Vem frågade om simhallen?").suggestions
    assert "What was decided about simhallen?" in tallhamra.ask("Who asked about simhallen?").suggestions
    assert tallhamra.ask("Vem frågade om bokbussen?").suggestions == ["Vad beslutades om bokbussen?"]
