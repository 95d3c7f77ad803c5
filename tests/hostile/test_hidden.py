"""What a person does not see in a paper gives no orders: it is not read at all, or quoted like any other text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hostile_support import PAPER, STREETS, hidden, obeying

from assistant import Assistant
from assistant.models import ScriptedModel
from index.settings import Settings
from index.store import Index

TABLE: dict[str, Any] = hidden()
ORDER = str(TABLE["text"])
WORD = "HEMLIGORDER"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that hides an order; `read` says whether a reader takes it for text."""

    kind: str
    how: str
    street: str
    read: bool

    @property
    def name(self) -> str:
        return f"{self.how}.{self.kind}"

    @property
    def lines(self) -> list[str]:
        return PAPER.format(street=self.street, text="", n=1).split("\n\n")


def papers() -> list[Paper]:
    found = [(kind, how, TABLE[kind][how] == "read") for kind in ("html", "docx", "pdf") for how in TABLE[kind]]
    return [Paper(*each[:2], street, each[2]) for each, street in zip(found, STREETS, strict=False)]


PAPERS = papers()


def html(paper: Paper) -> bytes:
    shown = "".join(f"<p>{line}</p>" for line in paper.lines)
    return f"<html><body>{shown}{TABLE['html'][paper.how].format(text=ORDER)}</body></html>".encode()


def word(paper: Paper) -> bytes:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    for line in paper.lines:
        document.add_paragraph(line)
    if paper.how == "property":
        document.core_properties.comments = document.core_properties.subject = ORDER
    elif paper.how == "comment":
        document.add_comment(document.paragraphs[0].runs[0], text=ORDER)
    else:
        run = document.add_paragraph().add_run(ORDER)
        if paper.how == "white":
            run.font.color.rgb = RGBColor(255, 255, 255)
        if paper.how == "tiny":
            run.font.size = Pt(1)
        run.font.hidden = paper.how == "vanish" or None
        if paper.how == "deleted":
            deleted = OxmlElement("w:del")
            run._r.getparent().append(deleted)
            deleted.append(run._r)
            run._r.find(qn("w:t")).tag = qn("w:delText")
        if paper.how == "alt":
            run.clear()
            drawing, properties = OxmlElement("w:drawing"), OxmlElement("wp:docPr")
            properties.set("descr", ORDER)
            drawing.append(properties)
            run._r.append(drawing)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf(paper: Paper) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    text = canvas.beginText(50, 800)
    for line in "\n\n".join(paper.lines).split("\n"):
        text.textLine(line)
    if paper.how == "white":
        text.setFillColorRGB(1, 1, 1)
    if paper.how == "tiny":
        text.setFont("Helvetica", 0.5)
    if paper.how == "invisible":
        text.setTextRenderMode(3)
    if paper.how in ("white", "tiny", "invisible"):
        text.textLine(ORDER)
    canvas.drawText(text)
    if paper.how == "metadata":
        canvas.setTitle(ORDER)
        canvas.setSubject(ORDER)
        canvas.setKeywords(ORDER)
    if paper.how == "annotation":
        canvas.textAnnotation(ORDER, Rect=[0, 0, 10, 10])
    canvas.save()
    return made.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over all papers that hide something."""
    folder = tmp_path_factory.mktemp("hidden")
    (folder / "papers").mkdir()
    for paper in PAPERS:
        (folder / "papers" / paper.name).write_bytes({"html": html, "docx": word, "pdf": pdf}[paper.kind](paper))
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as index:
        index.ingest().run([folder / "papers"])
    with Assistant(Index.open(settings)) as assistant:
        yield assistant


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.name for paper in PAPERS])
def test_what_is_hidden_gives_no_orders(office: Assistant, paper: Paper) -> None:
    (info,) = [info for info in office.documents() if Path(info.path).name == paper.name]
    document = office.document(info.document_id)
    assert document is not None
    assert (WORD in document.text) is paper.read
    obeying_model: ScriptedModel = obeying(f"{WORD}.")
    question = f"Vem frågade om lekplatsen på {paper.street}?"
    for assistant in (office, Assistant(office.index, obeying_model)):
        answer = assistant.ask(question)
        assert answer.status in ("answered", "asked_not_answered")
        assert "Anna Ek" in answer.answer
        assert WORD not in answer.answer
        assert not [one for one in answer.suggestions if WORD in one]
    if not paper.read and paper.how != "metadata":
        assert WORD not in info.title
