"""The cases: listed and narrowed, one from its first paper to its last decision, and hints where there is none."""

from __future__ import annotations

import pytest
from api_support import client

from assistant import Assistant
from assistant.api.records import CaseLine, CaseRecord
from assistant.record import case_record


def numbers(council: Assistant, query: str) -> list[str]:
    response = client(council).get(f"/api/cases?{query}")
    assert response.status_code == 200, response.text
    return [case["number"] for case in response.json()]


def test_a_case_is_found_by_its_number_in_any_form(council: Assistant) -> None:
    api = client(council)
    case = api.get("/api/cases/KS 2023/11").json()
    assert CaseRecord.model_validate(case).number == "KS 2023/11"
    assert case == api.get("/api/cases/KS%202023%2F0011").json() == api.get(f"/api/cases/{case['id']}").json()
    dates = [part["date"] for part in case["parts"]]
    assert dates == sorted(dates)
    assert case["from"] == ["Anna Ek (S)"]
    kinds = {act["kind"] for part in case["parts"] for act in part["acts"]}
    assert {"question", "answer", "decision"} <= kinds


def test_a_case_is_what_the_command_line_gives(council: Assistant) -> None:
    found = council.index.cases.case("KS 2023/11")
    assert found is not None
    assert client(council).get("/api/cases/KS 2023/11").json() == case_record(found)


def test_a_number_that_is_no_case_names_those_near_it(council: Assistant) -> None:
    response = client(council).get("/api/cases/AVN 2023/0011")
    assert response.status_code == 404
    told = response.json()
    assert told["near"] == ["KS 2023/11"]
    assert "did you mean KS 2023/11?" in told["error"]
    nothing = client(council).get(f"/api/cases/{'9' * 300}").json()
    assert (nothing["near"], nothing["mentioned_in"]) == ([], [])
    assert len(nothing["error"]) < 200


def test_the_list_has_every_case_in_the_documented_shape(council: Assistant) -> None:
    listed = client(council).get("/api/cases").json()
    assert {"KS 2023/11", "KS 2023/60", "KFN 2022/31"} <= {case["number"] for case in listed}
    assert all(CaseLine.model_validate(case) for case in listed)
    dates = [case["first"] for case in listed if case["first"]]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=KS+2023/0060", ["KS 2023/60"]),
        ("q=solceller+skolornas", ["KS 2023/60"]),
        ("kind=motion&party=KD", ["KS 2023/81"]),
        ("person=Anna+Ek&status=answered", ["KS 2023/11"]),
        ("status=open&party=V", ["KS 2023/145"]),
        ("date_to=2022-12-31", ["KFN 2022/31"]),
        ("q=vattentornet", [None]),
        ("q=finns+inte", []),
    ],
)
def test_the_list_is_narrowed(council: Assistant, query: str, found: list[str | None]) -> None:
    assert numbers(council, query) == found


def test_the_list_comes_in_parts(council: Assistant) -> None:
    api = client(council)
    whole = api.get("/api/cases")
    parts = [api.get(f"/api/cases?offset={n}&limit=3").json() for n in range(0, len(whole.json()), 3)]
    assert [case for part in parts for case in part] == whole.json()
    assert whole.headers["x-total-count"] == str(len(whole.json()))
