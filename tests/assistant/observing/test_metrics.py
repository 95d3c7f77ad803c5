"""The figures: counted right, shown to administrators alone, and without a name in them."""

from __future__ import annotations

import pytest
from api_support import QUESTION, answer, assistant, client
from prometheus_client.parser import text_string_to_metric_families

from assistant.access import Access, Everybody, OneService, Role, User
from assistant.observing.metrics import Metrics
from assistant.observing.observing import Observing
from corpus.errors import NoIndex
from index.levels import Level

ADMIN = User("eva", Role.ADMIN, Level.INTERNAL)


def figures(page: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status() -> None:
    with client(Access(Everybody(ADMIN), OneService(assistant()))) as api:
        for _ in range(3):
            api.get("/api/documents/lek1")
        api.get("/api/documents/none")
        api.get("/api/nowhere")
        found = figures(api.get("/metrics").text)
    route = "/api/documents/{document_id}"
    assert found["council_http_requests_total", "GET", route, "200"] == 3
    assert found["council_http_requests_total", "GET", route, "404"] == 1
    assert found["council_http_request_seconds_count", route] == 4
    assert found[("council_http_requests_running",)] == 1  # the one that asks
    assert not any("lek1" in part or "nowhere" in part for key in found for part in key)


def test_answers_are_counted_by_outcome_and_known_ones_apart() -> None:
    observing = Observing()
    observing.answered(answer(), 0.2, known=False)
    observing.answered(answer(), 0.001, known=True)
    observing.answered(answer(status="not_found", route="none", claims=[], citations=[]), 0.4, known=False)
    found = figures(observing.metrics.page().decode())
    assert found["council_answers_total", "sv", "register", "answered"] == 2
    assert found["council_answers_total", "sv", "none", "not_found"] == 1
    assert found[("council_answers_known_total",)] == 1
    assert found[("council_answer_seconds_count",)] == 2
    assert found["council_answer_seconds_bucket", "0.25"] == 1


def test_what_the_index_holds_is_told_and_whether_it_can_be_read() -> None:
    assert figures(Metrics(lambda: {"index_documents": 412}).page().decode())[("council_index_documents",)] == 412

    def broken() -> dict[str, float]:
        raise NoIndex("there is none")

    found = figures(Metrics(broken).page().decode())
    assert found[("council_index_up",)] == 0
    assert ("council_index_documents",) not in found


@pytest.mark.parametrize(
    "user",
    [User(), User("bo", Role.STAFF, Level.INTERNAL), User("ada", Role.ADMIN, Level.PUBLIC)],
    ids=["reader", "staff", "admin-of-public"],
)
def test_others_get_no_figures(user: User) -> None:
    response = client(Access(Everybody(user), OneService(assistant()))).get("/metrics")
    assert response.status_code == 403
    assert "council_" not in response.text


def test_a_question_over_the_api_is_a_request() -> None:
    with client(Access(Everybody(ADMIN), OneService(assistant()))) as api:
        api.post("/api/ask", json={"question": QUESTION})
        assert figures(api.get("/metrics").text)["council_http_requests_total", "POST", "/api/ask", "200"] == 1
