"""Who signed, and when."""

from __future__ import annotations

from datetime import date

from papers import acts, by, paper, quotes

from corpus.records import ActKind, Document

S = ActKind.SIGNATURE
BODY = "Kommunstyrelsens förvaltning bör redovisa hur arbetet med lokalerna i Tallhamra kommun fortskrider under året."


def letter(*end: str) -> Document:
    return paper("Skrivelse till kommunstyrelsen\n\n" + BODY + "\n\n" + "\n\n".join(end))


def signed(document: Document) -> list[tuple[str, date | None]]:
    return [(by(act)[0], act.date) for act in acts(document, S)]


def test_place_date_and_names() -> None:
    document = letter("Tallhamra den 3 maj 2023", "Anna Ek (S)", "Bo Ask (V)")
    assert signed(document) == [("Anna Ek (S)", date(2023, 5, 3)), ("Bo Ask (V)", date(2023, 5, 3))]


def test_a_party_behind_the_name_or_below_it() -> None:
    assert [name for name, _ in signed(letter("Tallhamra 2023-05-03", "Anna Ek, Moderaterna"))] == ["Anna Ek (M)"]
    assert [name for name, _ in signed(letter("Tallhamra 2023-05-03", "Anna Ek – C"))] == ["Anna Ek (C)"]
    assert [name for name, _ in signed(letter("Tallhamra 2023-05-03", "Anna Ek", "Vänsterpartiet"))] == ["Anna Ek (V)"]


def test_a_role_below_the_name() -> None:
    (act,) = acts(letter("Med vänlig hälsning", "Anna Ek", "Huvudskyddsombud, Vision Tallhamra"), S)
    assert (act.actors[0].name, act.actors[0].organisation) == ("Anna Ek", "Vision")


def test_a_signature_before_annexes() -> None:
    document = letter(
        "Tallhamra den 11 februari 2024", "Gun Alm", "Stöd för förslaget",
        "Följande personer stöder förslaget. Namnen är skrivna för hand på en lista som kan lämnas på begäran.",
        "Handläggare: ej utsedd",
    )  # fmt: skip
    assert ("Gun Alm", date(2024, 2, 11)) in signed(document)


def union(*end: str) -> Document:
    return paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nNärvarande\n\nFör arbetstagarna\n\n"
        "Petra Nyholm, Vision, fackligt ombud\n\nDagordning\n\n8. Mötets avslutande\n"
        "Nästa möte är den 20 april 2023.\n\n" + "\n\n".join(end)
    )


def test_the_day_of_approval_is_not_the_day_of_the_meeting() -> None:
    assert signed(union("Justerat den 22 mars 2023", "Petra Nyholm\nJari Alm")) == [
        ("Petra Nyholm", date(2023, 3, 22)), ("Jari Alm", date(2023, 3, 22)),
    ]  # fmt: skip
    assert signed(union("Justeras: Petra Nyholm, Vision, Jari Alm, Kommunal")) == [
        ("Petra Nyholm", None), ("Jari Alm", None),
    ]  # fmt: skip


def test_names_at_the_end_without_a_label() -> None:
    assert signed(union("Ulrika Alm\nOrdförande", "Petra Nyholm, Vision\nJari Alm, Kommunal")) == [
        ("Ulrika Alm", None), ("Petra Nyholm", None), ("Jari Alm", None),
    ]  # fmt: skip


def test_the_list_of_a_signing_service() -> None:
    document = union("Digitala signaturer", "Namn\tDatum\nAnna Petra, Nyholm\t2023-03-24\nJari, Alm\t2023-03-27")
    assert signed(document) == [("Anna Petra Nyholm", date(2023, 3, 24)), ("Jari Alm", date(2023, 3, 27))]


def test_at_the_end_of_minutes() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll 2023-06-13\n\n§ 1\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n"
        "§ 2\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n§ 3\n\nMeddelanden\n\nBeslut\n\nMeddelandena antecknas.\n\n"
        "Vid protokollet\n\nIngrid Alm\n\nJusteras\n\nAnna Ek (S), ordförande\n\nBo Ask (V), justerare\n"
    )
    assert [name for name, _ in signed(document)] == ["Ingrid Alm", "Anna Ek (S)", "Bo Ask (V)"]
    assert all(day is None for _, day in signed(document))


def test_a_dated_paper_is_no_signature() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll 2023-06-13\n\n§ 1\n\nTaxa\n\nHandlingar\n\n"
        "Delredovisning, daterad 2023-06-01\n\nBeslut\n\nTaxan antas.\n\n§ 2\n\nPlan\n\n§ 3\n\nAvslutning\n"
    )
    assert not acts(document, S)


def test_the_chair_above_and_the_unions_behind_justeras() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023\n\nNärvarande\n\nPetra Nyholm, Vision\n\nDagordning\n\n"
        "1. Avslutning\n\nOrdföranden avslutade mötet. Nästa möte är den 20 april.\n\nUlrika Näslund\nOrdförande\n\n"
        "Justeras: Petra Nyholm, Vision, Olof Bergdahl, Sveriges Lärare\n"
    )
    assert quotes(document, ActKind.SIGNATURE) == [
        "Ulrika Näslund", "Petra Nyholm, Vision", "Olof Bergdahl, Sveriges Lärare",
    ]  # fmt: skip


def test_minutes_approved_by_several_on_one_line_and_a_signed_annex() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2024-03-12\n\n"
        "Justeras den 18 mars 2024 av ordföranden Birgitta Hallström (S), Anders Wikander (M)\n\n"
        "§ 41\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 42\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n"
        "§ 43\n\nBidrag\n\nBeslut\n\nBidraget höjs.\n\n"
        "Bilaga 1\n\nYrkande om bidrag\n\nEn höjning kostar över 800 000 kronor om året bara i bidrag per tillfälle i "
        "kommunen.\n\nDennis Rask (SD)\n"
    )
    signers = [by(act)[0] for act in acts(document, ActKind.SIGNATURE)]
    assert signers == ["Birgitta Hallström (S)", "Anders Wikander (M)", "Dennis Rask (SD)"]


def test_two_who_sign_a_letter_of_auditors_side_by_side() -> None:
    document = paper(
        "Rapportsammandrag\n\nRevisorerna\n\nMissiv till granskningen av inköp\n\n"
        "Revisorerna har avslutat granskningen av inköp. Granskningen syftade till att bedöma styrningen av dem.\n\n"
        "För revisorsgruppen,\nenligt uppdrag\n\nJonas Ramberg Tor Rigel\nordförande vice ordförande\n\n"
        "Sammanfattande bedömning\n\nRevisionskontoret bedömer att nämndens styrning av sina inköp är bra.\n"
    )
    assert [by(act)[0] for act in acts(document, S)] == ["Jonas Ramberg", "Tor Rigel"]


def test_each_paper_of_a_file_is_signed_by_its_own_author() -> None:
    document = paper(
        f"Interpellationssvar till Anna Ek angående lokalerna\n\n1. Hur går det?\n\n{BODY}\n\nBo Ask\n"
        f"Ordförande kommunstyrelsen\n\nInterpellation till Bo Ask (M) angående lokalerna\n\n{BODY}\n\n"
        "Jag vill därför fråga:\n\n1. Hur går det?\n\nTallhamra 2020-09-03\n\nAnna Ek (S)\n"
    )
    assert signed(document) == [("Bo Ask (M)", None), ("Anna Ek (S)", date(2020, 9, 3))]


def test_two_who_sign_side_by_side() -> None:
    document = letter(
        "Tallhamra den 3 maj 2023", "Eva Ek                      Bo Ask (V)\nförvaltningschef            skolchef"
    )
    assert signed(document) == [("Eva Ek", date(2023, 5, 3)), ("Bo Ask (V)", date(2023, 5, 3))]
    assert [act.actors[0].role for act in acts(document, S)] == ["förvaltningschef", "skolchef"]


def test_officers_sign_below_the_draft() -> None:
    document = paper(
        "Skolförvaltningen                 Tjänsteutlåtande\n                                  2024-11-05\n\n"
        "Svar på skrivelse om skolan\n\nFörslag till beslut\nSkolnämnden godkänner tjänsteutlåtandet.\n\n"
        "Margareta Silver-Ask\nFörvaltningschef                   Johan Tide\n"
        f"                                   Avdelningschef\n\nSammanfattning\n{BODY}\n\nBakgrund\n{BODY}\n"
    )
    assert [by(act) for act in acts(document, S)] == [["Margareta Silver-Ask"], ["Johan Tide"]]
    assert [act.actors[0].role for act in acts(document, S)] == ["Förvaltningschef", "Avdelningschef"]
    assert quotes(document, ActKind.PROPOSAL) == ["Skolnämnden godkänner tjänsteutlåtandet."]


def test_a_table_at_the_end_is_no_signature() -> None:
    document = letter("Norra Skolan            Antal barn\nSödra Skolan            Antal lärare\n")
    assert signed(document) == []


def test_the_signers_of_minutes_side_by_side() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2024-03-12\n\nNärvarande\nBo Ask (S), ordförande\n\n"
        "§ 41\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 42\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n"
        "Vid protokollet: Siv Lund       Ordförande: Bo Ask       Justerare: Eva Ek\n"
    )
    assert [by(act) for act in acts(document, S)] == [["Siv Lund"], ["Bo Ask (S)"], ["Eva Ek"]]
    assert quotes(document, ActKind.DECISION) == ["Taxan antas.", "Planen antas."]


def test_the_signers_of_minutes_in_two_columns() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2024-03-12\n\nNärvarande\nBo Ask (S), ordförande\n\n"
        "§ 41\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 42\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n"
        "Vid protokollet                         Justeras\n\nSiv Lund                                Bo Ask (S)\n"
    )
    assert [by(act) for act in acts(document, S)] == [["Siv Lund"], ["Bo Ask (S)"]]
