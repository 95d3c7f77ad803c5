"""`council users`: who may sign in, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.access.passwords import Passwords
from assistant.access.users import Users
from assistant.cli.app import app

Council = Callable[..., Any]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Calls `council users` with a users file in a fresh folder."""

    def call(*arguments: str, stdin: str | None = None, file: str = "users.toml") -> Any:
        environment = {"COUNCIL_USERS": str(tmp_path / file) if file else "", "COUNCIL_DEBUG": "", "COLUMNS": "200"}
        return CliRunner().invoke(app, ["users", *arguments], input=stdin, env=environment)

    return call


def test_a_user_is_added_listed_changed_and_removed(council: Council, tmp_path: Path) -> None:
    words = "korrekt häst batteri"
    added = council("add", "anna", "--role", "staff", "--access", "internal", "--stdin", stdin=f"{words}\n")
    assert added.exit_code == 0
    assert "anna added: staff, internal documents." in added.stdout
    assert words not in added.output
    account = Users(tmp_path / "users.toml").find("anna")
    assert account is not None
    assert Passwords().matches(words, account.password)
    assert council("list").stdout == "anna\tstaff\tinternal\tpassword\n"
    assert council("change", "anna", "--role", "admin").exit_code == 0
    listed = json.loads(council("list", "--json").stdout)
    assert listed == [{"name": "anna", "role": "admin", "access": "internal", "password": True, "tokens": 0}]
    assert council("remove", "anna").exit_code == 0
    assert council("list").stdout == ""


def test_a_password_is_asked_for_twice_and_not_shown(council: Council, tmp_path: Path) -> None:
    words = "korrekt häst batteri"
    added = council("add", "anna", stdin=f"{words}\n{words}\n")
    assert added.exit_code == 0
    assert words not in added.output
    before = Users(tmp_path / "users.toml").all()
    assert council("password", "anna", stdin="en annan fras\nnågot annat\n").exit_code != 0
    assert Users(tmp_path / "users.toml").all() == before
    assert council("password", "anna", "--stdin", stdin="en annan fras\n").exit_code == 0
    assert Users(tmp_path / "users.toml").all() != before


def test_a_password_cannot_be_an_argument(council: Council) -> None:
    assert council("add", "anna", "korrekt häst batteri").exit_code == 2
    assert council("add", "anna", "--password", "korrekt häst batteri").exit_code == 2


def test_a_token_is_printed_once_and_can_be_revoked(council: Council, tmp_path: Path) -> None:
    council("add", "robot", "--no-password")
    assert council("list").stdout == "robot\treader\tpublic\tcannot come in\n"
    token = council("token", "robot").stdout.strip()
    assert token.startswith("council_")
    assert token not in (tmp_path / "users.toml").read_text(encoding="utf-8")
    assert council("list").stdout == "robot\treader\tpublic\t1 token\n"
    found = Users(tmp_path / "users.toml").by_token(token)
    assert found is not None
    assert found.name == "robot"
    council("token", "robot", "--revoke")
    assert Users(tmp_path / "users.toml").by_token(token) is None


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("list",), None, "There is no users file"),
        (("remove", "bo"), None, "There is no users file"),
        (("add", "bo", "--stdin"), "kort\n", "12 to 1024 characters"),
        (("add", "b o", "--no-password"), None, "cannot be a name"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    council: Council, arguments: tuple[str, ...], stdin: str | None, told: str
) -> None:
    result = council(*arguments, stdin=stdin)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_which_file_is_meant_must_be_said(council: Council, tmp_path: Path) -> None:
    result = council("list", file="")
    assert result.exit_code == 1
    assert "COUNCIL_USERS" in result.stderr
    named = tmp_path / "other.toml"
    assert council("add", "bo", "--no-password", "--users", str(named), file="").exit_code == 0
    assert named.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "arguments", [("add", "bo", "--role", "boss"), ("add", "bo", "--access", "x"), ("change", "bo")]
)
def test_wrong_usage_is_told(council: Council, arguments: tuple[str, ...]) -> None:
    assert council(*arguments).exit_code == 2
