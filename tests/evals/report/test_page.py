"""report.html: needs nothing but itself, does nothing that a question tells it to, and has every number as text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.contract import Retrieved
from evals import report
from evals.dataset import Gold
from evals.record import Record
from evals.report.html.bars import around, bar
from evals.report.html.lines import Plane, ceiling, ticks

from ..conftest import make_answer, make_citation, make_question, make_record, silent

HOSTILE = "</q></summary><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} \"' &amp;"
ABOUT = {"dataset": {"path": "x.jsonl", "sha256": "ab"}, "system": "elsewhere", "index": {"documents": 1}, "jobs": 1}


class Reader(HTMLParser):
    """Every tag with its attributes, the text, and the text by the language of the element around it."""

    VOID = frozenset({"meta", "link", "rect", "line", "path", "polyline", "br", "img"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.text = ""
        self.swedish = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1][1] == "sv":
            self.swedish += data


def read(content: str) -> Reader:
    reader = Reader()
    reader.feed(content)
    reader.close()
    assert reader.open == []
    return reader


def hostile() -> Record:
    place = Retrieved(path=HOSTILE, start=0, end=9, score=0.5)
    answer = make_answer(
        answer=f"Nej, {HOSTILE} [1]", citations=[make_citation(HOSTILE)], retrieved=[place], status="not_found"
    )
    question = make_question(
        id=HOSTILE,
        question=HOSTILE,
        category=HOSTILE,
        nuggets=((HOSTILE,),),
        forbidden=(HOSTILE,),
        history=(HOSTILE,),
        gold=(Gold(path=HOSTILE, quote=HOSTILE, end=5),),
    )
    return make_record(question, answer)


RECORDS = [
    make_record(ms=5.0),
    make_record(make_question(id="q2", category="who"), make_answer(answer="Det är rektorn [1]."), ms=20.0),
    make_record(make_question(id="q3", language="en", status="not_found", gold=(), nuggets=()), silent(), ms=30.0),
]


def page(records: list[Record], folder: Path, **about: object) -> Reader:
    report.write(records, report.report(records, {**ABOUT, **about}), folder)
    return read((folder / "report.html").read_text("utf-8"))


def test_a_hostile_question_is_text_and_nothing_else(tmp_path: Path) -> None:
    found = page([*RECORDS, hostile(), Record(make_question(id="e"), None, 1.0, (), HOSTILE)], tmp_path, system=HOSTILE)
    assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in found.tags}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert found.swedish.count(HOSTILE) >= 6  # the question, what was expected, the answer, the quotes
    assert "49" not in found.text.replace(HOSTILE, "").split("What was measured")[0].split("Failed")[-1]


def test_it_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    page(RECORDS, tmp_path)
    content = (tmp_path / "report.html").read_text("utf-8")
    assert "default-src 'none'" in content
    assert not re.findall(r"https?://|url\(|@import|<script", content)
    for _, attributes in read(content).tags:
        assert not attributes.get("src")
        assert (attributes.get("href") or "#").startswith(("#", "data:,"))


def test_what_failed_is_shown_with_all_that_tells_why(tmp_path: Path) -> None:
    text = page(RECORDS, tmp_path).text
    failed = " ".join(text.split("1 of 3 answers are not correct")[1].split())
    for piece in ("q2", "missing 'enhetschef'", "Det är rektorn [1].", "Förvaltningen svarade att det är enhetschefen.",
                  "fvg.txt 33–79", "on gold", "1 passage, the first that answers at 1"):  # fmt: skip
        assert piece in failed


def test_every_drawing_has_its_numbers_and_its_name(tmp_path: Path) -> None:
    found = page(RECORDS, tmp_path)
    drawings = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert all(one.get("aria-hidden") == "true" or one.get("role") == "img" for one in drawings)
    named = " ".join(str(one["aria-labelledby"]) for one in drawings if one.get("role") == "img").split()
    ids = [str(attributes["id"]) for _, attributes in found.tags if attributes.get("id")]
    assert named
    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))
    assert "0.67" in found.text  # correct, as text beside its bar
    assert "p95 30 ms" in found.text
    assert [tag for tag, _ in found.tags if tag == "h1"] == ["h1"]
    links = [str(attributes["href"])[1:] for tag, attributes in found.tags if tag == "a"]
    assert set(links) <= set(ids)


def test_one_question_at_a_time_or_several(tmp_path: Path) -> None:
    assert "one question at a time" in page(RECORDS, tmp_path).text
    assert "with 4 questions at a time" in page(RECORDS, tmp_path, jobs=4).text


def test_nothing_but_errors_and_nothing_at_all_are_pages_too(tmp_path: Path) -> None:
    error = Record(make_question(), None, 1.0, (), "timed out")
    assert "error: timed out" in page([error], tmp_path).text
    assert "Evaluation" in page([], tmp_path).text


def test_what_a_model_judged_stands_apart(tmp_path: Path) -> None:
    whole = report.report(RECORDS, ABOUT)
    judged = {"model": "tiny", "n": 3, "faithful": 0.5, "correct": 1.0}
    faults = [{"line": 7, "id": "q7", "what": HOSTILE}]
    report.write(RECORDS, {**whole, "model_judged": judged, "dataset_faults": faults}, tmp_path)
    text = read((tmp_path / "report.html").read_text("utf-8")).text
    assert "Judged by the language model tiny, and not by labels" in text
    assert f"line 7, q7: {HOSTILE}" in text


def test_several_systems_stand_side_by_side(tmp_path: Path) -> None:
    page(RECORDS, tmp_path / "a")
    page([replace(record, answer=silent()) for record in RECORDS], tmp_path / "b", system="other")
    found = read(report.together([tmp_path / "a", tmp_path / "b"], tmp_path).read_text("utf-8"))
    part = found.text.split("Side by side")[-1]
    assert "elsewhere" in part
    assert "other" in part
    table = report.peers_table([tmp_path / "a", tmp_path / "b"]).splitlines()
    assert table[0].startswith("| system | n | recall@5 | MRR |")
    assert table[2].startswith("| elsewhere | 3 | 1.00 (1.00–1.00) | 1.00")
    assert "| 0.33" in table[3]


def test_a_bar_reaches_as_far_as_its_value() -> None:
    row = bar("correct", 0.5, interval=(0.25, 0.75), n=4)
    assert (row.to, row.low, row.high, row.text, row.between) == (50.0, 25.0, 75.0, "0.50", "0.25–0.75")
    assert bar("all right", 1.0, interval=(1.0, 1.0)).low is None
    assert bar("unknown", None).text == "–"
    assert bar("ms", 30.0, "{:.0f}", most=40.0).to == 75.0
    assert (around(0.0, 0.2), around(-0.1, 0.2), around(0.5, 0.2)) == (50.0, 25.0, 100.0)


@pytest.mark.parametrize(("value", "end"), [(0.31, 0.4), (7, 8), (210, 250), (1000, 1000), (0, 1)])
def test_an_axis_ends_at_a_round_number(value: float, end: float) -> None:
    assert ceiling(value) == pytest.approx(end)


def test_points_stand_where_their_values_say() -> None:
    plane = Plane(100.0, 1.0)
    assert plane.points([(0, 0), (50, 0.5), (200, 1)]) == "44.0,206.0 216.0,114.0 388.0,22.0"
    assert [tick.text for tick in ticks(plane, "y", "{:.0f} %", 100)] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert plane.mark(90, "p95").before
