"""An invented document, an answer about it, and an assistant that knows both."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from assistant.contract import Answer, Citation, Retrieved
from assistant.memory import MemoryAssistant
from corpus.records import Act, ActKind, Actor, Document, Genre

QUESTION = "Vem frågade om lekplatsen?"
QUOTE = "När ska lekplatsen i Tallhamra vara klar & öppen?"
HOSTILE = "<img src=x onerror=alert(1)> ![x](http://bad.example/x.png) {{value}} ${alert(1)} `x` \"'"
FILLER = "".join(f"Stycke {n} handlar om något annat i kommunen.\n" for n in range(60))
TEXT = f"Interpellation\n{HOSTILE}\n{FILLER}Jag vill fråga:\n{QUOTE}\n{FILLER}Sida två\n{FILLER}"


def document(**changes: object) -> Document:
    start = TEXT.index(QUOTE)
    plain = Document(
        id="lek1",
        path="kf/interpellation.pdf",
        sha256="0" * 64,
        format="pdf",
        title="Interpellation av Ulla Testberg (S) angående lekplatsen",
        genre=Genre.INTERPELLATION,
        text=TEXT,
        pages=(0, TEXT.index("Sida två")),
        noise=((0, len("Interpellation")),),
        body="Kommunfullmäktige",
        municipality="Tallhamra",
        date=date(2023, 5, 4),
        case_numbers=("KS 2023/0001",),
    )
    actor = Actor("Ulla Testberg", "S")
    act = Act(ActKind.QUESTION, plain.span(start, start + len(QUOTE)), (actor,), date=date(2023, 5, 4))
    fields = {name: getattr(plain, name) for name in Document.__dataclass_fields__}
    return Document(**{**fields, "acts": (act,), **changes})


def citation(**changes: object) -> Citation:
    start = TEXT.index(QUOTE)
    values = {
        "n": 1,
        "document_id": "lek1",
        "path": "kf/interpellation.pdf",
        "title": "Interpellation av Ulla Testberg (S) angående lekplatsen",
        "page": 1,
        "start": start,
        "end": start + len(QUOTE),
        "quote": QUOTE,
        "act": "question",
        "actors": ["Ulla Testberg (S)"],
        "date": "2023-05-04",
    }
    return Citation.model_validate({**values, **changes})


def answer(**changes: object) -> Answer:
    values = {
        "question": QUESTION,
        "language": "sv",
        "status": "answered",
        "route": "register",
        "answer": f"Ulla Testberg (S) frågade: ”{QUOTE}” [1]",
        "citations": [citation()],
        "retrieved": [Retrieved(path="kf/interpellation.pdf", start=0, end=20, score=1.0)],
        "suggestions": ["Vad blev svaret?"],
    }
    return Answer.model_validate({**values, **changes})


def assistant() -> MemoryAssistant:
    other = document(id="lek2", path="ks/protokoll.docx", format="docx", title="Protokoll", genre=Genre.MINUTES)
    undated = document(id="lek3", path="ks/brev.txt", title="Brev", genre=Genre.LETTER, date=None, body=None)
    unread = [("kf/<b>trasig</b>.pdf", "Filen är skadad.")]
    return MemoryAssistant([document(), other, undated], {QUESTION: answer()}, unread=unread)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(content: str) -> _Reader:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return reader


def mark_of(content: str) -> str:
    """The characters inside the one mark."""
    return read(content.split("<mark", 1)[1].split(">", 1)[1].split("</mark>", 1)[0]).text
