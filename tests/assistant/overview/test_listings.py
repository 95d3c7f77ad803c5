"""Lists as they are narrowed and sorted, on the page and in CSV files alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import Assistant
from assistant.access import Access, Everybody, OneService
from assistant.api.tables import tables_router
from assistant.overview.listings import CaseFilter, Order, PersonFilter, acts_by_kind, narrowed_cases, narrowed_people


@pytest.fixture(scope="module")
def client(tallhamra: Assistant) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(tables_router(Access(Everybody(), OneService(tallhamra))))
    with TestClient(app) as made:
        yield made


def numbers(tallhamra: Assistant, chosen: CaseFilter, order: Order | None = None) -> list[str | None]:
    return [case.number for case in narrowed_cases(tallhamra.cases(), chosen, order or Order("number"))]


def test_numbers_sort_as_numbers(tallhamra: Assistant) -> None:
    found = [number for number in numbers(tallhamra, CaseFilter()) if number and number.startswith("KS")]
    assert found == ["KS 2021/310", "KS 2022/41", "KS 2022/77", "KS 2023/102"]
    assert numbers(tallhamra, CaseFilter(), Order("number", True))[0] == "KS 2023/102"


def test_words_kinds_states_and_boards_narrow(tallhamra: Assistant) -> None:
    assert numbers(tallhamra, CaseFilter("ks 2022/0041")) == ["KS 2022/41"]
    assert numbers(tallhamra, CaseFilter("norrman BOKBUSSEN")) == ["KFN 2023/15"]
    assert numbers(tallhamra, CaseFilter(kinds=["motion"])) == ["KS 2021/310", "KS 2023/102"]
    assert numbers(tallhamra, CaseFilter(unanswered=True)) == ["KFN 2023/15"]
    assert "KS 2022/77" in numbers(tallhamra, CaseFilter(kinds=["none"]))
    assert numbers(tallhamra, CaseFilter(statuses=["rejected"])) == ["KS 2021/310"]


def test_an_unknown_column_is_the_first_order(tallhamra: Assistant) -> None:
    found = narrowed_cases(tallhamra.cases(), CaseFilter(), Order("bad column"))
    days = [case.last for case in found if case.last]
    assert days == sorted(days, reverse=True)


def test_a_second_press_turns_the_order() -> None:
    first = Order("name").pressed("questions", True)
    assert first == Order("questions", True)
    assert first.pressed("questions", True) == Order("questions", False)


def test_people_are_narrowed_by_party_and_by_what_is_unanswered(tallhamra: Assistant) -> None:
    found = narrowed_people(tallhamra.people(), PersonFilter(parties=["V"]))
    assert [info.name for info in found] == ["Ylva Norrman"]
    left = narrowed_people(tallhamra.people(), PersonFilter(unanswered=True), Order("unanswered", True))
    assert left[0].name == "Ylva Norrman"


def test_what_a_person_did_is_grouped(tallhamra: Assistant) -> None:
    person = tallhamra.person("Ylva Norrman")
    assert person is not None
    groups = acts_by_kind(person)
    assert len(groups["question"]) == len(groups["unanswered"]) == 2
    assert "attendance" in groups
    assert not any(act.kind == "attendance" for act in groups["all"])


def table(client: TestClient, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_list_of_cases_is_downloaded_as_it_is_shown(client: TestClient) -> None:
    head, *rows = table(client, "/api/cases.csv?kind=motion&sort=number&descending=true")
    assert head[0] == "Diarienummer"
    assert [row[0] for row in rows] == ["KS 2023/102", "KS 2021/310"]
    assert all(len(row) == len(head) for row in rows)


def test_the_list_of_people_and_one_persons_acts_are_downloaded(client: TestClient) -> None:
    head, *rows = table(client, "/api/people.csv?party=V")
    assert [row[:2] for row in rows] == [["Ylva Norrman", "V"]]
    assert len(rows[0]) == len(head)
    head, *rows = table(client, "/api/person.csv?name=Ylva+Norrman&party=V&kind=question")
    assert [row[head.index("Besvarad")] for row in rows] == ["obesvarad i underlaget"] * 2


def test_bad_requests_are_one_line(client: TestClient) -> None:
    assert client.get("/api/person.csv?name=Ingen+Alls").status_code == 404
    bad = client.get("/api/cases.csv?lang=fi")
    assert bad.status_code == 400
    assert "lang" in bad.json()["error"]
