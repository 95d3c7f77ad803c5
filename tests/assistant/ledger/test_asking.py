"""The ledger on the command line and over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.api import create_app
from assistant.api.commitments import router
from assistant.cli.app import app
from assistant.ledger import commitments
from assistant.memory import MemoryAssistant
from index.store import Index


@pytest.fixture(scope="module")
def client(index: Index) -> TestClient:
    service = MemoryAssistant([], {}, commitments=commitments(index))
    return TestClient(create_app(service, routers=[router]), base_url="http://localhost")


def council(index: Index, *line: str) -> Any:
    environment = {"COUNCIL_EMBEDDER": "hashing", "COUNCIL_VECTORS_URL": "memory", "COUNCIL_DEBUG": ""}
    return CliRunner().invoke(app, ["commitments", *line, "--index", str(index.settings.index)], env=environment)


def test_the_command_lists_them_with_what_is_known(index: Index) -> None:
    result = council(index, "--who", "fritidsnämnden")
    assert result.exit_code == 0, result.stderr
    assert "2024-06-30 · Fritidsnämnden · redovisa köerna" in result.stdout
    assert result.stdout.endswith("1 commitment of 5.\n")


def test_the_command_narrows_and_gives_json(index: Index) -> None:
    found = json.loads(council(index, "--open", "--due-before", "2024-06-30", "--json").stdout)
    assert {one["who"] for one in found} == {"Fritidsnämnden", "Bo Ask (M)"}
    assert all(one["fate"] == "silent" and one["due"] <= "2024-06-30" for one in found)


def test_the_command_gives_csv(index: Index) -> None:
    lines = council(index, "taxan", "--csv").stdout.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("By,Time in the document,Who")
    assert "done, according to a later document" in "".join(lines[1:])


@pytest.mark.parametrize("line", [["--due-before", "snart"], ["--json", "--csv"]], ids=" ".join)
def test_wrong_usage_is_said(index: Index, line: list[str]) -> None:
    assert council(index, *line).exit_code == 2


def test_the_api_lists_them(client: TestClient) -> None:
    response = client.get("/api/commitments", params={"who": "fritidsnämnden"})
    (one,) = response.json()
    assert response.headers["x-total-count"] == "1"
    assert (one["due"], one["due_text"], one["kind"]) == ("2024-06-30", "senast i juni 2024", "assignment")
    assert one["standing"] == "overdue"  # its time is over for everybody who runs this test
    assert one["source"]["quote"].startswith("Fritidsnämnden får i uppdrag")


def test_the_api_narrows_by_fate_and_pages(client: TestClient) -> None:
    assert [one["who"] for one in client.get("/api/commitments?fate=kept").json()] == ["Kommunstyrelsen"]
    assert len(client.get("/api/commitments?limit=2").json()) == 2
    assert client.get("/api/commitments?due_to=never").status_code == 400


def test_the_table_opens_in_a_spreadsheet(client: TestClient) -> None:
    response = client.get("/api/commitments.csv", params={"lang": "sv", "fate": "moved"})
    assert response.headers["content-disposition"] == 'attachment; filename="ataganden.csv"'
    head, row = response.text.lstrip("\ufeff").splitlines()
    assert head.startswith("Senast;")
    assert "har försenats" in row
