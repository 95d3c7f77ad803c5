"""Acts are ranked by the passages that hold them, and copies of a question are one question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.candidates import Thread, rank_acts
from assistant.understanding.people import Directory
from assistant.understanding.question import understand
from corpus.records import Act, ActKind, Actor, Document, Genre
from index.cases.words import fold
from index.records import Hit, Passage

ANNA, BO, KARIN = Actor("Anna Ek", "S"), Actor("Bo Ask", "M"), Actor("Karin Lind", "MP")
COUNCIL, BOARD = Actor(organisation="kommunfullmäktige"), Actor(organisation="kommunstyrelsen")
POOL = "När öppnar simhallen för allmänheten igen?"
DIRECTORY = Directory(["Anna Ek", "Bo Ask", "Karin Lind"])


def document(name: str, *acts: tuple[ActKind, str, tuple[Actor, ...], date | None]) -> Document:
    """A document that is its acts, one a line."""
    text = "\n".join(words for _, words, _, _ in acts)
    plain = Document(name, f"{name}.txt", "0", "txt", name, Genre.OTHER, text)
    found, start = [], 0
    for kind, words, actors, day in acts:
        to = (BO,) if kind is ActKind.QUESTION else ()
        found.append(Act(kind, plain.span(start, start + len(words)), actors, to, day))
        start += len(words) + 1
    return replace(plain, acts=tuple(found))


def hit(found: Document, act: int, score: float) -> Hit:
    span = found.acts[act].span
    return Hit(Passage(span, found.quote(span), ""), score)


def ranked(question: str, kind: ActKind, *hits: tuple[Document, int, float]) -> list[Thread]:
    documents = {d.id: d for d, _, _ in hits}
    asked = understand(question, (), DIRECTORY)
    found = [hit(*each) for each in hits]
    return rank_acts(found, (kind,), documents, asked, lambda text: text.casefold().split())


PAPER = document("paper", (ActKind.QUESTION, POOL, (ANNA,), date(2022, 3, 14)))
REPLY = document("reply", (ActKind.QUESTION, POOL.upper(), (ANNA,), None), (ActKind.ANSWER, "I höst.", (BO,), None))
OTHER = document("other", (ActKind.QUESTION, "Varför är lampan släckt?", (KARIN,), date(2023, 1, 1)))


@pytest.mark.parametrize("order", [(PAPER, REPLY), (REPLY, PAPER)])
def test_a_question_repeated_in_its_answer_is_one_question_cited_where_it_was_put(
    order: tuple[Document, Document],
) -> None:
    threads = ranked("Vem frågade om simhallen?", ActKind.QUESTION, (order[0], 0, 0.9), (order[1], 0, 0.8))
    assert [t.document.id for t in threads] == ["paper"]
    assert {a.span.document_id for a in threads[0].copies} == {"paper", "reply"}


def test_only_acts_of_the_wanted_kind_are_candidates() -> None:
    assert ranked("Vem svarade?", ActKind.DECISION, (REPLY, 0, 0.9), (REPLY, 1, 0.9)) == []


def test_the_better_passage_comes_first_and_unknown_documents_are_passed_over() -> None:
    threads = ranked("Vem frågade om X?", ActKind.QUESTION, (OTHER, 0, 0.9), (PAPER, 0, 0.5))
    assert [t.document.id for t in threads] == ["other", "paper"]
    assert rank_acts([hit(PAPER, 0, 1.0)], (ActKind.QUESTION,), {}, understand("Vem frågade?"), str.split) == []


def test_whoever_is_named_must_be_the_one_who_did_it() -> None:
    threads = ranked("Vad frågade Karin Lind om?", ActKind.QUESTION, (PAPER, 0, 0.9), (OTHER, 0, 0.2))
    assert [t.document.id for t in threads] == ["other"]


def test_a_party_asks_through_its_members() -> None:
    threads = ranked("Vad frågade MP om?", ActKind.QUESTION, (PAPER, 0, 0.9), (OTHER, 0, 0.2))
    assert [t.document.id for t in threads] == ["other"]


def test_an_act_from_another_year_is_not_meant() -> None:
    threads = ranked("Vem frågade om X under 2023?", ActKind.QUESTION, (PAPER, 0, 0.9), (OTHER, 0, 0.2))
    assert [t.document.id for t in threads] == ["other"]


def test_the_body_that_a_question_names_has_decided() -> None:
    kf = document("kf", (ActKind.DECISION, "Motionen avslås.", (COUNCIL,), None))
    ks = document("ks", (ActKind.DECISION, "Motionen bifalles.", (BOARD,), None))
    threads = ranked("Vad beslutade KF om bussen?", ActKind.DECISION, (ks, 0, 1.0), (kf, 0, 0.9))
    assert [t.document.id for t in threads] == ["kf"]


def test_the_questions_own_verb_tells_acts_of_a_kind_apart() -> None:
    minutes = document(
        "minutes",
        (ActKind.DISSENT, "Bo Ask lämnar ett särskilt yttrande.", (BO,), None),
        (ActKind.DISSENT, "Anna Ek reserverade sig.", (ANNA,), None),
    )
    threads = ranked("Vem reserverade sig?", ActKind.DISSENT, (minutes, 0, 0.6), (minutes, 1, 0.5))
    assert threads[0].act.actors == (ANNA,)


def test_the_same_words_in_two_places_or_of_two_people_are_two_questions() -> None:
    words = "Hur lång är väntetiden på Jobbtorget i dag?"
    here = document("here", (ActKind.QUESTION, words, (), None))
    again = document("again", (ActKind.QUESTION, words, (ANNA,), None))
    other = document("other", (ActKind.QUESTION, words, (KARIN,), None))
    there = replace(document("there", (ActKind.QUESTION, words, (), None)), municipality="Ekmarka")
    here = replace(here, municipality="Tallhamra")
    asked = "Vem frågade om väntetiden?"
    assert len(ranked(asked, ActKind.QUESTION, (here, 0, 0.9), (again, 0, 0.8))) == 1
    assert len(ranked(asked, ActKind.QUESTION, (here, 0, 0.9), (there, 0, 0.8))) == 2
    assert len(ranked(asked, ActKind.QUESTION, (again, 0, 0.9), (other, 0, 0.8))) == 2


def test_two_prints_of_one_question_fold_to_the_same_words() -> None:
    assert fold("När  öppnar\nSimhallen – igen?") == fold("när öppnar simhallen igen")
    assert fold("Den öppnar") != fold("Den öppnar inte")
