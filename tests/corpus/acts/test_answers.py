"""Answers to interpellations: each tied to its question, its asker and the one who answers."""

from __future__ import annotations

from datetime import date

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

Q, A = ActKind.QUESTION, ActKind.ANSWER
PAIRS = {
    "När ska den nya organisationen vara på plats?": "Organisationen ska vara på plats den 1 oktober 2022.",
    "Hur många medarbetare berörs?": "Sammanlagt berörs 34 medarbetare, av vilka 6 byter arbetsplats.",
}
SIGNED = "Tallhamra den 13 juni 2022\n\nJonas Berglind (M)\nOrdförande i arbetsmarknadsnämnden"
ORIGINAL = (
    "Interpellation till Jonas Berglind (M) angående Jobbcentrum\n\nJobbcentrum flyttar och ingen vet något.\n\n"
    "Därför vill jag fråga:\n\n1. När ska den nya organisationen vara på plats?\n2. Hur många medarbetare berörs?\n\n"
    "Tallhamra 2022-04-19\n\nMarika Lindeqvist (V)"
)


def answer(mark: str = "{n}. {q}", title: str = "", more: str = "", signed: str = SIGNED) -> Document:
    title = title or "Svar på interpellation av Marika Lindeqvist (V) angående Jobbcentrum"
    pairs = "\n\n".join(f"{mark.format(n=n, q=q)}\n\n{a}" for n, (q, a) in enumerate(PAIRS.items(), 1))
    return paper(f"{title}\n\nTill kommunfullmäktige\n\nJag tackar för frågorna.\n\n{pairs}\n\n{signed}{more}")


@pytest.mark.parametrize("mark", ["{n}. {q}", "{n}) {q}", "**{q}**", "{n}. *{q}*", "Fråga {n}: {q}", "## {q}"])
def test_repeated_questions_and_their_answers(mark: str) -> None:
    document = answer(mark)
    assert [q.strip("*") for q in quotes(document, Q)] == list(PAIRS)
    assert quotes(document, A) == list(PAIRS.values())
    for question, reply in zip(acts(document, Q), acts(document, A), strict=True):
        assert reply.reply_to == question.id
        assert by(reply) == to(question) == ["Jonas Berglind (M)"]
        assert to(reply) == by(question) == ["Marika Lindeqvist (V)"]
        assert reply.date == date(2022, 6, 13)


def test_answer_and_interpellation_in_one_file() -> None:
    title = "Interpellationssvar till Marika Lindeqvist gällande Jobbcentrum"
    document = answer(title=title, more=f"\n\n\n{ORIGINAL}")
    assert quotes(document, Q) == list(PAIRS) * 2
    replies = acts(document, A)
    assert [to(r) for r in replies] == [["Marika Lindeqvist (V)"]] * 2
    assert [by(r) for r in replies] == [["Jonas Berglind (M)"]] * 2
    assert {r.date for r in replies} == {date(2022, 6, 13)}
    assert {q.date for q in acts(document, Q)} == {date(2022, 4, 19)}
    assert {tuple(to(q)) for q in acts(document, Q)} == {("Jonas Berglind (M)",)}
    assert "ingen vet något" not in " ".join(quotes(document, A))


def test_without_repeated_questions_the_text_is_one_answer() -> None:
    text = "Organisationen ska vara på plats den 1 oktober 2022 och berör sammanlagt 34 medarbetare i två enheter."
    document = paper(f"Svar på interpellation av Marika Lindeqvist (V) om Jobbcentrum\n\n{text}\n\n{SIGNED}")
    (reply,) = acts(document, A)
    assert quotes(document, A) == [text]
    assert (by(reply), to(reply)) == (["Jonas Berglind (M)"], ["Marika Lindeqvist (V)"])


def test_the_answerer_need_not_be_the_addressee() -> None:
    title = "Svar på interpellation av Johanna Rydell (V) till Helena Forsblad (L) om skolmaten"
    document = answer(title=title, signed="Tallhamra 2021-10-18\n\nKerstin Malmgren (KD)\nVice ordförande i nämnden")
    for reply in acts(document, A):
        assert by(reply) == ["Kerstin Malmgren (KD)"]
        assert to(reply) == ["Johanna Rydell (V)"]


def test_with_the_interpellation_behind_it_the_addressee_is_kept() -> None:
    document = answer(
        title="Svar på interpellation av Marika Lindeqvist (V) om Jobbcentrum",
        signed="Tallhamra 2022-06-13\n\nKerstin Malmgren (KD)\nVice ordförande",
        more=f"\n\n\n{ORIGINAL}",
    )
    assert {tuple(by(r)) for r in acts(document, A)} == {("Kerstin Malmgren (KD)",)}
    assert to(acts(document, Q)[-1]) == ["Jonas Berglind (M)"]


def test_a_question_the_answerer_asks_himself_is_not_the_askers() -> None:
    document = answer(signed=f"Man kan fråga sig: vad händer sedan? Det vet vi i november.\n\n{SIGNED}")
    assert quotes(document, Q) == list(PAIRS)


ASKS = "Interpellation av Anna Ek (S) till nämndens ordförande Bo Ask (M) om badet\n\nBadet är stängt.\n\nJag vill fråga:\n\n"
BY_BO = "\n\nTallhamra 2023-06-01\n\nBo Ask (M)\nOrdförande socialnämnden\n\n"


def test_a_question_repeated_with_a_slip() -> None:
    document = paper(
        "Svar på interpellation av Anna Ek (S) om badet\n\nNär öppnar badet i Talhamra på nytt för allmänheten?\n\n"
        f"Badet öppnar i maj.{BY_BO}{ASKS}När öppnar badet i Tallhamra på nytt för allmänheten?\n\n"
        "Tallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, A) == ["Badet öppnar i maj."]
    assert quotes(document, Q)[0] == "När öppnar badet i Talhamra på nytt för allmänheten?"
    assert acts(document, A)[0].reply_to == acts(document, Q)[0].id


def test_one_answer_to_two_questions_goes_to_the_first() -> None:
    document = paper(
        "Svar på interpellation av Anna Ek (S) om badet\n\n1. När öppnar badet?\n\n2. Vad kostar det?\n\n"
        f"Badet öppnar i maj och kostar två miljoner.{BY_BO}"
    )
    assert len(acts(document, Q)) == 2
    (reply,) = acts(document, A)
    assert reply.reply_to == acts(document, Q)[0].id


def test_answers_by_the_number_of_the_question() -> None:
    document = paper(
        "Svar på interpellation av Anna Ek (S) om badet\n\nSvar på fråga 1: Badet öppnar i maj.\n\n"
        f"Svar på fråga 2: Det kostar två miljoner.{BY_BO}{ASKS}1. När öppnar badet?\n2. Vad kostar det?\n\n"
        "Tallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, A) == ["Badet öppnar i maj.", "Det kostar två miljoner."]
    assert [reply.reply_to for reply in acts(document, A)] == [question.id for question in acts(document, Q)]


def test_a_single_question_that_nothing_marks() -> None:
    document = paper(
        "Interpellationssvar till Anna Ek (S) om badet\n\nAnna Ek har ställt följande fråga till mig:\n\n"
        f"När öppnar badet?\n\nBadet öppnar i maj.{BY_BO}"
    )
    assert (quotes(document, Q), quotes(document, A)) == (["När öppnar badet?"], ["Badet öppnar i maj."])


def test_the_one_asked_and_the_one_who_answers() -> None:
    document = paper(
        "Svar på interpellation av Anna Ek (S) till nämndens ordförande Eva Lo (C) om badet\n\n"
        f"1. När öppnar badet?\n\nBadet öppnar i maj.{BY_BO}"
    )
    assert to(acts(document, Q)[0]) == ["Eva Lo (C)"]
    assert by(acts(document, A)[0]) == ["Bo Ask (M)"]


def test_the_answer_to_a_simple_question_below_it() -> None:
    document = paper(
        "Enkel fråga                                     KS 2024/00268\nKommunfullmäktige 2024-09-30\n\n"
        "Från: Eva Ek (SD)\nTill: Bo Ask (C), samhällsbyggnadsnämndens ordförande\n\n"
        "De boende i Österby har väntat i många år på en gång- och cykelväg till Kvarnby, och barnen cyklar där varje dag.\n\n"
        "Min fråga är: När börjar vägen byggas?\n\nEva Ek (SD)\n\n=======================================\n\n"
        "SVAR PÅ ENKEL FRÅGA\n\nEva Ek har frågat när gång- och cykelvägen mellan Österby och Kvarnby börjar byggas nu.\n\n"
        "Svaret är att bygget tidigast kan börja i maj 2025. Marken är inte köpt.\n\nBo Ask (C)\n\n\n"
        "Noteringar vid sammanträdet (ur fullmäktiges protokoll § 84):\n"
        "Eva Ek (SD) tackar för svaret och beklagar förseningen. Frågan förklaras därmed besvarad av ordföranden i dag.\n"
    )
    (reply,) = acts(document, A)
    assert quotes(document, A) == ["Svaret är att bygget tidigast kan börja i maj 2025. Marken är inte köpt."]
    assert (by(reply), to(reply)) == (["Bo Ask (C)"], ["Eva Ek (SD)"])
    assert reply.reply_to == acts(document, Q)[0].id


def test_who_asked_stands_before_the_word_for_it() -> None:
    document = paper(
        "Svar på Eva Eks (V) interpellation om hemtjänsten\n\nEva Ek har frågat mig om personalen i hemtjänsten och om "
        "nämndens mål. Vi mäter den varje vår. Resultatet var bättre än i fjol, och vi fortsätter.\n\nBo Ask (C)\nordförande"
    )
    (reply,) = acts(document, A)
    assert (by(reply), to(reply)) == (["Bo Ask (C)"], ["Eva Ek (V)"])
    assert quotes(document, A)[0].startswith("Vi mäter den varje vår.")


def test_answers_below_headings_with_the_number_of_the_question() -> None:
    document = paper(
        "TALLHAMRA KOMMUN                 SVAR                              1[3]\nSamhällsbyggnadsnämnden\n"
        "Ordföranden                      2024-09-16                        Dnr KS/2024:0431\n\n"
        "                                                      Eva Ek (L)\n\nSvar på skriftlig fråga om parkeringen\n\n"
        "Eva Ek har ställt två frågor till mig. Jag svarar i tur och ordning.\n\nFråga 1 – beläggningen\nI snitt stod 139 bilar där.\n\n"
        "Fråga 2 – intäkter\nIntäkterna var 412 000 kronor.\n\nBo Ask (C)\nordförande\n"
    )
    assert quotes(document, A) == ["I snitt stod 139 bilar där.", "Intäkterna var 412 000 kronor."]
    assert [(by(a), to(a)) for a in acts(document, A)] == [(["Bo Ask (C)"], ["Eva Ek (L)"])] * 2


@pytest.mark.parametrize("heading", ["SVAR", "Svar", "SVAR                                          2024-03-14"])
def test_one_answer_below_a_heading_answers_the_questions_above(heading: str) -> None:
    document = paper(
        "ENKEL FRÅGA\n\nFrån:        Eva Ek (KD)\nTill:        Socialnämndens ordförande Bo Ask (S)\nDatum:       4 mars 2024\n\n"
        "På Tallgården arbetar en enda person per natt på de två avdelningarna, som ligger på olika våningsplan.\n\n"
        "•    Varför är det bara en på natten på Tallgården?\n•    När blir det två även där?\n\n"
        f"{heading}\n\n"
        "När Tallgården byggdes om installerades sensorer, och nämnden beslutade då att en medarbetare var tillräckligt.\n\n"
        "Bo Ask (S)\nsocialnämndens ordförande\n"
    )
    (reply,) = acts(document, A)
    assert (by(reply), to(reply)) == (["Bo Ask (S)"], ["Eva Ek (KD)"])
    assert quotes(document, A)[0].startswith("När Tallgården byggdes om")
    assert reply.reply_to == acts(document, Q)[0].id
    assert len(quotes(document, Q)) == 2
