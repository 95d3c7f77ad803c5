"""Facts are answered with the sentence that states them, never with one that asks, the value asked for first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from council_documents import build, faithful

from assistant import Assistant

REPORT = """\
Tjänsteutlåtande om {matter}

Tallhamra kommun
Fritidsförvaltningen
Datum: {day}

Till fritidsnämnden

Sammanfattning

{text}

Lena Brink
Parkchef
"""
DECISION = """\
Tallhamra kommun
Fritidsnämnden

Protokoll (nr 2)

Sammanträdesdatum: 2022-03-14

§ 12 Ärendenummer FN 2022/0031

Avgift för båtplats vid Långsjön

Beslut

Avgiften för båtplats vid Långsjön är 900 kronor.
"""
ICE = "Isbanan på Kvarntorget spolas av brandkåren varje natt."
PAPERS = {
    "fn/lotter-2022.txt": REPORT.format(
        matter="kolonilotter", day="2022-02-01", text="Tallhamra har 85 kolonilotter vid Mossängen."
    ),
    "fn/lotter-2023.txt": REPORT.format(
        matter="kö till kolonilotter", day="2023-05-02", text="Tallhamra har 120 kolonilotter vid Mossängen."
    ),
    "fn/badplatsen.txt": REPORT.format(
        matter="badplatsen vid Långsjön",
        day="2023-04-03",
        text="Badplatsen vid Långsjön har två bryggor och en rutschbana för barnen. "
        "Badplatsen vid Långsjön har också en kiosk och ett omklädningsrum.",
    ),
    "fn/isbanan-januari.txt": REPORT.format(matter="isbanan", day="2023-01-09", text=ICE),
    "fn/isbanan-november.txt": REPORT.format(matter="driften av isbanan", day="2023-11-13", text=ICE),
    "fn/protokoll-2022-03-14.txt": DECISION,
    "fn/batplatser.txt": REPORT.format(
        matter="båtplatser", day="2023-08-21", text="Avgiften för båtplats vid Långsjön är 1 100 kronor."
    ),
}


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Papers that repeat and contradict each other."""
    with build(tmp_path_factory.mktemp("park"), PAPERS) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "quote", "path"),
    [
        ("När öppnar simhallen för allmänheten igen?", "den 1 september 2022", "kf/svar-simhallen.txt"),
        ("When does simhallen open again?", "den 1 september 2022", "kf/svar-simhallen.txt"),
        ("Hur mycket har reparationen av reningsverket kostat?", "4,2 miljoner kronor", "kf/svar-simhallen.txt"),
        ("Hur många medarbetare har Jobbcentrum?", "34 medarbetare", "avn/tjansteutlatande-jobbcentrum.txt"),
        ("Vad beräknas flytten av Jobbcentrum kosta?", "1 850 000 kronor", "avn/tjansteutlatande-jobbcentrum.txt"),
        ("Hur många veckor är väntetiden hos Jobbcenter Ung?", "elva veckor", "avn/svar-jobbcenter-ung.txt"),
    ],
)
def test_a_fact_is_quoted_from_where_it_stands(tallhamra: Assistant, question: str, quote: str, path: str) -> None:
    answer = tallhamra.ask(question)
    told = [c for c in answer.citations if c.act != "question"]
    assert quote in told[0].quote
    assert told[0].path == path
    assert f"[{told[0].n}]" in answer.answer
    # A question of the documents is told as the register tells it: together with the answer that was given to it.
    with_question = len(told) < len(answer.citations)
    assert (answer.status, answer.route) == ("answered", "register" if with_question else "passage")
    assert all(c.act == "question" for c in answer.citations if c.quote.rstrip().endswith("?"))
    faithful(tallhamra, answer)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hur många medarbetare har Jobbcentrum?", "34"),
        ("How many medarbetare does Jobbcentrum have?", "34"),
        ("Vad beräknas flytten av Jobbcentrum kosta?", "1 850 000 kronor"),
        ("När flyttar Jobbcentrum till Verkstadsgatan?", "den 1 oktober 2022"),
        ("Vad kostar torgplats per dag?", "150 kronor"),
        ("Från när höjs taxan för torgplats?", "den 1 januari 2023"),
        ("Hur många laddstolpar vid idrottsplatsen?", "tio"),
        ("Hur länge har simhallen varit stängd?", "två år"),
    ],
)
def test_the_value_asked_for_comes_first(tallhamra: Assistant, question: str, value: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "passage")
    assert answer.answer.startswith(f"**{value}** – ")
    assert value in answer.citations[0].quote
    assert answer.answer.count("**") == 2


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Hur många veckor är väntetiden hos Jobbcenter Ung?", "elva veckor i september men målet är fyra veckor"),
        ("Var hyr Jobbcentrum lokaler i dag?", "på Storgatan"),
        ("When does simhallen open again?", "den 1 september 2022, när det nya reningsverket har provats"),
    ],
)
def test_where_two_values_could_be_meant_none_is_put_first(tallhamra: Assistant, question: str, quote: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "answered"
    assert "**" not in answer.answer
    assert any(quote in citation.quote for citation in answer.citations)


def test_an_answer_is_told_with_who_gave_it(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("When does simhallen open again?")
    assert answer.answer.startswith("Bo Ask (M) answered Anna Ek (S) (2022-04-19): “Simhallen öppnar den 1 september")
    assert "Bo Ask (M) svarade Anna Ek (S) (2022-04-19): ”Simhallen öppnar den 1 september" in (
        tallhamra.ask("När öppnar simhallen för allmänheten igen?").answer
    )


def test_a_decision_is_told_with_who_took_it(tallhamra: Assistant) -> None:
    said = tallhamra.ask("Vad kostar torgplats per dag?").answer
    assert said.startswith("**150 kronor** – Kommunfullmäktige beslutade i ärendet ”Taxa för upplåtelse av torgplats”")


def test_a_sentence_of_nobody_is_followed_by_its_document(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Hur många medarbetare har Jobbcentrum?")
    assert answer.answer == (
        "**34** – ”Jobbcentrum har 34 medarbetare och hyr i dag lokaler på Storgatan.” "
        "(Tjänsteutlåtande om flytt av Jobbcentrum till Verkstadsgatan, 2022-08-09) [1]"
    )


@pytest.mark.parametrize(
    "question",
    ["Vilka byar förlorade bokbussens hållplats under vintern?", "Hur många låntagare har bokbussen haft per vecka?"],
)  # fmt: skip
def test_what_was_only_asked_is_no_evidence(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "asked_not_answered"
    assert answer.citations[0].quote == question
    assert answer.answer.startswith("Ylva Norrman (V) frågade Tore Bladh (C) (2023-02-06)")
    assert answer.answer.endswith("Frågan har ställts, men underlaget innehåller inget svar på den.")
    assert "**" not in answer.answer


def test_a_question_put_at_the_meeting_is_not_answered_with_a_heading(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Varför har gatubelysningen på Ringvägen varit släckt sedan januari?")
    assert all("Frågestund" not in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["Hur många elefanter finns i djurparken?", "När öppnar djurparken?", "Vad kostar en biljett till djurparken?"],
)
def test_what_the_documents_do_not_know_is_not_answered(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("not_found", "none")
    assert "**" not in answer.answer


def test_where_documents_differ_the_newest_comes_first(park: Assistant) -> None:
    answer = park.ask("Hur många kolonilotter har Tallhamra vid Mossängen?")
    assert [claim.text.split(" – ")[0] for claim in answer.claims[:2]] == ["**120**", "**85**"]
    assert [c.path for c in answer.citations] == ["fn/lotter-2023.txt", "fn/lotter-2022.txt"]
    assert answer.answer.endswith("Uppgifterna skiljer sig mellan dokumenten; det senaste eller beslutande står först.")
    faithful(park, answer)


def test_where_documents_differ_the_deciding_one_comes_before_a_newer_one(park: Assistant) -> None:
    answer = park.ask("Vad är avgiften för båtplats vid Långsjön?")
    assert [claim.text.split(" – ")[0] for claim in answer.claims[:2]] == ["**900 kronor**", "**1 100 kronor**"]
    assert answer.citations[0].act == "decision"
    assert "Uppgifterna skiljer sig" in answer.answer


def test_two_quotes_of_one_document_name_it_once(park: Assistant) -> None:
    answer = park.ask("Vad har badplatsen vid Långsjön?")
    quotes = [citation.quote for citation in answer.citations]
    assert any("bryggor" in quote for quote in quotes)
    assert any("kiosk" in quote for quote in quotes)
    assert answer.answer.count("(Tjänsteutlåtande om badplatsen vid Långsjön, 2023-04-03)") == 1
    assert "Uppgifterna skiljer sig" not in answer.answer


def test_headings_and_signatures_are_no_answers(park: Assistant) -> None:
    for question in ("Vad har badplatsen vid Långsjön?", "Vem spolar isbanan på Kvarntorget varje natt?"):
        quotes = [citation.quote for citation in park.ask(question).citations]
        assert not any(quote.startswith(("Tjänsteutlåtande", "Lena Brink")) for quote in quotes)


def test_what_two_documents_say_in_the_same_words_is_said_once(park: Assistant) -> None:
    answer = park.ask("Vad spolas av brandkåren varje natt?")
    assert answer.answer.count(ICE) == 1
    assert answer.claims[0].citations == [1, 2]
    assert {c.path for c in answer.citations} == {"fn/isbanan-januari.txt", "fn/isbanan-november.txt"}


def test_a_suggestion_is_a_question_one_could_ask(tallhamra: Assistant) -> None:
    for question in ("När öppnar simhallen?", "Vad kostar flytten av Jobbcentrum?", "When does simhallen open?"):
        for suggestion in tallhamra.ask(question).suggestions:
            assert question.rstrip("?") not in suggestion
