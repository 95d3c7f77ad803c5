"""The workbench over an index: a paper that asks nothing still comes, for its questions to be written."""

from __future__ import annotations

from library_papers import INTERPELLATION, MINUTES

from assistant import Assistant
from assistant.brief.bench import IndexBench
from assistant.brief.reading import with_questions


def test_a_paper_that_asks_nothing_comes_without_questions(unanswered: Assistant) -> None:
    bench = IndexBench()
    pasted = bench.read_text(unanswered, MINUTES)
    sent = bench.read(unanswered, b"Anteckning\n\nTallhamra kommun 2024-11-06\n\nEn anteckning.", "a.txt")
    assert (pasted.questions, sent.questions) == ((), ())
    assert pasted.text.startswith(MINUTES[:40])
    written = with_questions(pasted, ["Vad kostar ombyggnaden?"])
    brief = bench.make(unanswered, written, lambda done, total: None)
    assert [one.ask.text for one in brief.prepared] == ["Vad kostar ombyggnaden?"]


def test_one_that_is_in_the_index_is_known_as_itself(unanswered: Assistant) -> None:
    bench = IndexBench()
    (document,) = [one for one in unanswered.documents() if "protokoll" in one.path][:1]
    chosen = bench.read_document(unanswered, document.document_id)
    file = unanswered.source(document.document_id)
    assert chosen.document_id == document.document_id
    assert file is not None
    assert bench.read(unanswered, file.read_bytes(), "annat-namn.txt").document_id == document.document_id


def test_one_that_asks_has_its_questions(unanswered: Assistant) -> None:
    assert len(IndexBench().read_text(unanswered, INTERPELLATION).questions) == 3


def test_a_preview_says_what_the_file_says(answered: Assistant) -> None:
    bench = IndexBench()
    brief = bench.make(answered, bench.read_text(answered, INTERPELLATION), lambda done, total: None)
    draft = bench.preview(answered, brief)
    assert [answer.question for answer in draft.answers] == [ask.text for ask in brief.paper.questions]
    assert any(one.kind == "gap" for one in draft.answers[2].paragraphs)
