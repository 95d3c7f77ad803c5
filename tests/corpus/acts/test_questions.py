"""Who asks whom what, in papers that ask."""

from __future__ import annotations

from datetime import date

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

Q = ActKind.QUESTION
TITLE = "Interpellation av Marika Lindeqvist (V) till Jonas Berglind (M) angående Jobbcentrums flytt"
WHY = "Jobbcentrum ska flytta. Vem har inte undrat varför? Personalen vet ingenting."
END = "Tallhamra 2022-04-19\n\nMarika Lindeqvist (V)"
ASKED = ["När sker flytten?", "Hur många medarbetare berörs?", "Vad kostar flytten?"]


def interpellation(questions: str, lead: str = "Med anledning av detta vill jag fråga:") -> Document:
    return paper(f"{TITLE}\n\n{WHY}\n\n{lead}{questions}\n\n{END}")


LAYOUTS = {
    "numbered": "\n\n" + "\n".join(f"{n}. {q}" for n, q in enumerate(ASKED, 1)),
    "numbered, blank lines": "\n\n" + "\n\n".join(f"{n}) {q}" for n, q in enumerate(ASKED, 1)),
    "dashes": "\n\n" + "\n".join(f"- {q}" for q in ASKED),
    "bullets": "\n" + "\n".join(f"• {q}" for q in ASKED),
    "bare": "\n\n" + "\n\n".join(ASKED),
    "same line": " " + " ".join(ASKED),
    "italic": "\n\n" + "\n".join(f"{n}. *{q}*" for n, q in enumerate(ASKED, 1)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_questions_in_every_layout(layout: str) -> None:
    document = interpellation(LAYOUTS[layout])
    assert [q.strip("*") for q in quotes(document, Q)] == ASKED
    for act in acts(document, Q):
        assert by(act) == ["Marika Lindeqvist (V)"]
        assert to(act) == ["Jonas Berglind (M)"]
        assert act.date == date(2022, 4, 19)


@pytest.mark.parametrize(
    "lead",
    [
        "Mot bakgrund av ovanstående vill jag ställa följande frågor till Jonas Berglind:",
        "Med anledning av det ovan anförda vill jag ställa följande frågor:",
        "Jag skulle vilja ha svar på följande frågor:",
        "Därför vill jag fråga nämndens ordförande:",
        "Detta föranleder följande frågor:",
        "Mina frågor är:",
    ],
)
def test_announcements(lead: str) -> None:
    assert quotes(interpellation(LAYOUTS["numbered"], lead), Q) == ASKED


def test_a_rhetorical_question_in_the_motivation_is_none() -> None:
    assert not any("undrat" in q for q in quotes(interpellation(LAYOUTS["numbered"]), Q))


def test_a_list_item_that_asks_twice_is_one_question() -> None:
    document = interpellation("\n\n- Vilka steg har tagits? Vilken förändring har åstadkommit?\n- När är det klart?")
    assert quotes(document, Q) == [
        "Vilka steg har tagits? Vilken förändring har åstadkommit?",
        "När är det klart?",
    ]


def test_a_forgotten_question_mark() -> None:
    assert quotes(interpellation("\n\n1. När sker flytten?\n2. Hur många berörs av den.\n"), Q) == [
        "När sker flytten?", "Hur många berörs av den.",
    ]  # fmt: skip


def test_without_announcement_the_last_questions_count() -> None:
    document = paper(f"{TITLE}\n\n{WHY}\n\nAllt är oklart.\n\nNär sker flytten?\n\nVad kostar den?\n\n{END}")
    assert quotes(document, Q) == ["När sker flytten?", "Vad kostar den?"]


def test_an_addressee_who_is_only_a_role() -> None:
    title = "Interpellation till barn- och utbildningsnämndens ordförande om skolmaten"
    document = paper(f"{title}\n\nMaten är kall.\n\nJag vill fråga:\n\n1. Varför är maten kall?\n\n{END}")
    (act,) = acts(document, Q)
    assert by(act) == ["Marika Lindeqvist (V)"]
    assert [a.role for a in act.addressees] == ["barn- och utbildningsnämndens ordförande"]
    assert [a.name for a in act.addressees] == [""]


def test_a_role_before_the_name_of_the_addressee() -> None:
    title = "Interpellation av Per Sandelin (C) till kommunstyrelsens ordförande Birgitta Hallström (S) om el"
    (act,) = acts(paper(f"{title}\n\nMörkt är det.\n\nJag vill fråga:\n\n1. När blir det ljust?\n\n{END}"), Q)
    assert to(act) == ["Birgitta Hallström (S)"]
    assert act.addressees[0].role == "kommunstyrelsens ordförande"
    assert by(act) == ["Per Sandelin (C)"]


def test_labelled_lines_name_asker_and_addressee() -> None:
    document = paper(
        "Interpellation om skolmaten\n\nTill: Helena Forsblad (L)\n\nFrån: Johanna Rydell (V)\n\n"
        "Maten är kall.\n\nJag vill fråga:\n\n1. Varför är maten kall?\n\nTallhamra 2021-09-06"
    )
    (act,) = acts(document, Q)
    assert (by(act), to(act)) == (["Johanna Rydell (V)"], ["Helena Forsblad (L)"])


def test_a_members_initiative_asks_and_proposes() -> None:
    document = paper(
        "Ärende: Arbetsmiljön på Jobbcenter Ung\n\nRapporten var tunn och väcker en mängd frågor, till exempel:\n\n"
        "- Vilka problem har hittats?\n- Vad är den totala kostnaden för konsulterna?\n\n"
        "Vi föreslår arbetsmarknads- och vuxenutbildningsnämnden besluta\n\n"
        "att bjuda in konsulterna till ett sammanträde.\n\nLars-Erik Öberg (TL)\n\nMarika Lindeqvist (V)"
    )
    assert quotes(document, Q) == [
        "Vilka problem har hittats?",
        "Vad är den totala kostnaden för konsulterna?",
    ]
    assert by(acts(document, Q)[1]) == ["Lars-Erik Öberg (TL)", "Marika Lindeqvist (V)"]
    assert not acts(document, ActKind.ANSWER)
    assert not acts(document, ActKind.INFORMATION)


def test_an_audit_report_asks_nothing() -> None:
    document = paper("Granskning av Jobbcentrum\n\nÄr styrningen ändamålsenlig? Vi bedömer att den inte är det.")
    assert not acts(document, Q)


def test_requests_in_a_list_without_a_mark() -> None:
    document = paper(
        "Skrivelse om kön till svenska\n\nKön har vuxit under hela året och ingen kan säga varför den gör det.\n\n"
        "Vi önskar därför att förvaltningen redovisar\n• hur många som står i kö,\n• hur lång väntetiden är.\n\n"
        "Vi vill också veta: Varför har gruppen inte startat?\n\nTallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, Q) == [
        "hur många som står i kö,", "hur lång väntetiden är.", "Varför har gruppen inte startat?",
    ]  # fmt: skip


def test_a_citizen_who_wonders() -> None:
    document = paper(
        "Medborgarförslag om en bänk\n\nJag föreslår att kommunen sätter upp en bänk vid torget i Tallhamra centrum.\n\n"
        "Jag undrar också om kommunen har planerat något annat.\n\nTallhamra 2023-05-03\n\nGun Alm"
    )
    assert quotes(document, Q) == ["Jag undrar också om kommunen har planerat något annat."]
    assert by(acts(document, Q)[0]) == ["Gun Alm"]


def test_a_number_torn_off_its_question() -> None:
    document = paper(
        "Interpellation av Anna Ek (S) till Bo Ask (M) om badet\n\nBadet har varit stängt länge.\n\n"
        "Med anledning av detta vill jag fråga:\n\n1.\n\nNär öppnar badet?\n\n2.\n\nVad kostar det?\n\n"
        "Tallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, Q) == ["När öppnar badet?", "Vad kostar det?"]


def test_a_note_below_the_questions_is_none() -> None:
    document = paper(
        "Interpellation av Anna Ek (S) till Bo Ask (M) om badet\n\nBadet har varit stängt länge.\n\n"
        "Jag vill fråga:\n\n- När öppnar badet?\n- Rapporten finns på www.tallhamra.example\n\n"
        "Tallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, Q) == ["När öppnar badet?"]


def test_earlier_talk_of_questions_announces_none() -> None:
    document = paper(
        "Interpellation av Anna Ek (S) till Bo Ask (M) om badet\n\nJag ställer frågan igen: Är det rimligt?\n\n"
        "Badet har varit stängt länge.\n\nDet drabbar många.\n\nDet vet alla.\n\n"
        "Därför vill jag fråga Bo Ask: När öppnar badet?\n\nTallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, Q) == ["När öppnar badet?"]


def test_questions_in_english_stay_out() -> None:
    document = paper(
        "Interpellation av Anna Ek (S) till Bo Ask (M) om badet\n\nBadet har varit stängt länge.\n\nJag vill fråga:\n\n"
        "När öppnar badet?\n\nWhen does the municipality plan to open these public baths again this year?\n\n"
        "Tallhamra 2023-05-03\n\nAnna Ek (S)"
    )
    assert quotes(document, Q) == ["När öppnar badet?"]


def test_a_list_goes_on_behind_the_foot_of_a_page() -> None:
    document = interpellation(
        f"\n\na) {ASKED[0]}\nb) {ASKED[1]}\n\n                    forts. nästa sida\n"
        f"            V Tallhamra / interpellation Jobbcentrum / 2\n\nc) {ASKED[2]}"
    )
    assert quotes(document, Q) == ASKED


def test_a_citizen_who_signs_with_a_place_and_asks_in_a_letter() -> None:
    document = paper(
        "MEDBORGARFÖRSLAG                    Inkom 2023-11-14\n\nRubrik: Ringbil från byarna\n\n"
        "Jag föreslår att kommunen skaffar en bil som man kan ringa till minst två dagar i veckan, och att den går hem igen.\n\n"
        "Jag har några frågor som jag vill ha svar på:\n1) Vad får resan kosta?\n2) Får man ta med sig hund?\n\n"
        "Med vänlig hälsning\nMargareta Lind, Tallvik\n\n"
        "Samhällsbyggnadsförvaltningen\nBEREDNING\n\nFörvaltningen har räknat på två dagar i veckan. Bilen har sju platser och lift för rullstol.\n"
    )
    assert quotes(document, Q) == ["Vad får resan kosta?", "Får man ta med sig hund?"]
    assert {tuple(by(act)) for act in acts(document, Q)} == {("Margareta Lind",)}
