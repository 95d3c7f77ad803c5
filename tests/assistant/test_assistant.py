"""A question goes in and a cited answer comes out: what holds for every answer."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant, FilterSpec, open_assistant
from assistant.contract import MAX_RETRIEVED
from assistant.drafts import Draft, Support
from assistant.routes.outcome import Outcome
from assistant.understanding.question import understand
from corpus.errors import BadSettings, NoIndex
from corpus.records import ActKind
from index.settings import Settings

QUESTIONS = [
    "Vem frågade om simhallen?",
    "Who answered the question about simhallen?",
    "Vem föreslog laddstolpar vid idrottsplatsen?",
    "Vad beslutade kommunfullmäktige om avgiftsfri kollektivtrafik för pensionärer?",
    "Vem reserverade sig mot beslutet om avgiftsfri kollektivtrafik?",
    "Vad frågade Lind om?",
    "Vad svarade Bo Ask om simhallen?",
    "Vilka byar förlorade bokbussens hållplats under vintern?",
    "Vad kostar flytten av Jobbcentrum?",
    "Hur många elefanter finns i djurparken?",
    "Vad gäller i ärende KS 2021/0310?",
    "Vilka närvarade den 30 maj 2022?",
    "What happened in the autumn of 2022?",
    "simhallen",
]


def keeps_the_contract(assistant: Assistant, answer: Answer) -> None:
    """Asserts what holds for every answer."""
    for citation in answer.citations:
        document = assistant.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote != ""
        assert (document.path, document.title) == (citation.path, citation.title)
        assert document.page_at(citation.start) == citation.page
        if citation.act is not None:
            holding = [a for a in document.acts if a.span.start <= citation.start and citation.end <= a.span.end]
            assert citation.act in {a.kind for a in holding}
            assert any([actor.label for actor in a.actors] == citation.actors for a in holding)
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for claim in answer.claims for n in claim.citations} == set(numbers)
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)} >= set(numbers)
    assert len({(c.document_id, c.start, c.end) for c in answer.citations}) == len(numbers)
    for claim in answer.claims:
        assert claim.text in answer.answer
    assert len(answer.retrieved) <= MAX_RETRIEVED
    scores = [passage.score for passage in answer.retrieved]
    assert scores == sorted(scores, reverse=True)
    assert answer.status != "answered" or answer.citations
    if (answer.status, answer.route) == ("answered", "passage"):  # a question proves nothing but itself
        assert all(c.act != "question" and not c.quote.rstrip().endswith("?") for c in answer.citations)
    # Where nothing answers, only what was proposed, or one sentence that comes nearest, is quoted as such.
    if answer.status == "not_found" and any(c.act != "proposal" for c in answer.citations):
        (claim,) = [claim for claim in answer.claims if claim.citations]
        assert claim.text.startswith(("Närmast kommer: ", "The nearest: "))
    assert answer.answer.strip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_the_contract(tallhamra: Assistant, question: str) -> None:
    keeps_the_contract(tallhamra, tallhamra.ask(question))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(" ".join(QUESTIONS).split()), min_size=1, max_size=8).map(" ".join) | st.text(max_size=40)
)
def test_whatever_is_asked_the_answer_keeps_the_contract(tallhamra: Assistant, question: str) -> None:
    keeps_the_contract(tallhamra, tallhamra.ask(question))


@pytest.mark.parametrize(
    ("question", "language"),
    [("Vem frågade om simhallen?", "sv"), ("Who asked about simhallen?", "en"), ("Who proposed elephants?", "en")],
)
def test_the_answer_is_in_the_questions_language(tallhamra: Assistant, question: str, language: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.language == language
    assert ("frågade" in answer.answer) == (language == "sv")


def test_the_json_has_exactly_the_documented_keys(tallhamra: Assistant) -> None:
    told = json.loads(tallhamra.ask("Vem svarade på frågan om simhallen?", id="q7").model_dump_json())
    assert list(told) == ["id", "question", "language", "status", "route", "answer", "claims", "citations",
                          "retrieved", "suggestions", "timings_ms"]  # fmt: skip
    assert told["id"] == "q7"
    assert told["question"] == "Vem svarade på frågan om simhallen?"
    assert set(told["claims"][0]) == {"text", "citations"}
    assert list(told["citations"][0]) == ["n", "document_id", "path", "title", "page", "start", "end", "quote",
                                          "act", "actors", "date"]  # fmt: skip
    assert list(told["retrieved"][0]) == ["path", "start", "end", "score"]
    assert list(told["timings_ms"]) == ["understand", "retrieve", "answer", "total"]
    assert all(ms >= 0 for ms in told["timings_ms"].values())


def test_asking_twice_gives_the_same_answer(tallhamra: Assistant) -> None:
    first, second = (tallhamra.ask("Vem frågade om simhallen?") for _ in range(2))
    assert first.model_dump(exclude={"timings_ms"}) == second.model_dump(exclude={"timings_ms"})


def test_several_threads_may_ask_at_once(tallhamra: Assistant) -> None:
    alone = [tallhamra.ask(question).answer for question in QUESTIONS[:5]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda q: tallhamra.ask(q).answer, QUESTIONS[:5])) == alone


# Filters


def test_filters_narrow_what_is_read(tallhamra: Assistant) -> None:
    question = "Vem frågade om simhallen och om Jobbcenter Ung?"
    only = tallhamra.ask(question, filters=FilterSpec(path=["avn"]))
    assert {r.path.split("/")[0] for r in only.retrieved} == {"avn"}
    assert {c.path.split("/")[0] for c in only.citations} <= {"avn"}


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        (FilterSpec(genre=["interpellation"]), {"kf/interpellation-simhallen.txt"}),
        (FilterSpec(case_number=["KS 2022/41"]), {"kf/interpellation-simhallen.txt", "kf/svar-simhallen.txt"}),
        (FilterSpec(date_to=date(2022, 4, 1)), {"kf/interpellation-simhallen.txt"}),
        (FilterSpec(person=["Anna Ek"], act=["question"]), {"kf/interpellation-simhallen.txt", "kf/svar-simhallen.txt"}),
    ],
)  # fmt: skip
def test_no_citation_leaves_the_filters(tallhamra: Assistant, filters: FilterSpec, paths: set[str]) -> None:
    answer = tallhamra.ask("Vem frågade om när simhallen öppnar?", filters=filters)
    assert answer.citations
    assert {c.path for c in answer.citations} <= paths


def test_what_lies_outside_the_filters_is_not_answered(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem frågade om simhallen?", filters=FilterSpec(path=["avn"]))
    assert answer.status == "not_found"


def test_a_filter_that_cannot_be_used_is_refused(tallhamra: Assistant) -> None:
    with pytest.raises(BadSettings):
        tallhamra.ask("Vem frågade om simhallen?", filters=FilterSpec(genre=["roman"]))


# Conversation


@pytest.mark.parametrize(
    ("question", "before", "says"),
    [
        ("Och vem svarade?", "Vem frågade om simhallen?", "Bo Ask (M) svarade Anna Ek (S)"),
        ("And who answered?", "Who asked about simhallen?", "Bo Ask (M) answered Anna Ek (S)"),
        ("Och vem svarade?", "Vem frågade om Jobbcenter Ung?", "Samira Hadd (S) svarade Karin Lind (MP)"),
    ],
)
def test_a_follow_up_is_answered_about_the_same_matter(
    tallhamra: Assistant, question: str, before: str, says: str
) -> None:
    answer = tallhamra.ask(question, history=["Vad kostar flytten av Jobbcentrum?", before])
    assert answer.status == "answered"
    assert answer.question == question
    assert says in answer.answer
    keeps_the_contract(tallhamra, answer)


def test_a_new_question_is_not_coloured_by_the_one_before(tallhamra: Assistant) -> None:
    question = "Vem föreslog laddstolpar vid idrottsplatsen?"
    asked = tallhamra.ask(question, history=["Vem frågade om simhallen?"])
    assert asked.answer == tallhamra.ask(question).answer


# What is dropped, and what cannot be asked


def test_what_the_gate_drops_is_said(tallhamra: Assistant) -> None:
    document = tallhamra.document(tallhamra.ask("Vem frågade om simhallen?").citations[0].document_id)
    assert document is not None
    act = next(a for a in document.acts if a.kind is ActKind.QUESTION)
    good = Draft("{quote}", Support(document, act.span.start, act.span.end, act), kind=ActKind.QUESTION)
    blurred = replace(good, kind=ActKind.DECISION)
    asked = understand("Vad beslutades?")
    shown = tallhamra._render(asked, Outcome("answered", "register", [blurred, good]), "Vad beslutades?", None)
    assert shown.answer.endswith(
        "En uppgift har utelämnats, eftersom underlaget inte belägger den: källan är en annan sorts inlägg."
    )
    assert [c.n for c in shown.citations] == [1]
    empty = tallhamra._render(asked, Outcome("answered", "register", [blurred]), "Vad beslutades?", None)
    assert empty.status == "not_found"
    assert "beslutade" not in empty.answer


@pytest.mark.parametrize("question", ["", "  ", "?", "x" * 4001])
def test_what_is_no_question_is_asked_back(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("clarify", "clarify")
    assert answer.suggestions


def test_without_an_index_there_is_no_assistant(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        open_assistant(Settings(tmp_path / "none", embedder="hashing", vectors_url="memory", cache=tmp_path))


# The sources


def test_the_documents_are_listed_by_path(tallhamra: Assistant) -> None:
    listed = tallhamra.documents()
    paths = [info.path for info in listed]
    assert paths == sorted(paths)
    assert len(paths) == 9
    minutes = next(info for info in listed if info.path == "kf/protokoll-2022-05-30.txt")
    assert (minutes.body, str(minutes.date), minutes.acts > 10) == ("kommunfullmäktige", "2022-05-30", True)


def test_a_documents_file_is_found_and_an_unknown_one_is_not(tallhamra: Assistant) -> None:
    info = tallhamra.documents()[0]
    source = tallhamra.source(info.document_id)
    assert source is not None
    assert source.as_posix().endswith(info.path)
    assert tallhamra.source("nothing") is None
    assert tallhamra.document("nothing") is None


def test_the_coverage_tells_what_there_is_to_answer_from(tallhamra: Assistant) -> None:
    covered = tallhamra.coverage()
    assert covered.documents == 9
    assert covered.passages > 20
    assert (str(covered.date_from), str(covered.date_to)) == ("2022-03-14", "2023-09-04")
    assert "kommunfullmäktige" in covered.bodies
    assert list(covered.unread) == []
