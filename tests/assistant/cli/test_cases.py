"""`council cases` and `council show --acts`."""

from __future__ import annotations

import json

import pytest

MINUTES = """Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 4)

Sammanträdesdatum: 2023-10-30

§ 7 Nya motioner

Beslut

Följande motioner remitteras till kommunstyrelsen för beredning:
1. Motion av Eva Lo (V) om en äldreombudsman.
2. Motion av Bo Ask (M) om fler bänkar vid sjön.

§ 8 Ärendenummer KS 2023/0198

Svar på motion av Eva Lo (V) om en äldreombudsman

Beslut

Motionen avslås.

Yrkanden

Eva Lo (V) yrkar bifall till motionen.

Propositionsordning

Ordföranden ställer propositioner på yrkandena och finner att motionen har avslagits. Omröstning begärs. Ja för avslag på
motionen. Nej för bifall till motionen.

Omröstning

Omröstningen utfaller med 24 Ja mot 25 Nej.

§ 9 Ärendenummer KS 2023/0311

Taxa för bad

Beslut

Taxan fastställs. Beslutet i KS 2020/0055 upphävs.
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory, documents, council):
    """An index of the folder and of minutes that speak of two more cases."""
    folder = tmp_path_factory.mktemp("linked")
    (folder / "docs").mkdir()
    (folder / "docs" / "protokoll.txt").write_text(MINUTES, encoding="utf-8")
    made = folder / "index"
    council("ingest", documents, folder / "docs", "--index", made)
    return made


def test_a_case_is_shown_in_date_order_with_who_answered(council, linked) -> None:
    shown = council("cases", "ks 2022/0041", "--index", linked).stdout
    assert shown.index("2022-03-14") < shown.index("2022-04-19")
    assert "Case:    KS 2022/41\n" in shown
    assert "Kind:    interpellation\n" in shown
    assert "From:    Anna Ek (S)\n" in shown
    assert "State:   answered\n" in shown
    assert "question · Anna Ek (S) · probably answered in ks/svar.txt on 2022-04-19\n" in shown
    assert "        När öppnar simhallen igen?\n" in shown


def test_a_question_without_an_answer_says_so(council, index, tmp_path) -> None:
    paper = tmp_path / "fråga.txt"
    paper.write_text(
        "Interpellation av Eva Lo (V) till Bo Ask (M) om bussen\n\nTallhamra kommun\nDnr KS 2023/7\n\n"
        "Mot den bakgrunden ställer jag följande fråga:\n\nNär går bussen till byn igen?\n\nTallhamra 2023-02-01\nEva Lo (V)\n",
        encoding="utf-8",
    )
    council("ingest", paper, "--index", tmp_path / "index")
    shown = council("cases", "KS 2023/7", "--index", tmp_path / "index").stdout
    assert "question · Eva Lo (V) · not answered in these documents\n" in shown
    assert "State:   open\n" in shown


def test_a_line_of_a_list_is_shown_as_it_stands(council, linked) -> None:
    shown = council("cases", "KS 2023/198", "--index", linked).stdout
    assert "(the same person and topic, no number: likely)" in shown
    assert "    Motion av Eva Lo (V) om en äldreombudsman" in shown


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("KS 1999/1", "KS 1999/1: no document of the index belongs to such a case; no document mentions it."),
        ("2022/41", "did you mean KS 2022/41?"),
        ("KS 2020/55", "it is only mentioned, in protokoll.txt."),
        ("", "No case number was given"),
        ("  \n ", "No case number was given"),
        ("x" * 5000, "x" * 60 + "…: no document"),
        ("\x1b[31mKS", "KS: no document"),
        ("'; drop table cases; --", "no document of the index belongs"),
        ("%", "%: no document of the index belongs"),
    ],
)
def test_a_number_that_is_not_there_is_one_clear_line(council, linked, number: str, told: str) -> None:
    result = council("cases", number, "--index", linked)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_json_holds_every_part_with_its_acts(council, linked) -> None:
    case = json.loads(council("cases", "KS 2022/41", "--json", "--index", linked).stdout)
    assert case["number"] == "KS 2022/41"
    assert [part["path"] for part in case["parts"]] == ["interpellation.txt", "ks/svar.txt"]
    assert {act["kind"] for part in case["parts"] for act in part["acts"]} >= {"question", "signature"}


def test_show_acts_tells_acts_and_votes_in_the_order_of_the_text(council, linked) -> None:
    shown = council("show", "protokoll.txt", "--acts", "--index", linked).stdout
    lines = shown.splitlines()
    heading = next(i for i, line in enumerate(lines) if line.startswith("-- § 8 "))
    vote = next(i for i, line in enumerate(lines) if line.startswith("vote · 24 yes, 25 no"))
    assert any("decision (rejected)" in line for line in lines[heading:vote])
    assert any(line.startswith("-- § 9 ") for line in lines[vote:])
    assert "  Ja means: " in shown
    assert "  Nej means: " in shown


def test_show_acts_of_a_text_without_any_says_so(council, tmp_path) -> None:
    (tmp_path / "lapp.txt").write_text("Glöm inte mjölken.\n", encoding="utf-8")
    shown = council("show", tmp_path / "lapp.txt", "--acts", "--index", tmp_path / "none")
    assert shown.exit_code == 0
    assert shown.stdout == "No acts were understood; the document is searched as plain text.\n"


def test_show_acts_keeps_no_escape_sequence(council, tmp_path) -> None:
    (tmp_path / "p.txt").write_text(
        "Interpellation av Anna Ek (S) till Bo Ask (M) om bad\n\nJag vill ställa följande fråga:\n\n"
        "När \x1b[31möppnar\x1b[0m badet?\n\nAnna Ek (S)\n",
        encoding="utf-8",
    )
    shown = council("show", tmp_path / "p.txt", "--acts", "--index", tmp_path / "none")
    assert shown.exit_code == 0
    assert "\x1b" not in shown.stdout
    assert "badet?" in shown.stdout
