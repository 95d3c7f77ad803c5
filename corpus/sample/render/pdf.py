"""PDF with a running header, page numbers and signature lines, by reportlab; the same bytes every time."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.colors import grey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, HRFlowable, PageBreak, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Flow
from reportlab.platypus import Table as Grid

from corpus.sample.render.hyphens import broken
from corpus.sample.render.markup import Block, Heading, Listing, Mark, Paragraph, Table, bare, parse, runs
from corpus.sample.render.source import Source

_MARGIN = 64.0
_WIDTH = A4[0] - 2 * _MARGIN
_FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "vera": ("Vera", "VeraBd"),
}


def to_pdf(source: Source) -> bytes:
    """The document as PDF. It is laid out twice, since "3 (14)" needs the number of pages beforehand."""
    if source.font == "vera":
        _register_vera()
    _, pages = _laid_out(source, 0)
    data, _ = _laid_out(source, pages)
    return data


def _register_vera() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBI")


def _laid_out(source: Source, pages: int) -> tuple[bytes, int]:
    blocks = parse(source.body)
    title = source.title or next((bare(b.text) for b in blocks if isinstance(b, Heading)), source.path.stem)
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=title.replace("\n", " "),
        author="Tallhamra kommun",
        invariant=1,
    )
    head, foot = 60 + 12 * len(source.header), 78 if source.footer_sign else 60
    frame = Frame(_MARGIN - 6, foot, _WIDTH + 12, A4[1] - head - foot)

    def before(canvas: Any, template: Any) -> None:
        _head(source, canvas, f"{template.page} ({pages})")

    def after(canvas: Any, _: Any) -> None:
        _foot(source, canvas)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=before, onPageEnd=after))
    document.build([item for block in blocks for item in _flow(block, source)])
    return out.getvalue(), int(document.page)


def _head(source: Source, canvas: Any, number: str) -> None:
    """The running header; it is drawn before the text, so that it comes first on a page."""
    regular, bold = _FONTS[source.font]
    canvas.saveState()
    top = A4[1] - 40
    for at, line in enumerate(source.header):
        canvas.setFont(bold if at == 0 else regular, 9)
        canvas.drawString(_MARGIN, top - 12 * at, line)
    canvas.setFont(regular, 9)
    if source.page_numbers:
        canvas.drawRightString(A4[0] - _MARGIN, top, number)
    canvas.restoreState()


def _foot(source: Source, canvas: Any) -> None:
    """The signature lines, after the text."""
    if source.footer_sign:
        canvas.saveState()
        canvas.setFont(_FONTS[source.font][0], 9)
        canvas.setStrokeColor(grey)
        canvas.line(_MARGIN, 58, A4[0] - _MARGIN, 58)
        canvas.drawString(_MARGIN, 46, "Justerandes sign")
        canvas.drawString(_MARGIN + 260, 46, "Utdragsbestyrkande")
        canvas.restoreState()


def _style(source: Source, name: str) -> ParagraphStyle:
    regular, bold = _FONTS[source.font]
    base = {"fontName": regular, "fontSize": 10.5, "leading": 14, "spaceAfter": 7}
    base |= {"bulletFontName": regular, "bulletFontSize": 10.5}
    special: dict[str, dict[str, Any]] = {
        "h1": {"fontName": bold, "fontSize": 15, "leading": 19, "spaceBefore": 8, "keepWithNext": 1},
        "h2": {"fontName": bold, "fontSize": 12.5, "leading": 16, "spaceBefore": 8, "keepWithNext": 1},
        "h3": {"fontName": bold, "fontSize": 10.5, "spaceBefore": 4, "spaceAfter": 3, "keepWithNext": 1},
        "quote": {"leftIndent": 24},
        "item": {"leftIndent": 22, "bulletIndent": 6, "spaceAfter": 3},
        "cell": {"fontSize": 9, "leading": 11, "spaceAfter": 0},
        "head": {"fontName": bold, "fontSize": 9, "leading": 11, "spaceAfter": 0},
    }
    return ParagraphStyle(name, **(base | special.get(name, {})))


def _flow(block: Block, source: Source) -> list[Any]:
    match block:
        case Heading():
            return [Flow(_inline(block.text), _style(source, f"h{min(block.level, 3)}"))]
        case Paragraph():
            style = _style(source, "quote" if block.quote else "text")
            return [Flow(_inline(_hyphenated(block.text, source, style)), style)]
        case Listing():
            style = _style(source, "item")
            items = [
                Flow(_inline(text), style, bulletText="\u2022" if marker == "-" else marker)
                for marker, text in block.items
            ]
            return [*items, Spacer(1, 5)]
        case Table(cells=True):
            return [Flow(_inline(cell), _style(source, "cell")) for row in block.rows for cell in row if cell]
        case Table():
            return [_grid(block, source), Spacer(1, 8)]
        case Mark():
            return [PageBreak()] if block.kind == "page" else [HRFlowable(width="100%", spaceAfter=6)]


def _grid(table: Table, source: Source) -> Any:
    def cells(at: int, row: tuple[str, ...]) -> list[Any]:
        style = _style(source, "head" if table.headed and at == 0 else "cell")
        return [Flow(_inline(cell), style) for cell in row]

    rows = [cells(at, row) for at, row in enumerate(table.rows)]
    look = [("GRID", (0, 0), (-1, -1), 0.4, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    widths = _column_widths(table)
    return Grid(rows, colWidths=widths, style=look, repeatRows=1 if table.headed else 0, hAlign="LEFT")


def _column_widths(table: Table) -> list[float]:
    """Shares of the text width after the longest cell of each column, so that short columns stay narrow."""
    longest = [max(6, *(min(40, len(bare(row[at]))) for row in table.rows)) for at in range(len(table.rows[0]))]
    return [_WIDTH * size / sum(longest) for size in longest]


def _hyphenated(text: str, source: Source, style: ParagraphStyle) -> str:
    if not source.hyphenate or any(run.bold or run.italic or run.kind != "text" for run in runs(text)):
        return text

    def width(line: str) -> float:
        return float(pdfmetrics.stringWidth(line, style.fontName, style.fontSize))

    return "<br>".join(broken(text, _WIDTH - style.leftIndent - 2, width))


def _inline(text: str) -> str:
    shown = []
    for run in runs(text):
        part = escape(run.text, quote=False)
        part = f"<b>{part}</b>" if run.bold else f"<i>{part}</i>" if run.italic else part
        shown.append({"break": "<br/>", "note": f" ({part})", "text": part}[run.kind])
    return "".join(shown)
