"""An answer in a model's words: gated claim by claim, and the documents' own words whenever the model fails."""

from __future__ import annotations

import json
import logging
from contextlib import closing

import pytest

from assistant import Assistant
from assistant.memory import MemoryAssistant
from assistant.models import ModelSettings, ScriptedModel, base, open_model
from assistant.streaming import Answered, ClaimReady, Event, Understood
from corpus.errors import CouncilError

from .council_model import QUESTION, STAFF, asked, knowing, line, offered, says
from .model_server import ModelServer

pytestmark = pytest.mark.usefixtures("clients")
OPENS = "Simhallen öppnar den 1 september 2022."
EMPLOYS = "Jobbcentrum har 34 medarbetare."
COSTS = "Flytten av Jobbcentrum beräknas kosta 1 850 000 kronor."
KEY = "sk-tallhamra-0123456789"


def test_a_claim_is_in_the_models_words_with_our_citation(tallhamra: Assistant) -> None:
    answer = asked(tallhamra, QUESTION, says(line([1], OPENS)))
    assert answer.answer == f"{OPENS} [1]"
    assert (answer.status, answer.route) == ("answered", "passage")
    [citation] = answer.citations
    document = tallhamra.document(citation.document_id)
    assert document is not None
    assert document.text[citation.start : citation.end] == citation.quote
    assert citation.quote.startswith("Simhallen öppnar den 1 september")
    assert (citation.act, citation.actors) == ("answer", ["Bo Ask (M)"])


def test_two_claims_cite_the_sentence_that_each_is_from(tallhamra: Assistant) -> None:
    answer = asked(tallhamra, STAFF, says(line([1], EMPLOYS), line([2], COSTS)))
    assert answer.answer == f"{EMPLOYS} [1]\n\n{COSTS} [2]"
    assert answer.citations[0].quote == "Jobbcentrum har 34 medarbetare och hyr i dag lokaler på Storgatan."
    assert answer.citations[1].quote == "Flytten beräknas kosta 1 850 000 kronor."


def test_a_claim_that_fails_gives_way_to_the_documents_words(tallhamra: Assistant) -> None:
    plain = asked(tallhamra, STAFF, None)
    answer = asked(tallhamra, STAFF, says(line([1], "Jobbcentrum har 43 medarbetare."), line([2], COSTS)))
    assert answer.claims[0] == plain.claims[0]
    assert "43" not in answer.answer
    assert COSTS in answer.answer


def test_what_is_already_there_is_not_said_again(tallhamra: Assistant) -> None:
    wrong = line([1], "Jobbcentrum har 43 medarbetare.")
    answer = asked(tallhamra, STAFF, says(line([1], EMPLOYS), line([1], EMPLOYS), wrong))
    assert answer.answer == f"{EMPLOYS} [1]"


@pytest.mark.parametrize("use", [[0], [99], [1, 99], [-1], [True], ["x"], [], None, 1.5, [[1]]], ids=str)
def test_wrong_numbers_carry_no_claim(tallhamra: Assistant, use: object) -> None:
    answer = asked(tallhamra, QUESTION, says(line(use, OPENS)))
    plain = asked(tallhamra, QUESTION, None)
    assert (answer.claims, answer.citations) == (plain.claims, plain.citations)
    assert answer.answer.startswith(plain.answer + "\n\n")


def test_the_model_sees_each_sentence_with_who_when_and_what(tallhamra: Assistant) -> None:
    model = says(line([1], OPENS))
    asked(tallhamra, QUESTION, model)
    [messages] = model.seen
    first = offered(messages)[0]
    assert first["n"] == 1
    assert (first["act"], first["by"], first["date"]) == ("answer", "Bo Ask (M)", "2022-04-19")
    assert first["text"].startswith("Simhallen öppnar")
    assert "Swedish" in messages[0].text
    assert json.dumps(QUESTION, ensure_ascii=False) in messages[1].text


def test_an_english_question_is_answered_in_english_or_in_the_documents_words(tallhamra: Assistant) -> None:
    model = says(line([1], "Jobbcentrum has 34 employees."))
    answer = asked(tallhamra, "How many medarbetare does Jobbcentrum have?", model)
    assert answer.answer == "Jobbcentrum has 34 employees. [1]"
    assert "English" in model.seen[0][0].text


@pytest.mark.parametrize(
    "question",
    [
        "Vilka frågor ställde Ylva Norrman om bokbussen?",  # a table
        "Vad har vi om simhallen?",  # a catalogue
        "Hur många kameler har kommunen?",  # nothing
        "Vad sa Lind?",  # two people
    ],
)
def test_lists_and_questions_back_never_go_to_the_model(tallhamra: Assistant, question: str) -> None:
    plain = asked(tallhamra, question, None)
    model = says(line([1], OPENS))
    answer = asked(tallhamra, question, model)
    if plain.status != "answered" or "|" in plain.answer:
        assert model.seen == []
        assert answer.answer == plain.answer


def test_a_question_without_answer_is_told_as_a_question(tallhamra: Assistant) -> None:
    question = "Hur många låntagare har bokbussen haft per vecka?"
    plain = asked(tallhamra, question, None)
    assert plain.status == "asked_not_answered"
    stated = asked(tallhamra, question, says(line([1], "Bokbussen har haft många låntagare per vecka.")))
    assert stated.claims == plain.claims
    told = "Ylva Norrman (V) frågade hur många låntagare bokbussen har haft per vecka."
    answer = asked(tallhamra, question, says(line([1], told)))
    assert answer.claims[0].text in (told, plain.claims[0].text)
    assert answer.claims[-1] == plain.claims[-1]  # that nobody answered is said, whatever the model says


def test_sentences_are_left_out_until_the_rest_fits(tallhamra: Assistant) -> None:
    counts = []
    for context in range(1024, 1800, 25):
        model = ScriptedModel([line([1], EMPLOYS)], context=context)
        asked(tallhamra, STAFF, model)
        counts.append(len(offered(model.seen[0])) if model.seen else 0)
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert set(counts) >= {1, counts[-1]}


def test_a_context_that_holds_no_sentence_asks_no_model(tallhamra: Assistant) -> None:
    model = ScriptedModel([line([1], OPENS)], context=1024)
    answer = asked(tallhamra, QUESTION, model)
    assert model.seen == []
    assert answer.answer.endswith("för långt för språkmodellen; svaret är direkt ur dokumenten.")


FAILURES = {
    "401": "nekade åtkomst",
    "403": "nekade åtkomst",
    "404": "finns inte",
    "429": "upptagen",
    "500": "gav ett fel",
    "context": "för långt",
    "slow": "svarade inte inom 0.6 sekunder",
    "drip": "svarade inte inom 0.6 sekunder",
    "silent": "tystnade",
    "broken": "gick inte att läsa",
    "empty": "ingenting",
    "cut": "avbröts",
    "ended": "avbröts",
    "endless": "tog aldrig slut",
    "redirect": "annan adress",
}


@pytest.mark.parametrize("protocol", ["openai", "ollama"])
@pytest.mark.parametrize("behaviour", FAILURES)
def test_whatever_fails_the_documents_words_come_with_one_line_that_says_why(
    tallhamra: Assistant, protocol: str, behaviour: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plain = asked(tallhamra, QUESTION, None)
    pieces = [line([1], OPENS)] if behaviour in ("silent", "broken", "cut", "ended") else []
    with ModelServer(pieces, behaviour, elsewhere="http://127.0.0.1:9/v1") as server:
        settings = server.settings(protocol, key=KEY, timeout=0.6 if behaviour in ("slow", "drip", "silent") else 10.0)
        with closing(opened_model(settings)) as model:
            answer = asked(tallhamra, QUESTION, model)
    assert answer.answer.removeprefix(plain.answer).startswith("\n\nSpråkmodellen") or behaviour == "context"
    remark = answer.answer.removeprefix(plain.answer).strip()
    assert FAILURES[behaviour] in remark
    assert remark.endswith("svaret är direkt ur dokumenten.")
    assert "\n" not in remark
    assert (answer.claims, answer.citations, answer.status) == (plain.claims, plain.citations, plain.status)
    assert KEY not in caplog.text + answer.answer


def opened_model(settings: ModelSettings) -> base.LanguageModel:
    model = open_model(settings)
    assert model is not None
    return model


def test_nothing_listens_and_the_line_is_in_the_questions_language(tallhamra: Assistant) -> None:
    with ModelServer() as server:
        settings = server.settings("openai")
    with closing(opened_model(settings)) as model:
        answer = asked(tallhamra, "How many medarbetare does Jobbcentrum have?", model)
    assert answer.answer.endswith("The language model could not be reached; the answer is straight from the documents.")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Jag vet inte, men simhallen brukar öppna på våren.", "gick inte att läsa"),
        ("{" * 50, "gick inte att läsa"),
        (line([], ""), "kunde inte beläggas"),
        (line([1], "Simhallen rivs."), "kunde inte beläggas"),
        ("   \n", "ingenting"),
        ("och så vidare " * 2000, "tog aldrig slut"),
        (line([1], "Simhallen rivs.") * 2000, "tog aldrig slut"),
    ],
)
def test_useless_words_leave_the_documents_words(tallhamra: Assistant, said: str, why: str) -> None:
    plain = asked(tallhamra, QUESTION, None)
    answer = asked(tallhamra, QUESTION, says(said))
    assert why in answer.answer.removeprefix(plain.answer)
    assert answer.claims == plain.claims


def test_a_model_that_raises_anything_is_only_a_model_that_failed(tallhamra: Assistant) -> None:
    def broken(_: object) -> list[str]:
        raise RuntimeError(KEY)

    answer = asked(tallhamra, QUESTION, ScriptedModel(broken))
    assert answer.answer.endswith("Språkmodellen gav ett fel; svaret är direkt ur dokumenten.")
    assert KEY not in answer.answer


def events(assistant: Assistant, model: base.LanguageModel | None, question: str = QUESTION) -> list[Event]:
    return list(Assistant(assistant.index, model).stream(question))


def test_claims_stream_as_they_become_ready(tallhamra: Assistant) -> None:
    told: list[str] = []

    def write(messages: object) -> list[str]:
        def pieces() -> object:
            yield line([1], EMPLOYS)
            told.append("asked for more")
            yield line([2], COSTS)

        return pieces()  # type: ignore[return-value]

    stream = Assistant(tallhamra.index, ScriptedModel(write)).stream(STAFF)
    assert isinstance(next(stream), Understood)
    first = next(stream)
    assert isinstance(first, ClaimReady)
    assert (first.claim.text, [c.n for c in first.citations], told) == (EMPLOYS, [1], [])
    second, last = list(stream)
    assert isinstance(second, ClaimReady)
    assert (second.claim.text, second.claim.citations, [c.n for c in second.citations]) == (COSTS, [2], [2])
    assert isinstance(last, Answered)
    assert last.answer.claims == [first.claim, second.claim]


@pytest.mark.parametrize(
    "model", [None, says(line([1], OPENS)), ScriptedModel([line([1], OPENS)], error=base.ModelCut("Cut."))]
)
def test_the_last_event_is_what_ask_returns(tallhamra: Assistant, model: base.LanguageModel | None) -> None:
    understood, *claims, last = events(tallhamra, model)
    assert understood == Understood(QUESTION, "sv")
    assert isinstance(last, Answered)
    answer = asked(tallhamra, QUESTION, model)
    assert last.answer.model_copy(update={"timings_ms": answer.timings_ms}) == answer
    assert claims
    assert all(isinstance(one, ClaimReady) and one.claim.citations for one in claims)


def test_without_a_model_all_claims_come_at_once_and_in_order(tallhamra: Assistant) -> None:
    _, *claims, last = events(tallhamra, None, "Vilka frågor ställde Ylva Norrman om bokbussen?")
    assert isinstance(last, Answered)
    assert [one.claim for one in claims if isinstance(one, ClaimReady)] == last.answer.claims
    assert [c for one in claims if isinstance(one, ClaimReady) for c in one.citations] == last.answer.citations


def test_a_filter_that_cannot_be_used_is_told_before_the_first_event(tallhamra: Assistant) -> None:
    from assistant import FilterSpec

    with pytest.raises(CouncilError):
        tallhamra.stream(QUESTION, filters=FilterSpec(act=["nonsense"]))


def test_the_double_streams_too(tallhamra: Assistant) -> None:
    answer = asked(tallhamra, QUESTION, None)
    understood, first, last = list(MemoryAssistant(answers={QUESTION: answer}).stream(QUESTION))
    assert understood == Understood(QUESTION, "sv")
    assert isinstance(first, ClaimReady)
    assert (first.claim, list(first.citations)) == (answer.claims[0], answer.citations)
    assert last == Answered(answer)


def test_many_claims_are_enough(tallhamra: Assistant) -> None:
    model = knowing(lambda sentences: (line([one["n"]], one["text"]) for one in sentences * 50))
    answer = asked(tallhamra, STAFF, model)
    assert 1 <= len(answer.claims) <= 8
    assert answer.answer.count("34") <= 2
