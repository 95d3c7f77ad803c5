"""Signatures: who signed, in which role, when."""

from __future__ import annotations

from datetime import date

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

S = ActKind.SIGNATURE


def letter(end: str) -> Document:
    return paper(f"Skrivelse till kommunstyrelsen\n\nVi föreslår därför att läget redovisas.\n\n{end}")


@pytest.mark.parametrize(
    "end",
    [
        "Tallhamra 2022-04-19\n\nMarika Lindeqvist (V)",
        "Tallhamra den 19 april 2022\nMarika Lindeqvist (V)",
        "Marika Lindeqvist (V)\n\nTallhamra 2022-04-19",
        "2022-04-19\n\nMarika Lindeqvist (V)",
    ],
)
def test_name_and_date(end: str) -> None:
    (signature,) = acts(letter(end), S)
    assert by(signature) == ["Marika Lindeqvist (V)"]
    assert signature.date == date(2022, 4, 19)


@pytest.mark.parametrize(
    "end",
    [
        "Tallhamra 2022-06-13\n\nJonas Berglind (M)\nOrdförande i nämnden",
        "Tallhamra 2022-06-13\n\nJonas Berglind (M), Ordförande i nämnden",
    ],
)
def test_the_role_on_the_same_or_the_next_line(end: str) -> None:
    (signature,) = acts(letter(end), S)
    assert by(signature) == ["Jonas Berglind (M)"]
    assert signature.actors[0].role == "Ordförande i nämnden"


def test_officers_sign_without_a_party() -> None:
    document = paper(
        "Tjänsteutlåtande\n\nFörslag till beslut\n\nNämnden godkänner rapporten.\n\nBakgrund\n\nRapporten är klar.\n\n"
        "Ulrika Näslund\nFörvaltningschef\n\nMikael Thorsell\nEnhetschef"
    )
    assert [(by(s), s.actors[0].role) for s in acts(document, S)] == [
        (["Ulrika Näslund"], "Förvaltningschef"),
        (["Mikael Thorsell"], "Enhetschef"),
    ]


def test_several_sign_in_order() -> None:
    document = letter("Tallhamra 2023-05-04\n\nEva Sandelin (L)\n\nKerstin Malmgren (KD)")
    assert quotes(document, S) == ["Eva Sandelin (L)", "Kerstin Malmgren (KD)"]
    assert by(acts(document, ActKind.PROPOSAL)[0]) == ["Eva Sandelin (L)", "Kerstin Malmgren (KD)"]


def test_a_sentence_that_begins_with_a_name_is_no_signature() -> None:
    document = letter("Eva Sandelin (L) har redan frågat. Hon fick inget svar.\n\nTallhamra 2023-05-04\n\nPer Ek (C)")
    assert quotes(document, S) == ["Per Ek (C)"]


def test_an_unsigned_paper_has_no_signature() -> None:
    assert not acts(letter("Läget är allvarligt i hela Tallhamra kommun."), S)


def test_a_note_below_the_signature() -> None:
    document = paper(
        "Ledamotsinitiativ om maten\n\nDen som är gammal i Tallhamra kommun ska veta vem som kommer genom dörren varje dag.\n\n"
        "Jag föreslår därför\n\natt varm mat erbjuds.\n\nEva Ek (V)\nledamot\n\n"
        "Anteckning vid sammanträdet 2024-03-20 § 31: Socialnämnden beslutar att ge förvaltningen i uppdrag att bereda "
        "initiativet. Svar ska lämnas till nämnden i juni 2024. Vid protokollet, Isidor Kvarn\n"
    )
    assert [by(act) for act in acts(document, S)] == [["Eva Ek (V)"]]
    assert [by(act) for act in acts(document, ActKind.PROPOSAL)] == [["Eva Ek (V)"]]


def test_the_party_stands_with_the_office() -> None:
    (signature,) = acts(letter("Tallhamra 2022-04-19\n\nMarika Lindeqvist\nGruppledare (V)"), S)
    assert by(signature) == ["Marika Lindeqvist (V)"]


def test_the_one_asked_stands_below_the_office() -> None:
    document = paper(
        "Interpellation ställd till vårdnämndens ordförande\nBo Ask (C)\n\nSå ser verkligheten inte ut i kommunen.\n\n"
        "Jag frågar:\n\n1. Hur många är de?\n\nTallhamra 2022-04-19\n\nEva Ek (V)"
    )
    assert [to(act) for act in acts(document, ActKind.QUESTION)] == [["Bo Ask (C)"]]
