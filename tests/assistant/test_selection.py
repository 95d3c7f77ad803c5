"""The sentences that answer are chosen; those that only ask are not."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.reader import Reader
from assistant.selection import act_at, answer_type, choose, holds, split
from assistant.understanding.question import understand
from corpus.records import ActKind, Document
from index.records import Filters


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("När öppnar simhallen?", "date"),
        ("When does the pool open?", "date"),
        ("Vad kostar flytten?", "money"),
        ("Hur mycket kostade det?", "money"),
        ("How much did the move cost?", "money"),
        ("Hur många medarbetare finns det?", "number"),
        ("How many people work there?", "number"),
        ("Varför stängdes den?", "reason"),
        ("Why was it closed?", "reason"),
        ("Vilket diarienummer har ärendet?", "case"),
        ("What is the case number?", "case"),
        ("Vem är chef?", "person"),
        ("Vad gäller för torget?", None),
    ],
)
def test_what_kind_of_value_is_asked_for(question: str, kind: str | None) -> None:
    assert answer_type(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("date", "Simhallen öppnar den 1 september 2022.", True),
        ("date", "Simhallen öppnar till hösten.", True),
        ("date", "Simhallen öppnar snart.", False),
        ("money", "Flytten kostar 1 850 000 kronor.", True),
        ("money", "Flytten kostar 4,2 mnkr.", True),
        ("money", "Flytten tar 14 dagar.", False),
        ("number", "Enheten har 34 medarbetare.", True),
        ("number", "Enheten har elva medarbetare.", True),
        ("number", "Enheten har många medarbetare.", False),
        ("reason", "Den stängdes på grund av fukt.", True),
        ("reason", "Den stängdes i mars.", False),
        ("case", "Dnr KS 2022/0041", True),
        ("case", "Ärendet avslutas.", False),
        ("person", "Chef är Mikael Thor.", True),
        ("person", "Chefen är ny.", False),
    ],
)
def test_whether_a_sentence_holds_such_a_value(kind: str, text: str, held: bool) -> None:
    assert holds(kind, text) is held


@pytest.fixture(scope="module")
def reader(tallhamra: Assistant) -> Reader:
    return Reader(tallhamra.index)


def paper(assistant: Assistant, path: str) -> Document:
    info = next(d for d in assistant.documents() if d.path == path)
    found = assistant.document(info.document_id)
    assert found is not None
    return found


def test_sentences_are_exact_stretches_without_their_list_number(tallhamra: Assistant, reader: Reader) -> None:
    document = paper(tallhamra, "kf/svar-simhallen.txt")
    texts = [document.text[a:b] for a, b in split(reader, document, 0, len(document.text))]
    assert "När öppnar simhallen för allmänheten igen?" in texts
    assert "Reparationen har till och med mars kostat 4,2 miljoner kronor." in texts
    assert all(text == text.strip() and text for text in texts)


def test_a_sentence_belongs_to_the_act_that_holds_it(tallhamra: Assistant) -> None:
    document = paper(tallhamra, "kf/svar-simhallen.txt")
    start = document.text.index("Simhallen öppnar den 1")
    act = act_at(document, start, start + 20)
    assert act is not None
    assert act.kind is ActKind.ANSWER
    assert act_at(document, 0, 5) is None


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("När öppnar simhallen för allmänheten igen?", "Simhallen öppnar den 1 september 2022"),
        ("Hur mycket har reparationen av reningsverket kostat?", "Reparationen har till och med mars kostat 4,2"),
        ("Hur många medarbetare har Jobbcentrum?", "Jobbcentrum har 34 medarbetare"),
        ("Vad kostar flytten av Jobbcentrum?", "Flytten beräknas kosta 1 850 000 kronor."),
        ("How many medarbetare does Jobbcentrum have?", "Jobbcentrum har 34 medarbetare"),
    ],
)
def test_the_best_sentence_answers_and_does_not_ask(reader: Reader, question: str, best: str) -> None:
    asked = understand(question)
    hits = reader.hits(asked, Filters())
    documents = reader.documents(h.passage.span.document_id for h in hits)
    chosen = choose(reader, asked, hits, documents)
    assert chosen[0].text.startswith(best)
    assert [s.score for s in chosen] == sorted((s.score for s in chosen), reverse=True)
    for sentence in chosen:
        support = sentence.support
        assert support.quote == documents[support.document.id].text[support.start : support.end]


def test_nothing_is_chosen_from_nothing(reader: Reader) -> None:
    assert choose(reader, understand("När öppnar simhallen?"), [], {}) == []
