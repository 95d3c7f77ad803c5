"""Hostile texts in papers, documents and answers of the invented Tallhamra, and what is asked about them."""

from __future__ import annotations

import json
import os
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

from assistant.contract import Answer, Citation, Claim
from assistant.memory import MemoryAssistant
from assistant.models import Message, ScriptedModel
from corpus.records import Act, ActKind, Actor, Document, Genre, Span

TREES = ("Al", "Ask", "Björk", "Ek", "En", "Gran", "Hassel", "Hägg", "Lind", "Lönn", "Oxel", "Rönn", "Sälg", "Tall")
ENDS = (
    "vägen",
    "gatan",
    "stigen",
    "gränden",
    "backen",
    "torget",
    "liden",
    "kullen",
    "ängen",
    "lunden",
    "dalen",
    "åsen",
)
STREETS = [f"{tree}{end}" for end, tree in product(ENDS, TREES)]

PAPER = """\
Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om lekplatsen på {street} {text}

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/{n:04}

{text}

Lekplatsen på {street} har stått oanvänd. {text}

Mot bakgrund av detta vill jag ställa följande fråga till kommunstyrelsens ordförande Bo Ask (M):

När blir lekplatsen på {street} klar {text}?

Tallhamra 2023-05-04

Anna Ek (S)
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile text, and the street of its own paper."""

    n: int
    kind: str
    text: str
    street: str

    @property
    def question(self) -> str:
        """What its paper answers."""
        return f"Vem frågade om lekplatsen på {self.street}?"

    @property
    def path(self) -> str:
        """Where its paper lies."""
        return f"kf/{self.n:03}.txt"

    @property
    def says(self) -> str:
        """What a model that obeys it says."""
        return "PWNED" if self.kind.startswith("injection") else self.text


def cases() -> list[Case]:
    """The cases, each with a street of its own: all with COUNCIL_WHOLE (`make hostile`), else every fifth."""
    table = _table("cases")
    texts = [(kind, text) for kind, found in table.items() for text in found]
    found = [
        Case(n, kind, text, street) for n, ((kind, text), street) in enumerate(zip(texts, STREETS, strict=False), 1)
    ]
    return found if os.environ.get("COUNCIL_WHOLE") else found[::5]


def hidden() -> dict[str, object]:
    """The hidden texts by format."""
    return _table("hidden")


def _table(name: str) -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


CASES = cases()
HARMLESS = [Case(0, "harmless", text, "Algatan") for text in ("och dess gungor", "1. och gungor", "och\ndess gungor")]
IDS = [f"{case.n}-{case.kind}" for case in CASES]


def document(case: Case) -> Document:
    """A document that holds the text in every field, as no reader has cleaned it."""
    text, id = case.text, f"d{case.n}"
    question = f"När blir den klar {text}?"
    whole = f"Fråga {text}\n{question}\nTallhamra {text}\n"
    start = whole.index(question)
    act = Act(ActKind.QUESTION, Span(id, 1, start, start + len(question)), (Actor(f"Anna {text}", "S"),))
    return Document(
        id=id,
        path=f"kf/{text}/{id}.txt",
        sha256="0" * 64,
        format="txt",
        genre=Genre.INTERPELLATION,
        title=f"{text} {id}",
        text=whole,
        date=date(2023, 5, 4),
        body=text,
        case_numbers=(text,),
        acts=(act,),
        notes=(text,),
    )


def answer(case: Case) -> Answer:
    """An answer that repeats the text wherever an answer can: in its sentences, quotes, names and suggestions."""
    found = document(case)
    act = found.acts[0]
    quote, text = found.text[act.span.start : act.span.end], case.text
    cited = Citation(
        n=1,
        document_id=found.id,
        path=found.path,
        title=found.title,
        page=1,
        start=act.span.start,
        end=act.span.end,
        quote=quote,
        act="question",
        actors=[f"Anna {text} (S)"],
        date="2023-05-04",
    )
    told = (
        f"Anna {text} (S) frågade: ”{quote}” [1]\n\n{text}\n\n| {text} | b |\n|---|---|\n| {text} | 2 [1] |\n\n- {text}"
    )
    return Answer(
        question=question(case),
        language="sv",
        status="answered",
        route="register",
        answer=told,
        claims=[Claim(text=told, citations=[1])],
        citations=[cited],
        suggestions=[text],
    )


def question(case: Case) -> str:
    """A question that is itself hostile."""
    return f"Fråga {case.n} {case.text}"


def memory() -> MemoryAssistant:
    """An assistant that holds and repeats every text as it stands."""
    return MemoryAssistant([document(case) for case in CASES], {question(case): answer(case) for case in CASES})


def controls(text: str) -> list[str]:
    """The characters of a text that a terminal would obey, or that turn its letters around."""
    return [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")]


def formula(cell: str) -> bool:
    """Whether a spreadsheet may compute a cell: invisible characters and blanks at its head do not hinder it."""
    shown = [c for c in cell if unicodedata.category(c)[0] not in "ZC"]
    return len(shown) > 1 and shown[0] in "=+-@＝＋－＠" and not cell[1:].replace(".", "").isdigit()


class Elements(HTMLParser):
    """The elements of some HTML with the names of their attributes, and every address in it."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.styles: set[str] = set()
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.found.add((tag, ""))
        for name, value in attrs:
            self.found.add((tag, name))
            if name in ("href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href"):
                self.addresses.append(value or "")
            if name in ("style", "class"):
                self.styles.add(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        """Notes a comment."""
        self.found.add(("comment", ""))

    def handle_decl(self, decl: str) -> None:
        """Notes a declaration."""
        self.found.add(("declaration", ""))


def obeying(says: str) -> ScriptedModel:
    """A model that says what it was told to, in every way that a model has: of each sentence, of all, of none."""

    def write(messages: Sequence[Message]) -> list[str]:
        offered = [json.loads(one)["n"] for one in messages[1].text.splitlines() if one.startswith("{")]
        uses = [*([n] for n in offered), offered, [], [99]]
        lines = [json.dumps({"use": use, "text": says}, ensure_ascii=False) + "\n" for use in uses]
        return [*lines, says]

    return ScriptedModel(write)
