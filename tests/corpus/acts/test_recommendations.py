"""What auditors recommend, and to whom."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

P = ActKind.PROPOSAL


def report(words: str) -> Document:
    return paper(
        "Kommunens revisorer\nGranskning av jouren\nRevisionsrapport\nDnr REV 2024/0007\n\nSammanfattande bedömning\n\n"
        f"Kommunens revisorer har granskat socialnämnden. Jouren fungerar.\n\n{words}\n\nMetod\n\nIntervjuer har hållits."
    )


@pytest.mark.parametrize(
    ("words", "auditors", "board"),
    [
        ("Vi rekommenderar socialnämnden att se över jouren.", "kommunens revisorer", ["socialnämnden"]),
        (
            "Revisorerna rekommenderar kultur- och fritidsnämnden att följa upp.",
            "kommunens revisorer",
            ["kultur- och fritidsnämnden"],
        ),
        (
            "Lekmannarevisorerna rekommenderar Tallhamra Energi AB att följa upp.",
            "Lekmannarevisorerna",
            ["Tallhamra Energi AB"],
        ),
        (
            "Revisionskontoret rekommenderar socialnämnd Norra att följa upp.",
            "Revisionskontoret",
            ["socialnämnd Norra"],
        ),
        ("Revisionskontoret rekommenderar samtliga nämnder att följa upp.", "Revisionskontoret", []),
        ("Socialnämnden rekommenderas att se över jouren.", "kommunens revisorer", ["socialnämnden"]),
        ("Vi tillstyrker att kommunfullmäktige beviljar ansvarsfrihet.", "kommunens revisorer", []),
    ],
)
def test_a_recommendation(words: str, auditors: str, board: list[str]) -> None:
    document = report(words)
    assert quotes(document, P) == [words]
    assert by(acts(document, P)[0]) == [auditors]
    assert to(acts(document, P)[0]) == board


def test_points_below_one_sentence_are_one_recommendation() -> None:
    document = report(
        "Utifrån granskningen lämnar vi följande rekommendationer till socialnämnden:\n\n• Att stärka styrningen.\n\n"
        "• Att stärka uppföljningen."
    )
    (quote,) = quotes(document, P)
    assert quote.startswith("Utifrån granskningen")
    assert quote.endswith("Att stärka uppföljningen.")
    assert to(acts(document, P)[0]) == ["socialnämnden"]


def test_points_with_a_board_each_are_recommendations_each() -> None:
    document = report(
        "Vi lämnar följande rekommendationer:\n\n• Socialnämnden rekommenderas att se över jouren.\n\n"
        "• Kommunstyrelsen rekommenderas att följa upp."
    )
    assert [to(act) for act in acts(document, P)] == [["socialnämnden"], ["kommunstyrelsen"]]


def test_that_recommendations_follow_is_none() -> None:
    assert not acts(report("Vi lämnar fem rekommendationer, som framgår av avsnitt 9."), P)
