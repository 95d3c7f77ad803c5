"""Word documents with real headings, lists, tables, footnotes, header and page fields, by python-docx."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from corpus.sample.render.markup import Block, Heading, Listing, Mark, Paragraph, Table, bare, parse, runs
from corpus.sample.render.source import Source

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STAMP = datetime(2024, 1, 1)


def to_docx(source: Source) -> bytes:
    """The document as DOCX; the archive's times are fixed, so that the bytes repeat."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    blocks = parse(source.body)
    title = source.title or next((bare(b.text) for b in blocks if isinstance(b, Heading)), source.path.stem)
    properties = document.core_properties
    properties.title, properties.author = title.replace("\n", " "), "Tallhamra kommun"
    properties.created = properties.modified = _STAMP
    _running_lines(document, source)
    notes: list[str] = []
    for block in blocks:
        _write(document, block, notes)
    if notes:
        _add_footnotes(document, notes)
    out = BytesIO()
    document.save(out)
    return _fixed_times(out.getvalue())


def _running_lines(document: Any, source: Source) -> None:
    section = document.sections[0]
    if source.header or source.page_numbers:
        paragraph = section.header.paragraphs[0]
        paragraph.add_run("\n".join(source.header))
        if source.page_numbers:
            paragraph.add_run("\t\t")
            for part in ("PAGE", " (", "NUMPAGES", ")"):
                _field(paragraph, part) if part.isalpha() else paragraph.add_run(part)
    if source.footer_sign:
        section.footer.paragraphs[0].add_run("Justerandes sign\tUtdragsbestyrkande")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _write(document: Any, block: Block, notes: list[str]) -> None:
    match block:
        case Heading():
            _fill(document.add_heading(level=min(block.level, 9)), block.text, notes)
        case Paragraph():
            style = "Quote" if block.quote else None
            _fill(document.add_paragraph(style=style), block.text, notes)
        case Listing():
            _write_list(document, block, notes)
        case Table(cells=True):
            for cell in (cell for row in block.rows for cell in row if cell):
                _fill(document.add_paragraph(), cell, notes)
        case Table():
            grid = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for at, row in enumerate(block.rows):
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    _fill(cell.paragraphs[0], text, notes, bold=block.headed and at == 0)
            document.add_paragraph()
        case Mark(kind="page"):
            document.add_page_break()
        case Mark():
            document.add_paragraph()


def _write_list(document: Any, block: Listing, notes: list[str]) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    number = _new_numbering(document, int(block.items[0][0].rstrip(".)"))) if block.ordered else None
    for _, text in block.items:
        paragraph = document.add_paragraph(style=style)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _fill(paragraph, text, notes)


def _new_numbering(document: Any, start: int) -> int:
    """A numbering of its own for each list, since Word would go on counting from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    shared = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == shared).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _fill(paragraph: Any, text: str, notes: list[str], bold: bool = False) -> None:
    for run in runs(text):
        written = paragraph.add_run(run.text if run.kind == "text" else "")
        written.bold = True if run.bold or bold else None
        written.italic = True if run.italic else None
        if run.kind == "break":
            written.add_break()
        elif run.kind == "note":
            notes.append(run.text)
            written.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(len(notes)))
            written._r.append(reference)


def _add_footnotes(document: Any, notes: list[str]) -> None:
    root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
    for at, text in enumerate(notes, start=1):
        note = etree.SubElement(root, f"{{{_W}}}footnote")
        note.set(f"{{{_W}}}id", str(at))
        run = etree.SubElement(etree.SubElement(note, f"{{{_W}}}p"), f"{{{_W}}}r")
        etree.SubElement(run, f"{{{_W}}}t").text = text
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _fixed_times(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), deepcopy(old.read(name)), ZIP_DEFLATED)
    return out.getvalue()
