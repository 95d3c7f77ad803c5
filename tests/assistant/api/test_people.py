"""The people: listed, and what one of them asked, answered and proposed, with its words and its answers."""

from __future__ import annotations

from api_support import client

from assistant import Assistant
from assistant.api.records import PersonLine, PersonRecord


def test_people_are_found_by_name_and_party(council: Assistant) -> None:
    api = client(council)
    everybody = api.get("/api/people").json()
    assert all(PersonLine.model_validate(each) for each in everybody)
    assert [each["name"] for each in api.get("/api/people?q=norrman").json()] == ["Ylva Norrman"]
    greens = api.get("/api/people?party=Miljöpartiet").json()
    assert [(each["name"], each["party"]) for each in greens] == [("Karin Lind", "MP")]
    assert api.get("/api/people?limit=2&offset=1").json() == everybody[1:3]


def test_a_person_s_acts_come_with_their_words_and_answers(council: Assistant) -> None:
    api = client(council)
    ylva = PersonRecord.model_validate(api.get("/api/people/Ylva Norrman").json())
    asked = {act.quote: act for act in ylva.acts if act.kind == "question" and not act.received}
    answered = next(act for quote, act in asked.items() if "biblioteket" in quote)
    waiting = next(act for quote, act in asked.items() if "cykelbanan" in quote)
    assert (answered.answered, waiting.answered) == ("yes", "no")
    assert answered.replies[0].actors == ["Tore Bladh (C)"]
    for act in ylva.acts:
        assert api.get(f"/api/documents/{act.document_id}/text?start={act.start}&end={act.end}").text == act.quote
    days = [act.date for act in ylva.acts if act.date]
    assert days == sorted(days, reverse=True)


def test_namesakes_are_told_apart_by_party(council: Assistant) -> None:
    api = client(council)
    found = [api.get(f"/api/people/Mats Orre?party={party}").json()["info"] for party in ("S", "C")]
    assert [each["party"] for each in found] == ["S", "C"]
    assert found[1]["questions"] == 1


def test_acts_can_be_narrowed_to_kinds(council: Assistant) -> None:
    acts = client(council).get("/api/people/Karin Lind?kind=proposal&kind=motion").json()["acts"]
    assert {act["kind"] for act in acts} == {"proposal", "motion"}


def test_somebody_whom_no_document_names_is_told(council: Assistant) -> None:
    response = client(council).get("/api/people/Egon%20Okänd?party=S")
    assert response.status_code == 404
    assert response.json()["error"].startswith("Egon Okänd (S): no document names")
