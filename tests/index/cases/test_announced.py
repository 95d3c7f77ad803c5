"""Lists of new papers in minutes."""

from __future__ import annotations

from datetime import date

import pytest
from case_archive import Archive, Item, decides
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Genre
from index.cases.announced import Announcement, announcements
from index.records import Filters

MEETING = date(2023, 9, 7)
ANNEX = """
Efter kommunfullmäktiges sammanträde den 19 juni 2023 har följande motioner inkommit till kommunfullmäktige.
Motioner
2023-06-13

Motion av Anna Ek (S) och Bo Ask (S) om att
Tallhamra, likt Norrby, ska prova fria bussar,
H 2023 nr 143

2023-08-21

Motion av Eva Lo (V) om en badplats (OBS! Motionen återtagen av motionären)
"""
BLOCK = """Följande motioner remitteras till kommunstyrelsen för beredning:
1. Motion av Anna Ek m.fl. (M) om en tillväxtplan för centrum.
2. Motion av Bo Ask och Eva Lo (båda V) om frukost på
Ekbackaskolan.
3. Medborgarförslag om en hundrastgård i Västerby, KS 2024/0087, överlämnas till
samhällsbyggnadsnämnden för beredning.
4. Interpellation av Per Sand (C) till Socialnämndens ordförande Lena Fred (S) om avgifter får ställas.
5. Val av revisor."""


def read(heading: str, text: str) -> list[Announcement]:
    return announcements(heading, text, None, MEETING)


def test_each_line_of_an_annex_is_a_paper_with_its_day() -> None:
    found = read("Anmälningsärenden", ANNEX)
    assert [(e.title, e.date, e.withdrawn) for e in found] == [
        ("Motion av Anna Ek (S) och Bo Ask (S) om att Tallhamra, likt Norrby, ska prova fria bussar", date(2023, 6, 13), False),
        ("Motion av Eva Lo (V) om en badplats", date(2023, 8, 21), True),
    ]  # fmt: skip
    assert ANNEX[found[0].start : found[0].end].endswith("H 2023 nr 143")


def test_each_point_of_a_decision_is_a_paper_without_what_becomes_of_it() -> None:
    found = read("Nya motioner, interpellationer och medborgarförslag", BLOCK)
    assert [(e.matter.kind, [a.label for a in e.matter.actors], e.matter.topic, e.number) for e in found] == [
        (Genre.MOTION, ["Anna Ek (M)"], "en tillväxtplan för centrum", None),
        (Genre.MOTION, ["Bo Ask (V)", "Eva Lo (V)"], "frukost på Ekbackaskolan", None),
        (Genre.CITIZEN_PROPOSAL, [], "en hundrastgård i Västerby", "KS 2024/87"),
        (Genre.INTERPELLATION, ["Per Sand (C)"], "avgifter", None),
    ]
    assert found[3].matter.addressees[0].label == "Lena Fred (S)"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Fri buss", "Handlingar\nMotion av Anna Ek (S) om fri buss\nTjänsteutlåtande 2023-04-01"),
        ("Nya motioner", "Inga nya motioner har inkommit."),
        ("Nya motioner", "Motionen remitteras till kommunstyrelsen."),
        ("Yttrande", "Motion av Anna Ek (S) bifalls."),
    ],
)
def test_what_is_no_list_of_papers_announces_none(heading: str, text: str) -> None:
    assert read(heading, text) == []


def test_a_day_after_the_meeting_is_not_believed() -> None:
    text = "Nya motioner\n2033-06-13\nMotion av Anna Ek (S) om bad"
    assert [entry.date for entry in read("Nya motioner", text)] == [None]


def test_a_list_of_what_waits_tells_nothing_new() -> None:
    found = read("Obesvarade motioner", "1. Motion av Anna Ek (S) om bad, inkom den 3 maj 2022.")
    assert [(entry.new, entry.date) for entry in found] == [(False, None)] or found[0].new is False


@given(st.text(alphabet="Motion avAnEk(S)om12.\n-§ remitteras2023", max_size=120))
def test_no_text_makes_it_fail_and_entries_lie_in_it(text: str) -> None:
    for entry in read("Nya motioner", text):
        assert 0 <= entry.start < entry.end <= len(text)


def test_lines_are_cases_of_their_own_found_by_party_and_day(archive: Archive) -> None:
    archive.minutes(Item("18", "Nya motioner", text=ANNEX), on="2023-09-07", path="p.txt")
    cases = archive.cases()
    found = cases.find([Genre.MOTION])
    assert [(c.title, c.first, c.status) for c in found] == [
        ("Motion av Anna Ek (S) och Bo Ask (S) om att Tallhamra, likt Norrby, ska prova fria bussar", date(2023, 6, 13), "open"),
        ("Motion av Eva Lo (V) om en badplats", date(2023, 8, 21), "withdrawn"),
    ]  # fmt: skip
    assert [c.title for c in cases.find([Genre.MOTION], Filters(parties=("V",)))] == [found[1].title]
    (part,) = cases.with_parts(found[1]).parts
    assert part.line is not None
    assert part.document.quote(part.line).startswith("Motion av Eva Lo (V) om en badplats")
    places = [(archive.written[0].id, section) for section in (None, *range(len(archive.written[0].sections)))]
    assert cases.homes(places) == {}
    assert len({case.id for case in found}) == 2


def test_an_announcement_begins_the_case_that_answers_it(archive: Archive) -> None:
    decision = decides(
        "Följande motioner remitteras till kommunstyrelsen för beredning:\n1. Motion av Anna Ek (S) om en äldreombudsman."
    )
    archive.minutes(Item("42", "Nya motioner", None, (decision,)), on="2023-03-27", path="a.txt")
    archive.minutes(
        Item("8", "Svar på motion av Anna Ek (S) om en äldreombudsman", "KS 2023/198"), on="2023-10-30", path="b.txt"
    )
    cases = archive.cases()
    (case,) = cases.find()
    assert (case.number, case.first) == ("KS 2023/198", date(2023, 3, 27))
    first, second = cases.with_parts(case).parts
    assert (first.document.path, first.certainty, first.why) == ("a.txt", 0.85, "title")
    assert [act.kind.value for act in first.acts] == ["decision"]
    assert (second.certainty, second.line) == (1.0, None)


def test_a_motion_put_again_is_another_case(archive: Archive) -> None:
    archive.minutes(Item("8", "Svar på motion av Anna Ek (S) om en äldreombudsman", "KS 2022/1"), on="2022-10-30")
    text = "Följande motioner remitteras:\nMotion av Anna Ek (S) om en äldreombudsman"
    archive.minutes(Item("42", "Nya motioner", text=text), on="2023-09-27")
    assert len(archive.cases().find([Genre.MOTION])) == 2


def test_what_only_waits_opens_no_case(archive: Archive) -> None:
    text = "Följande motioner har inkommit men inte beretts:\nMotion av Anna Ek (S) om en äldreombudsman"
    archive.minutes(Item("42", "Obesvarade motioner", text=text))
    assert archive.cases().find() == []
