"""A paper of three questions, and the brief that was made for it, before and after new documents came."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html.parser import HTMLParser

from ui_support import HOSTILE, QUOTE, TEXT

from assistant.brief.records import (
    Ask,
    Before,
    Brief,
    Cover,
    Evidence,
    Fate,
    Paper,
    Person,
    Prepared,
    Promise,
    Source,
    Use,
)
from corpus.records import Genre

FIRST = "När ska lekplatsen i Tallhamra vara klar?"
SECOND = "Vad kostar den? Och vem betalar?"
THIRD = "Hur många barn leker där?"
PAPER_TEXT = f"Interpellation om lekplatsen\n\nJag vill fråga:\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def ask(n: int, text: str, *parts: str) -> Ask:
    start = PAPER_TEXT.index(text)
    return Ask(n=n, text=text, parts=parts or (text,), start=start, end=start + len(text))


PAPER = Paper(
    title=f"Interpellation om lekplatsen {HOSTILE}",
    genre=Genre.INTERPELLATION,
    topic="lekplatsen",
    text=PAPER_TEXT,
    askers=(Person(name="Ulla Testberg", party="S"),),
    addressees=(Person(name="Bo Prov", party="M", role="ordförande"),),
    date=date(2024, 5, 2),
    case_number="KS 2024/1",
    questions=(ask(1, FIRST), ask(2, SECOND, "Vad kostar den?", "Och vem betalar?"), ask(3, THIRD)),
    document_id="lek1",
)


def source(start: int, **changes: object) -> Source:
    """Twenty characters of the invented document."""
    place = TEXT.index(QUOTE) + start
    values = {
        "document_id": "lek1",
        "path": "kf/interpellation.pdf",
        "title": "Interpellation om lekplatsen",
        "page": 1,
        "start": place,
        "end": place + 20,
        "quote": TEXT[place : place + 20],
        "act": "decision",
        "actors": ("Kommunstyrelsen",),
        "date": date(2023, 5, 4),
        "body": "kommunstyrelsen",
    }
    return Source.model_validate({**values, **changes})


def evidence(start: int, use: Use = Use.DECISION, **changes: object) -> Evidence:
    return Evidence.model_validate({"source": source(start), "use": use, "score": 1.0, "parts": (0,), **changes})


PROMISE = Promise(
    source=source(31, act="answer", actors=("Bo Prov (M)",)),
    who="Bo Prov (M)",
    what="Återkommer med en plan",
    due_text="kvartal 2",
    fate=Fate.MOVED,
    later=source(32),
)
SILENT = Promise(source=source(33), who="Förvaltningen", what="Redovisar kostnaden")


def brief(**changes: object) -> Brief:
    one = Prepared(
        ask=PAPER.questions[0],
        cover=Cover.ANSWERED,
        covers=(Cover.ANSWERED,),
        evidence=(evidence(0), evidence(1, Use.FIGURE, value="12 400 kr"), evidence(2, Use.FACT, kept=False)),
        before=(Before(question=source(21, act="question"), answers=(source(22, act="answer"),), same=True),),
        promises=(PROMISE, SILENT),
    )
    two = Prepared(
        ask=PAPER.questions[1],
        cover=Cover.PARTLY,
        covers=(Cover.ANSWERED, Cover.NOTHING),
        evidence=(evidence(3, Use.ANSWER),),
    )
    three = Prepared(ask=PAPER.questions[2], cover=Cover.NOTHING, covers=(Cover.NOTHING,))
    values = {
        "id": "b1",
        "paper": PAPER,
        "prepared": (one, two, three),
        "made": datetime(2026, 11, 22, 12, tzinfo=UTC),
        "state": "old",
        "documents": 1697,
    }
    return Brief.model_validate({**values, **changes})


def fresh() -> Brief:
    """The same brief when one decision had gone and another had come."""
    first, *others = brief().prepared
    found = (evidence(4), *first.evidence[1:])
    return brief(prepared=(first.model_copy(update={"evidence": found}), *others), state="new")


class Outline(HTMLParser):
    """The levels of the headings, in order, and the values of each button."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.levels: list[int] = []
        self.buttons: list[dict[str, str | None]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "button":
            self.buttons.append(dict(attrs))
