"""A conversation as a Word document: headings, real footnotes, and the language of every piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.contract import Answer, Citation
from assistant.export import word
from assistant.export.blocks import Block, Line, Piece, blocks
from assistant.export.conversation import Conversation, Exchange, line, link, place, quoted, words

if TYPE_CHECKING:
    from docx.document import Document

_QUOTED = re.compile(r"([”“»][^”“»«]{12,}[”“«»])")
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def docx(conversation: Conversation) -> bytes:
    """The file's bytes. Raises `BadSettings` when `conversation.base` is no web address."""
    from docx import Document

    t = words(conversation.language)
    document = Document()
    spoken = _LANGUAGES[conversation.language]
    word.prepare(document, spoken, conversation.title)
    document.add_paragraph(style="Title").add_run(conversation.title)
    facts = [(t["date"], conversation.date.isoformat()), (t["municipality"], conversation.municipality)]
    for name, value in facts:
        if value:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(line(value))
    document.add_paragraph(str(t["notice"]), style="Intense Quote")
    writer = _Writer(document, conversation)
    for exchange in conversation.exchanges:
        writer.write(exchange)
    writer.footnotes.close()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


class _Writer:
    """Writes answers, and a footnote at the first mention of each citation."""

    def __init__(self, document: Document, conversation: Conversation) -> None:
        self._document = document
        self._conversation = conversation
        self.footnotes = word.Footnotes(document)

    def write(self, exchange: Exchange) -> None:
        """A question as a heading, its status, its answer."""
        answer = exchange.answer
        spoken = _spoken(answer.language)
        heading = self._document.add_heading(level=1)
        word.run(heading, line(exchange.question), spoken)
        status = words(self._conversation.language)["status"][answer.status]
        word.run(self._document.add_paragraph(), str(status), _spoken(self._conversation.language)).italic = True
        citations = {citation.n: citation for citation in answer.citations}
        told: dict[int, int] = {}
        for block in blocks(answer.answer, citations):
            self._block(block, answer, citations, told)
        left = [n for n in citations if n not in told]
        if left:
            paragraph = self._document.add_paragraph()
            word.run(paragraph, f"{words(answer.language)['sources']}:", spoken)
            self._line(paragraph, tuple(Piece(note=n) for n in left), answer, citations, told)

    def _block(self, block: Block, answer: Answer, citations: dict[int, Citation], told: dict[int, int]) -> None:
        if block.kind == "table":
            self._table(block, answer, citations, told)
            return
        style = None
        if block.kind == "item":
            style = "List Bullet" if block.first is None else "List Number"
        if style == "List Number" and block.first != 1:
            style = None  # Word would go on counting from the list before
        paragraph = None
        for step, pieces in enumerate(block.lines):
            if block.kind == "item" or paragraph is None:
                paragraph = self._document.add_paragraph(style=style)
            else:
                paragraph.add_run().add_break()
            if block.kind == "item" and style is None and block.first is not None:
                paragraph.add_run(f"{block.first + step}. ")
            self._line(paragraph, pieces, answer, citations, told)

    def _table(self, block: Block, answer: Answer, citations: dict[int, Citation], told: dict[int, int]) -> None:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        table = self._document.add_table(rows=0, cols=columns, style="Light Grid Accent 1")
        for number, row in enumerate(block.rows):
            cells = table.add_row().cells
            for cell, pieces in zip(cells, row, strict=False):
                self._line(cell.paragraphs[0], pieces, answer, citations, told)
            if number == 0:
                word.repeat_as_header(table.rows[0])
        self._document.add_paragraph()

    def _line(
        self, paragraph: Any, pieces: Line, answer: Answer, citations: dict[int, Citation], told: dict[int, int]
    ) -> None:
        for piece, citation in _with_next(pieces, citations):
            if piece.note is not None:
                self._marker(paragraph, citations[piece.note], answer, told)
                continue
            quote = self._conversation.spoken(citation) if citation else "sv"
            for number, part in enumerate(_QUOTED.split(piece.text)):
                if part:
                    language = quote if number % 2 else answer.language
                    word.run(paragraph, _printable(part), _spoken(language)).bold = piece.strong or None

    def _marker(self, paragraph: Any, citation: Citation, answer: Answer, told: dict[int, int]) -> None:
        """A footnote where a citation is mentioned first, afterwards a reference to that one."""
        if citation.n in told:
            self.footnotes.again(paragraph, told[citation.n])
            return
        language = answer.language
        parts = [
            (f"{place(citation, language)}. ", _spoken(self._conversation.spoken(citation))),
            (f"{quoted(citation, language)} ", _spoken(self._conversation.spoken(citation))),
        ]
        address = link(citation, self._conversation.base)
        told[citation.n] = self.footnotes.add(
            paragraph, parts, str(words(language)["link"]), address, _spoken(language)
        )


def _with_next(pieces: Line, citations: dict[int, Citation]) -> Iterator[tuple[Piece, Citation | None]]:
    """Each piece with the citation whose marker comes next in the line: its quote stands there."""
    for index, piece in enumerate(pieces):
        following = next((later.note for later in pieces[index:] if later.note is not None), None)
        yield piece, citations.get(following) if following is not None else None


def _spoken(language: str) -> str:
    return _LANGUAGES.get(language, "sv-SE")


def _printable(text: str) -> str:
    """Text without characters that XML forbids, its outer blanks kept."""
    return "".join(c if c.isprintable() or c.isspace() else " " for c in text)
