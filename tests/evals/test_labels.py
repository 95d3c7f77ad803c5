"""Labels: what is wrong is told with file and line, and what no longer matches is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import evals
from corpus.records import ActKind, Form
from evals.fingerprint import fingerprint
from evals.labels import LabelError, load, main, stale

from .conftest import QUOTE, TEXT

ACT = {"kind": "answer", "start": 33, "end": 79, "check": fingerprint(QUOTE)}
FILES = sorted((Path(evals.__file__).parent / "labels").glob("*.jsonl"))


def line(*acts: dict[str, Any], **given: Any) -> str:
    return json.dumps({"path": "fvg.txt", "genre": "union_minutes", "acts": list(acts or [ACT])} | given)


def test_a_line_becomes_a_typed_stretch(write_lines: Callable[..., Path]) -> None:
    (stretch,) = load(write_lines("", line(ACT | {"form": "noted", "actors": ["Förvaltningen"]}, start=10, end=80)))
    assert stretch.acts[0].kind is ActKind.ANSWER
    assert stretch.acts[0].form is Form.NOTED
    assert not stretch.whole
    assert [stretch.holds(offset) for offset in (9, 10, 79, 80)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{", "line 2: "),
        (line(ACT | {"kind": "speech"}), "line 2: acts.0.kind"),
        (line(ACT | {"actor": ["X"]}), "line 2: acts.0.actor"),
        (line(ACT | {"check": "xyz"}), "line 2: acts.0.check"),
        (line(ACT | {"end": 33}), "the act at 33 ends at 33"),
        (line(ACT | {"reply_to": 0}), "acts[0].reply_to is 0, which is no other act"),
        (line(ACT | {"reply_to": 1}), "acts[0].reply_to is 1, which is no other act"),
        (line(start=40, end=90), "acts[0] begins at 33, outside the stretch"),
        (line(start=10), "both start and end"),
        (line(start=10, end=90, case_numbers=[]), "case_numbers are given of whole documents only"),
    ],
)
def test_a_bad_line_is_named(write_lines: Callable[..., Path], wrong: str, told: str) -> None:
    with pytest.raises(LabelError) as error:
        load(write_lines(line(), wrong))
    assert "questions.jsonl, line 2: " in str(error.value)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_nothing_to_load_is_an_error(tmp_path: Path, write_lines: Callable[..., Path]) -> None:
    with pytest.raises(LabelError, match="no such file"):
        load(tmp_path / "missing.jsonl")
    with pytest.raises(LabelError, match="holds no labels"):
        load(write_lines(""))


def test_a_label_whose_text_changed_is_named(write_lines: Callable[..., Path]) -> None:
    stretches = load(write_lines(line(), line(path="gone.txt")))
    assert stale(stretches[:1], {"fvg.txt": TEXT}.get) == []
    changed = stale(stretches, {"fvg.txt": TEXT.replace("enhetschefen", "rektorn")}.get)
    assert changed == ["fvg.txt[33:79], acts[0], answer: the text changed.", "gone.txt cannot be read."]


def test_the_command_line_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fvg.txt").write_text(TEXT, "utf-8")
    (tmp_path / "labels.jsonl").write_text(line() + "\n", "utf-8")
    given = [str(tmp_path / "labels.jsonl"), "--folder", str(tmp_path)]
    assert main(given) == 0
    assert "1 labels in 1 stretches, 0 do not match." in capsys.readouterr().out
    (tmp_path / "fvg.txt").write_text(TEXT.replace("Vision", "Kommunal"), "utf-8")
    assert main(given) == 1
    assert "fvg.txt[33:79]" in capsys.readouterr().out
    assert main([given[0], "--folder", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_projects_own_labels_can_be_loaded(path: Path) -> None:
    assert all(stretch.acts for stretch in load(path))
