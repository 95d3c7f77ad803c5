"""An endpoint over HTTP as a system: what it is sent, and that whatever it does costs one question only."""

from __future__ import annotations

import socket
import time
from functools import partial
from pathlib import Path

import pytest

from assistant.contract import Request
from corpus.records import Document, Genre
from evals.run import run
from evals.systems import NoAnswer, SystemFailed
from evals.systems.http import COOKIE, TOKEN, HttpSystem
from evals.systems.lanes import ThreadLane
from evals.systems.parallel import in_lanes

from .conftest import TEXT, Server, questions


class Shelf:
    """One document on this machine."""

    def __init__(self) -> None:
        self.closed = False

    def by_path(self, path: str) -> Document | None:
        if path != "fvg.txt":
            return None
        return Document(
            id="x", path=path, sha256="0" * 64, format="txt", title="FVG", genre=Genre.UNION_MINUTES, text=TEXT
        )

    def close(self) -> None:
        self.closed = True


def opened(server: Server, timeout: float = 5.0, **given: str) -> HttpSystem:
    return HttpSystem(server.url + "/", timeout=timeout, environment=given)


def test_it_is_asked_as_the_contract_says_and_its_citations_are_checked(server: Server) -> None:
    system = opened(server)
    [record] = run(questions(1), system)
    system.close()
    path, _, asked = server.asked[0]
    assert path == "/api/ask"
    assert asked["question"] == "Vem har jour natt 0?"
    assert asked["history"] == []
    assert record.answer is not None
    assert record.exact == (True, False)


def test_the_environment_gives_a_token_or_a_cookie(server: Server) -> None:
    system = opened(server, **{TOKEN: "secret", COOKIE: "session=1"})
    system.answer(Request(question="Vem har jour?"))
    system.close()
    headers = {name.lower(): value for name, value in server.asked[0][1].items()}
    assert headers["authorization"] == "Bearer secret"
    assert headers["cookie"] == "session=1"


def test_without_texts_of_its_own_citations_are_checked_here(server: Server) -> None:
    server.texts = False
    shelf = Shelf()
    system = HttpSystem(server.url, timeout=5, local=shelf, environment={})
    [record] = run(questions(1), system)
    system.close()
    assert record.exact == (True, False)
    assert shelf.closed


def test_without_any_text_no_citation_is_exact(server: Server) -> None:
    server.texts = False
    system = opened(server)
    [record] = run(questions(1), system)
    system.close()
    assert record.exact == (False, False)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("500", "status 500: The index is being built."),
        ("html", "gave no answer object: the body: Invalid JSON"),
        ("schema", "gave no answer object: status: Input should be 'answered'"),
        ("another", "gave the answer to another question, 'q99'"),
        ("closes", "the connection failed"),
        ("drips", "no answer within 0.3 s"),
        ("hangs", "no answer within 0.3 s"),
    ],
)
def test_what_is_no_answer_is_told_in_a_line(server: Server, how: str, said: str) -> None:
    system = opened(server, timeout=0.3)
    began = time.monotonic()
    with pytest.raises(NoAnswer) as raised:
        system.answer(Request(id=how, question="Vem har jour?"))
    system.close()
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)
    assert time.monotonic() - began < 1.5


def test_the_run_goes_on_past_each_failure_in_several_threads(server: Server) -> None:
    bad = ["500", "html", "schema", "closes"]
    asked = [*questions(6), *(questions(1)[0].model_copy(update={"id": how}) for how in bad)]
    records = list(in_lanes(asked, [ThreadLane(partial(opened, server)) for _ in range(3)]))
    assert {record.question.id for record in records if record.answer is None} == set(bad)
    assert len(records) == 10


def test_nobody_at_the_address_is_told_before_any_question(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    system = HttpSystem(url, timeout=1, environment={})
    with pytest.raises(SystemFailed, match="nothing answers there"):
        system.check()
    system.close()


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://host:port"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SystemFailed, match=r"no address|nothing answers"):
        HttpSystem(url, timeout=1, environment={}).check()
