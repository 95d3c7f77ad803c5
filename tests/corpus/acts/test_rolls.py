"""Attendance lists in cells: each row is right, or nobody of it is named, and the document says so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from papers import acts, paper

from corpus.acts.cells import shown_lines
from corpus.acts.rolls import rolls
from corpus.records import ActKind, Document, Form
from index.passages import passages

START = "Tallhamra kommun\n\nKommunfullmäktige\n\nProtokoll 2024-03-12\n\n§ 7\n\nBeslut\n\nMotionen avslås.\n\n"
MEMBERS = "Bilaga 1\n\nPlats\n\nLedamot\n\nParti\n\nAnkom\n\nUtgick"
BOTH = "Bilaga 1\n\nPlats\n\nLedamot\n\nErsättare\n\nParti\n\nAnkom\n\nUtgick"
EK = "1|Ek, Anna|S|17:04|21:26"
ASK = "2|Ask, Bo|M|17:05|20:10"
LO = "3|Lo, Eva|V|17:00|21:26"
LO_SERVED = "3|Lo, Eva|Dal, Per|V|17:00|21:26"


def cells(*rows: str) -> str:
    return "\n\n".join(row.replace("|", "\n\n") for row in rows)


def minutes(head: str, *pages: str) -> Document:
    return paper(START, f"{head}\n\n{pages[0]}", *pages[1:])


def ballots(*rows: str) -> str:
    """An annex that says how each of the rows "name|party|seat|capacity|choice" voted."""
    return f"Bilaga 2\n\nNamn\n\nParti\n\nPlats\n\nFunktion\n\nResultat\n\n{cells(*rows)}"


def roles(document: Document) -> dict[str, str | None]:
    return {act.actors[0].name: act.actors[0].role for act in acts(document, ActKind.ATTENDANCE)}


def there(document: Document) -> dict[str, Form | None]:
    return {act.actors[0].label: act.form for act in acts(document, ActKind.ATTENDANCE)}


def test_a_list_of_members_names_them_and_is_not_searched() -> None:
    document = minutes(MEMBERS, cells(EK, ASK, LO))
    assert there(document) == {"Anna Ek (S)": Form.PRESENT, "Bo Ask (M)": Form.PRESENT, "Eva Lo (V)": Form.PRESENT}
    assert document.quote(acts(document, ActKind.ATTENDANCE)[0].span).split() == ["Ek,", "Anna", "S"]
    assert "17:04" in document.text
    assert not any("17:04" in passage.text for passage in passages(document))


def test_a_substitute_was_there_and_the_member_was_not() -> None:
    assert there(minutes(BOTH, cells(EK, ASK, LO_SERVED))) == {
        "Anna Ek (S)": Form.PRESENT,
        "Bo Ask (M)": Form.PRESENT,
        "Per Dal (V)": Form.SUBSTITUTE,
        "Eva Lo (V)": Form.ABSENT,
    }


def test_a_substitute_says_whom_they_stood_in_for() -> None:
    rows = [EK, LO_SERVED, "4|Ros, Karin|Dal, Per|V|18:00|21:26"]
    found = [
        (act.actors[0].name, act.actors[0].role)
        for act in acts(minutes(BOTH, cells(*rows)), ActKind.ATTENDANCE)
        if act.form is Form.SUBSTITUTE
    ]
    assert found == [("Per Dal", "tjänstgör för Eva Lo"), ("Per Dal", "tjänstgör för Karin Ros")]


def test_a_member_who_came_later_was_there_like_the_substitute() -> None:
    later = "3|Lo, Eva|V|19:10|21:26"
    named = there(minutes(BOTH, cells(EK, LO_SERVED.replace("21:26", "19:10"), later)))
    assert named == {"Anna Ek (S)": Form.PRESENT, "Per Dal (V)": Form.SUBSTITUTE, "Eva Lo (V)": Form.PRESENT}


def test_a_page_with_a_name_apart_from_its_row_names_nobody() -> None:
    torn = minutes(BOTH, cells(EK, ASK, LO) + "\n\nDal, Per", cells("4|Ros, Karin|S|17:01|21:26"))
    assert there(torn) == {"Karin Ros (S)": Form.PRESENT}
    assert not any("Dal, Per" in passage.text for passage in passages(torn))
    # Where only members are listed, everyone in a row was there.
    assert "Bo Ask (M)" in there(minutes(MEMBERS, cells(EK, ASK, LO) + "\n\nDal, Per"))


def test_a_row_with_both_names_is_sure_on_every_page() -> None:
    torn = minutes(BOTH, cells(EK, LO_SERVED, ASK) + "\n\nRos, Karin")
    assert there(torn) == {"Eva Lo (V)": Form.ABSENT, "Per Dal (V)": Form.SUBSTITUTE}
    assert roles(torn)["Per Dal"] == "tjänstgör för Eva Lo"


def test_a_member_who_voted_was_there_whatever_the_page_leaves_open() -> None:
    rows = cells("1|Ek, AnnaMaria|S|17:04|21:26", ASK, LO, "4|Ros, Karin|S|17:01|21:26") + "\n\nDal, Per"
    voted = ballots(
        "Anna-Maria Ek|S|1|Ordförande|Ja", "Bo Ask|M|2|Ledamot|Frånvarande", "Eva Lo|V|3|Ledamot|Avstår",
        "Karin Ros|M|4|Ledamot|Nej", "Per Dal|S|5|Ersättare|Nej",
    )  # fmt: skip
    assert there(minutes(BOTH, rows, voted)) == {"Anna-Maria Ek (S)": Form.PRESENT, "Eva Lo (V)": Form.PRESENT}


def test_nobody_is_named_against_a_ballot() -> None:
    rows = cells(EK, ASK, LO_SERVED) + "\n\nRos, Karin"
    assert there(minutes(BOTH, rows, ballots("Per Dal|V|3|Ledamot|Ja", "Bo Ask|M|9|Ersättare|Ja"))) == {}
    both = ballots("Eva Lo|V|3|Ledamot|Ja", "Per Dal|V|3|Ersättare|Ja")
    assert there(minutes(BOTH, rows, both)) == {"Per Dal (V)": Form.SUBSTITUTE}


def test_a_list_that_leaves_rows_out_is_noted_once() -> None:
    torn = cells(EK, ASK, LO) + "\n\nDal, Per"
    assert minutes(BOTH, torn, torn).notes == ("attendance:partial",)
    assert minutes(BOTH, cells(EK, LO_SERVED, LO_SERVED) + "\n\nDal, Per").notes == ("attendance:partial",)
    assert minutes(BOTH, cells(EK, ASK, "3|Lo, Eva|V|17|00|21:26", LO)).notes == ("attendance:partial",)
    assert minutes(BOTH, cells(EK, ASK, LO_SERVED)).notes == ()
    assert minutes(MEMBERS, cells(EK, ASK, LO)).notes == ()


def test_a_member_whose_other_rows_are_unclear_is_not_called_absent() -> None:
    document = minutes(BOTH, cells(EK, ASK, LO_SERVED), cells("3|Lo, Eva|V|19:00|21:26") + "\n\nRos, Karin")
    assert there(document) == {
        "Anna Ek (S)": Form.PRESENT,
        "Bo Ask (M)": Form.PRESENT,
        "Per Dal (V)": Form.SUBSTITUTE,
    }


def test_rows_whose_cells_are_mixed_up_taint_their_page() -> None:
    mixed = ["4|Ros, Karin|5|Dal, Per|V|17:00|21:26", "V|17:00|21:26", "4|Ros, Karin|Dal, Per|17:00|21:26"]
    for row in mixed:
        assert there(minutes(BOTH, cells(EK, ASK, LO, row))) == {}


def test_names_on_two_lines() -> None:
    rows = [
        "1|Sund Ek,|Anna|S|17:04|21:26",
        "2|Ask|Hjortsberg, Bo|M|17:05|20:10",
        "3|Lo, Eva|Dal Ros, Per|Olov|V|17:00|21:26",
        "4|Sund Lo,|Karin|Berg, Ann|V|17:00|21:26",
    ]
    assert there(minutes(BOTH, cells(*rows))) == {
        "Anna Sund Ek (S)": Form.PRESENT,
        "Bo Ask Hjortsberg (M)": Form.PRESENT,
        "Per Olov Dal Ros (V)": Form.SUBSTITUTE,
        "Eva Lo (V)": Form.ABSENT,
        "Ann Berg (V)": Form.SUBSTITUTE,
        "Karin Sund Lo (V)": Form.ABSENT,
    }


def test_a_row_whose_names_cannot_be_told_apart_is_left_out_alone() -> None:
    for row in ("3|Lo, Eva Dal, Per|V|17:00|21:26", "3|Lo, Eva|Ros|Dal, Per|V|17:00|21:26"):
        assert list(there(minutes(BOTH, cells(EK, ASK, row)))) == ["Anna Ek (S)", "Bo Ask (M)"]


def test_a_party_at_the_end_of_the_name_and_a_seat_inside_the_head() -> None:
    head = BOTH.replace("Ledamot\n\n", "Ledamot\n\n1\n\n")
    document = minutes(head, cells(EK.removeprefix("1|"), ASK, "3|Lo, Eva|Dal, Per V|17:00|21:26"))
    assert there(document)["Anna Ek (S)"] is Form.PRESENT
    assert there(document)["Per Dal (V)"] is Form.SUBSTITUTE


def test_pages_that_repeat_the_head() -> None:
    again = BOTH.removeprefix("Bilaga 1\n\n")
    document = minutes(BOTH, cells(EK, ASK), f"{again}\n\n{cells(LO_SERVED)}")
    assert list(there(document)) == ["Anna Ek (S)", "Bo Ask (M)", "Eva Lo (V)", "Per Dal (V)"]


_SURNAMES = ("Ek", "Ask", "Lo", "Dal", "Ros", "Hjortsberg", "Sund Ek", "Berg")
_NAME = st.tuples(st.sampled_from(_SURNAMES), st.sampled_from(("Anna", "Bo", "Eva", "Per Olov", "Karin")))
_ROW = st.tuples(_NAME, st.none() | _NAME, st.sampled_from(("S", "M", "V", "TL")))


@settings(max_examples=60, deadline=None)
@given(st.lists(_ROW, min_size=3, max_size=8), st.booleans(), st.data())
def test_everyone_in_order_is_named_as_written_and_only_substitutes_beside_a_stray_name(
    rows: list[tuple[tuple[str, str], tuple[str, str] | None, str]], stray: bool, data: st.DataObject
) -> None:
    lines = []
    for seat, (member, substitute, party) in enumerate(rows, 1):
        shown = [f"{name[0]}, {name[1]}" for name in (member, substitute) if name]
        lines.append("|".join([str(seat), *shown, party, "17:00", "21:26"]))
    sure = list(rows)
    if stray:
        place = data.draw(st.integers(0, len(lines)))
        lines.insert(place, "Stig, Ove")
        sure = [row for n, row in enumerate(rows) if row[1] and n != place]
    text = f"{BOTH}\n\n{cells(*lines)}"
    (roll,) = rolls(text, shown_lines(text, ()), ())
    present = {entry.actor.label for entry in roll.entries if entry.form is not Form.ABSENT}
    expected = {f"{(s or m)[1]} {(s or m)[0]} ({party})" for m, s, party in sure}
    assert present == expected
    assert roll.partial == stray
    for entry in roll.entries:
        assert text[entry.start : entry.end].split(",")[0] in entry.actor.name
