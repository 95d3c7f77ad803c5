"""What a question takes for granted and the documents do not bear out is said."""

from __future__ import annotations

import pytest
from council_documents import faithful

from assistant import Assistant
from assistant.drafts import Support
from assistant.routes.premises import unsaid
from assistant.understanding.question import understand


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vad frågade Ylva Norrman (M) om bokbussen?", "I underlaget är det Ylva Norrman (V), inte (M)."),
        ("What did Ylva Norrman (M) ask about bokbussen?", "In the documents it is Ylva Norrman (V), not (M)."),
        ("Vad frågade moderaten Ylva Norrman om bokbussen?", "I underlaget är det Ylva Norrman (V), inte (M)."),
    ],
)
def test_a_wrong_party_is_put_right_and_the_question_answered(tallhamra: Assistant, question: str, says: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.claims[0].text == says
    assert answer.claims[0].citations == []
    assert "Ylva Norrman (V)" in answer.claims[1].text
    faithful(tallhamra, answer)


def test_a_right_party_is_not_remarked_on(tallhamra: Assistant) -> None:
    assert "inte (" not in tallhamra.ask("Vad frågade Ylva Norrman (V) om bokbussen?").answer


def test_a_year_that_is_nowhere_in_the_source_is_named(tallhamra: Assistant) -> None:
    cited = tallhamra.ask("Vem frågade om bokbussen?").citations[0]
    document = tallhamra.document(cited.document_id)
    assert document is not None

    support = Support(document, cited.start, cited.end)
    (remark,) = unsaid(understand("Vad kostade bokbussen 1987?"), [support])
    assert remark.text == "Observera: det citerade underlaget nämner inte 1987."
    assert document.date is not None
    assert unsaid(understand(f"Vad kostade bokbussen {document.date.year}?"), [support]) == []
