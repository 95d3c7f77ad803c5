"""No failure shows a traceback, unless it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from assistant.cli.common import Doing
from corpus.errors import BadQuestion


def ended(error: BaseException, **options: int) -> int:
    with pytest.raises(typer.Exit) as raised, Doing("counting", **options):
        raise error
    return raised.value.exit_code


def test_an_error_for_the_user_is_its_own_line(capsys) -> None:
    assert ended(BadQuestion("Too\nlong: \x1b[31mshorten it.")) == 1
    assert capsys.readouterr().err == "Too long: shorten it.\n"


def test_any_other_error_is_a_neutral_line(capsys) -> None:
    assert ended(ValueError("secret")) == 1
    told = capsys.readouterr().err
    assert told == "Something went wrong while counting (ValueError). COUNCIL_DEBUG=1 shows the details.\n"


def test_a_full_disk_is_named(capsys) -> None:
    assert ended(OSError(28, "No space left on device", "/srv/index")) == 1
    assert "No space left on device: /srv/index" in capsys.readouterr().err


def test_ctrl_c_is_quiet(capsys) -> None:
    assert ended(KeyboardInterrupt()) == 130
    assert ended(KeyboardInterrupt(), stopped=0) == 0
    assert capsys.readouterr().err == ""


def test_exits_and_wrong_usage_pass() -> None:
    assert ended(typer.Exit(3)) == 3
    with pytest.raises(typer.BadParameter), Doing("counting"):
        raise typer.BadParameter("no")


def test_a_broken_catalogue_is_one_line_and_the_details_can_be_had(council, tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    result = council("docs", "--index", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "Traceback" in council("docs", "--index", tmp_path, COUNCIL_DEBUG="1").stderr


def test_a_reader_that_goes_away_is_no_failure(environment, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Simhallen i Tallhamra öppnar igen.\n" * 2_500, encoding="utf-8")
    line = [sys.executable, "-m", "assistant.cli", "show", str(tmp_path / "long.txt"), "--text"]
    with subprocess.Popen(
        line, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_is_one_line(environment, arguments) -> None:
    line = [sys.executable, "-m", "assistant.cli", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(line, env={**os.environ, **environment}, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left on device" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="the shell closes the output")
def test_without_an_output_it_works_in_silence(environment, index) -> None:
    line = ["sh", "-c", '"$0" -m assistant.cli ask simhallen --index "$1" >&-', sys.executable, str(index)]
    done = subprocess.run(line, env={**os.environ, **environment}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="the shell leaves the pipe")
def test_an_answer_that_nobody_reads_is_no_failure(environment, index) -> None:
    line = ["bash", "-c", '"$0" -m assistant.cli ask simhallen --index "$1" | true; exit "${PIPESTATUS[0]}"']
    done = subprocess.run(
        [*line, sys.executable, str(index)], env={**os.environ, **environment}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
