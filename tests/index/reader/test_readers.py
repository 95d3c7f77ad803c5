"""Both readers keep the same promises; the built-in one tells more."""

from __future__ import annotations

import pytest

from index.reader import PassageReader, builtin_reader
from index.reader.memory import WordReader

CONTEXT = "Svar på interpellation om simhallen · kommunfullmäktige i Tallhamra · 2021-04-12"
OPENS = (
    "Simhallen har varit stängd sedan branden. Den öppnar igen den 3 maj 2021. Nämnden har fått en rapport om läget."
)
BUILT = "Den nya förskolan på Ekbacken har plats för 84 barn. Gården delas med skolan."
TEXTS = [(CONTEXT, OPENS), ("Barn- och utbildningsnämnden i Tallhamra", BUILT)]
QUESTION = "När öppnar simhallen i Tallhamra igen?"


@pytest.fixture(scope="module")
def builtin() -> PassageReader:
    return builtin_reader()


@pytest.fixture(scope="module")
def prepared() -> PassageReader:
    reader = builtin_reader()
    reader.prepare()
    return reader


@pytest.fixture(params=["builtin", "prepared", "words"])
def reader(request: pytest.FixtureRequest) -> PassageReader:
    return WordReader() if request.param == "words" else request.getfixturevalue(request.param)


def test_a_reader_that_was_prepared_judges_alike(builtin: PassageReader, prepared: PassageReader) -> None:
    for plain, quick in zip(builtin.read(QUESTION, TEXTS), prepared.read(QUESTION, TEXTS), strict=True):
        assert quick.answers == pytest.approx(plain.answers, abs=0.05)
        assert [s.score for s in quick.sentences] == pytest.approx([s.score for s in plain.sentences], abs=0.05)


def test_the_text_that_answers_is_judged_higher(reader: PassageReader) -> None:
    answering, other = reader.read(QUESTION, TEXTS)

    assert answering.answers > other.answers
    assert answering.score > other.score


def test_sentences_are_those_of_the_text_and_share_the_answer(reader: PassageReader) -> None:
    for (_, text), reading in zip(TEXTS, reader.read(QUESTION, TEXTS), strict=True):
        assert "".join(text[s.start : s.end] for s in reading.sentences).replace(" ", "") == text.replace(" ", "")
        assert sum(s.score for s in reading.sentences) == pytest.approx(1.0, abs=1e-3)
        assert 0 <= reading.answers <= 1


def test_the_order_of_the_texts_changes_nothing(reader: PassageReader) -> None:
    there, back = reader.read(QUESTION, TEXTS), reader.read(QUESTION, TEXTS[::-1])[::-1]

    assert [r.score for r in there] == pytest.approx([r.score for r in back], abs=1e-3)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("", OPENS),
        ("När?", ""),
        ("När?", " \n\u200b "),
        ("?!", "…"),
        ("När öppnar den?", "\x00\ud800 𐍈 ﷺ"),
        ("vad " * 3000, OPENS),
        ("När öppnar den?", OPENS * 60),
    ],
)
def test_odd_input_is_read_without_complaint(reader: PassageReader, question: str, text: str) -> None:
    (reading,) = reader.read(question, [("", text)])

    assert 0 <= reading.answers <= 1
    assert all(0 <= s.start < s.end <= len(text) for s in reading.sentences)


def test_no_texts_give_no_readings(reader: PassageReader) -> None:
    assert reader.read(QUESTION, []) == []


def test_the_answering_sentence_is_seen(builtin: PassageReader) -> None:
    (reading,) = builtin.read(QUESTION, TEXTS[:1])

    best = reading.best
    assert best is not None
    assert "3 maj" in OPENS[best.start : best.end]


def test_an_english_question_finds_the_swedish_sentence(builtin: PassageReader) -> None:
    answering, other = builtin.read("How many children is there room for at the new preschool?", TEXTS[::-1])

    best = answering.best
    assert best is not None
    assert "84 barn" in BUILT[best.start : best.end]
    assert answering.answers > other.answers


def test_the_same_matter_without_what_is_asked_is_judged_lower(builtin: PassageReader) -> None:
    told, _ = builtin.read(QUESTION, TEXTS)
    untold, _ = builtin.read("Hur mycket kostade branden i simhallen?", TEXTS)

    assert told.answers > untold.answers
