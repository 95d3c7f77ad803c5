"""The names and words that the questions of these tests are read with."""

from __future__ import annotations

from datetime import date

from assistant.understanding.people import Directory
from assistant.understanding.question import Understanding, understand
from assistant.understanding.spelling import Vocabulary
from index.lexical.analysis import Analyser
from index.lexical.memory import MemoryLexical

TODAY = date(2024, 11, 22)
EDUCATION = "barn- och utbildningsnämnden"
WORK = "arbetsmarknadsnämnden"
TEXTS = [
    "Jobbcentrums tidsplan för flytten till Verkstadsgatan.",
    "Hemtjänsten och äldreomsorgen i Tallhamra, enligt Marika Lindeqvist.",
    "Skolmaten i Ekbackaskolan och elevhälsan.",
]


def vocabulary() -> Vocabulary:
    """The words of three passages, each standing twice."""
    analyser, lexical = Analyser(), MemoryLexical()
    lexical.upsert([analyser.entry(f"{copy}:{i}", text) for copy in "ab" for i, text in enumerate(TEXTS)])
    return Vocabulary(lexical, analyser)


DIRECTORY = Directory(
    ["Anna Ek", "Bo Ask", "Karin Lind", "Olof Lind", "Marika Lindeqvist"],
    "Tallhamra",
    ["Vision"],
    parties=["S", "M", "V", "MP", "SD", "C", "TL"],
    bodies=["kommunfullmäktige", "kommunstyrelsen", EDUCATION, WORK, "samhällsbyggnadsnämnden"],
    prefixes=[("AVN", WORK)],
    municipalities=["Tallhamra", "Granhamra"],
    vocabulary=vocabulary(),
)


def read(question: str, *history: str) -> Understanding:
    """A question as understood on a fixed day."""
    return understand(question, history, DIRECTORY, today=TODAY)


def said(question: str, *history: str) -> list[str]:
    """What narrows a question, as "party=V"."""
    return [f"{one.field}={one.value}" for one in read(question, *history).said]
