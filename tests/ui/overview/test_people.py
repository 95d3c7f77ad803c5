"""The list of people and what one of them did, as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ui_support import HOSTILE, read

from assistant.overview.answers import Question, Reply
from assistant.overview.listings import PEOPLE_BEGIN, PersonFilter
from assistant.overview.people import Person, PersonAct, PersonInfo
from corpus.records import ActKind, Form
from ui.overview.people import ACTS, detail, missing, parties, table
from ui.overview.tables import Shown
from ui.texts import texts

SV, EN = texts("sv"), texts("en")
ULLA = PersonInfo(
    "Ulla Testberg",
    "S",
    ("oppositionsråd",),
    questions=2,
    unanswered=1,
    received=1,
    dissents=1,
    meetings=1,
    first=date(2023, 5, 4),
    last=date(2023, 9, 11),
)
ASKED = Reply(("Bo Prov (M)",), date(2023, 5, 4), "fråga", "kf/fråga.txt", "Fråga", 1, 5, 25, "När öppnar badet?", 1.0)


def act(kind: ActKind, start: int, **changes: Any) -> PersonAct:
    plain = PersonAct(
        kind, None, date(2023, 5, 4), "lek1", "kf/a.txt", "Protokoll", start, start + 9, 3, f"Ord {start} {HOSTILE}",
        "KS 2023/1", "KS 2023/1", ("Ulla Testberg (S)",), (),
    )  # fmt: skip
    return replace(plain, **changes)


def person(*acts: PersonAct) -> Person:
    usual = (
        act(ActKind.QUESTION, 100, question=Question("q1"), addressees=("Bo Prov (M)",)),
        act(ActKind.QUESTION, 200, question=Question("q2", (replace(ASKED, quote="Badet öppnar i maj."),))),
        act(ActKind.QUESTION, 300, question=Question("q3"), received=True, actors=("Bo Prov (M)",)),
        act(ActKind.DISSENT, 400, form=Form.RESERVATION, prints=2),
        act(ActKind.ATTENDANCE, 500, form=Form.PRESENT),
    )
    return Person(ULLA, acts or usual)


def pressable(content: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in read(content).tags if tag == "button"]


def test_a_row_opens_the_person_of_that_party() -> None:
    content = table([ULLA, replace(ULLA, party=None)], 2, PersonFilter(), Shown(PEOPLE_BEGIN), SV)
    assert [(b["data-person"], b["data-party"]) for b in pressable(content) if "data-person" in b] == [
        ("Ulla Testberg", "S"),
        ("Ulla Testberg", ""),
    ]
    assert "Oppositionsråd" in content
    assert "2 av 2 personer" in read(content).text


def test_only_parties_that_somebody_has_can_be_chosen() -> None:
    assert parties([ULLA, replace(ULLA, party="M"), replace(ULLA, party=None)]) == [("M", "M"), ("S", "S")]


def test_what_is_unanswered_is_in_plain_sight() -> None:
    text = read(detail(person(), "all", ACTS, SV)).text
    assert "1 av 2 ställda frågor är obesvarade i underlaget." in text
    assert text.count("Obesvarad i underlaget") == 2  # their own, and the one put to them
    assert "Besvarad" in text


def test_kinds_narrow_and_attendance_is_asked_for() -> None:
    everything = detail(person(), "all", ACTS, SV)
    assert "Ord 400" in everything
    assert "Ord 500" not in everything
    dissents = detail(person(), "dissent", ACTS, SV)
    assert "Ord 400" in dissents
    assert "Ord 100" not in dissents
    pressed = [b["data-kind"] for b in pressable(dissents) if b.get("aria-pressed") == "true"]
    assert pressed == ["dissent"]
    assert "Ord 500" in detail(person(), "attendance", ACTS, SV)
    assert detail(person(), "no such kind", ACTS, SV) == everything


def test_a_reservation_is_called_so_and_a_note_is_not() -> None:
    assert "Reservation<" in detail(person(), "dissent", ACTS, SV)
    note = person(act(ActKind.DISSENT, 10, form=Form.MINUTES_NOTE))
    content = detail(note, "all", ACTS, SV)
    assert "Protokollsanteckning" in content
    assert "badge-dissent" not in content


def test_an_answer_shows_what_was_asked() -> None:
    content = detail(person(act(ActKind.ANSWER, 10, asked=(ASKED,))), "answer", ACTS, SV)
    assert "Svar på frågan från Bo Prov (M)" in content
    assert content.index("När öppnar badet?") < content.index("Ord 10")
    assert {"5", "10"} <= {b["data-start"] for b in pressable(content) if "data-start" in b}


def test_acts_open_their_place_and_their_case() -> None:
    buttons = pressable(detail(person(), "dissent", ACTS, SV))
    assert ("lek1", "400", "409") in {(b.get("data-doc"), b.get("data-start"), b.get("data-end")) for b in buttons}
    assert "KS 2023/1" in {b.get("data-case") for b in buttons}
    assert "står i 2 handlingar" in detail(person(), "dissent", ACTS, SV)


def test_long_lists_are_shown_in_parts() -> None:
    many = person(*(act(ActKind.MOTION, n) for n in range(ACTS + 5)))
    assert "Visa 5 till" in detail(many, "all", ACTS, SV)
    assert "Visa 5 till" not in detail(many, "all", 2 * ACTS, SV)


def test_the_link_and_the_download_name_the_person() -> None:
    links = [attrs["href"] for tag, attrs in read(detail(person(), "question", ACTS, EN)).tags if tag == "a"]
    assert links == [
        "?person=Ulla+Testberg&party=S",
        "api/person.csv?name=Ulla+Testberg&party=S&kind=question&lang=en",
    ]


def test_nothing_of_a_document_or_a_link_becomes_markup() -> None:
    for content in (detail(person(), "all", ACTS, SV), missing(HOSTILE, SV)):
        assert "<img" not in content
        assert "${" not in content
    assert "Ingen handling i underlaget nämner" in missing("Nils", SV)
