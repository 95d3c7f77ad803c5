"""Nothing acts in what programs and terminals get: JSON stays JSON, headers stay one line, terminals get letters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from hostile_support import CASES, IDS, Case, answer, controls, document, memory, question
from typer.testing import CliRunner

from assistant.api import create_app
from assistant.cli.app import app
from assistant.cli.common import complain, console, print_json
from assistant.cli.render import show_answer
from assistant.memory import MemoryAssistant
from index.settings import Settings

CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
ACCEPT = {"accept": "application/json, text/event-stream"}
COMMANDS = (
    ["docs"],
    ["docs", "--json"],
    ["show", CASES[len(CASES) // 2].path],
    ["show", CASES[len(CASES) // 2].path, "--text"],
    ["cases", "KS 2023/71"],
    ["cases", "KS 2023/71", "--json"],
    ["commitments"],
    ["ask", CASES[len(CASES) // 2].question],
    ["ask", "--json", CASES[-1].question],
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The API over an assistant that repeats every text as it stands."""
    with TestClient(create_app(memory()), "http://127.0.0.1:7860") as made:
        yield made


def safe(headers: dict[str, str]) -> None:
    """A browser takes the response for nothing else than it is, and runs nothing of another host."""
    assert headers["x-content-type-options"] == "nosniff"
    assert "object-src 'none'" in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert not any(set(value) & set("\r\n\x00\x1b") for value in headers.values())


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_api_gives_the_text_as_json_and_nothing_sniffs_it(client: TestClient, case: Case) -> None:
    asked = client.post("/api/ask", json={"question": question(case)})
    assert asked.status_code == 200
    assert asked.headers["content-type"] == "application/json"
    safe(dict(asked.headers))
    assert asked.json()["answer"] == answer(case).answer
    whole = client.get(f"/api/documents/d{case.n}/text")
    assert whole.headers["content-type"] == "text/plain; charset=utf-8"
    assert whole.content.decode() == document(case).text
    safe(dict(whole.headers))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_an_error_that_repeats_the_text_is_one_line_of_json(client: TestClient, case: Case) -> None:
    address = ("/api/cases/", "/api/people/", "/api/documents/", "/api/")[case.n % 4]
    told = client.get(f"{address}{quote(case.text, safe='')}x")
    assert told.status_code in (400, 404)
    assert told.headers["content-type"] == "application/json"
    safe(dict(told.headers))
    assert "\n" not in told.json()["error"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_mcp_gives_the_text_as_a_value_of_json(client: TestClient, case: Case) -> None:
    params = {"name": "ask", "arguments": {"question": question(case)}}
    told = client.post("/mcp", json={**CALL, "params": params}, headers=ACCEPT)
    assert told.headers["content-type"].startswith(("application/json", "text/event-stream"))
    line = next(line for line in told.text.split("\n") if line.startswith(("{", "data: {")))
    result = json.loads(line.removeprefix("data: "))["result"]
    (content,) = result["content"]
    assert content["type"] == "text"
    assert json.loads(content["text"]) == result["structuredContent"]
    assert result["structuredContent"]["answer"] == answer(case).answer


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_terminal_gets_letters_alone(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(answer(case), console())
    print_json(answer(case).model_dump(mode="json"))
    complain(f"{case.text}: cannot be read")
    told, complained = capsys.readouterr()
    assert controls(told) == []
    assert controls(complained) == []
    assert json.loads(told.splitlines()[-1])["answer"] == answer(case).answer


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command)[:30] for command in COMMANDS])
def test_no_command_gives_a_terminal_more_than_letters(settings: Settings, command: list[str]) -> None:
    environment = {"COUNCIL_EMBEDDER": "hashing", "COUNCIL_CACHE": str(settings.cache), "COUNCIL_VECTORS": "memory"}
    result = CliRunner().invoke(app, [*command, "--index", str(settings.index)], env=environment)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()
    assert controls(result.stdout) == []
    assert controls(result.stderr) == []


def test_a_file_is_saved_under_its_own_name_and_never_opened_as_a_page(tmp_path: Path) -> None:
    files, documents = {}, []
    for case in CASES:
        name = case.text.replace("/", "_").encode()[:200].decode("utf-8", "ignore") + ".html"
        path = tmp_path / str(case.n) / name
        path.parent.mkdir()
        path.write_text("<script>alert(1)</script>", encoding="utf-8")
        files[f"d{case.n}"] = path
        documents.append(document(case))
    made = TestClient(create_app(MemoryAssistant(documents, files=files)), "http://127.0.0.1:7860")
    for id, path in files.items():
        response = made.get(f"/api/documents/{id}/file")
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/octet-stream"
        safe(dict(response.headers))
        disposition = response.headers["content-disposition"]
        assert disposition.startswith("attachment; filename")
        named = unquote(disposition.partition("''")[2]) or disposition.partition('"')[2].removesuffix('"')
        assert named == path.name
