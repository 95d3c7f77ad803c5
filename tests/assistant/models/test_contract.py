"""Every language model keeps the same promises: the two behind a real server, and the scripted one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from time import perf_counter

import pytest

from assistant.models import LanguageModel, Message, ModelError, ModelSettings, ScriptedModel, base, open_model
from corpus.errors import CouncilError

from .model_server import ModelServer

pytestmark = pytest.mark.usefixtures("clients")
SAID = [Message("system", "Regler."), Message("user", "Fråga: “Å, ä & ö?”")]
SERVED = ["openai", "ollama"]
KEY = "sk-tallhamra-0123456789"


def opened(settings: ModelSettings) -> LanguageModel:
    model = open_model(settings)
    assert model is not None
    return model


@pytest.fixture(params=[*SERVED, "scripted"])
def model(request: pytest.FixtureRequest) -> Iterator[LanguageModel]:
    """A model named "tiny" that says "Hej " and "på dig å ä ö"."""
    pieces = ["Hej ", "på dig å ä ö"]
    if request.param == "scripted":
        yield ScriptedModel(pieces, name="tiny", context=2048)
        return
    with ModelServer(pieces) as server, closing(opened(server.settings(request.param, context=2048))) as found:
        yield found


class TestEveryModel:
    def test_gives_the_pieces_as_they_were_said(self, model: LanguageModel) -> None:
        assert list(model.stream(SAID)) == ["Hej ", "på dig å ä ö"]

    def test_answers_again_and_again(self, model: LanguageModel) -> None:
        assert ["".join(model.stream(SAID)) for _ in range(3)] == ["Hej på dig å ä ö"] * 3

    def test_knows_its_name_and_size(self, model: LanguageModel) -> None:
        assert (model.name, model.context) == ("tiny", 2048)

    def test_may_be_left_in_the_middle(self, model: LanguageModel) -> None:
        answer = iter(model.stream(SAID))
        assert next(answer) == "Hej "
        del answer
        assert "".join(model.stream(SAID)) == "Hej på dig å ä ö"


def test_a_scripted_model_fails_as_told() -> None:
    pieces = []
    with pytest.raises(base.ModelBusy):
        pieces.extend(ScriptedModel(["a"], error=base.ModelBusy("Busy.")).stream(SAID))


FAILURES = {
    "401": base.ModelRefused,
    "403": base.ModelRefused,
    "404": base.ModelMissing,
    "429": base.ModelBusy,
    "503": base.ModelBusy,
    "500": base.ModelFailed,
    "context": base.ModelContextExceeded,
    "slow": base.ModelTimeout,
    "drip": base.ModelTimeout,
    "comments": base.ModelTimeout,
    "silent": base.ModelSilent,
    "broken": base.ModelMalformed,
    "packed": base.ModelMalformed,
    "empty": base.ModelEmpty,
    "cut": base.ModelCut,
    "ended": base.ModelCut,
    "endless": base.ModelEndless,
    "one_line": base.ModelEndless,
}
WITH_PIECES = ("silent", "broken", "cut", "ended")
SHORT = ("slow", "drip", "comments", "silent")


@pytest.mark.parametrize("protocol", SERVED)
@pytest.mark.parametrize("behaviour", FAILURES)
def test_a_server_that_misbehaves_raises_the_error_for_it_in_time(
    protocol: str, behaviour: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    timeout = 0.6 if behaviour in SHORT else 10.0
    pieces = ["Hej "] if behaviour in WITH_PIECES else []
    with (
        ModelServer(pieces, behaviour) as server,
        closing(opened(server.settings(protocol, key=KEY, timeout=timeout))) as model,
    ):
        began = perf_counter()
        said: list[str] = []
        with pytest.raises(FAILURES[behaviour]) as caught:
            said.extend(model.stream(SAID))
        took = perf_counter() - began
        assert len(server.seen) <= 1  # one try, and not again
    line = str(caught.value)
    assert isinstance(caught.value, CouncilError)
    assert "\n" not in line
    assert line.endswith(".")
    assert KEY not in line + caplog.text
    assert "script" not in line
    if behaviour in SHORT:
        assert took < 3.0


@pytest.mark.parametrize("protocol", SERVED)
def test_a_page_instead_of_an_answer_is_no_answer(protocol: str) -> None:
    with ModelServer([], "html") as server, closing(opened(server.settings(protocol))) as model:
        with pytest.raises(ModelError) as caught:
            list(model.stream(SAID))
        assert caught.value.reason in ("malformed", "cut")


@pytest.mark.parametrize("protocol", SERVED)
def test_nothing_listens(protocol: str) -> None:
    with ModelServer() as server:
        settings = server.settings(protocol)
    with closing(opened(settings)) as model, pytest.raises(base.ModelUnreachable, match="COUNCIL_LLM_URL"):
        list(model.stream(SAID))


@pytest.mark.parametrize("protocol", SERVED)
def test_a_redirect_is_not_followed(protocol: str) -> None:
    with (
        ModelServer(["Hej"]) as other,
        ModelServer([], "redirect", elsewhere=f"http://127.0.0.1:{other.port}/v1/chat/completions") as server,
        closing(opened(server.settings(protocol, key=KEY))) as model,
    ):
        with pytest.raises(base.ModelRedirected):
            list(model.stream(SAID))
        assert other.seen == []


@pytest.mark.parametrize("protocol", SERVED)
def test_only_what_is_needed_is_sent(protocol: str) -> None:
    with ModelServer(["Hej"]) as server:
        with closing(opened(server.settings(protocol, key=KEY))) as model:
            list(model.stream(SAID))
        with closing(opened(server.settings(protocol))) as model:
            list(model.stream(SAID))
        with_key, without = server.seen
    assert with_key.path == ("/v1/chat/completions" if protocol == "openai" else "/api/chat")
    assert with_key.headers["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in without.headers
    known = {"host", "accept", "accept-encoding", "user-agent", "content-type", "content-length", "connection"}
    assert set(without.headers) <= known
    assert without.headers["user-agent"] == "council-assistant"
    assert [m["content"] for m in without.body["messages"]] == [m.text for m in SAID]
    assert without.body["model"] == "tiny"
    assert without.body["stream"] is True


def test_several_threads_may_ask_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def echo(messages: list[dict[str, str]]) -> list[str]:
        return [messages[-1]["content"]]

    with (
        ModelServer(echo) as server,
        closing(opened(server.settings("openai"))) as model,
        ThreadPoolExecutor(4) as pool,
    ):
        asked = [f"fråga {n}" for n in range(12)]
        told = pool.map(lambda text: "".join(model.stream([Message("user", text)])), asked)
        assert list(told) == asked
