"""Two documents of the invented Tallhamra and questions on them, for peers."""

from __future__ import annotations

from typing import Any

from evals.dataset import Gold, Question
from evals.peers.base import Text

JOUR = Text(
    "d1",
    "fvg.txt",
    "FVG",
    "Vision frågade vem som har jour. Förvaltningen svarade att det är enhetschefen i Tallhamra.",
)
BAD = Text("d2", "kf/bad.txt", "Simhallen", "Simhallen öppnar den 3 maj. Avgiften är 40 kronor för vuxna.")


def question(id: str, text: str, place: Text, quote: str, **given: Any) -> Question:
    """A question that is answered by a quote of a document."""
    start = place.text.index(quote)
    gold = Gold(path=place.path, quote=quote, start=start, end=start + len(quote))
    defaults: dict[str, Any] = {
        "language": "sv", "category": "what", "status": "answered", "gold": (gold,), "nuggets": ((quote,),),
    }  # fmt: skip
    return Question(id=id, question=text, **(defaults | given))


QUESTIONS = [
    question("a", "Vem har jour?", JOUR, "enhetschefen", split="test"),
    question("b", "När öppnar simhallen?", BAD, "3 maj"),
    question("c", "Vad är avgiften för vuxna?", BAD, "40 kronor", language="en"),
    Question(id="d", question="Vem äger månen?", language="sv", category="unanswerable", status="not_found"),
]
