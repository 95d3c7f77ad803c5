"""Which model is used is said by the environment; nothing said means no model."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.models import ModelSettings, open_model
from corpus.errors import BadSettings

HERE = {"COUNCIL_LLM_URL": "http://localhost:8000/v1", "COUNCIL_LLM_MODEL": "tiny"}


def test_without_an_address_there_is_no_model() -> None:
    assert ModelSettings.load({}) is None
    assert ModelSettings.load({"COUNCIL_LLM_MODEL": "tiny", "COUNCIL_LLM_KEY": "k", "COUNCIL_LLM_URL": " "}) is None
    assert open_model(None) is None


def test_the_rest_has_defaults() -> None:
    settings = ModelSettings.load(HERE)
    assert settings == ModelSettings("http://localhost:8000/v1", "tiny", None, 20.0, 8192)


@pytest.mark.parametrize(
    ("url", "address", "ollama"),
    [
        ("https://models.example/v1/", "https://models.example/v1", False),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1", False),
        ("ollama://localhost", "http://localhost:11434", True),
        ("ollama://localhost:99/", "http://localhost:99", True),
        ("ollama://[::1]:99", "http://[::1]:99", True),
    ],
)
def test_addresses(url: str, address: str, ollama: bool) -> None:
    settings = ModelSettings(url, "tiny")
    assert (settings.address, settings.ollama) == (address, ollama)
    model = open_model(settings)
    assert model is not None
    assert model.name == "tiny"


@pytest.mark.parametrize(
    "changes",
    [
        {"COUNCIL_LLM_MODEL": ""},
        {"COUNCIL_LLM_URL": "localhost:8000"},
        {"COUNCIL_LLM_URL": "ftp://localhost/v1"},
        {"COUNCIL_LLM_URL": "http://"},
        {"COUNCIL_LLM_URL": "http://localhost:port/v1"},
        {"COUNCIL_LLM_URL": "http://localhost:99999/v1"},
        {"COUNCIL_LLM_URL": "http://[::1/v1"},
        {"COUNCIL_LLM_URL": "https://somebody:sk-secret@models.example/v1"},
        {"COUNCIL_LLM_URL": "https://models.example/v1?key=sk-secret"},
        {"COUNCIL_LLM_URL": "ollama://localhost/v1"},
        {"COUNCIL_LLM_KEY": "sk-secret\nX-Other: 1"},
        {"COUNCIL_LLM_KEY": "sk-secret och mer"},
        {"COUNCIL_LLM_KEY": "sk-secret-ö"},
        {"COUNCIL_LLM_TIMEOUT": "soon"},
        {"COUNCIL_LLM_TIMEOUT": "0"},
        {"COUNCIL_LLM_TIMEOUT": "nan"},
        {"COUNCIL_LLM_TIMEOUT": "-3"},
        {"COUNCIL_LLM_CONTEXT": "12"},
        {"COUNCIL_LLM_CONTEXT": "inf"},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_one_clear_line_without_the_key(changes: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as caught:
        ModelSettings.load({**HERE, **changes})
    line = str(caught.value)
    assert "COUNCIL_LLM_" in line
    assert "\n" not in line
    assert "sk-secret" not in line


def test_the_key_is_not_shown() -> None:
    assert "sk-secret" not in repr(ModelSettings("http://localhost/v1", "tiny", "sk-secret"))


def test_asking_without_a_model_imports_no_client_library() -> None:
    code = (
        "import sys, assistant.assistant, assistant.models, assistant.streaming\n"
        "print([m for m in ('llama_index', 'openai', 'ollama', 'httpx', 'assistant.models.synthesis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
