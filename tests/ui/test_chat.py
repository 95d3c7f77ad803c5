"""The conversation: what is asked, what is shown, what happens when it fails."""

from __future__ import annotations

from datetime import date

from ui_support import HOSTILE, QUESTION, answer, assistant, citation, document, read

from assistant.contract import Answer, FilterSpec
from assistant.memory import MemoryAssistant
from assistant.service import Coverage
from ui.chat import Turn, asked, conversation, narrowed, welcome
from ui.examples import examples
from ui.texts import texts

SV = texts("sv")


class Broken(MemoryAssistant):
    """Fails at every question."""

    def ask(self, *args: object, **kwargs: object) -> Answer:
        raise RuntimeError("secret path /srv/x")


def shown(turns: list[Turn], service: MemoryAssistant | None = None) -> str:
    return conversation(turns, "", service or assistant(), SV)


def test_earlier_questions_go_along_as_history() -> None:
    service = assistant()
    first = asked(service, QUESTION, [], FilterSpec())
    failed = Turn("Trasig?", error="")
    asked(service, "Vad svarade de?", [first, failed], FilterSpec())
    assert [history for _, history, _ in service.asked] == [(), (QUESTION,)]


def test_the_status_is_told_in_words() -> None:
    names = {
        "answered": "Besvarad",
        "asked_not_answered": "Ställd men inte besvarad",
        "not_found": "Finns inte i underlaget",
        "clarify": "Behöver förtydligas",
    }
    for status, name in names.items():
        assert f">{name}</span>" in shown([Turn("?", answer=answer(status=status))])


def test_each_source_shows_what_who_and_when() -> None:
    text = read(shown([Turn(QUESTION, answer=answer())])).text
    assert "FrågaUlla Testberg (S) · 2023-05-04" in text


def test_an_error_is_one_neutral_line() -> None:
    turn = asked(Broken(), "Vad?", [], FilterSpec())
    content = shown([turn])
    assert "secret" not in content
    assert "kunde inte besvaras" in content


def test_a_typed_error_is_told() -> None:
    turn = asked(assistant(), "x" * 5000, [], FilterSpec())
    assert "shorten it" in shown([turn])


def test_what_is_typed_and_quoted_stays_text() -> None:
    hostile = answer(
        answer=HOSTILE,
        citations=[citation(quote=HOSTILE, title=HOSTILE, actors=[HOSTILE])],
        suggestions=[HOSTILE],
    )
    content = shown([Turn(HOSTILE, answer=hostile)])
    reader = read(content)
    assert not {"img", "script", "a"} & {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert [attrs["data-question"] for _, attrs in reader.tags if "data-question" in attrs] == [HOSTILE]


def test_nothing_found_shows_the_nearest_passages() -> None:
    reader = read(shown([Turn("?", answer=answer(status="not_found", citations=[], answer="Nej."))]))
    assert [attrs["data-doc"] for _, attrs in reader.tags if "data-doc" in attrs] == ["lek1"]


def test_the_welcome_tells_what_is_covered() -> None:
    service = assistant()
    text = read(welcome(service.coverage(), examples(service, SV), SV)).text
    assert "3 handlingar, från Kommunfullmäktige, daterade 2023-05-04 till 2023-05-04." in text
    assert "En fil kunde inte läsas" in text


def test_an_empty_index_says_what_to_do() -> None:
    assert "council ingest" in welcome(Coverage(0, 0), [], SV)


def test_a_quote_tells_the_language_of_its_document() -> None:
    service = type(assistant())([document(language="en")])
    reader = read(shown([Turn(QUESTION, answer=answer())], service))
    assert [attrs["lang"] for _, attrs in reader.tags if attrs.get("class") == "card-quote"] == ["en"]


def test_a_dissent_is_not_called_a_reservation() -> None:
    text = read(shown([Turn("?", answer=answer(citations=[citation(act="dissent")]))])).text
    assert "Avvikande mening eller uttalande" in text
    assert "Reservation" not in text


def test_filters_become_whole_years_in_order() -> None:
    assert narrowed(["A"], ["minutes"], "2024", "2022") == FilterSpec(
        body=["A"], genre=["minutes"], date_from=date(2022, 1, 1), date_to=date(2024, 12, 31)
    )
    assert narrowed(None, None, "", None) == FilterSpec()
