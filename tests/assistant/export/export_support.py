"""A conversation to export: two questions, a table, and quotes that try to act."""

from __future__ import annotations

from datetime import date

from assistant.contract import Answer, Citation
from assistant.export import Conversation, Exchange

BASE = "https://fraga.tallhamra.example/"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://bad.example/i.png) =HYPERLINK(1) *b* `c` www.bad.example"


def citation(n: int = 1, **changes: object) -> Citation:
    values = {
        "n": n,
        "document_id": "lek1",
        "path": "kf/fraga.pdf",
        "title": "Interpellation om badet",
        "page": 2,
        "start": 10,
        "end": 38,
        "quote": "När öppnar badet\ni Tallhamra?",
        "act": "question",
        "actors": ["Bo Ask (M)"],
        "date": "2024-05-02",
    }
    return Citation.model_validate({**values, **changes})


def answer(
    text: str = "Bo Ask (M) frågade: ”När öppnar badet i Tallhamra?” [1]", *cited: Citation, **changes: object
) -> Answer:
    values = {"question": "?", "language": "sv", "status": "answered", "route": "register", "answer": text}
    return Answer.model_validate({**values, "citations": list(cited or [citation()]), **changes})


TABLE = answer(
    "2 frågor.\n\nDatum | Vem | Källa\n2024-05-02 | Bo Ask (M) | [1]\n2024-05-03 | =cmd() | [2] [1]",
    citation(),
    citation(2, start=99, end=103, quote="Hur?"),
)


def conversation(*answers: Answer, **changes: object) -> Conversation:
    exchanges = [Exchange("Vem frågade om badet?", one) for one in answers or (answer(), TABLE)]
    values = {"base": BASE, "date": date(2024, 6, 1), "municipality": "Tallhamra"}
    return Conversation(exchanges, **{**values, **changes})
