"""Who was there, in what capacity, and who was not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import acts, by, paper, quotes

from corpus.records import Act, ActKind, Document, Form

T = ActKind.ATTENDANCE
ITEMS = "\n\n".join(f"§ {n}\n\nÄrende {n}\n\nBeslut\n\nPlan {n} antas." for n in range(1, 4))
TOP = "Tallhamra kommun\n\nKommunstyrelsen\n\nProtokoll 2024-01-16\n\n"


def attended(text: str) -> Document:
    """Minutes with the attendance list `text` and three §."""
    return paper(f"{TOP}{text}\n\n{ITEMS}")


def listed(text: str) -> list[tuple[str, Form | None]]:
    """Who the list names, and how each took part."""
    return [(by(act)[0], act.form) for act in acts(attended(text), T)]


def one(line: str) -> Act:
    """The only act of a list of one line."""
    (act,) = acts(attended(f"Närvarande\n\n{line}"), T)
    return act


def test_members_substitutes_and_absent() -> None:
    assert listed(
        "Närvarande ledamöter\n\nBirgitta Hallström (S), ordförande\n\nAnders Wikander (M), vice ordförande\n\n"
        "Tjänstgörande ersättare\n\nBo Ask (V) för Eva Lo (V)\n\nEj tjänstgörande ersättare\n\nMia Fors (L)\n\n"
        "Ej närvarande\n\nPer Sandelin (C)"
    ) == [
        ("Birgitta Hallström (S)", Form.PRESENT),
        ("Anders Wikander (M)", Form.PRESENT),
        ("Bo Ask (V)", Form.SUBSTITUTE),
        ("Mia Fors (L)", Form.SUBSTITUTE),
        ("Per Sandelin (C)", Form.ABSENT),
    ]


def test_the_span_holds_name_party_and_role() -> None:
    document = attended("Närvarande\n\nAnna Ek (S), ordförande, §§ 1–2\n\nBo Ask (M), tjänstgör för Eva Lo (M)")
    assert quotes(document, T) == ["Anna Ek (S), ordförande, §§ 1–2", "Bo Ask (M), tjänstgör för Eva Lo (M)"]


@pytest.mark.parametrize(
    ("line", "party", "role", "organisation", "form"),
    [
        ("Anna Ek (S), ordf.", "S", "ordf.", None, Form.PRESENT),
        ("Anna Ek (S), 1:e vice ordförande, §§ 3–7", "S", "1:e vice ordförande", None, Form.PRESENT),
        ("Anna Ek, förvaltningschef, § 78", None, "förvaltningschef", None, Form.PRESENT),
        ("Anna Ek, enhetschef Jobbcentrum, §§ 84–86", None, "enhetschef Jobbcentrum", None, Form.PRESENT),
        ("Anna Ek, controller, kl. 13.00–14.15", None, "controller", None, Form.PRESENT),
        ("Anna Ek, Vision, fackligt ombud", None, "fackligt ombud", "Vision", Form.PRESENT),
        ("Anna Ek, Kommunal, personalföreträdare, ej § 98", None, "personalföreträdare", "Kommunal", Form.PRESENT),
        ("Anna Ek (S), ersättare", "S", "ersättare", None, Form.SUBSTITUTE),
        ("Anna Ek (S), tjänstgör för Bo Ask (S)", "S", "tjänstgör för Bo Ask", None, Form.SUBSTITUTE),
        ("Anna Ek (S) för Bo Ask (S)", "S", "tjänstgör för Bo Ask", None, Form.SUBSTITUTE),
        ("Anna Ek (S), ersätter Bo Ask", "S", "tjänstgör för Bo Ask", None, Form.SUBSTITUTE),
        ("Anna Ek (S), tjg. ers. för Bo Ask (S), §§ 3–5", "S", "tjänstgör för Bo Ask", None, Form.SUBSTITUTE),
        (
            "Anna Ek (S), ersättare, tjänstgör i stället för Bo Ask under § 3",
            "S",
            "ersättare, tjänstgör för Bo Ask",
            None,
            Form.SUBSTITUTE,
        ),
        ("Anna Ek (S), tjänstgör för den som har förhinder", "S", None, None, Form.SUBSTITUTE),
        ("Anna Ek (S), ersatt av Bo Ask (S)", "S", None, None, Form.PRESENT),
        ("Anna Ek (MP), adjungerad", "MP", "adjungerad", None, Form.ADJOINED),
        ("Anna Ek (S), på distans", "S", None, None, Form.PRESENT),
        ("Mats Dal (S), Norrgården", "S", None, None, Form.PRESENT),
        ("Anna Ek", None, None, None, Form.PRESENT),
    ],
)
def test_what_stands_behind_a_name(
    line: str, party: str | None, role: str | None, organisation: str | None, form: Form
) -> None:
    act = one(line)
    actor = act.actors[0]
    assert (actor.party, actor.role, actor.organisation, act.form) == (party, role, organisation, form)


def test_several_people_on_one_line() -> None:
    expected = [("Anna Ek (S)", Form.PRESENT), ("Bo Ask (M)", Form.PRESENT), ("Eva Lo (M)", Form.PRESENT)]
    assert listed("Närvarande\n\nAnna Ek (S), Bo Ask (M) och Eva Lo (båda M)") == expected
    assert listed("Frånvarande: Anna Ek (S), ersättare, Bo Ask (M)") == [
        ("Anna Ek (S)", Form.ABSENT),
        ("Bo Ask (M)", Form.ABSENT),
    ]
    assert listed("Ej närvarande: Anna Ek, Bo Ask och Eva Lo") == [
        ("Anna Ek", Form.ABSENT),
        ("Bo Ask", Form.ABSENT),
        ("Eva Lo", Form.ABSENT),
    ]


def test_a_label_with_its_list_behind_it() -> None:
    document = attended(
        "Närvarande\n\nAnna Ek (S)\n\nÖvriga närvarande: Bo Ask, skolchef; Eva Lo, controller, § 2; Karin\n"
        "Ros, sekreterare.\n\nEj närvarande: Per Dal (C)\n\nJusteras den 22 januari 2024 av Anna Ek (S) och Mia Fors (L)"
    )
    found = [(act.actors[0].label, act.actors[0].role, act.form) for act in acts(document, T)]
    assert found == [
        ("Anna Ek (S)", None, Form.PRESENT),
        ("Bo Ask", "skolchef", Form.PRESENT),
        ("Eva Lo", "controller", Form.PRESENT),
        ("Karin Ros", "sekreterare", Form.PRESENT),
        ("Per Dal (C)", None, Form.ABSENT),
    ]


def test_lines_that_the_wrapping_joins_stay_two_people() -> None:
    long = "Ulla Näs, förvaltningschef arbetsmarknads- och vuxenutbildningsförvaltningen, § 78"
    filler = "\n".join(
        "Styrelsen har behandlat frågan vid flera möten under våren och hösten, och den återkommer." for _ in range(9)
    )
    document = paper(f"{TOP}Övriga närvarande\n{long}\nIngrid Wess, sekreterare\n{ITEMS}\n§ 9 Fråga\n{filler}")
    assert quotes(document, T) == [long, "Ingrid Wess, sekreterare"]


def test_a_line_that_wraps_is_one_person() -> None:
    document = attended(
        "Närvarande\n\nAnna Ek (S), tjänstgörande ersättare för ledamoten som anmält förhinder,\n§§ 1–2\nBo Ask (M)"
    )
    assert [by(act) for act in acts(document, T)] == [["Anna Ek (S)"], ["Bo Ask (M)"]]


def test_lists_in_columns() -> None:
    assert listed(
        "Närvarande\n\nLedamöter | Ersättare\nAnna Ek (S), ordförande | Mia Fors (S)\nBo Ask (M) | Eva Lo (M), tjänstgör för Per Dal (M)\n"
        "Karin Ros (V) |"
    ) == [
        ("Anna Ek (S)", Form.PRESENT),
        ("Mia Fors (S)", Form.SUBSTITUTE),
        ("Bo Ask (M)", Form.PRESENT),
        ("Eva Lo (M)", Form.SUBSTITUTE),
        ("Karin Ros (V)", Form.PRESENT),
    ]


def test_a_table_with_a_party_column() -> None:
    document = attended(
        "Närvarande\n\nNamn | Parti | Uppdrag | Anmärkning\nAnna Ek | S | ordförande |\nMats Dal, Norrgården | C | ledamot | ersatt av Bo Ask (C) § 3\n"
        "Bo Ask | C | ersättare | tjänstgör § 3\nEva Lo | | kommundirektör |"
    )
    found = [(act.actors[0].label, act.actors[0].role, act.form) for act in acts(document, T)]
    assert found == [
        ("Anna Ek (S)", "ordförande", Form.PRESENT),
        ("Mats Dal (C)", "ledamot", Form.PRESENT),
        ("Bo Ask (C)", "ersättare", Form.SUBSTITUTE),
        ("Eva Lo", "kommundirektör", Form.PRESENT),
    ]


def test_a_column_that_says_for_whom() -> None:
    for column in ("Tjänstgör för", "Ersätter"):
        document = attended(f"Närvarande\n\nNamn | Parti | {column}\nAnna Ek | S | Bo Ask (S), § 2\nEva Lo | M |")
        found = [(act.actors[0].label, act.actors[0].role, act.form) for act in acts(document, T)]
        assert found == [("Anna Ek (S)", "tjänstgör för Bo Ask", Form.SUBSTITUTE), ("Eva Lo (M)", None, Form.PRESENT)]


def test_those_who_are_stood_in_for_two_by_two_were_not_there() -> None:
    assert listed("Närvarande\n\nAnna Ek (S), tjänstgör för Bo Ask (S) §§ 1–3 och Eva Lo (S) §§ 4–5") == [
        ("Anna Ek (S)", Form.SUBSTITUTE)
    ]
    document = attended("Närvarande\n\nAnna Ek (S) för Bo Ask (S) och Eva Lo (M) för Per Dal (M)")
    assert [(by(act)[0], act.actors[0].role) for act in acts(document, T)] == [
        ("Anna Ek (S)", "tjänstgör för Bo Ask"),
        ("Eva Lo (M)", "tjänstgör för Per Dal"),
    ]


def test_the_word_between_two_people_is_no_role() -> None:
    document = attended("Närvarande\n\nAnna Ek (S) och Eva Lo (M)")
    assert [(by(act)[0], act.actors[0].role) for act in acts(document, T)] == [
        ("Anna Ek (S)", None),
        ("Eva Lo (M)", None),
    ]


def test_both_sides_of_a_union_meeting() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nNärvarande\n\nFör arbetsgivaren\n\n"
        "Ulrika Näslund, förvaltningschef, *ordförande*\n\nFör arbetstagarna\n\nPetra Nyholm, Vision, *huvudskyddsombud*\n\n"
        "Adjungerade:\n\nLina Berg, projektledare, punkt 5\n\nEj närvarande:\n\nOlof Bergdahl, Kommunal, fackligt ombud\n\n"
        "Sekreterare\n\nLykke Ask, administrativa staben\n\nArbetsmarknadsförvaltningen\n\nStora Torget 4\n\nDagordning\n\n1. Mötet öppnas"
    )
    found = [(a.actors[0].name, a.actors[0].role, a.actors[0].organisation, a.form) for a in acts(document, T)]
    assert found == [
        ("Ulrika Näslund", "förvaltningschef, ordförande", "arbetsgivaren", Form.PRESENT),
        ("Petra Nyholm", "huvudskyddsombud", "Vision", Form.PRESENT),
        ("Lina Berg", "projektledare", None, Form.ADJOINED),
        ("Olof Bergdahl", "fackligt ombud", "Kommunal", Form.ABSENT),
        ("Lykke Ask", "sekreterare", "administrativa staben", Form.PRESENT),
    ]


def test_a_list_ends_where_something_else_begins() -> None:
    for end in (
        "Justerare\n\nBo Ask (M)", "Utses att justera: Bo Ask (M)", "Paragrafer: 1–3\n\nBo Ask (M)", "Beslut\n\nBo Ask (M) utses.",
        "Dagordning\n\nBo Ask (M) föredrar.", "Ordföranden öppnar mötet och hälsar alla välkomna.\n\nBo Ask (M)",
    ):  # fmt: skip
        assert listed(f"Närvarande\n\nAnna Ek (S)\n\n{end}") == [("Anna Ek (S)", Form.PRESENT)], end


def test_what_names_nobody_ends_no_list() -> None:
    assert listed("Närvarande\n\n• Anna Ek (S)\n• Företrädare för Vision\n• 74 åhörare\n• Bo Ask (M)") == [
        ("Anna Ek (S)", Form.PRESENT),
        ("Bo Ask (M)", Form.PRESENT),
    ]


def test_substitutes_below_a_list_of_absent_members_are_left_open() -> None:
    assert listed("Närvarande\n\nAnna Ek (S)\n\nEj närvarande\n\nBo Ask (M)\n\nErsättare\n\nEva Lo (V)") == [
        ("Anna Ek (S)", Form.PRESENT),
        ("Bo Ask (M)", Form.ABSENT),
    ]


def test_no_list_without_its_heading() -> None:
    assert listed("Ordförande: Anna Ek (S)\n\nSekreterare: Bo Ask\n\nLedamöter\n\nEva Lo (V)") == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Anna Ek (S)",
                "Bo Ask (M), ersättare",
                "Närvarande",
                "Ledamöter | Ersättare",
                "A | B",
                "och",
                "§ 2",
                "• ",
                ";",
                "Frånvarande: ",
                "Övriga: x",
            ]
        ),
        max_size=8,
    )
)
def test_every_span_holds_its_name(lines: list[str]) -> None:
    document = attended("Närvarande\n\n" + "\n".join(lines))
    for act in acts(document, T):
        assert act.actors[0].name in document.quote(act.span)


COLUMNS = """Plats och tid        Rådhuset, sal Mjölnaren, kl. 13.00–17.20
Beslutande           Eva Ek (S), ordförande
                     Bo Ask (M), 1:e vice ordförande
                     Erling Ny (S), Pia Crantz (V)
Ej tjänstgörande
ersättare            Nils Hammar (L), Tove Lund (V)
Övriga               Förvaltningschef Maria Dahl, HR-chef Arvid Lönn,
                     rektor Mona Silje § 5
                     Ekonom Petter Ox
Justerare            Bo Ask (M)
Paragrafer           §§ 1–3
"""


def test_headings_in_a_column_of_their_own() -> None:
    assert listed(COLUMNS) == [
        ("Eva Ek (S)", Form.PRESENT),
        ("Bo Ask (M)", Form.PRESENT),
        ("Erling Ny (S)", Form.PRESENT),
        ("Pia Crantz (V)", Form.PRESENT),
        ("Nils Hammar (L)", Form.SUBSTITUTE),
        ("Tove Lund (V)", Form.SUBSTITUTE),
        ("Maria Dahl", Form.PRESENT),
        ("Arvid Lönn", Form.PRESENT),
        ("Mona Silje", Form.PRESENT),
        ("Petter Ox", Form.PRESENT),
    ]
    roles = [act.actors[0].role for act in acts(attended(COLUMNS), T)]
    assert roles[:2] == ["ordförande", "1:e vice ordförande"]
    assert roles[6:] == ["Förvaltningschef", "HR-chef", "rektor", "Ekonom"]


def test_the_member_who_is_stood_in_for_on_the_next_line() -> None:
    text = "Beslutande         Eva Ek (S), ordförande\n                   Sune Palm (M), tjänstgörande ersättare för\n                     Camilla von Reis (M)\n"
    assert listed(text) == [("Eva Ek (S)", Form.PRESENT), ("Sune Palm (M)", Form.SUBSTITUTE)]
