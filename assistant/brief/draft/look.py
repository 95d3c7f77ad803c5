"""How the draft looks where the municipality gives no template, and the styles that every draft needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.brief.draft.template import lend
from assistant.export import word

if TYPE_CHECKING:
    from docx.document import Document

GAP, NOTE, MARKED, ENTRY = "Underlag saknas", "Anteckning", "Citerat", "toc 1"
TITLE, HEADING, SUBHEADING, NOTICE, QUOTE, TABLE = (
    "Title",
    "Heading 1",
    "Heading 2",
    "Intense Quote",
    "Quote",
    "Table Grid",
)
_DARK, _PALE = "1F3B4D", "FFF3C4"


def fresh(title: str, language: str) -> Document:
    """A document without template: A4, page numbers, dark headings, the language ("sv-SE") and the title."""
    from docx import Document
    from docx.shared import Mm, Pt, RGBColor

    document = Document()
    word.prepare(document, language, title)
    page = document.sections[0]
    page.left_margin = page.right_margin = Mm(27)
    page.top_margin = page.bottom_margin = Mm(25)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    sizes = {TITLE: 20, HEADING: 14, SUBHEADING: 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(_DARK)
        if name != TITLE:
            style.paragraph_format.space_before = Pt(18 if name == HEADING else 12)
            style.paragraph_format.space_after = Pt(6)
    notice = document.styles[NOTICE]
    notice.font.size = Pt(10)
    notice.font.bold = False
    notice.font.color.rgb = RGBColor.from_string(_DARK)
    notice.paragraph_format.left_indent = notice.paragraph_format.right_indent = Pt(0)
    return document


def complete(document: Document) -> None:
    """Adds the styles that the draft uses and the document has not; those that it has stay as they are."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    lend(document, (TITLE, HEADING, SUBHEADING, NOTICE, QUOTE, TABLE))
    word.note_styles(document)
    styles = document.styles
    base = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    for name, colour in ((GAP, "B26A00"), (NOTE, "5F6B73")):
        if name in styles:
            continue
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = base
        made.font.bold, made.font.italic = name == GAP or None, name == NOTE or None
        properties = made.element.get_or_add_pPr()
        border = word.element("pBdr")
        border.append(word.element("left", val="single", sz="24", space="6", color=colour))
        properties.append(border)
        if name == GAP:
            properties.append(word.element("shd", val="clear", color="auto", fill=_PALE))
    if MARKED not in styles:
        marked = styles.add_style(MARKED, WD_STYLE_TYPE.CHARACTER)
        marked.font.bold = True
        marked.element.get_or_add_rPr().append(word.element("shd", val="clear", color="auto", fill=_PALE))
    if ENTRY not in styles:
        entry = styles.add_style(ENTRY, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        entry.base_style = base
        entry.paragraph_format.space_after = Pt(3)
        entry.paragraph_format.left_indent = Mm(0)
