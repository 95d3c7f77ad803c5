"""`council brief`: a table of what the documents answer, and a draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

INTERPELLATION = """Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om ishallen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/77

Ishallen har varit stängd i två år.

Med anledning av detta vill jag ställa följande frågor:

1. När öppnar ishallen igen, och vad kostar det nya kylaggregatet?
2. Vilka grodor bor i ishallens källare?

Tallhamra 2024-03-14

Anna Ek (S)
"""
MINUTES = """Tallhamra kommun
Kommunstyrelsen

Protokoll (nr 2)

Sammanträdesdatum: 2024-02-13

§ 12 Ärendenummer KS 2024/0009

Nytt kylaggregat till ishallen

Beslut

Kommunstyrelsen beslutar att det nya kylaggregatet till ishallen får kosta högst 3,5 miljoner kronor.

§ 13 Ärendenummer KS 2024/0010

Godkännande av dagordning

Beslut

Dagordningen godkänns.

§ 14 Val av justerare

Beslut

Anna Ek (S) utses.
"""

Council = Callable[..., Result]


@pytest.fixture(scope="module")
def rink(council: Council, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with the decision alone."""
    folder = tmp_path_factory.mktemp("rink")
    (folder / "papers").mkdir()
    (folder / "papers" / "protokoll.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "interpellation.txt").write_text(INTERPELLATION, encoding="utf-8")
    assert council("ingest", folder / "papers", "--index", folder / "index").exit_code == 0
    return folder


def test_a_draft_is_written_and_the_table_tells_what_is_missing(council: Council, rink: Path) -> None:
    result = council("brief", rink / "interpellation.txt", "-o", rink / "svar.docx", "--index", rink / "index")
    assert result.exit_code == 0
    assert (rink / "svar.docx").read_bytes()[:2] == b"PK"
    assert "from Anna Ek (S), to Bo Ask (M), 2024-03-14, case KS 2024/77, 2 questions" in result.stdout
    assert "nothing found" in result.stdout
    assert "1 decision" in result.stdout
    assert "· vad kostar det nya kylaggregatet?" in result.stdout


def test_json_is_the_whole_brief(council: Council, rink: Path) -> None:
    result = council("brief", rink / "interpellation.txt", "--json", "--index", rink / "index")
    found = json.loads(result.stdout)
    assert [one["cover"] for one in found["prepared"]][1] == "nothing"
    source = found["prepared"][0]["evidence"][0]["source"]
    assert MINUTES[source["start"] : source["end"]] == source["quote"]


def test_several_papers_are_prepared_in_one_go_and_a_bad_one_is_told(council: Council, rink: Path) -> None:
    other = rink / "other"
    other.mkdir()
    (other / "interpellation.txt").write_text(INTERPELLATION.replace("grodor", "paddor"), encoding="utf-8")
    papers = (rink / "interpellation.txt", rink / "borta.txt", other / "interpellation.txt")
    result = council("brief", *papers, "-o", rink / "drafts", "--index", rink / "index")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "borta.txt: there is no such file" in result.stderr
    assert sorted(path.name for path in (rink / "drafts").iterdir()) == ["interpellation-2.docx", "interpellation.docx"]
    rows = [line.split() for line in result.stdout.splitlines() if line.startswith(("interpellation.txt", "borta.txt"))]
    assert [row[0] for row in rows] == [paper.name for paper in papers]
    assert [row[1:5] for row in rows if row[0] != "borta.txt"] == [["2", "0", "1", "1"]] * 2


def test_several_papers_as_json_are_a_list(council: Council, rink: Path) -> None:
    papers = (rink / "interpellation.txt", rink / "borta.txt")
    result = council("brief", *papers, "--json", "--index", rink / "index")
    good, bad = json.loads(result.stdout)
    assert [one["cover"] for one in good["brief"]["prepared"]][1] == "nothing"
    assert bad["brief"] is None
    assert "there is no such file" in bad["problem"]


def test_drafts_of_several_papers_need_a_folder(council: Council, rink: Path) -> None:
    paper = rink / "interpellation.txt"
    result = council("brief", paper, paper, "-o", paper, "--index", rink / "index")
    assert result.exit_code == 1
    assert "no folder for the drafts of several papers" in result.stderr
    assert paper.read_text(encoding="utf-8") == INTERPELLATION


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["borta.txt"], "there is no such file"),
        (["papers/protokoll.txt"], "no question"),
        (["interpellation.txt", "-o", "interpellation.txt"], "that is the paper itself"),
        (["interpellation.txt", "-o", "ingen/mapp/svar.docx"], "cannot be written there"),
        (["interpellation.txt", "-o", "svar2.docx", "--template", "borta.docx"], "check the path of the template"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_1(council: Council, rink: Path, arguments: list[str], told: str) -> None:
    paths = [a if a.startswith("-") else str(rink / a) for a in arguments]
    result = council("brief", *paths, "--index", rink / "index")
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert (rink / "interpellation.txt").read_text(encoding="utf-8") == INTERPELLATION


def test_without_a_file_it_is_wrong_usage(council: Council) -> None:
    assert council("brief").exit_code == 2
