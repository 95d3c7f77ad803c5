"""The register of people: each thing counted once, namesakes apart, answers beside their questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.overview.answers import Answered
from assistant.overview.people import Person, PersonInfo, people, person
from corpus.records import ActKind, Form
from index.settings import Settings
from index.store import Index

ASKING = """\
Interpellation av Eva Lo (V) till kommunstyrelsens ordförande Bo Ask (M) om isbanan

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/0009

Mot bakgrund av detta vill jag ställa följande frågor till kommunstyrelsens ordförande Bo Ask (M):

1. När spolas isbanan vid Norra skolan den här vintern?
2. Vad kostar det att hålla isbanan öppen på kvällarna?

Tallhamra 2024-01-15

Eva Lo (V)
"""
ANSWER = """\
Svar på interpellation av Eva Lo (V) om isbanan

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/0009

1. När spolas isbanan vid Norra skolan den här vintern?

Isbanan spolas så snart det har varit fem grader kallt i tre dygn.

2. Vad kostar det att hålla isbanan öppen på kvällarna?

Det kostar 35 000 kronor om säsongen, mest i belysning.

Tallhamra 2024-02-12

Bo Ask (M)
Kommunstyrelsens ordförande
"""
MINUTES = """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 2)

Sammanträdesdatum: 2024-02-26

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Eva Lo (V)
Eva Lo (KD)
Bo Ask (M)

§ 20 Ärendenummer KS 2023/0200

Taxa för båtplatser

Beslut

Taxan höjs till 900 kronor.

Reservation

Eva Lo (KD) reserverar sig mot beslutet.

§ 21 Frågestund

Eva Lo (KD) ställer följande fråga: Varför är bryggan vid Långsjön avstängd?
"""
EXTRACT = """\
Tallhamra kommun
Kommunfullmäktige

Protokollsutdrag

Sammanträdesdatum: 2024-02-26

§ 20 Ärendenummer KS 2023/0200

Taxa för båtplatser

Beslut

Taxan höjs till 900 kronor.

Reservation

Eva Lo (KD) reserverar sig mot
beslutet.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("people")
    papers = {"fråga.txt": ASKING, "svar.txt": ANSWER, "protokoll.txt": MINUTES, "utdrag.txt": EXTRACT}
    (folder / "papers").mkdir()
    for name, text in papers.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as writing:
        writing.ingest().run([folder / "papers"])
    with Index.open(settings) as opened:
        yield opened


def info(index: Index, name: str, party: str) -> PersonInfo:
    (found,) = [each for each in people(index) if (each.name, each.party) == (name, party)]
    return found


def one(index: Index, name: str, party: str | None = None) -> Person:
    found = person(index, name, party)
    assert found is not None
    return found


def test_a_question_printed_again_in_its_answer_is_one_question(index: Index) -> None:
    assert info(index, "Eva Lo", "V").questions == 2
    assert info(index, "Eva Lo", "V").unanswered == 0
    shown = [act for act in one(index, "Eva Lo", "V").acts if act.kind is ActKind.QUESTION]
    assert {act.path for act in shown} == {"fråga.txt"}
    assert all(act.prints == 2 for act in shown)


def test_a_reservation_in_minutes_and_in_their_extract_is_one(index: Index) -> None:
    assert info(index, "Eva Lo", "KD").dissents == 1
    (act,) = [act for act in one(index, "Eva Lo", "KD").acts if act.kind is ActKind.DISSENT]
    assert act.prints == 2
    assert act.form is Form.RESERVATION
    assert act.case_number == "KS 2023/200"


def test_two_of_one_name_in_one_document_are_two_people(index: Index) -> None:
    assert info(index, "Eva Lo", "V").dissents == 0
    assert info(index, "Eva Lo", "KD").questions == 1
    assert info(index, "Eva Lo", "KD").unanswered == 1


def test_questions_come_with_their_answers_and_how_sure_that_is(index: Index) -> None:
    first = next(act for act in one(index, "Eva Lo", "V").acts if "spolas" in act.quote)
    assert first.question is not None
    assert first.question.answered is Answered.YES
    assert first.replies[0].actors == ("Bo Ask (M)",)
    assert "fem grader kallt" in first.replies[0].quote
    left = next(act for act in one(index, "Eva Lo", "KD").acts if act.kind is ActKind.QUESTION)
    assert left.question is not None
    assert left.question.answered is Answered.NO


def test_an_answer_says_what_it_is_to(index: Index) -> None:
    bo = one(index, "Bo Ask", "M")
    assert bo.info.answers == 2
    assert bo.info.received == 2
    assert bo.info.unanswered_received == 0
    assert bo.info.roles == ("kommunstyrelsens ordförande",)
    asked = {act.asked[0].quote for act in bo.acts if act.kind is ActKind.ANSWER}
    assert any("Vad kostar det" in quote for quote in asked)


def test_acts_come_newest_first_and_quote_their_documents(index: Index) -> None:
    for name in ("Eva Lo", "Bo Ask"):
        acts = one(index, name).acts
        days = [act.date for act in acts if act.date]
        assert days == sorted(days, reverse=True)
        for act in acts:
            document = index.catalogue.document(act.document_id)
            assert document is not None
            assert document.text[act.start : act.end] == act.quote


def test_papers_put_are_the_persons_cases(index: Index) -> None:
    eva = one(index, "eva lo", "v")
    assert [case.number for case in eva.cases] == ["KS 2024/9"]
    assert eva.info.cases == 1
    assert (eva.info.first, eva.info.last) == (date(2024, 1, 15), date(2024, 2, 26))
    assert eva.info.meetings == 1


def test_people_come_in_swedish_order_and_only_people(index: Index) -> None:
    names = [each.label for each in people(index)]
    assert names == ["Bo Ask (M)", "Eva Lo (KD)", "Eva Lo (V)", "Gunnar Tegel (S)"]


def test_nobody_is_made_up(index: Index) -> None:
    assert person(index, "Nils Ingen") is None
    assert person(index, "") is None
    assert person(index, "Eva Lo", "C") is None


def test_a_changed_party_is_one_person(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    for day, party in (("2023-02-01", "L"), ("2024-03-01", "C")):
        (tmp_path / "p" / f"{day}.txt").write_text(
            f"Interpellation av Ia Berg ({party}) till Bo Ask (M) om vägen {party}\n\nTallhamra kommun\n\n"
            f"Jag vill fråga:\n\nNär lagas väg {party} genom Sörby?\n\nTallhamra {day}\nIa Berg ({party})\n",
            encoding="utf-8",
        )
    settings = Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")
    with Index.open(settings, write=True) as opened:
        opened.ingest().run([tmp_path / "p"])
        found = [each for each in people(opened) if each.name == "Ia Berg"]
        assert [each.questions for each in found] == [2]
        assert person(opened, "Ia Berg", "L") == person(opened, "Ia Berg", "C")
