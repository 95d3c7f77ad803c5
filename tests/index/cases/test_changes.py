"""What is written after some documents came, changed and went is what linking writes into empty tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from case_archive import ANNA, BO, EVA, Archive, Item, Told, answers, asks, decides
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from corpus.records import Document, Form, Genre
from index.catalogue import Catalogue
from index.catalogue.schema import case_parts, case_people, cases, question_threads, thread_replies

TABLES = (cases, case_parts, case_people, question_threads, thread_replies)
KEYS = ("id", "case_id", "case_id", "act_id", "thread_id")
TOPICS = ("simhallens ombyggnad", "skolmatens kvalitet", "skolmatens kvalitet i Norrby")
WORDS = ("När öppnar simhallen för allmänheten igen?", "Vad kostar skolmaten per elev och dag i år?", "Varför?")
NUMBERS = ("", "KS 2022/41", "2022/41", "BUN 2022/7")
PEOPLE = (ANNA, BO, EVA)

Plan = tuple[str, int, int, int, int]
plans = st.tuples(
    st.sampled_from(["paper", "answer", "motion", "minutes", "remove", "replace"]),
    st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), st.integers(1, 9),
)  # fmt: skip


def _told(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table by their key; those of one case or thread stay in their order."""
    with archive.catalogue.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=lambda row: str(row[at]))
            for table, key in zip(TABLES, KEYS, strict=True)
            for at in [[column.name for column in table.columns].index(key)]
        }


def _emptied(archive: Archive) -> None:
    with archive.catalogue.transaction() as connection:
        for table in reversed(TABLES):
            connection.execute(delete(table))


def _write(archive: Archive, plan: Plan, path: str) -> Document:
    kind, topic, who, number, day = plan
    asker, other = PEOPLE[who], PEOPLE[(who + 1) % 3]
    party, on = f"{asker.name} ({asker.party})", f"2023-0{day}-10"
    question = asks(WORDS[topic], asker, to=(other,))
    title = f"Interpellation av {party} till {other.name} ({other.party}) om {TOPICS[topic]}"
    if kind == "minutes":
        told: list[Told] = [question, answers("Det utreds.", other, reply=WORDS[topic])]
        told.append(decides("Interpellationen är besvarad.", Form.CONSIDERED_ANSWERED if who else None))
        return archive.minutes(Item(str(day), title, NUMBERS[number] or None, told), on=on, path=path)
    if kind == "motion":
        title, genre = f"Motion av {party} om {TOPICS[topic]}", Genre.MOTION
        return archive.paper(title, number=NUMBERS[number], genre=genre, on=on, path=path)
    if kind == "answer":
        genre = Genre.INTERPELLATION_ANSWER
        reply = answers("Vi återkommer i vår.", other)
        return archive.paper(f"Svar på {title.lower()}", question, reply, genre=genre, on=on, path=path)
    return archive.paper(title, question, number=NUMBERS[number], on=on, path=path)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(plans, min_size=1, max_size=3), min_size=2, max_size=5))
def test_changes_give_what_linking_all_anew_gives(rounds: list[list[Plan]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalogue.open(Path(folder), write=True) as catalogue,
    ):
        archive, count = Archive(catalogue), 0
        here: list[Document] = []
        for plans_of_a_run in rounds:
            for plan in plans_of_a_run:
                count += 1
                path = f"{(plan[1] * 7 + count) % 10}-{count}.txt"
                if plan[0] in ("remove", "replace") and here:
                    gone = here.pop(plan[4] % len(here))
                    archive.remove(gone)
                    path = gone.path
                if plan[0] != "remove":
                    here.append(_write(archive, plan, path))
            archive.cases()
        changed = _told(archive)
        _emptied(archive)
        archive.cases()
        assert changed == _told(archive)


def test_where_nothing_changed_no_row_is_written(archive: Archive) -> None:
    archive.paper("Interpellation om simhallen", asks(WORDS[0], ANNA), number="KS 2022/41")
    archive.minutes(Item("4", "Interpellation om simhallen", "KS 2022/41", [answers("Snart.", BO)]))
    archive.cases()
    said: list[str] = []

    @event.listens_for(archive.catalogue.engine, "before_cursor_execute")
    def _heard(_: object, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    archive.cases()
    assert said
    assert not [each for each in said if each.startswith(("INSERT", "DELETE")) and "meta" not in each]
