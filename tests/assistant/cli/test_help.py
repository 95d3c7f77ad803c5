"""Help is there for every command, and comes at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMANDS = [
    ["ingest"],
    ["ask"],
    ["chat"],
    ["serve"],
    ["mcp"],
    ["docs"],
    ["show"],
    ["commitments"],
    ["export"],
    ["eval"],
    ["index"],
    ["index", "status"],
    ["index", "rebuild"],
    ["index", "verify"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(council, command) -> None:
    result = council(*command, "--help")
    assert result.exit_code == 0
    assert f"Example: council {' '.join(command)}" in result.stdout


def test_the_commands_are_listed_each_with_a_whole_line(council) -> None:
    shown = council("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command[0]} " in shown
    assert "..." not in shown.partition("Commands:")[2]


def test_the_version_is_told(council) -> None:
    result = council("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("council ")


def test_help_does_not_wait_for_what_only_answers_need() -> None:
    heavy = [
        "torch",
        "gradio",
        "llama_index",
        "chromadb",
        "sqlalchemy",
        "numpy",
        "fastapi",
        "rich.console",
        "corpus",
    ]
    code = f"import sys, assistant.cli.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "line",
    [
        ["nonsense"],
        ["ingest"],
        ["ask"],
        ["ask", "Vem?", "--batch", "file"],
        ["ask", "--batch", "file", "--party", "S"],
        ["ask", "Vem?", "--from", "2022-13-01"],
        ["serve", "--port", "99999"],
        ["show", "a.txt", "--text", "--acts"],
        ["docs", "--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_why(council, line) -> None:
    result = council(*line)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr
