"""Interpellations as items of minutes: who put them to whom, and who answered."""

from __future__ import annotations

from datetime import date

from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

Q, A, INFORMED = ActKind.QUESTION, ActKind.ANSWER, ActKind.INFORMATION
HEAD = (
    "Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-10-30\n\n"
    "§ 51\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 52\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n"
)
ITEM = "§ 53 Ärendenummer KS 2023/0412\nInterpellation av Eva Lo (C) till kommunstyrelsens ordförande Anna Ek (S) om elverk\n"


def minutes(text: str) -> Document:
    return paper(HEAD + text + "\n\n§ 60\n\nAvslutning\n\nOrdföranden tackar.\n")


def test_the_heading_says_who_asked_whom() -> None:
    document = minutes(f"{ITEM}\nBeslut\n\nInterpellationen bordläggs.")
    assert quotes(document, Q) == [
        "Interpellation av Eva Lo (C) till kommunstyrelsens ordförande Anna Ek (S) om elverk"
    ]
    (question,) = acts(document, Q)
    assert (by(question), to(question)) == (["Eva Lo (C)"], ["Anna Ek (S)"])
    assert question.date == date(2023, 10, 30)
    assert question.case_number == "KS 2023/412"


def test_the_answer_in_the_debate_replies_to_the_heading() -> None:
    document = minutes(
        f"{ITEM}\nBeslut\n\nInterpellationen anses besvarad.\n\nDebatt\n\n"
        "Anna Ek (S) redogör för sitt svar.\n\nEva Lo (C) tackar och frågar när elverken provkörs.\n\n"
        "Anna Ek (S) svarar att det görs varje månad."
    )
    heading, follow_up = acts(document, Q)
    first, second = acts(document, A)
    assert (first.reply_to, second.reply_to) == (heading.id, follow_up.id)
    assert (by(first), to(first)) == (["Anna Ek (S)"], ["Eva Lo (C)"])


def test_the_questions_in_words_stand_for_the_heading() -> None:
    document = minutes(
        f"{ITEM}\nSammanfattning\n\nEva Lo (C) har den 19 april 2023 lämnat en interpellation till "
        "kommunstyrelsens ordförande Anna Ek (S) med följande frågor:\n\n"
        "1. Hur många elverk finns det?\n2. När provkörs de?\n\nDebatt\n\nAnna Ek (S) redogör för sitt svar."
    )
    assert quotes(document, Q) == ["Hur många elverk finns det?", "När provkörs de?"]
    assert {question.date for question in acts(document, Q)} == {date(2023, 4, 19)}
    assert all(to(question) == ["Anna Ek (S)"] for question in acts(document, Q))
    assert acts(document, A)[0].reply_to == acts(document, Q)[0].id


def test_another_may_answer_than_the_one_asked() -> None:
    document = minutes(
        "§ 53 KS 2023/0412\nInterpellation av Eva Lo (C) till kommunstyrelsens ordförande angående elverk\n\n"
        "Kommunstyrelsens ordförande Anna Ek (S) har överlämnat interpellationen till kommunalrådet Bo Ask (V) "
        "för besvarande. Bo Ask (V) besvarar interpellationen varefter överläggning äger rum."
    )
    (question,), (reply,) = acts(document, Q), acts(document, A)
    assert to(question) == ["Anna Ek (S)"]
    assert (by(reply), reply.reply_to) == (["Bo Ask (V)"], question.id)


def test_an_interpellation_received_in_a_point_of_a_decision() -> None:
    document = minutes(
        "§ 53\n\nNya motioner och interpellationer\n\nBeslut\n\n1. Motion av Bo Ask (V) om bad remitteras.\n"
        "2. Interpellation av Eva Lo (C) till nämndens ordförande Anna Ek (S) om parkering får ställas."
    )
    assert quotes(document, Q) == ["Interpellation av Eva Lo (C) till nämndens ordförande Anna Ek (S) om parkering"]


def test_new_papers_that_follow_each_other_in_a_paragraph() -> None:
    document = minutes(
        "§ 53 Nyväckta motioner och interpellationer\n\n"
        "Motion av Bo Ask (M) om elverk. Interpellation av Eva Lo (C) om skolmaten. Remitteras till styrelsen."
    )
    (question,) = acts(document, Q)
    assert quotes(document, Q) == ["Interpellation av Eva Lo (C) om skolmaten"]
    assert by(question) == ["Eva Lo (C)"]


def test_a_question_that_may_not_be_put_waits_for_no_answer() -> None:
    document = minutes(
        "§ 53\n\nFrågestund\n\nEva Lo (C) ställer en fråga som lyder: När öppnar badet?\n\n"
        "Frågan får inte ställas eftersom den rör nämnden.\n\nAnna Ek (S) svarar att ärendet är klart."
    )
    assert len(acts(document, Q)) == 1
    assert all(reply.reply_to is None for reply in acts(document, A))


def test_question_and_answer_in_one_paragraph() -> None:
    document = minutes(
        "§ 53\n\nFrågestund\n\nFråga 1: Kim Lundmark, vårdnadshavare, ställer en fråga som lyder: Hur lång blir resan? "
        "Skolchef Per Alm besvarar frågan. Den blir 52 minuter."
    )
    (question,), (reply,) = acts(document, Q), acts(document, A)
    assert quotes(document, Q) == ["Hur lång blir resan?"]
    assert by(question) == ["Kim Lundmark"]
    assert quotes(document, A) == ["Skolchef Per Alm besvarar frågan. Den blir 52 minuter."]
    assert (by(reply), reply.actors[0].role, reply.reply_to) == (["Per Alm"], "Skolchef", question.id)


def test_the_chairs_questions_of_order_are_no_questions() -> None:
    document = minutes(
        "§ 53\n\nPlan\n\nOrdföranden Anna Ek (S) frågar om nämnden kan besluta enligt förslaget och finner att så sker."
    )
    assert not acts(document, Q)


def test_who_spoke_in_a_debate() -> None:
    document = minutes("§ 53\n\nBudget\n\nI debatten yttrade sig Anna Ek (S), Bo Ask (V) och Eva Lo (C).")
    assert [by(act) for act in acts(document, INFORMED)] == [["Anna Ek (S)", "Bo Ask (V)", "Eva Lo (C)"]]


def test_a_speaker_behind_the_verb() -> None:
    document = minutes(
        "§ 53\n\nLäget\n\nDärefter informerade enhetschefen Eva Ek om köerna. Ärendet föredras av utredaren Bo Ask."
        "\n\nResultatet redovisas i bilagan."
    )
    assert [by(act) for act in acts(document, INFORMED)] == [["Eva Ek"], ["Bo Ask"]]


def test_who_speaks_for_a_union_asks_and_not_the_union_too() -> None:
    document = minutes("§ 53\n\nLokaler\n\nHanna Alm, SACO, frågar när riskbedömningen blir klar.")
    assert [by(act) for act in acts(document, Q)] == [["Hanna Alm"]]


def test_an_amount_at_the_end_of_a_sentence_ends_it() -> None:
    document = minutes(
        "§ 53\n\nLokaler\n\nEva Lo (C) frågar vad flytten kostade. Anna Ek (S) svarar att den kostade 2 140 tkr. "
        "Bo Ask (V) undrar varför."
    )
    assert quotes(document, A) == ["Anna Ek (S) svarar att den kostade 2 140 tkr."]
    assert [by(act) for act in acts(document, Q)] == [["Eva Lo (C)"], ["Bo Ask (V)"]]
