"""Questions of auditors, and reports of the administration that answer a paper question by question."""

from __future__ import annotations

from papers import acts, by, paper, quotes, to

from corpus.records import ActKind

Q, A, S = ActKind.QUESTION, ActKind.ANSWER, ActKind.SIGNATURE


def test_a_report_answers_a_paper_question_by_question() -> None:
    document = paper(
        "Tallhamra kommun\nKultur- och fritidsförvaltningen\n\nTjänsteutlåtande\n\n"
        "Svar på skrivelse om biblioteket\n\nSammanfattning\n\n"
        "Eva Sandelin (L) och Bo Hallgren (C) har lämnat en skrivelse om biblioteket i Tallhamra.\n\nÄrendet\n\n"
        "Hur många lån gjordes under 2022?\n\nUnder 2022 gjordes 41 000 lån, vilket är fler än 2021.\n\n"
        "När öppnar filialen i Västerby?\n\nFilialen öppnar den 3 april 2023.\n\nBedömning\n\nFörvaltningen är nöjd.\n"
    )
    assert quotes(document, Q) == ["Hur många lån gjordes under 2022?", "När öppnar filialen i Västerby?"]
    first, second = acts(document, A)
    assert quotes(document, A)[1] == "Filialen öppnar den 3 april 2023."
    assert by(first) == ["Kultur- och fritidsförvaltningen"]
    assert to(second) == ["Eva Sandelin (L)", "Bo Hallgren (C)"]
    assert [a.reply_to for a in (first, second)] == [q.id for q in acts(document, Q)]


def test_an_audit_asks_its_questions_and_wants_an_answer() -> None:
    document = paper(
        "Tallhamra kommuns revisorer\n\nGranskning av inköp\n\nRevisionsrapport\n\nMissiv\n\nTill kulturnämnden\n\n"
        "Kommunens revisorer har granskat nämndens inköp. Vi önskar nämndens svar senast den 15 november 2024.\n\n"
        "För revisorerna i Tallhamra kommun\n\nRolf Eklöf (S)\nOrdförande\n\nLennart Bruhn (M)\nVice ordförande\n\n"
        "1 Inledning\n\nGranskningen ska besvara följande revisionsfrågor.\n\n"
        "1. Har nämnden regler för inköp?\n\n2. Följs reglerna?\n\n2 Metod\n\nVi har läst handlingar om inköpen.\n"
    )
    assert quotes(document, Q) == [
        "Vi önskar nämndens svar senast den 15 november 2024.",
        "Har nämnden regler för inköp?",
        "Följs reglerna?",
    ]
    assert {tuple(by(q)) for q in acts(document, Q)} == {("Kommunens revisorer",)}
    assert to(acts(document, Q)[0]) == ["kulturnämnden"]
    assert [by(s)[0] for s in acts(document, S)] == ["Rolf Eklöf (S)", "Lennart Bruhn (M)"]


def test_who_signs_for_an_association_writes_in_its_name() -> None:
    document = paper(
        "Öppet brev till ledamöterna i kulturnämnden\n\nVi är oroliga för biblioteket i Västerby och dess öppettider.\n\n"
        "Vi efterfrågar svar på följande:\n\n- Varför stängs biblioteket?\n\n"
        "För Västerby byalag\n\nKristoffer Lundmark, ordförande\n\nAila Harjunen, sekreterare\n"
    )
    (question,) = acts(document, Q)
    assert (by(question), to(question)) == (["Västerby byalag"], ["kulturnämnden"])


REPORT = (
    "Tallhamra kommun\nKultur- och fritidsförvaltningen\n\nTjänsteutlåtande\n\n{title}\n\nFörslag till beslut\n\n"
    "Nämnden godkänner svaret.\n\nSammanfattning\n\nEva Ek (L) och Bo Ask (C) lämnade vid nämndens sammanträde den 12 "
    "september 2024 {paper} om biblioteket.\n\n"
)


def test_a_report_answers_by_the_numbers_of_the_questions() -> None:
    document = paper(
        REPORT.format(title="Svar på skrivelse från Eva Ek (L) och Bo Ask (C) om biblioteket", paper="en skrivelse")
        + "Förvaltningens synpunkter\n\nFråga 1. Antalet lån\nUnder 2022 gjordes 41 000 lån.\n\nDet är fler än 2021.\n\n"
        "Fråga 2. Filialen\nFilialen öppnar den 3 april 2023.\n\nJämställdhetsanalys\n\nKvinnor lånar flest böcker.\n"
    )
    assert quotes(document, A) == [
        "Under 2022 gjordes 41 000 lån. Det är fler än 2021.",
        "Filialen öppnar den 3 april 2023.",
    ]
    assert {(*by(a), *to(a)) for a in acts(document, A)} == {
        ("Kultur- och fritidsförvaltningen", "Eva Ek (L)", "Bo Ask (C)")
    }


def test_a_report_answers_in_a_list() -> None:
    document = paper(
        REPORT.format(title="Svar på ledamotsinitiativ om biblioteket", paper="ett ledamotsinitiativ")
        + "Bakgrund\n\nLånen blir fler.\n\nSvar på frågorna\na) Det gjordes 41 000 lån.\n\nb) Filialen öppnar den 3 april.\n\n"
        "Barnperspektiv\n\nBarn lånar flest böcker.\n"
    )
    assert quotes(document, A) == ["Det gjordes 41 000 lån.", "Filialen öppnar den 3 april."]
    assert {(*by(a), *to(a)) for a in acts(document, A)} == {
        ("Kultur- och fritidsförvaltningen", "Eva Ek (L)", "Bo Ask (C)")
    }


def test_what_auditors_ask_a_board_in_a_list() -> None:
    document = paper(
        "Tallhamra kommuns revisorer\n\nGranskning av badet\n\nRevisionsrapport\n\n"
        "Vi rekommenderar fritidsnämnden att se över avgifterna.\n\n4 Frågor till nämnden\n\n"
        "Revisorerna önskar att nämnden i sitt svar också redogör för:\n"
        "1) hur mycket av avgifterna som har betalats,\n2) varför ingen analys gjordes.\n\n"
        "Utöver rekommendationerna vill vi ha besked i följande:\n– Vad kostar vaktmästaren?\n– När blir taket klart?\n\nTallhamra 2024-05-02\n"
    )
    assert quotes(document, Q)[-4:] == [
        "hur mycket av avgifterna som har betalats,",
        "varför ingen analys gjordes.",
        "Vad kostar vaktmästaren?",
        "När blir taket klart?",
    ]
    assert all("revisor" in by(act)[0].casefold() for act in acts(document, Q))
