"""How far a matter has come, what became of somebody's paper, and how often it was up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from council_documents import build, faithful, table

from assistant import Assistant

MINUTES = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 4)

Sammanträdesdatum: 2024-04-22

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)

§ 50 Ärendenummer KS 2024/0101

Interpellation av Karin Lind (MP) till kommunstyrelsens ordförande Bo Ask (M) om kommunens lokalhyror

Beslut

1. Interpellationen får ställas.
2. Interpellationen besvaras vid nästa sammanträde.

§ 51 Nya motioner och medborgarförslag

Beslut

1. Motion av Olof Lind (KD) om försäljning av begagnade skolmöbler remitteras till kommunstyrelsen.
2. Motion av Ylva Norrman (V) och Anna Ek (S) om att skolbiblioteken ska hålla öppet under hela sommarlovet, alla vardagar mellan klockan nio och sexton, remitteras till kommunstyrelsen.
3. Medborgarförslag om en isbana på Hamnplan överlämnas till kultur- och fritidsnämnden för beslut.
4. Medborgarförslag om en hundrastgård vid gamla tegelbruket överlämnas till tekniska nämnden för beredning.

§ 52 Nya motioner

Beslut

Följande motioner remitteras till kommunstyrelsen för beredning:

1. Motion av Sara Winblad m.fl. (V) om sex timmars arbetsdag för hemtjänsten.
2. Motion av Hamid Karimi och Tove Strand (båda MP) om arbetsskor till personalen i förskolan.
"""
MOTION = """\
Motion om avgiftsfri buss för unga

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2022/0533

Unga har svårt att ta sig till staden.

Jag föreslår därför att bussen blir avgiftsfri för unga.

Tallhamra 2022-11-07

Tove Granath (MP)
"""
REPLY = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 3)

Sammanträdesdatum: 2023-03-27

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande

§ 34 Ärendenummer KS 2022/0533

Svar på motion av Tove Granath (MP) om avgiftsfri buss för unga

Beslut

Motionen bifalls.
"""


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the minutes of a spring."""
    papers = {
        "kf/protokoll-2024-04-22.txt": MINUTES,
        "kf/motion-buss.txt": MOTION,
        "kf/protokoll-2023-03-27.txt": REPLY,
    }
    with build(tmp_path_factory.mktemp("spring"), papers) as assistant:
        yield assistant


@pytest.mark.parametrize(
    "question",
    [
        "Hur långt har det kommit med solceller på skolornas tak?",
        "Hur går det med motionen om solceller på skolornas tak?",
        "Vad är läget med solceller på skolornas tak?",
        "Har det blivit något av solceller på skolornas tak?",
        "Solceller på skolornas tak, blev motionen antagen?",
        "Vilket är det senaste beslutet om solceller på skolornas tak?",
        "Has anything come of solceller på skolornas tak?",
        "How far has the council got with solceller på skolornas tak?",
        "What is the status of solceller på skolornas tak?",
    ],
)
def test_how_far_a_matter_has_come_is_its_last_decision(council: Assistant, question: str) -> None:
    answer = council.ask(question)
    assert answer.status == "answered"
    assert (answer.citations[0].date, answer.citations[0].quote) == ("2023-10-30", "Motionen avslås.")
    faithful(council, answer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Vad är det för läge med Linds interpellation om vad kommunen betalar i hyror?",
            "besvaras vid nästa sammanträde",
        ),
        ("What happened to Karin Lind's interpellation about rents?", "besvaras vid nästa sammanträde"),
        ("Hur gick det med Granaths motion om bussen?", "Motionen bifalls."),
        ("Hur gick det i fullmäktige med Granaths motion om bussen?", "Motionen bifalls."),
        ("Hur slutade det med Granaths motion om bussen?", "Motionen bifalls."),
    ],
)
def test_a_paper_is_found_by_who_wrote_it(spring: Assistant, question: str, words: str) -> None:
    answer = spring.ask(question)
    assert answer.status == "answered"
    assert words in answer.citations[0].quote
    faithful(spring, answer)


def test_of_a_long_decision_the_point_that_is_meant_is_quoted(spring: Assistant) -> None:
    answer = spring.ask("Vad hände med medborgarförslaget om en hundrastgård?")
    assert answer.citations[0].quote == (
        "Medborgarförslag om en hundrastgård vid gamla tegelbruket överlämnas till tekniska nämnden för beredning."
    )
    faithful(spring, answer)


def test_a_point_that_says_nothing_without_its_lead_is_quoted_with_it(spring: Assistant) -> None:
    answer = spring.ask("Vad hände med motionen om sex timmars arbetsdag?")
    assert "remitteras till kommunstyrelsen" in answer.citations[0].quote
    assert "sex timmars arbetsdag" in answer.citations[0].quote


def test_a_list_keeps_its_rows_whoever_signed_and_wherever_the_day_stands(spring: Assistant) -> None:
    answer = spring.ask("Vilka motioner finns?")
    rows = table(answer)
    by_words = {row["Rubrik"]: row for row in rows}
    assert len(rows) == 5
    shoes = next(row for words, row in by_words.items() if "arbetsskor" in words)
    assert shoes["Från"] == "Hamid Karimi (MP) och Tove Strand (MP)"
    hours = next(row for words, row in by_words.items() if "arbetsdag" in words)
    assert hours["Från"] == "Sara Winblad (V)"
    bus = next(row for words, row in by_words.items() if "buss" in words)
    assert bus["Datum"] == "2022-11-07"
    faithful(spring, answer)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        (
            "Hur många gånger har sporthallens tak varit uppe i kommunfullmäktige?",
            ["2023-02-27", "2023-03-27", "2023-04-24"],
        ),
        ("Hur många gånger har sporthallens tak bordlagts?", ["2023-02-27", "2023-03-27"]),
        ("How often was sporthallens tak adjourned?", ["2023-02-27", "2023-03-27"]),
        ("At which meetings was sporthallens tak up in March 2023?", ["2023-03-27"]),
    ],
)
def test_how_often_a_matter_was_up_is_counted_with_each_meeting(
    council: Assistant, question: str, days: list[str]
) -> None:
    answer = council.ask(question)
    assert answer.route == "list"
    assert [next(iter(row.values())) for row in table(answer)] == days
    assert f" {len(days)} " in answer.answer.split("\n")[0]
    faithful(council, answer)


def test_a_matter_that_was_never_put_off_is_said_not_to_have_been(council: Assistant) -> None:
    answer = council.ask("Hur många gånger har solceller på skolornas tak bordlagts?")
    assert answer.status == "not_found"
    assert "inte varit uppe så" in answer.answer


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Vilket är det senaste protokollet från kommunfullmäktige?", "2023-10-30"),
        ("What is the newest paper you have?", "2023-10-30"),
        ("What is the oldest document you have?", "2022-10-03"),
        ("Vad är det äldsta dokumentet om sporthallens tak?", "2023-02-06"),
    ],
)
def test_the_newest_and_the_oldest_of_what_there_is(council: Assistant, question: str, day: str) -> None:
    answer = council.ask(question)
    assert answer.route == "catalogue"
    assert {next(iter(row.values())) for row in table(answer)} == {day}
