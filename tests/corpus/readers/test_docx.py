"""DOCX: body order, numbers that Word computes, tables, notes, tracked changes, text boxes, headers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import BrokenFile, EmptyFile, ReadError
from corpus.readers import read_bytes

NAME = Path("svar.docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def build(fill: Callable[[Any], None]) -> bytes:
    """A DOCX that `fill` has written into."""
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(fill: Callable[[Any], None]) -> list[str]:
    """The lines read back."""
    return read_bytes(build(fill), NAME).pages[0].split("\n")


def test_paragraphs_and_tables_in_the_order_of_the_body() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Före tabellen")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["År", "Antal", "2024", "12"], strict=True):
            cell.text = text
        document.add_paragraph("Efter tabellen")

    assert lines(fill) == ["Före tabellen", "År | Antal", "2024 | 12", "Efter tabellen"]


def test_merged_cells_are_told_once() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=3)
        for number, cell in enumerate(table._cells):
            cell.text = str(number)
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 2).merge(table.cell(1, 2))

    assert lines(fill) == ["0 1 | 2 5", "3 | 4"]


def test_a_frame_around_running_text_is_no_table() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Diarienummer"
        cell = table.cell(0, 1)
        cell.text = "Förslag till beslut"
        cell.add_paragraph("Nämnden föreslår att avtalet om Jobbhörnan förlängs. " * 8)

    shown = lines(fill)
    assert shown[:2] == ["Diarienummer", "Förslag till beslut"]
    assert shown[2].startswith("Nämnden föreslår")


def test_headings() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Svar på interpellation", 0)
        document.add_heading("Bakgrund", 1)
        document.add_paragraph("Text.")
        document.add_heading("Kostnader", 2)

    raw = read_bytes(build(fill), NAME)
    text = raw.pages[0]
    assert [(text[at:].split("\n")[0], level) for _, at, level in raw.headings] == [
        ("Svar på interpellation", 1),
        ("Bakgrund", 1),
        ("Kostnader", 2),
    ]


def test_lists_carry_their_numbers_and_bullets() -> None:
    def fill(document: Any) -> None:
        for text in ("Vad kostar det?", "När öppnar det?"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("mål", style="List Bullet")
        document.add_paragraph("Ansvarar nämnden?", style="List Number")

    assert lines(fill) == ["1. Vad kostar det?", "2. När öppnar det?", "- mål", "3. Ansvarar nämnden?"]


def test_numbers_of_several_levels_and_paragraph_signs() -> None:
    def level(depth: int, form: str, text: str) -> str:
        shape = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{shape}</w:lvl>'

    def fill(document: Any) -> None:
        root = document.part.numbering_part.element
        levels = level(0, "decimal", "§ %1") + level(1, "lowerLetter", "%2)") + level(2, "upperRoman", "%1.%3")
        root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for text, depth in [("Val", 0), ("a", 1), ("b", 1), ("djup", 2), ("Budget", 0), ("ny", 1)]:
            properties = document.add_paragraph(text)._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'))

    assert lines(fill) == ["§ 1 Val", "a) a", "b) b", "1.I djup", "§ 2 Budget", "a) ny"]


def test_inserted_text_is_kept_and_deleted_text_dropped() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Nämnden beslutar att ")._p
        paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>avslå</w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>bifalla</w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t> dolt</w:t></w:r>"))
        paragraph.append(
            parse_xml(f"<w:r {W}><w:t> motionen</w:t><w:tab/><w:noBreakHyphen/><w:br/><w:t>ny rad</w:t></w:r>")
        )

    assert lines(fill) == ["Nämnden beslutar att bifalla motionen\t-", "ny rad"]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Värd")._p
        box = "<w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent>"
        mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        paragraph.append(
            parse_xml(
                f"<w:r {W} {mc}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        control = "<w:sdtContent><w:p><w:r><w:t>I fältet</w:t></w:r></w:p></w:sdtContent>"
        document.element.body.insert(1, parse_xml(f"<w:sdt {W}>{control}</w:sdt>"))

    assert lines(fill) == ["Värd", "I rutan", "I fältet"]


def test_footnotes_are_numbered_and_told_at_the_end() -> None:
    data = build(
        lambda document: document.add_paragraph("Kostnaden är 5 tkr")._p.append(
            parse_xml(f'<w:r {W}><w:footnoteReference w:id="7"/><w:t> per år.</w:t></w:r>')
        )
    )
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>Enligt budget.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            text = old.read(item)
            if item == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", link.encode())
            if item == "[Content_Types].xml":
                part = f'<Override PartName="/word/footnotes.xml" ContentType="{mime}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            new.writestr(item, text)
        new.writestr("word/footnotes.xml", notes)
    assert read_bytes(out.getvalue(), NAME).pages[0].split("\n") == [
        "Kostnaden är 5 tkr[1] per år.",
        "[1] Enligt budget.",
    ]


def test_date_and_case_number_of_the_page_header_come_first() -> None:
    def fill(document: Any) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = "Tallhamra kommun"
        header.add_paragraph("Dnr KS/2024:17")
        header.add_paragraph("2024-03-05")
        document.add_paragraph("Svar")

    assert lines(fill) == ["Dnr KS/2024:17", "2024-03-05", "Svar"]


def test_metadata() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Svar")
        document.core_properties.title = "Svar om Jobbhörnan"
        document.core_properties.created = datetime(2024, 3, 5)
        document.core_properties.modified = datetime(2024, 3, 8)

    raw = read_bytes(build(fill), NAME)
    assert raw.title == "Svar om Jobbhörnan"
    assert str(raw.date) == "2024-03-05"


def test_the_date_of_an_old_template_is_not_taken() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Svar")
        document.core_properties.created = datetime(2013, 12, 23)
        document.core_properties.modified = datetime(2024, 3, 8)

    assert read_bytes(build(fill), NAME).date is None


def test_an_empty_document() -> None:
    with pytest.raises(EmptyFile, match=r"svar\.docx"):
        read_bytes(build(lambda document: None), NAME)


SOUND = build(lambda document: document.add_paragraph("Text"))


def test_cut_short() -> None:
    with pytest.raises(BrokenFile, match=r"svar\.docx"):
        read_bytes(SOUND[: len(SOUND) // 2], NAME)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_damaged_files_give_text_or_a_read_error(at: int, junk: bytes, lost: int) -> None:
    try:
        read_bytes(SOUND[:at] + junk + SOUND[at + lost :], NAME)
    except ReadError as error:
        told = str(error)
    else:
        return
    assert told.startswith("svar.docx: ")
    assert "\n" not in told
