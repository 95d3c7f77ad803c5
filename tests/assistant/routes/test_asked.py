"""What the documents only ask is told as asked, with who asks; that somebody answered aloud is no answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from council_documents import build, faithful

from assistant import Assistant

MINUTES = """\
Tallhamra kommun
Fritidsnämnden

Protokoll (nr 4)

Sammanträdesdatum: 2023-05-08

§ 21 Ärendenummer FN 2023/0044

Badvakter vid Långsjön

Beslut

Förvaltningen får i uppdrag att anställa två badvakter för sommaren.

Särskilt yttrande

Olof Lind (KD) lämnar följande särskilda yttrande: ”Vi står bakom beslutet. Vi vill också veta hur många barn som inte
kan simma när de slutar sexan.”
"""
ANSWER = """\
Svar på interpellation av Ylva Norrman (V) om bryggan vid Långsjön

Tallhamra kommun
Kommunfullmäktige
Dnr FN 2023/0051

Ylva Norrman har frågat mig när bryggan vid Långsjön blir lagad.

1. När blir bryggan vid Långsjön lagad?

Tack för frågan, bryggan vid Långsjön engagerar många. Ylva Norrman har frågat om bryggan vid Långsjön och när den blir
lagad. Arbetet börjar den 3 juni 2023 och är klart till midsommar.

Tallhamra 2023-05-15

Tore Bladh (C)
Fritidsnämndens ordförande
"""

COUNCIL = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 6)

Sammanträdesdatum: 2023-06-12

§ 60 Frågestund

Olof Lind (KD) frågar hur många årskort till bastun som har sålts. Tore Bladh (C) svarar att han inte har siffrorna med
sig och att han återkommer.

Eva Lo (S) undrar vem som ska sköta isbanan, vad en ny spolbil kostar och var den kan ställas. Tore Bladh (C) svarar att
skridskoklubben sköter isbanan.

§ 61 Val

Beslut

Eva Lo (S) väljs till ersättare.

§ 62 Taxa

Beslut

Taxan antas.
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    papers = {
        "fn/protokoll-2023-05-08.txt": MINUTES,
        "kf/svar-bryggan.txt": ANSWER,
        "kf/protokoll-2023-06-12.txt": COUNCIL,
    }
    with build(tmp_path_factory.mktemp("lake"), papers) as assistant:
        yield assistant


def test_that_somebody_answered_aloud_is_no_answer(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Varför är gatubelysningen på Ringvägen släckt?")
    assert answer.status == "asked_not_answered"
    assert answer.answer.startswith("Olof Lind (KD) frågade")
    assert "Bo Ask (M) besvarade frågan" in answer.answer
    assert answer.claims[-1].text == "Att frågan besvarades framgår av underlaget, men inte vad svaret blev."
    faithful(tallhamra, answer)


def test_what_somebody_answered_aloud_is_said_not_to_be_told(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vad svarade Bo Ask på frågan om gatubelysningen på Ringvägen?")
    assert answer.status == "asked_not_answered"
    assert "inte vad svaret blev" in answer.answer


def test_who_answered_aloud_is_told(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem svarade på frågan om gatubelysningen på Ringvägen?")
    assert answer.status == "answered"
    assert "Bo Ask (M)" in answer.answer
    assert "inte vad svaret blev" not in answer.answer


def test_a_sentence_that_wonders_asks_and_tells_nothing(lake: Assistant) -> None:
    answer = lake.ask("Hur många barn kan inte simma när de slutar sexan?")
    assert answer.status == "asked_not_answered"
    assert "Olof Lind (KD)" in answer.claims[0].text
    assert "Vi vill också veta hur många barn" in answer.claims[0].text
    faithful(lake, answer)


def test_of_an_answer_what_it_says_is_told_not_that_it_was_asked(lake: Assistant) -> None:
    answer = lake.ask("Vad svarade Tore Bladh om bryggan vid Långsjön?")
    assert answer.status == "answered"
    assert "den 3 juni 2023" in answer.answer
    assert "Tack för frågan" not in answer.answer


def test_an_answer_that_is_put_off_is_told_and_called_none(lake: Assistant) -> None:
    answer = lake.ask("Hur många årskort till bastun har sålts?")
    assert answer.status == "asked_not_answered"
    assert "Olof Lind (KD)" in answer.claims[0].text
    assert "inte har siffrorna med" in answer.claims[1].text
    assert answer.claims[-1].text == "Frågan har ställts, men underlaget innehåller inget svar på den."
    faithful(lake, answer)


def test_an_answer_to_another_point_of_the_question_is_told_and_called_none(lake: Assistant) -> None:
    answer = lake.ask("Vad kostar en ny spolbil?")
    assert answer.status == "asked_not_answered"
    assert "Eva Lo (S)" in answer.claims[0].text
    assert "skridskoklubben sköter isbanan" in answer.claims[1].text
    assert answer.claims[-1].text == "Frågan har ställts, men svaret som citeras tar inte upp just detta."
    faithful(lake, answer)


def test_the_point_that_was_answered_is_answered(lake: Assistant) -> None:
    answer = lake.ask("Vem ska sköta isbanan?")
    assert answer.status == "answered"
    assert "skridskoklubben" in answer.answer


def test_a_promise_is_no_answer_to_a_follow_up_either(lake: Assistant) -> None:
    asked = "Vem frågade hur många årskort till bastun som har sålts?"
    answer = lake.ask("Vad fick han för svar?", history=[asked])
    assert answer.status == "asked_not_answered"
    assert "Olof Lind (KD)" in answer.claims[0].text
    assert "återkommer" in answer.claims[1].text
    faithful(lake, answer)
