"""What is one case, and what stays apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from case_archive import ANNA, BO, EVA, Archive, Item, answers, asks, decides

from corpus.records import Actor, Genre
from index.cases import Cases
from index.records import Filters

Shape = Callable[[Cases], set[frozenset[str]]]
QUESTION = "När öppnar simhallen för allmänheten igen?"
TITLE = "Interpellation av Anna Ek (S) till Bo Ask (M) om simhallens ombyggnad"


def test_one_number_is_one_case_whatever_is_written_around_it(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/0041", path="fråga.txt")
    archive.minutes(Item("4", "Något helt annat", "KS 2022/41"), Item("5", "Taxa", "KS 2022/77"), path="protokoll.txt")
    cases = archive.cases()
    assert shape(cases) == {frozenset({"fråga.txt", "protokoll.txt § 4"}), frozenset({"protokoll.txt § 5"})}
    case = cases.case("ks 2022/41")
    assert case is not None
    assert (case.id, case.number) == ("KS 2022/41", "KS 2022/41")
    assert [(part.certainty, part.why) for part in case.parts] == [(1.0, "number")] * 2


def test_two_numbers_are_never_one_case(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/41", path="a.txt")
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/42", path="b.txt")
    assert shape(archive.cases()) == {frozenset({"a.txt"}), frozenset({"b.txt"})}


def test_a_number_that_lost_its_prefix_is_named_as_related(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/0441")
    archive.minutes(Item("4", TITLE, "0441/22"))
    archive.minutes(Item("9", "Taxa", "BUN 2022/0441"))
    cases = archive.cases()
    assert [cases.case(n).related for n in ("KS 2022/441", "0441/22")] == [
        ("2022/441",),
        ("BUN 2022/441", "KS 2022/441"),
    ]
    assert cases.near("2022/441") == ["2022/441", "BUN 2022/441", "KS 2022/441"]


def test_the_same_questions_of_one_person_tie_a_paper_without_a_number(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/41", path="a.txt")
    archive.paper("Interpellationssvar", asks(QUESTION, ANNA), path="b.txt", genre=Genre.INTERPELLATION_ANSWER)
    cases = archive.cases()
    assert shape(cases) == {frozenset({"a.txt", "b.txt"})}
    assert [(p.certainty, p.why) for p in cases.case("KS 2022/41").parts] == [(1.0, "number"), (0.95, "questions")]


def test_the_same_words_put_to_two_are_two_cases(archive: Archive, shape: Shape) -> None:
    archive.paper("Interpellation", asks(QUESTION, ANNA, to=(BO,)), path="a.txt")
    archive.paper("Interpellation", asks(QUESTION, ANNA, to=(EVA,)), path="b.txt")
    assert shape(archive.cases()) == {frozenset({"a.txt"}), frozenset({"b.txt"})}


def test_a_closing_phrase_ties_no_two_topics(archive: Archive, shape: Shape) -> None:
    phrase = asks("Vilka åtgärder avser ordföranden att vidta med anledning av detta?", ANNA)
    archive.paper("Interpellation av Anna Ek (S) om skolmaten", phrase, path="a.txt")
    archive.paper("Interpellation av Anna Ek (S) om snöröjningen", phrase, path="b.txt")
    assert shape(archive.cases()) == {frozenset({"a.txt"}), frozenset({"b.txt"})}


def test_asker_kind_and_topic_tie_what_has_no_number(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, path="a.txt")
    archive.minutes(
        Item("3", "Svar på interpellation av Anna Ek (S) om simhallens ombyggnad"), path="p.txt", on="2023-04-01"
    )
    cases = archive.cases()
    assert shape(cases) == {frozenset({"a.txt", "p.txt § 3"})}
    (case,) = cases.find()
    assert case.number is None
    assert [(p.certainty, p.why) for p in cases.with_parts(case).parts] == [(1.0, "number"), (0.85, "title")]


def test_one_asker_with_two_topics_has_two_cases(archive: Archive, shape: Shape) -> None:
    archive.paper("Motion av Anna Ek (S) om fler cykelbanor", genre=Genre.MOTION, path="a.txt")
    archive.paper("Motion av Anna Ek (S) om gratis frukost", genre=Genre.MOTION, path="b.txt")
    archive.paper("Interpellation av Anna Ek (S) om fler cykelbanor", path="c.txt")
    assert len(shape(archive.cases())) == 3


def test_a_topic_alone_ties_only_with_the_same_words_and_is_said_to_be_uncertain(archive: Archive) -> None:
    topic = "belysning längs gångvägen mellan skolan och hallen"
    archive.paper(f"Medborgarförslag om {topic}", genre=Genre.CITIZEN_PROPOSAL, number="KS 2021/402")
    archive.minutes(Item("7", f"Svar på medborgarförslag om {topic}"), on="2023-05-01")
    archive.minutes(Item("8", "Svar på medborgarförslag om belysning längs gångvägen"), on="2023-06-01")
    case = archive.cases().case("KS 2021/402")
    assert case is not None
    assert [(p.section.paragraph if p.section else None, p.certainty, p.why) for p in case.parts] == [
        (None, 1.0, "number"),
        ("7", 0.6, "topic"),
    ]


def test_years_apart_stay_apart(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), path="a.txt", on="2019-03-01")
    archive.paper(TITLE, asks(QUESTION, ANNA), path="b.txt", on="2023-03-01")
    assert len(shape(archive.cases())) == 2


def test_another_municipality_stays_apart(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), path="a.txt")
    archive.paper(TITLE, asks(QUESTION, ANNA), path="b.txt", place="Norrby")
    assert len(shape(archive.cases())) == 2


def test_generic_items_and_plain_papers_without_a_number_are_no_case(archive: Archive) -> None:
    archive.minutes(Item("1", "Upprop"), Item("2", "Nya motioner"), Item("3", "Frågestund"))
    archive.paper("Statistik om biblioteken", genre=Genre.OTHER)
    assert archive.cases().find() == []


def test_an_agenda_is_no_part_of_the_first_case_on_it(archive: Archive) -> None:
    agenda = "Kungörelse KS 2022/1, KS 2022/2, KS 2022/3 och KS 2022/4"
    archive.paper(agenda, number="KS 2022/1", genre=Genre.OTHER)
    archive.minutes(Item("4", "Taxa", "KS 2022/1"), path="p.txt")
    case = archive.cases().case("KS 2022/1")
    assert case is not None
    assert [part.document.path for part in case.parts] == ["p.txt"]


def test_one_person_over_spellings(archive: Archive, shape: Shape) -> None:
    archive.paper("Motion av Johanna Ryd (V) om gratis frukost i skolan", genre=Genre.MOTION, path="a.txt")
    archive.paper("Svar på motion av Johanna Ryd Sund (V) om gratis frukost i skolan", genre=Genre.MOTION, path="b.txt")
    assert shape(archive.cases()) == {frozenset({"a.txt", "b.txt"})}


def test_namesakes_of_two_parties_stay_apart(archive: Archive, shape: Shape) -> None:
    archive.paper("Motion av Mats Berg (S) om gratis frukost i skolan", genre=Genre.MOTION, path="a.txt")
    archive.paper("Motion av Mats Berg (C) om gratis frukost i skolan", genre=Genre.MOTION, path="b.txt")
    assert len(shape(archive.cases())) == 2


def test_a_number_right_below_the_title_counts_even_where_the_section_lost_it(archive: Archive) -> None:
    archive.minutes(Item("4", "Regler för skolskjuts", text="Dnr BUN 2022/0041"), path="p.txt")
    case = archive.cases().case("BUN 2022/41")
    assert case is not None
    assert [part.section.paragraph for part in case.parts if part.section] == ["4"]


def test_related_cases_are_those_that_a_part_speaks_of(archive: Archive) -> None:
    archive.minutes(Item("4", "Taxa", "KS 2022/1"), on="2023-01-01")
    archive.minutes(Item("9", "Uppföljning", "KS 2023/5", text="Beslutet i KS 2022/1 följs upp."), on="2023-02-01")
    case = archive.cases().case("KS 2023/5")
    assert case is not None
    assert case.related == ("KS 2022/1",)


def test_people_stand_in_the_heading_or_else_below_the_paper(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, EVA), number="KS 2022/1")
    archive.paper(
        "Interpellation om bussarna", asks("Varför går bussen inte längre till byn?", EVA, to=(BO,)), number="KS 2022/2"
    )
    archive.paper(
        "Interpellationssvar till Anna Ek gällande vägar",
        asks("När lagas vägen?", ANNA),
        number="KS 2022/3",
        genre=Genre.INTERPELLATION_ANSWER,
    )
    cases = archive.cases()
    assert [cases.case(f"KS 2022/{n}").askers for n in (1, 2, 3)] == [(ANNA,), (EVA,), (ANNA,)]
    assert [cases.case(f"KS 2022/{n}").addressees for n in (1, 2)] == [(BO,), (BO,)]


def test_the_one_who_answers_for_another_is_not_the_one_who_was_asked(archive: Archive) -> None:
    archive.paper(
        TITLE, asks(QUESTION, ANNA, to=(BO,)), answers("Den öppnar i maj.", EVA, reply=QUESTION), number="KS 2022/1"
    )
    case = archive.cases().case("KS 2022/1")
    assert case is not None
    assert case.addressees == (BO,)
    assert [act.actors for act in case.parts[0].acts] == [(ANNA,), (EVA,)]


def test_cases_follow_documents_that_are_replaced_and_removed(archive: Archive, shape: Shape) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), path="a.txt")
    later = archive.minutes(
        Item("3", TITLE, None, (decides("Interpellationen anses besvarad."),)), path="p.txt", on="2023-04-01"
    )
    cases = archive.cases()
    assert shape(cases) == {frozenset({"a.txt", "p.txt § 3"})}
    (before,) = cases.find()
    archive.minutes(Item("3", "Taxa", "KS 2023/1"), path="p.txt", on="2023-04-01")
    cases = archive.cases()
    assert shape(cases) == {frozenset({"a.txt"}), frozenset({"p.txt § 3"})}
    assert before.id in {case.id for case in cases.find()}
    archive.remove(archive.written[-1])
    assert shape(archive.cases()) == {frozenset({"a.txt"})}
    assert archive.catalogue.document(later.id) is None


def test_ids_are_the_same_after_linking_again(archive: Archive) -> None:
    archive.paper(TITLE, path="a.txt")
    archive.paper(TITLE.replace("Anna Ek (S)", "Eva Lo (V)"), path="b.txt")
    first = [case.id for case in archive.cases().find()]
    assert [case.id for case in archive.cases().find()] == first
    assert len(set(first)) == 2


def test_a_role_alone_speaks_against_nothing(archive: Archive, shape: Shape) -> None:
    archive.paper("Interpellation", asks(QUESTION, ANNA, to=(Actor(role="ordföranden"),)), path="a.txt")
    archive.paper("Interpellation", asks(QUESTION, replace(ANNA, party=None), to=(BO,)), path="b.txt")
    assert len(shape(archive.cases())) == 1


def test_a_place_belongs_to_the_item_that_it_lies_in(archive: Archive) -> None:
    archive.minutes(
        Item("1", "Val av revisor"),
        Item("2", "Svar på motion av Anna Ek (S) om bad", "KS 2024/1"),
        Item("3", "Mötets avslutande"),
        path="avn/a.txt",
    )
    cases = archive.cases()
    (case,) = cases.find()
    document = archive.written[0]
    headings = [section.heading[0] for section in document.sections]
    places = [(document.id, section) for section in range(len(headings))]
    homes = cases.homes([(document.id, None), *places])
    assert {headings[section] for _, section in homes if section is not None} == {
        "Svar på motion av Anna Ek (S) om bad"
    }
    assert set(homes.values()) == {case.id}


def test_a_folder_is_met_whole(archive: Archive) -> None:
    archive.minutes(Item("1", "Svar på motion av Anna Ek (S) om bad", "KS 2024/1"), path="avn/a.txt")
    archive.minutes(Item("1", "Svar på motion av Bo Ask (M) om is", "KS 2024/2"), path="avn2/a.txt")
    assert [case.number for case in archive.cases().find(filters=Filters(paths=("avn",)))] == ["KS 2024/1"]
