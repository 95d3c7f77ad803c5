"""The conversation: what is shown of a question and its answer, and what happens when it fails."""

from __future__ import annotations

from datetime import date

from ui_support import HOSTILE, QUESTION, answer, assistant, citation, document, read

from assistant.contract import Claim, FilterSpec
from assistant.memory import MemoryAssistant
from assistant.service import Coverage
from assistant.streaming import ClaimReady, Restriction, Understood
from ui.ask.chat import Turn, conversation
from ui.ask.examples import examples
from ui.ask.turn import fields_of, narrowed, without_filter
from ui.ask.welcome import tries, welcome
from ui.texts import texts

SV, EN = texts("sv"), texts("en")
ASKED = "Vem frågade om lekplatsen i kommunfullmäktige 2023?"
UNDERSTOOD = Understood(
    ASKED,
    "sv",
    True,
    (
        Restriction("body", "kommunfullmäktige", ASKED.index("kommunf"), ASKED.index(" 2023")),
        Restriction("period", "2023-01-01/2023-12-31", ASKED.index("2023"), ASKED.index("?")),
    ),
)


def shown(turns: list[Turn], service: MemoryAssistant | None = None, language: str = "sv") -> str:
    return conversation(turns, "", service or assistant(), texts(language))


def buttons(content: str, name: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in read(content).tags if tag == "button" and name in attrs]


def test_the_status_is_told_in_words() -> None:
    names = {
        "answered": "Besvarad",
        "asked_not_answered": "Ställd men inte besvarad",
        "not_found": "Finns inte i underlaget",
        "clarify": "Behöver förtydligas",
    }
    for status, name in names.items():
        assert f">{name}</span>" in shown([Turn("?", answer=answer(status=status))])


def test_each_source_shows_what_who_which_party_and_when() -> None:
    text = read(shown([Turn(QUESTION, answer=answer())])).text
    assert "FrågaUlla TestbergParti S2023-05-04" in text


def test_what_is_bracketed_and_no_party_stays_in_the_name() -> None:
    text = read(
        shown([Turn("?", answer=answer(citations=[citation(actors=["Facket (LSS)", "Kommunstyrelsen"])]))])
    ).text
    assert "Facket (LSS)Kommunstyrelsen" in text
    assert "Parti" not in text


def test_many_actors_are_counted() -> None:
    many = [f"Namn {n} (S)" for n in range(9)]
    assert "och 3 till" in read(shown([Turn("?", answer=answer(citations=[citation(actors=many)]))])).text


def test_a_typed_error_is_told_in_the_language_of_the_page() -> None:
    turn = Turn("?", error="There is no index in /srv/x.", kind="NoIndex")
    assert "Det finns inga handlingar att svara ur" in shown([turn])
    assert "There are no documents" in shown([turn], language="en")
    assert "/srv/x" not in shown([turn])
    assert "in odd words" in shown([Turn("?", error="in odd words", kind="Odd")])


def test_what_failed_or_was_cut_can_be_asked_again() -> None:
    for turn in (Turn("?", error=""), Turn("?", cut=True)):
        (again,) = buttons(shown([turn]), "data-again")
        assert again["data-again"] == "0"
    assert "Svaret avbröts. Fråga igen." in shown([Turn("?", cut=True)])


def test_the_question_as_understood_stands_above_its_answer_with_chips_to_take_away() -> None:
    content = shown([Turn("och 2023?", answer=answer(), understood=UNDERSTOOD)])
    assert f"Förstått som: {ASKED}" in " ".join(read(content).text.split())
    chips = buttons(content, "data-chip")
    assert [chip["aria-label"] for chip in chips] == ["Ta bort: Organ kommunfullmäktige", "Ta bort: Period 2023"]
    assert [(chip["data-of"], chip["data-chip"]) for chip in chips] == [("0", "0"), ("0", "1")]


def test_only_the_last_question_can_be_changed_by_its_chips() -> None:
    earlier = Turn("?", answer=answer(), understood=UNDERSTOOD)
    content = shown([earlier, Turn("!", answer=answer())])
    assert not buttons(content, "data-chip")
    assert "Period 2023" in content


def test_the_filters_of_the_page_are_chips_too() -> None:
    spec = narrowed(["kommunstyrelsen"], ["minutes"], "2022", "2023")
    content = shown([Turn(QUESTION, answer=answer(), filters=spec)])
    assert [chip["data-filter"] for chip in buttons(content, "data-filter")] == ["body-0", "genre-0", "period"]
    assert "Period 2022–2023" in content
    assert "Period 2022–2023" in shown([Turn(QUESTION, answer=answer(), filters=spec)], language="en")


def test_a_line_that_stands_above_is_not_told_twice() -> None:
    text = f"Ja [1]\n\nFrågan uppfattades som: ”{ASKED}”\n\nAvgränsat till: kommunfullmäktige.\n\nMer sägs inte."
    told = read(shown([Turn("?", answer=answer(answer=text), understood=UNDERSTOOD)])).text.split("Källor")[0]
    assert "uppfattades som" not in told
    assert "Avgränsat till: kommunfullmäktige." not in told
    assert "Mer sägs inte." in told
    assert "uppfattades som" in read(shown([Turn("?", answer=answer(answer=text))])).text


def test_claims_are_shown_as_they_come_and_the_answer_takes_their_place() -> None:
    ready = ClaimReady(Claim(text="Det första beskedet. [1]", citations=[1]), (citation(),))
    coming = shown([Turn(QUESTION, understood=UNDERSTOOD, ready=(ready,))])
    assert "Det första beskedet" in coming
    assert "Söker i handlingarna" in coming
    assert not buttons(coming, "data-chip")
    assert "Söker i handlingarna" not in shown([Turn(QUESTION, answer=answer())])


def test_a_screen_reader_is_told_the_answer_and_how_many_sources() -> None:
    waiting, done = shown([Turn(QUESTION)]), shown([Turn(QUESTION, answer=answer())])
    (told,) = [attrs["data-told"] for _, attrs in read(done).tags if attrs.get("data-told")]
    assert told is not None
    assert told.startswith("Besvarad. Ulla Testberg (S) frågade:")
    assert told.endswith("En källa.")
    assert "[1]" not in told
    assert "data-told" not in waiting


def test_an_answer_can_be_copied_judged_and_saved() -> None:
    content = shown([Turn(QUESTION, answer=answer())])
    assert len(buttons(content, "data-copy")) == 1
    assert [one["data-vote"] for one in buttons(content, "data-vote")] == ["up", "down"]
    assert [one["data-save"] for one in buttons(content, "data-save")] == ["docx", "markdown"]
    assert "[1] Interpellation av Ulla Testberg (S) angående lekplatsen, s. 1, 2023-05-04." in read(content).text
    assert "Tack!" not in content
    thanked = shown([Turn(QUESTION, answer=answer(), verdict="up")])
    assert "Tack!" in thanked
    assert [one["aria-pressed"] for one in buttons(thanked, "data-vote")] == ["true", "false"]


def test_nothing_answered_is_nothing_to_save() -> None:
    assert not buttons(shown([Turn(QUESTION)]), "data-save")


def test_what_is_typed_and_quoted_stays_text() -> None:
    hostile = answer(
        answer=HOSTILE,
        citations=[citation(quote=HOSTILE, title=HOSTILE, actors=[HOSTILE])],
        suggestions=[HOSTILE],
    )
    told = Understood(HOSTILE, "sv", True, (Restriction("person", HOSTILE, 0, 4),))
    content = shown([Turn(HOSTILE, answer=hostile, understood=told, filters=FilterSpec(body=[HOSTILE]))])
    reader = read(content)
    assert not {"img", "script", "a"} & {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert [attrs["data-question"] for _, attrs in reader.tags if "data-question" in attrs] == [HOSTILE]


def test_nothing_found_shows_the_nearest_passages() -> None:
    reader = read(shown([Turn("?", answer=answer(status="not_found", citations=[], answer="Nej."))]))
    assert [attrs["data-doc"] for _, attrs in reader.tags if "data-doc" in attrs] == ["lek1"]


def test_the_welcome_tells_what_is_covered() -> None:
    service = assistant()
    text = read(welcome(service.coverage(), SV)).text
    assert "3 handlingar, från Kommunfullmäktige, daterade 2023-05-04 till 2023-05-04." in text
    assert "En fil kunde inte läsas" in text
    assert [attrs["data-question"] for tag, attrs in read(tries(examples(service, SV), SV)).tags if tag == "button"]
    assert tries([], SV) == ""


def test_thousands_are_set_apart_as_the_language_does() -> None:
    many = Coverage(12480, 1)
    assert "12\u00a0480 handlingar" in read(welcome(many, SV)).text
    assert "12,480 documents" in read(welcome(many, EN)).text


def test_an_empty_index_says_what_to_do() -> None:
    assert "council ingest" in welcome(Coverage(0, 0), SV)


def test_a_quote_tells_the_language_of_its_document() -> None:
    service = type(assistant())([document(language="en")])
    reader = read(shown([Turn(QUESTION, answer=answer())], service))
    assert [attrs["lang"] for _, attrs in reader.tags if attrs.get("class") == "card-quote"] == ["en"]


def test_a_dissent_is_not_called_a_reservation() -> None:
    text = read(shown([Turn("?", answer=answer(citations=[citation(act="dissent")]))])).text
    assert "Avvikande mening eller uttalande" in text
    assert "Reservation" not in text


def test_filters_become_whole_years_in_order_and_fields_again() -> None:
    spec = narrowed(["A"], ["minutes"], "2024", "2022")
    assert spec == FilterSpec(body=["A"], genre=["minutes"], date_from=date(2022, 1, 1), date_to=date(2024, 12, 31))
    assert fields_of(spec) == (["A"], ["minutes"], "2022", "2024")
    assert narrowed(None, None, "", None) == FilterSpec()
    assert fields_of(FilterSpec()) == ([], [], "", "")


def test_one_filter_is_taken_away_and_the_others_stay() -> None:
    spec = narrowed(["A", "B"], ["minutes"], "2022", "2023")
    assert without_filter(spec, "body-0").body == ["B"]
    assert without_filter(spec, "genre-0").genre == []
    assert without_filter(spec, "period") == FilterSpec(body=["A", "B"], genre=["minutes"])
    for odd in ("body-9", "body-x", "path-0", ""):
        assert without_filter(spec, odd) == spec
