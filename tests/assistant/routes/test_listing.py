"""A list is complete and holds nothing else; its count is said, and every row has its source."""

from __future__ import annotations

from datetime import date

import pytest
from council_documents import build, faithful, quoted, table

from assistant import Assistant, FilterSpec
from assistant.routes.listing import MOST_ROWS

HALL = "om sporthallens tak"
BIKE = "om cykelbanan längs Sågvägen"
LIBRARY = "om bibliotekets öppettider"
TOWER = "om vattentornets framtid"
JOBS = "om väntetiden på Jobbtorget"
SOLAR = "om solceller på skolornas tak"
NOT_YET = ("obesvarad i underlaget", "not answered in the documents")


def titles(assistant: Assistant, question: str, filters: FilterSpec | None = None) -> list[str]:
    """What the headings of the listed papers say they are about, in order."""
    answer = assistant.ask(question, filters=filters)
    assert (answer.status, answer.route) == ("answered", "list")
    faithful(assistant, answer)
    listed = [row.get("Rubrik", row.get("Heading", "")).strip("”“") for row in table(answer)]
    assert answer.answer.startswith(f"{len(listed)} ")
    return [title[title.index(" om ") + 1 :] for title in listed]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vilka interpellationer har ställts?", [LIBRARY, HALL, TOWER, BIKE, JOBS, JOBS]),
        ("Which interpellations have been put?", [LIBRARY, HALL, TOWER, BIKE, JOBS, JOBS]),
        ("Vilka interpellationer ställde V under 2023?", [BIKE]),
        ("Which interpellations did the Left Party put?", [LIBRARY, BIKE]),
        ("Vilka interpellationer ställdes hösten 2023?", [BIKE, JOBS, JOBS]),
        ("Vilka interpellationer har ställts i kommunfullmäktige 2022?", [LIBRARY]),
        ("Vilka interpellationer har ställts i kommunfullmäktige 2023?", [HALL, TOWER, BIKE, JOBS, JOBS]),
        ("Vilka interpellationer har besvarats?", [LIBRARY, HALL]),
        ("Vilka interpellationer är obesvarade?", [TOWER, BIKE, JOBS, JOBS]),
        ("Which interpellations are unanswered?", [TOWER, BIKE, JOBS, JOBS]),
        ("Vilka interpellationer har ställts till Bo Ask?", [HALL, TOWER, BIKE]),
        ("Vilka interpellationer handlar om sporthallen?", [HALL]),
        ("Vilka interpellationer ställdes i Ekmarka?", [JOBS]),
        ("Vilka motioner har lagts?", [SOLAR, "om ett hundbad vid Långsjön"]),
        ("Vilka motioner avslogs 2023?", [SOLAR]),
        ("Which motions were rejected in 2023?", [SOLAR]),
        ("Vilka ärenden bordlades 2023?", [HALL]),
        ("Vilka ärenden behandlade kommunstyrelsen i september 2023?", [BIKE, SOLAR]),
        ("Vilka interpelationer har Ylva Norrman stält?", [LIBRARY, BIKE]),
    ],
)
def test_every_paper_that_is_asked_for_and_no_other(council: Assistant, question: str, expected: list[str]) -> None:
    assert sorted(titles(council, question)) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "state", "words"),
    [
        ("Vilka motioner avslogs 2023?", "avslagen 2023-10-30", "Motionen avslås."),
        ("Which motions were rejected in 2023?", "rejected 2023-10-30", "Motionen avslås."),
        ("Vilka ärenden bordlades 2023?", "bordlagd 2023-03-27", "Interpellationen bordläggs."),
    ],
)
def test_what_is_listed_for_its_decision_cites_the_decision(
    council: Assistant, question: str, state: str, words: str
) -> None:
    answer = council.ask(question)
    (row,) = table(answer)
    assert row.get("Läge", row.get("State", "")).startswith(state)
    assert quoted(answer, row) == words
    assert answer.citations[0].act == "decision"


def test_a_paper_without_a_number_is_listed_by_its_day(council: Assistant) -> None:
    answer = council.ask("Vilka interpellationer ställde KD?")
    (row,) = table(answer)
    assert (row["Datum"], row["Från"], row["Till"]) == ("2023-05-08", "Olof Lind (KD)", "Bo Ask (M)")


def test_a_row_says_who_put_it_to_whom_and_how_it_stands(council: Assistant) -> None:
    rows = {row["Datum"]: row for row in table(council.ask("Vilka interpellationer har ställts?"))}
    hall, bike = rows["2023-02-06"], rows["2023-09-04"]
    assert (hall["Från"], hall["Till"], hall["Läge"]) == ("Anna Ek (S)", "Bo Ask (M)", "besvarad 2023-04-17")
    assert (bike["Från"], bike["Till"], bike["Läge"]) == ("Ylva Norrman (V)", "Bo Ask (M)", NOT_YET[0])


@pytest.mark.parametrize(
    ("question", "counted", "open_ones"),
    [
        ("Hur många interpellationer har ställts?", "6 interpellationer.", "Av dem saknar 4 svar"),
        ("How many interpellations were put in 2023?", "5 interpellations from 2023-01-01", "Of these, 4 have no answer"),
        ("Hur många frågor har Ylva Norrman ställt och vilka är obesvarade?", "2 frågor från Ylva Norrman.", "Av dem saknar 1 svar"),
        ("How many questions has Ylva Norrman put, and which are unanswered?", "2 questions from Ylva Norrman.", "Of these, 1 have no answer"),
    ],
)  # fmt: skip
def test_the_count_is_said_and_how_many_have_no_answer(
    council: Assistant, question: str, counted: str, open_ones: str
) -> None:
    answer = council.ask(question)
    assert answer.answer.startswith(counted)
    assert open_ones in answer.answer
    assert len(table(answer)) == int(counted.split()[0])


def test_questions_are_told_with_who_answered_and_when(council: Assistant) -> None:
    answer = council.ask("Hur många frågor har Ylva Norrman ställt och vilka är obesvarade?")
    library, bike = table(answer)
    assert quoted(answer, library) == "Avser nämnden att hålla biblioteket öppet på kvällarna?"
    assert (library["Till"], library["Svar"]) == ("Tore Bladh (C)", "Tore Bladh (C) 2022-11-07")
    assert (bike["Till"], bike["Svar"]) == ("Bo Ask (M)", NOT_YET[0])
    assert answer.citations[0].act == "question"


def test_only_the_questions_on_the_topic_are_listed(council: Assistant) -> None:
    answer = council.ask("Vilka frågor har ställts om sporthallen?")
    assert [quoted(answer, row) for row in table(answer)] == [
        "När ska sporthallens tak vara lagat?",
        "Vad har läckan i sporthallen kostat kommunen hittills?",
    ]


def test_who_was_asked_is_not_who_asked(council: Assistant) -> None:
    answer = council.ask("Vilka frågor har Bo Ask fått?")
    assert answer.answer.startswith("5 frågor till Bo Ask.")
    assert {row["Till"] for row in table(answer)} == {"Bo Ask (M)"}
    asked = council.ask("Vilka frågor har Bo Ask ställt?")
    assert (asked.status, asked.citations) == ("not_found", [])


def test_what_has_no_day_comes_last_with_a_dash(council: Assistant) -> None:
    answer = council.ask("Vilka frågor har Bo Ask fått?")
    days = [row["Datum"] for row in table(answer)]
    assert days == [*sorted(days[:-1]), "–"]
    assert quoted(answer, table(answer)[-1]).startswith("Hur många parkbänkar")


def test_bars_and_line_breaks_do_not_break_the_table(council: Assistant) -> None:
    answer = council.ask("Vilka frågor har Olof Lind ställt?")
    (row,) = table(answer)
    assert row["Fråga"] == "”Vad ska vattentornet användas till när renoveringen / ombyggnaden är klar?”"
    assert quoted(answer, row) == "Vad ska vattentornet användas till när renoveringen | ombyggnaden\när klar?"


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Vilka reservationer lämnades 2023?", ["Anna Ek (S)", "Karin Lind (MP) och Ylva Norrman (V)"]),
        ("Vilka reservationer lämnades i kommunfullmäktige 2023?", ["Karin Lind (MP) och Ylva Norrman (V)"]),
        ("Which reservations were made in the executive in 2023?", ["Anna Ek (S)"]),
        ("Vilka särskilda yttranden har lämnats?", ["Mats Orre (C)"]),
        ("Vilka ersättaryttranden har lämnats?", ["Siv Berg (KD)"]),
    ],
)
def test_a_reservation_is_no_statement_and_an_extract_is_not_counted_again(
    council: Assistant, question: str, who: list[str]
) -> None:
    answer = council.ask(question)
    assert [row.get("Vem", row.get("Who")) for row in table(answer)] == who
    assert answer.answer.startswith(f"{len(who)} ")
    faithful(council, answer)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Vilka var frånvarande på kommunfullmäktige den 30 oktober 2023?", ["Tore Bladh (C)"]),
        ("Who was absent from the council on 30 October 2023?", ["Tore Bladh (C)"]),
        ("Vilka ersättare tjänstgjorde den 30 oktober 2023?", ["Siv Berg (KD)"]),
        ("Vilka närvarade på kommunfullmäktige den 30 oktober 2023?",
         ["Gunnar Tegel (S)", "Anna Ek (S)", "Bo Ask (M)", "Ylva Norrman (V)", "Karin Lind (MP)", "Mats Orre (S)", "Mats Orre (C)"]),
    ],
)  # fmt: skip
def test_who_was_there_and_who_was_not(council: Assistant, question: str, who: list[str]) -> None:
    answer = council.ask(question)
    assert [row.get("Vem", row.get("Who")) for row in table(answer)] == who
    assert {row.get("Datum", row.get("Date")) for row in table(answer)} == {"2023-10-30"}


def test_a_vote_is_listed_once_with_its_numbers(council: Assistant) -> None:
    (row,) = table(council.ask("Vilka omröstningar har hållits?"))
    assert (row["Datum"], row["Ja"], row["Nej"]) == ("2023-10-30", "4", "3")
    assert row["Ärende"].endswith("om solceller på skolornas tak")


def test_every_decision_of_a_meeting_is_listed(council: Assistant) -> None:
    answer = council.ask("Vilka beslut fattade kommunfullmäktige den 27 mars 2023?")
    assert [quoted(answer, row) for row in table(answer)] == [
        "Anna Ek (S) utses att justera protokollet.",
        "Dagordningen godkänns.",
        "Interpellationen bordläggs.",
        "Motionen remitteras till kommunstyrelsen.",
    ]
    assert "i kommunfullmäktige den 2023-03-27" in answer.answer


def test_documents_are_listed_by_kind_under_their_own_titles(council: Assistant) -> None:
    answer = council.ask("Vilka motioner har ni som dokument?")
    assert answer.status == "answered"
    minutes = council.ask("Vilka protokoll har ni från 2023?")
    assert minutes.answer.startswith("6 protokoll ")
    assert table(minutes)[0]["Titel"] == "Kommunfullmäktige Protokoll (nr 2) 2023-02-27: ”Tallhamra kommun”"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vilka motioner har bifallits?", "0 motioner som bifölls eller antogs"),
        ("Vilka interpellationer handlar om kärnkraft?", "0 interpellationer om ”kärnkraft”"),
        ("Which interpellations did the Centre Party put?", "0 interpellations from Centerpartiet"),
        ("Vilka interpellationer ställdes 2019?", "från 2019-01-01 till 2019-12-31"),
    ],
)
def test_nothing_is_said_to_be_nothing_with_what_was_searched(council: Assistant, question: str, says: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route, answer.citations) == ("not_found", "list", [])
    assert says in answer.answer
    assert "Sökningen gällde" in answer.answer or "The search covered" in answer.answer


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (FilterSpec(party=["V"]), [LIBRARY, BIKE]),
        (FilterSpec(date_from=date(2023, 9, 1)), [BIKE, JOBS, JOBS]),
        (FilterSpec(municipality=["Ekmarka"]), [JOBS]),
        (FilterSpec(path=["avn"]), [JOBS]),
        (FilterSpec(person=["Anna Ek"]), [HALL]),
    ],
)
def test_the_callers_filters_narrow_the_list(council: Assistant, filters: FilterSpec, expected: list[str]) -> None:
    assert sorted(titles(council, "Vilka interpellationer har ställts?", filters)) == sorted(expected)


def test_the_callers_period_goes_before_the_questions(council: Assistant) -> None:
    only = FilterSpec(date_from=date(2022, 1, 1), date_to=date(2022, 12, 31))
    assert titles(council, "Vilka interpellationer ställdes 2023?", only) == [LIBRARY]


@pytest.mark.parametrize(
    ("question", "before", "says"),
    [
        ("Och hur många av dem är obesvarade?", "Hur många frågor har Ylva Norrman ställt?", "1 fråga utan svar i underlaget från Ylva Norrman"),
        ("And how many of them are unanswered?", "How many questions has Ylva Norrman put?", "1 question without an answer"),
        ("Och under 2022?", "Vilka interpellationer ställde V under 2023?", "1 interpellation från Vänsterpartiet från 2022-01-01"),
        ("Och Anna Ek?", "Hur många frågor har Ylva Norrman ställt?", "2 frågor från Anna Ek"),
    ],
)  # fmt: skip
def test_a_follow_up_asks_the_same_of_something_else(council: Assistant, question: str, before: str, says: str) -> None:
    answer = council.ask(question, history=[before])
    assert answer.answer.startswith(says)
    assert len(table(answer)) == int(says.split()[0])


@pytest.fixture(scope="session")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An interpellation of more questions than a table shows, seven of a union among other papers."""
    many = "\n".join(f"{n}. Varför är vägskylt nummer {n} på Ringvägen borta?" for n in range(1, MOST_ROWS + 6))
    head = "Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om vägskyltar"
    text = f"{head}\n\nTallhamra kommun\nKommunfullmäktige\nDnr KS 2023/0200\n\nJag vill ställa följande frågor:\n\n{many}\n\n"
    asked = "\n\n".join(f"Vision frågade när rum {n} blir målat." for n in range(1, 4))
    head = "# Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nTallhamra kommun\n\n## Närvarande"
    there = "**För arbetsgivaren**\n\nLena Brink, förvaltningschef\n\n**För arbetstagarna**\n\nIna Rask, Vision"
    minutes = f"{head}\n\n{there}\n\n## Dagordning\n\n### 1. Arbetsmiljö\n\n{asked}\n\nKommunal undrade om golven.\n"
    bench = "Motion om fler bänkar\n\nTallhamra kommun\nKommunfullmäktige\nDnr KS 2023/0210\n\nBänkarna är få.\n\n"
    bench += "Jag föreslår därför att kommunen ställer ut tio bänkar.\n\nTallhamra 2023-05-03\n\nKarin Lind (MP)\n"
    papers = {
        "bankar.txt": bench,
        "skyltar.txt": f"{text}Tallhamra 2023-05-02\n\nAnna Ek (S)\n",
        "fvg/samverkan.md": minutes,
    }
    return build(tmp_path_factory.mktemp("signs"), papers)


def test_a_long_list_is_counted_whole_and_said_to_be_cut(signs: Assistant) -> None:
    answer = signs.ask("Vilka frågor har Anna Ek ställt?")
    assert answer.answer.startswith(f"{MOST_ROWS + 5} frågor från Anna Ek.")
    assert f"De första {MOST_ROWS} visas." in answer.answer
    assert len(table(answer)) == MOST_ROWS


def test_all_that_somebody_asked_is_a_list_when_it_is_much(signs: Assistant, council: Assistant) -> None:
    assert signs.ask("Vad har Anna Ek frågat om?").route == "list"
    assert council.ask("Vad har Anna Ek frågat om?").route == "register"


def test_a_paper_whose_title_names_nobody_is_proved_by_its_writers_words(signs: Assistant) -> None:
    (row,) = table(signs.ask("Vilka motioner har lagts?"))
    proposal = "Jag föreslår därför att kommunen ställer ut tio bänkar."
    assert (row["Rubrik"], row["Från"]) == (f"Motion om fler bänkar: ”{proposal}”", "Karin Lind (MP)")


def test_a_unions_questions_are_its_own(signs: Assistant) -> None:
    answer = signs.ask("Vilka frågor har Vision ställt?")
    assert answer.answer.startswith("3 frågor från Vision.")
    assert {row["Från"] for row in table(answer)} == {"Vision"}
