"""Who was there."""

from __future__ import annotations

from papers import acts, by, paper

from corpus.records import ActKind

T = ActKind.ATTENDANCE
ITEMS = "\n\n".join(f"§ {n}\n\nÄrende {n}\n\nBeslut\n\nPlan {n} antas." for n in range(1, 4))


def test_members_and_substitutes() -> None:
    document = paper(
        "Kommunstyrelsen\n\nProtokoll\n\nNärvarande ledamöter\n\nBirgitta Hallström (S), ordförande\n\n"
        "Anders Wikander (M), vice ordförande\n\nTjänstgörande ersättare\n\nBo Ask (V) för Eva Lo (V)\n\n"
        f"Ej närvarande\n\nPer Sandelin (C)\n\n{ITEMS}"
    )
    present = [by(act)[0] for act in acts(document, T)]
    assert present[:3] == ["Birgitta Hallström (S)", "Anders Wikander (M)", "Bo Ask (V)"]
    assert "Per Sandelin (C)" not in present


def test_a_list_on_one_line() -> None:
    document = paper(
        f"Kommunfullmäktige, protokoll\n\nNärvarande\n\nAnna Ek (S), Bo Ask (M) och Eva Lo (båda M)\n\n{ITEMS}"
    )
    assert [by(act) for act in acts(document, T)] == [["Anna Ek (S)"], ["Bo Ask (M)"], ["Eva Lo (M)"]]


def test_both_sides_of_a_union_meeting() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nNärvarande\n\nFör arbetsgivaren\n\n"
        "Ulrika Näslund, förvaltningschef, *ordförande*\n\nFör arbetstagarna\n\nPetra Nyholm, Vision, *huvudskyddsombud*\n\n"
        "Adjungerade:\n\nLina Berg, projektledare\n\nEj närvarande:\n\nOlof Bergdahl, Kommunal, fackligt ombud\n\nDagordning\n"
    )
    actors = [act.actors[0] for act in acts(document, T)]
    assert [a.name for a in actors] == ["Ulrika Näslund", "Petra Nyholm", "Lina Berg"]
    assert actors[0].role == "förvaltningschef, ordförande"
    assert (actors[1].organisation, actors[1].role) == ("Vision", "huvudskyddsombud")
