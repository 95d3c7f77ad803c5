"""The measure of cases, on two minutes of Tallhamra."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labels import LabelError
from evals.parsing.cases import load, main, measure
from index.settings import Settings
from index.store import Index

MINUTES = "Tallhamra kommun\nKommunfullmäktige\n\nProtokoll (nr {n})\n\nSammanträdesdatum: 2023-0{n}-20\n\nNärvarande\n\nLedamöter\nAnna Ek (S), ordförande\nBo Ask (M)\n\n{items}"
ITEM = "§ {n} Ärendenummer {number}\n\nTaxa för bad\n\nBeslut\n\nÄrendet bordläggs.\n\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    papers = folder / "papers"
    papers.mkdir()
    for n, numbers in ((1, ("KS 2023/1", "KS 2023/2", "KS 2023/4")), (2, ("KS 2023/1", "KS 2023/3", "KS 2023/5"))):
        items = "".join(ITEM.format(n=10 * n + i, number=number) for i, number in enumerate(numbers))
        (papers / f"p{n}.txt").write_text(MINUTES.format(n=n, items=items), encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as opened:
        opened.ingest().run([papers])
    return folder / "index"


def labels(path: Path, *cases: tuple[str, list[tuple[str, str | None]]]) -> Path:
    path.write_text("\n".join(json.dumps({"number": n, "parts": parts}) for n, parts in cases), encoding="utf-8")
    return path


def test_precision_and_recall_count_the_parts_of_labelled_cases(index: Path, tmp_path: Path) -> None:
    file = labels(
        tmp_path / "l.jsonl", ("KS 2023/1", [("p1.txt", "10"), ("p9.txt", None)]), ("KS 2023/8", [("x", "1")])
    )
    with Index.open(Settings(index, embedder="hashing")) as opened:
        scores, differences = measure(load(file), opened.cases)
    parts = scores.get("parts of cases")
    # Found are § 10 and § 20 of KS 2023/1: one of two is labelled, and one of three labelled parts is found.
    assert (parts.precision, parts.recall) == (1 / 2, 1 / 3)
    assert differences == ["missed  KS 2023/1  p9.txt", "false   KS 2023/1  p2.txt § 20", "missed  KS 2023/8  x § 1"]


def test_the_command_prints_both_measures(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = labels(tmp_path / "l.jsonl", ("KS 2023/2", [("p1.txt", "11")]))
    assert main([str(file), "--index", str(index), "--errors"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["whole", "cases"], ["parts", "of"]]
    assert lines[1].count("1.000") == 2


@pytest.mark.parametrize("text", ["", "{}", '{"number": "KS 1", "parts": []}', "no json"])
def test_what_is_no_label_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "l.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(LabelError, match=r"l\.jsonl"):
        load(tmp_path / "l.jsonl")


def test_a_missing_file_or_index_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "no.jsonl"), "--index", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("name", ["sample.jsonl", "reference.jsonl"])
def test_the_labels_of_the_repository_can_be_read(name: str) -> None:
    found = load(Path(__file__).parents[3] / "evals" / "labels" / "cases" / name)
    numbers = [label.number for label in found]
    assert len(numbers) == len(set(numbers)) > 50
