"""What is for those who check the answer: what is covered, and each source in its context."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.brief.draft import look
from assistant.brief.draft.contents import Contents
from assistant.brief.draft.records import Context, Draft, Shown
from assistant.brief.texts import say, texts
from assistant.export import word
from assistant.export.conversation import line

if TYPE_CHECKING:
    from docx.document import Document

# A blank line, a page, or an item of a list begins a new line; other line breaks are those of the print.
_PARAGRAPH = re.compile(r"\s*(?:\n[ \t]*\n|\f|\n(?=[ \t]*(?:\d{1,2}[.)]|[-•–])[ \t]))\s*")
_WHOLE = 1800  # characters up to which a context is kept on one page
_WIDTHS = (12, 64, 36, 18, 26)  # shares of the columns in the width of the page


class Appendix:
    """Writes the appendices at the end of a document."""

    def __init__(self, document: Document, draft: Draft, spoken: str, contents: Contents) -> None:
        self._document = document
        self._draft = draft
        self._spoken = spoken
        self._contents = contents
        self._words = texts(draft.language)["draft"]

    def matrix(self) -> None:
        """A table with a header row: each part of each question, how far it is covered and by how much."""
        from docx.shared import Emu

        self._head("cover")
        words = self._words["cover"]
        columns = list(words["columns"])
        table = self._document.add_table(rows=0, cols=len(columns), style=look.TABLE)
        table.autofit = False
        page = self._document.sections[-1]
        room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        widths = [int(room * share / sum(_WIDTHS)) for share in _WIDTHS]
        for name in ("tblCaption", "tblDescription"):
            table._tbl.tblPr.append(word.element(name, val=str(words["caption"])))
        for number, cells in enumerate([tuple(columns), *(row.cells for row in self._draft.matrix)]):
            row = table.add_row()
            row._tr.get_or_add_trPr().append(word.element("cantSplit", val="true"))
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Emu(width)
                cell.paragraphs[0].paragraph_format.space_after = 0
                word.run(cell.paragraphs[0], text, self._spoken).bold = number == 0 or None
            if number == 0:
                word.repeat_as_header(row)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)

    def sources(self, where: Callable[[Shown], str], address: Callable[[Shown], str | None]) -> None:
        """Each source under its number, with its neighbourhood, the quote marked."""
        self._head("sources")
        word.run(self._document.add_paragraph(), str(self._words["context"]["intro"]), self._spoken)
        for context in self._draft.contexts:
            first = context.sources[0]
            head = self._document.add_paragraph(style=look.SUBHEADING)
            numbers = ", ".join(str(shown.number) for shown in context.sources)
            told = say(self._draft.language, "draft.context.number", n=numbers, place=where(first))
            word.run(head, told, self._spoken)
            self._context(context)
            self._foot(context, address(first))

    def _head(self, key: str) -> None:
        heading = self._document.add_paragraph(style=look.HEADING)
        heading.paragraph_format.page_break_before = True
        self._contents.heading(heading, str(self._words["heads"][key]))

    def _context(self, context: Context) -> None:
        spoken = "en-GB" if context.sources[0].source.language == "en" else "sv-SE"
        paragraph = self._document.add_paragraph()
        if sum(len(words) for words, _ in context.pieces) < _WHOLE:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.keep_together = True
        for text, marked in context.pieces:
            for number, piece in enumerate(_PARAGRAPH.split(text)):
                if number:
                    paragraph.add_run().add_break()
                made = word.run(paragraph, _spaced(piece), spoken)
                if marked:
                    made.style = self._document.styles[look.MARKED]

    def _foot(self, context: Context, address: str | None) -> None:
        paragraph = self._document.add_paragraph()
        numbers = [str(n) for n in context.questions if n]
        key = "draft.context.used" if numbers else "draft.context.used_opening"
        used = say(self._draft.language, key, questions=", ".join(numbers))
        word.run(paragraph, f"{used} ", self._spoken).italic = True
        if address is not None:
            word.link(paragraph, str(self._words["context"]["show"]), address, self._spoken)
        else:
            word.run(paragraph, line(context.sources[0].source.path), self._spoken)


def _spaced(text: str) -> str:
    """Text on one line, with a blank at each end where it had one."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{line(text)}{after}" if line(text) else before
