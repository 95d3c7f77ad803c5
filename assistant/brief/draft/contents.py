"""The table of contents: a field of Word's, filled in already with links to the headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.brief.draft import look
from assistant.export import word

if TYPE_CHECKING:
    from docx.document import Document

_ROOM = 100_000  # ids of bookmarks that are left to the footnotes


class Contents:
    """Numbers the headings, and lists them when asked to."""

    def __init__(self, document: Document, spoken: str) -> None:
        self._document = document
        self._spoken = spoken
        self._first = word.last_bookmark(document) + _ROOM
        self._made = 0

    def heading(self, paragraph: Any, text: str) -> None:
        """Writes a heading that the table of contents leads to."""
        self._made += 1
        number = str(self._first + self._made)
        start = word.element("bookmarkStart", id=number, name=self._name(self._made))
        paragraph._p.append(start)
        word.run(paragraph, text, self._spoken)
        paragraph._p.append(word.element("bookmarkEnd", id=number))

    def write(self, title: str, headings: Sequence[str]) -> None:
        """The table, of headings in the order in which `heading` will be called for them."""
        head = self._document.add_paragraph()
        head.paragraph_format.keep_with_next = True
        word.run(head, title, self._spoken).bold = True
        entries = [self._document.add_paragraph(style=look.ENTRY) for _ in headings]
        for sort, text in (("begin", ""), ("", ' TOC \\o "1-1" \\h \\z \\u '), ("separate", "")):
            _field(entries[0], sort, text)
        for number, (entry, heading) in enumerate(zip(entries, headings, strict=True), 1):
            linked = word.element("hyperlink", anchor=self._name(number), history="1")
            linked.append(word.run(entry, heading, self._spoken)._r)
            entry._p.append(linked)
        _field(entries[-1], "end", "")

    def _name(self, number: int) -> str:
        return f"_Toc{self._first + number}"


def _field(paragraph: Any, sort: str, code: str) -> None:
    made = paragraph.add_run()
    if sort:
        made._r.append(word.element("fldChar", fldCharType=sort))
        return
    told = word.element("instrText")
    told.text = code
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made._r.append(told)
