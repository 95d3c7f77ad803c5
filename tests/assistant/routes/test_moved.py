"""What became of what somebody moved: the sentence that says so, the decision that names the mover, or the item's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from council_documents import build, faithful

from assistant import Assistant

COUNCIL = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 3)

Sammanträdesdatum: 2024-03-18

§ 30 Linbana över Dammen

Yrkanden

Eva Lo (S) yrkar bifall till förslaget.

Bo Ask (M) yrkar att två miljoner kronor avsätts till handlarna vid torget.

Omröstning 1: 20 ja, 11 nej. Omröstning 2: 15 ja, 16 nej.

Fullmäktige beslutar
att bygga linbanan, samt
att avslå Bo Asks tilläggsyrkande.

§ 31 Mobiltelefoner i skolan

Beslut

Telefoner samlas in vid skoldagens början.

Yrkanden

Karin Holm (C) yrkar att högstadiet undantas.

Beslutsgång

Karin Holms yrkande ställs mot avslag. Ordföranden finner att yrkandet avslås.

§ 32 Taxa för båtplatser

Beslut

Taxan antas.

Yrkanden

Olof Lind (KD) yrkar att ungdomar betalar halv taxa för båtplatser.
"""


TWO_OF_ONE_NAME = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 4)

Sammanträdesdatum: 2024-04-22

§ 33 Bänkar vid sjön

Yrkanden

Maja Sten (V) yrkar att bänkarna blir fem.

Ulf Sten (M) yrkar att bänkarna hyrs ut.

Beslutsgång

Ordföranden finner att Ulf Stens yrkande avslås. Ordföranden finner att Maja Stens yrkande bifalls.
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with build(tmp_path_factory.mktemp("moved"), {"kf/protokoll-2024-03-18.txt": COUNCIL}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "moved", "ended"),
    [
        ("Hur gick det för Bo Asks förslag om pengar till handlarna?", "två miljoner kronor", "avslå Bo Asks"),
        ("Fick Bo Ask igenom sitt krav på två miljoner till handlarna?", "två miljoner kronor", "avslå Bo Asks"),
        ("Vad hände med Karin Holms önskan att högstadiet skulle undantas?", "högstadiet undantas", "yrkandet avslås"),
        ("Hur gick det för Olof Linds yrkande om halv taxa?", "halv taxa", "Taxan antas"),
    ],
)
def test_the_fate_of_what_somebody_moved(council: Assistant, question: str, moved: str, ended: str) -> None:
    answer = council.ask(question)
    assert answer.status == "answered"
    assert moved in " ".join(answer.claims[0].text.split())
    assert ended in " ".join(answer.claims[1].text.split())
    faithful(council, answer)


def test_what_somebody_never_moved_has_no_fate(council: Assistant) -> None:
    answer = council.ask("Hur gick det för Karin Holms förslag om en ny badplats?")
    assert "yrkandet avslås" not in answer.answer


@pytest.mark.parametrize(
    ("question", "ended"),
    [
        ("Hur gick det för Maja Stens yrkande om fem bänkar?", "Maja Stens yrkande bifalls"),
        ("Hur gick det för Ulf Stens yrkande om att hyra ut bänkarna?", "Ulf Stens yrkande avslås"),
    ],
)
def test_of_two_with_one_surname_each_has_the_own_fate(tmp_path: Path, question: str, ended: str) -> None:
    with build(tmp_path, {"kf/protokoll-2024-04-22.txt": TWO_OF_ONE_NAME}) as assistant:
        answer = assistant.ask(question)
        assert ended in " ".join(answer.claims[1].text.split())
        faithful(assistant, answer)
