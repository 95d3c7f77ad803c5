"""Who was against a decision: one act a person or group, with its words."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes

from corpus.records import ActKind, Document, Form

D, R = ActKind.DECISION, ActKind.DISSENT
FIRST = "\n\n".join(f"§ {n}\n\nÄrende {word}\n\nBeslut\n\nPlanen antas." for n, word in ((31, "ett"), (32, "två")))


def minutes(text: str) -> Document:
    return paper(
        f"Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n"
        f"§ 34\n\nMotion om avgiftsfri buss\nÄrendenummer KS 2022/0533\n\n{text}"
    )


def test_reservations_of_people() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nBo Ask och Eva Lo (båda V) samt Anna Ek m.fl. (S) "
        "reserverar sig mot beslutet till förmån för eget yrkande."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (V)", "Eva Lo (V)", "Anna Ek (S)"]
    assert quotes(document, D)[-1] == "Motionen bifalles."


def test_reservations_of_groups_by_short_form() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nLedamöterna från M, C och TL reserverar sig mot beslutet."
    )
    (dissent,) = acts(document, R)
    assert [a.party for a in dissent.actors] == ["M", "C", "TL"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Särskilt uttalande", "Anna Ek (S) lämnar följande särskilda uttalande.\n\nVi hade hellre väntat."),
        (
            "Ersättaryttrande",
            "Ersättaren Anna Ek (S) lämnade följande ersättaryttrande.\n\nVi hade hellre väntat.",
        ),
        ("Protokollsanteckning", "Anna Ek (S) lämnar följande protokollsanteckning: Vi hade hellre väntat."),
    ],
)
def test_other_dissents_are_kept_with_their_words(heading: str, words: str) -> None:
    document = minutes(f"Beslut\n\nMotionen bifalles.\n\n{heading}\n\n{words}")
    (quote,) = quotes(document, R)
    assert quote.endswith("Vi hade hellre väntat.")
    assert by(acts(document, R)[0]) == ["Anna Ek (S)"]


def test_lower_case_parties() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nAnders Wikander (m) reserverar sig mot beslutet."
    )
    assert by(acts(document, R)[0]) == ["Anders Wikander (M)"]


def test_each_sentence_of_a_block_has_its_own_group() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nProtokollsanteckningar\n\nBo Ask (V) antecknar som yttrande en skrivelse från den 4 mars 2023.\n\n"
        "Representanterna från M, TL och KD antecknar som yttrande en skrivelse från den 5 mars 2023.\n\n"
        "Eva Lo (C) lämnar följande protokollsanteckning.\n\nDet går för fort."
    )
    assert [by(a) for a in acts(document, R)] == [
        ["Bo Ask (V)"],
        ["Moderaterna", "Tallhamralistan", "Kristdemokraterna"],
        ["Eva Lo (C)"],
    ]
    assert [a.form for a in acts(document, R)] == [Form.MINUTES_NOTE] * 3  # the heading says what is entered
    assert quotes(document, R)[-1].endswith("Det går för fort.")
    assert {a.case_number for a in acts(document, R)} == {"KS 2022/533"}


@pytest.mark.parametrize(
    ("heading", "words", "actors", "form"),
    [
        ("Reservation", "M-gruppen reserverar sig mot beslutet.", ["Moderaterna"], Form.RESERVATION),
        ("Reservation", "Samtliga ledamöter i SD reserverar sig.", ["Sverigedemokraterna"], Form.RESERVATION),
        (
            "Reservation",
            "Mot beslutet reserverar sig Eva Lo (C) och Bo Ask (V).",
            ["Eva Lo (C)", "Bo Ask (V)"],
            Form.RESERVATION,
        ),
        (
            "Reservation",
            "Bo Ask (V) reserverar sig till förmån för Eva Los (C) yrkande.",
            ["Bo Ask (V)"],
            Form.RESERVATION,
        ),
        ("Reservation", "Vänsterpartiet genom Bo Ask (V) reserverar sig.", ["Bo Ask (V)"], Form.RESERVATION),
        (
            "Reservation",
            "Bo Ask (V), Norrgården, och Eva Lo (C) reserverar sig.",
            ["Bo Ask (V)", "Eva Lo (C)"],
            Form.RESERVATION,
        ),
        ("Reservation från V och MP", "Vi vill annat.", ["Vänsterpartiet", "Miljöpartiet"], Form.RESERVATION),
        ("Särskilt yttrande (SD)", "Vi tycker annorlunda.", ["Sverigedemokraterna"], Form.SPECIAL_STATEMENT),
        ("Särskilt yttrande", "Bo Ask (V):\n\nVi tycker annorlunda.", ["Bo Ask (V)"], Form.SPECIAL_STATEMENT),
        (
            "Särskilt uttalande",
            "Särskilt uttalande gjordes av Bo Ask m.fl. (V) enligt följande.\n\nNej.",
            ["Bo Ask (V)"],
            Form.SPECIAL_STATEMENT,
        ),
        (
            "Ersättaryttrande",
            "Ersättaren Bo Ask (V) lämnade följande ersättaryttrande.\n\nNej.",
            ["Bo Ask (V)"],
            Form.SUBSTITUTE_STATEMENT,
        ),
        (
            "Deltar inte i beslutet",
            "Ledamöterna från V, XYP och MP deltar inte i beslutet.",
            ["Vänsterpartiet", "XYP", "Miljöpartiet"],
            Form.ABSTENTION,
        ),
        ("Deltar ej i beslutet", "Eva Lo (C)", ["Eva Lo (C)"], Form.ABSTENTION),
    ],
)
def test_who_dissents_and_how(heading: str, words: str, actors: list[str], form: Form) -> None:
    document = minutes(f"Beslut\n\nMotionen bifalles.\n\n{heading}\n\n{words}")
    (dissent,) = acts(document, R)
    assert by(dissent) == actors
    assert dissent.form is form


@pytest.mark.parametrize(
    "words",
    [
        "Bo Ask (V) deltar inte i handläggningen av ärendet på grund av jäv.",
        "Bo Ask (V) deltog inte i beslutet på grund av jäv.",
        "Bo Ask (V) reserverar sig inte.",
    ],
)
def test_stepping_aside_is_no_dissent(words: str) -> None:
    assert not acts(minutes(f"Beslut\n\nMotionen bifalles.\n\nProtokollsanteckning\n\n{words}"), R)


@pytest.mark.parametrize("line", ["Kommunfullmäktige", "Protokollet skickas till"])
def test_what_stands_behind_is_left_out(line: str) -> None:
    document = minutes(
        f"Beslut\n\nMotionen bifalles.\n\nReservation\n\nBo Ask (V) reserverar sig mot beslutet.\n\n{line}\n\n"
        "Revisorerna i kommunen och alla enheter som har berörts av motionen under året, samt facket."
        if line.startswith("P")
        else f"Beslut\n\nMotionen bifalles.\n\nReservation\n\nBo Ask (V) reserverar sig mot beslutet.\n\n{line}"
    )
    assert quotes(document, R) == ["Bo Ask (V) reserverar sig mot beslutet."]


def test_a_party_named_in_the_words_is_no_actor() -> None:
    document = minutes(
        'Beslut\n\nMotionen bifalles.\n\nSärskilt yttrande\n\nBo Ask (V) lämnar följande särskilda yttrande: "Vänsterpartiet '
        'återkommer. Moderaterna reserverar sig på sitt håll."'
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (V)"]
    assert quotes(document, R)[0].endswith('på sitt håll."')


def test_an_entry_in_the_minutes() -> None:
    document = minutes(
        "Beslut\n\nPlanen antas.\n\nProtokollsanteckning\n\nBo Ask (V) antecknar till protokollet att det brådskar."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (V)"]
    assert dissent.form is Form.MINUTES_NOTE
    entered = minutes(
        "Beslut\n\nPlanen antas.\n\nProtokollsanteckning\n\nBo Ask (V) antecknar följande till protokollet: Det brådskar."
    )
    assert quotes(entered, R)[0].endswith("Det brådskar.")


def test_who_gives_notice_of_taking_no_part() -> None:
    document = minutes(
        "Yrkanden\n\nBo Ask (V) och Eva Lo (L) anmäler att de inte deltar i beslutet med hänvisning till yttrandet.\n\n"
        "Beslut\n\nPlanen antas."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (V)", "Eva Lo (L)"]
    assert dissent.form is Form.ABSTENTION


def test_a_row_of_people_over_two_lines_is_whole() -> None:
    document = minutes(
        "Beslut\n\nPlanen antas.\n\nReservation\n\nBo Ask (V), Eva Lo (L), Per Ny (KD),\n"
        "Anna Karin Fogel (C) och Elin Ek (S) reserverar sig mot beslutet."
    )
    assert [len(act.actors) for act in acts(document, R)] == [5]


def test_the_next_question_of_a_question_time_ends_a_dissent() -> None:
    document = minutes(
        "Frågestund\n\nFråga 1\n\nFrågan får inte ställas.\n\nReservation\n\nLedamöterna från V reserverar sig mot beslutet.\n"
        "Fråga 2\nEva Lo (L) ställer en fråga som lyder: När öppnar badet?\n\nAnna Ek (S) besvarar frågan."
    )
    assert quotes(document, R) == ["Ledamöterna från V reserverar sig mot beslutet."]
    assert any("När öppnar badet?" in quote for quote in quotes(document, ActKind.QUESTION))


def test_a_dissent_told_in_a_boards_opinion() -> None:
    document = paper(
        "Yttrande över remiss: Trafikstrategi\nDatum: 2022-10-11\nDnr SN 2022/0112\nTill: Kommunstyrelsen\n\nYttrande\n\n"
        "Socialnämnden hänvisar till förvaltningens tjänsteutlåtande som sitt yttrande över remissen.\n\nBeslutsgång\n\n"
        "Nämnden beslutade om yttrandet den 11 oktober 2022, § 84. Bo Ask (SD) deltog inte i beslutet."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (SD)"]
    assert [by(act) for act in acts(document, D)] == [["socialnämnden"], ["socialnämnden"]]


def test_a_note_that_is_only_announced_is_told_and_not_entered() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nProtokollsanteckningar\n\nEva Lo (C) antecknar följande till protokollet: "
        "Jag hade gärna röstat.\nBo Ask (V) anmäler vid sammanträdet att han avser inkomma med en protokollsanteckning. "
        "Vid justeringen har ingen protokollsanteckning inkommit."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Eva Lo (C)"]
    assert quotes(document, R)[0].endswith("Jag hade gärna röstat.")
    (told,) = acts(document, ActKind.INFORMATION)
    assert by(told) == ["Bo Ask (V)"]


def test_a_page_header_does_not_end_a_dissent() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservationer\n\nProtokoll nr 5\nSammanträdesdatum: 2023-03-27\n\n"
        "Bo Ask (V) reserverar sig mot beslutet enligt följande: Beslutet är fel och kostar.\n"
        "Dessutom saknas det pengar till bussen."
    )
    assert quotes(document, R)[0].endswith("pengar till bussen.")


def test_a_special_statement_that_is_announced_with_its_words() -> None:
    text = (
        "Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum 2023-03-27\n\n§ 8 Taxa\n\nBeslut\nTaxan antas.\n\n"
        'Särskilt yttrande\nRoger Sten (SD) anmäler ett särskilt yttrande: "Vi ville se vakter först."\n'
    )
    (act,) = [a for a in paper(text).acts if a.kind is ActKind.DISSENT]
    assert [a.name for a in act.actors] == ["Roger Sten"]
    assert act.form is Form.SPECIAL_STATEMENT
