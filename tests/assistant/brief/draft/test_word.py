"""The draft as a Word file: what a reader, a screen reader and Word itself find in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as word
import pytest
from docx.shared import Mm
from draft_support import (
    BASE,
    COST,
    OPENS,
    QUESTIONS,
    brief,
    evidence,
    footnotes,
    opened,
    prepared,
    source,
    stored,
    styled,
    texts,
    xml,
)

from assistant.brief.draft import BadTemplate, docx
from assistant.brief.records import Before, Brief
from corpus.errors import BadSettings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(one: Brief | None = None, base: str | None = BASE, template: Path | bytes | None = None) -> bytes:
    return docx(one or brief(), documents=stored(), base=base, template=template)


def template(*paragraphs: str) -> bytes:
    """A municipality's file: its own header, margins and heading style."""
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "Tallhamra kommun"
    document.sections[0].left_margin = Mm(40)
    document.styles["Heading 1"].font.name = "Georgia"
    for name in ("Quote", "Table Grid", "Heading 2"):
        element = document.styles[name].element
        element.getparent().remove(element)
    for text in paragraphs:
        document.add_paragraph(text)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The package with other or more parts, dots and slashes of their names as "__" and "_"."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return held.getvalue()


def test_the_headings_are_the_questions_in_order_and_then_the_appendices() -> None:
    data = made()
    assert styled(data, "Title") == ["Svar på interpellation från Anna Ek (S) om simhallen"]
    numbered = [f"{n}. {question}" for n, question in enumerate(QUESTIONS, 1)]
    heads = [*numbered, "Bilaga 1: Vad handlingarna täcker", "Bilaga 2: Källor i sitt sammanhang"]
    assert styled(data, "Heading 1") == heads


def test_the_title_and_the_language_are_in_the_properties() -> None:
    properties = opened(made()).core_properties
    assert (properties.title, properties.language) == ("Svar på interpellation från Anna Ek (S) om simhallen", "sv-SE")


def test_a_footnote_gives_document_page_date_and_link() -> None:
    data = made()
    assert footnotes(data)[0] == "Simhallens öppettider, s. 1, 2022-05-30. Visa stället"
    assert (
        footnotes(data)[1] == "Svar på interpellation av Ylva Norrman (V) om simskolan, s. 1, 2022-04-19. Visa stället"
    )
    with ZipFile(BytesIO(data)) as package:
        links = package.read("word/_rels/footnotes.xml.rels").decode()
    assert links.count(f"{BASE}?doc=") == 3


def test_two_footnotes_side_by_side_are_kept_apart() -> None:
    asked = source("svar-simhallen.txt", "När öppnar simhallen för allmänheten igen?")
    before = Before(question=asked, answers=(source(*OPENS),), same=True)
    told = next(text for text in texts(made(brief(prepared(1, before=(before,))))) if text.startswith("Samma fråga"))
    assert told.endswith("2022”,")


def test_without_an_address_a_footnote_names_the_file_and_there_is_no_link() -> None:
    data = made(base=None)
    assert footnotes(data)[0] == "Simhallens öppettider, s. 1, 2022-05-30. protokoll-2022-05-30.txt."
    assert not list(xml(data, "word/document.xml").iter(f"{W}hyperlink"))


def test_an_address_that_is_none_is_an_error() -> None:
    with pytest.raises(BadSettings):
        made(base="javascript:alert(1)")


def test_a_gap_has_a_style_of_its_own() -> None:
    assert styled(made(), "Underlag saknas") == ["[Underlag saknas: Hur många barn har blivit utan simskola?]"]


def test_staff_notes_are_marked_paragraphs() -> None:
    one = brief(prepared(2, evidence(COST, note="Stäm av med ekonomi."), note="Bråttom."))
    assert styled(made(one), "Anteckning") == ["[Anteckning: Bråttom.]", "[Anteckning: Stäm av med ekonomi.]"]


def test_the_matrix_is_a_table_with_a_header_row_and_a_caption() -> None:
    data = made()
    table = opened(data).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Nr",
        "Vad som frågas",
        "Täckning",
        "Antal citat",
        "Senaste källa",
    ]
    assert len(table.rows) == 5
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert table._tbl.tblPr.find(f"{W}tblCaption") is not None


def test_the_quote_is_marked_in_its_context() -> None:
    marked = [
        run.text
        for paragraph in opened(made()).paragraphs
        for run in paragraph.runs
        if run.style is not None and run.style.name == "Citerat"
    ]
    assert COST[1] in marked


def test_there_is_a_place_for_day_and_signature() -> None:
    told = texts(made())
    assert "[Ort och datum]" in told
    place = next(n for n, text in enumerate(told) if text.startswith("Underskrift:"))
    assert told[place + 1] == "Bo Ask (M), kommunstyrelsens ordförande"
    assert "[Namn och roll på den som svarar]" in texts(made(brief(addressees=())))


def test_many_questions_get_a_table_of_contents_and_few_do_not() -> None:
    assert "Innehåll" not in texts(made())
    many = brief(
        *(prepared(3).model_copy(update={"ask": prepared(3).ask.model_copy(update={"n": n})}) for n in range(1, 8))
    )
    body = xml(made(many), "word/document.xml")
    assert any("TOC" in (code.text or "") for code in body.iter(f"{W}instrText"))
    bookmarks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    assert len(anchors) == 8
    assert set(anchors) <= bookmarks


def test_nothing_of_a_document_acts_in_word() -> None:
    place = (
        "brev.txt",
        'Se { HYPERLINK "http://ond.example" } och =cmd|calc!A1 samt www.ond.example innan ni svarar om badet.',
    )
    one = brief(prepared(2, evidence(place)), topic="bad\x00\x08 {=1+1}\u202e", title="x")
    data = made(one)
    body = xml(data, "word/document.xml")
    codes = [code.text or "" for code in body.iter(f"{W}instrText")]
    fields = [code.get(f"{W}instr") or "" for code in body.iter(f"{W}fldSimple")]
    assert not [code for code in (*codes, *fields) if "HYPERLINK" in code or "=" in code]
    with ZipFile(BytesIO(data)) as package:
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert b"ond.example" not in relations
    assert not set("\x00\x08\u202e") & set("".join(texts(data)))


def test_eighty_questions_make_a_file() -> None:
    many = brief(
        *(prepared(3).model_copy(update={"ask": prepared(3).ask.model_copy(update={"n": n})}) for n in range(1, 81))
    )
    assert len(styled(made(many), "Underlag saknas")) == 80


def test_a_template_keeps_its_header_its_page_and_its_styles() -> None:
    data = made(template=template("[[SVAR]]", "Adress: Storgatan 1"))
    document = opened(data)
    assert document.sections[0].header.paragraphs[0].text == "Tallhamra kommun"
    assert round(document.sections[0].left_margin or 0, -3) == Mm(40)
    assert document.styles["Heading 1"].font.name == "Georgia"
    told = texts(data)
    assert "[[SVAR]]" not in told
    assert told.index("Adress: Storgatan 1") > told.index("[Ort och datum]")
    assert told.index("Adress: Storgatan 1") < told.index("Bilaga 1: Vad handlingarna täcker")


def test_a_template_without_a_marker_has_the_answer_at_its_end() -> None:
    told = texts(made(template=template("Ett brevhuvud")))
    assert told[0] == "Ett brevhuvud"
    assert told[1].startswith("Svar på interpellation")


def test_a_template_with_the_marker_in_a_cell_has_the_answer_there() -> None:
    document = word.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "[[SVAR]]"
    held = BytesIO()
    document.save(held)
    cell = opened(made(template=held.getvalue())).tables[0].rows[0].cells[0]
    assert cell.paragraphs[0].text.startswith("Svar på interpellation")


def test_a_template_with_footnotes_keeps_them_before_ours() -> None:
    own = made(brief(prepared(2, evidence(COST))))
    document = opened(own)
    document.add_paragraph("[[SVAR]]")
    held = BytesIO()
    document.save(held)
    data = made(brief(prepared(1, evidence(OPENS))), template=held.getvalue())
    first, second = footnotes(data)
    assert first == footnotes(own)[0]
    assert second.startswith("Källa 1: Svar på interpellation")


def test_a_dotx_is_read_as_a_document() -> None:
    plain = template("[[SVAR]]")
    with ZipFile(BytesIO(plain)) as package:
        types = package.read("[Content_Types].xml")
    dotx = repacked(plain, **{"[Content_Types].xml": types.replace(b"document.main+xml", b"template.main+xml")})
    assert texts(made(template=dotx))[0].startswith("Svar på interpellation")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"not a file", "is no Word document"),
        (template()[:400], "is no Word document"),
        (repacked(template(), **{"word/vbaProject.bin": b"x"}), "holds macros"),
        (repacked(template(), **{"word/document.xml": b"<w:document"}), "is damaged"),
        (repacked(template(), **{"[Content_Types].xml": b"<Types/>"}), "is damaged"),
    ],
)
def test_a_template_that_cannot_be_used_says_why_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(BadTemplate, match=message) as caught:
        made(template=data)
    assert "\n" not in str(caught.value)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"mall\.docx: "):
        made(template=tmp_path / "mall.docx")


def test_the_same_brief_makes_the_same_text() -> None:
    assert texts(made()) == texts(made())
    assert date.today().isoformat() not in "".join(texts(made()))


@pytest.mark.skipif(
    shutil.which("soffice") is None and not (os.environ.get("COUNCIL_CI") or os.environ.get("CI")),
    reason="LibreOffice is not installed",
)
def test_libreoffice_opens_the_draft_and_keeps_its_footnotes(tmp_path: Path) -> None:
    (tmp_path / "svar.docx").write_bytes(made())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "svar.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    import pypdfium2

    with pypdfium2.PdfDocument(tmp_path / "svar.pdf") as pdf:
        first = pdf[0].get_textpage().get_text_range()
        assert "Svar på interpellation från Anna Ek (S) om simhallen" in " ".join(first.split())
        assert "Simhallens öppettider, s. 1, 2022-05-30. Visa stället" in " ".join(first.split())
        assert len(pdf) >= 3
