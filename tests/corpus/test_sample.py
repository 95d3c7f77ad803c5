"""The sample documents: built from their sources, the same every time, and readable by ordinary tools."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BrokenFile
from corpus.sample import sample_folder
from corpus.sample.build import build, orphans, sources, stale
from corpus.sample.render import render
from corpus.sample.render.hyphens import broken
from corpus.sample.render.markup import Heading, Listing, Mark, Paragraph, Table, bare, parse, runs
from corpus.sample.render.source import Source, read_source

BODY = """# Ett långt ärende<br>över två rader

Nämnden **beslutar** följande^[Se bilaga.] om 1\u00a0500\u00a0000 kronor.
Andra raden.\\
Ny rad.

1. Första frågan?
2. Andra frågan?

Därefter

1. Tredje frågan?

| År | Antal |
|---|---|
| 2021 | 187 |

\\pagebreak

## § 2 Nästa
"""


def source(kind: str, body: str = BODY, **more: Any) -> Source:
    return Source(path=Path("prov.md"), output=f"avn/prov.{kind}", kind=kind, body=body, **more)


def pdf_pages(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    document.close()
    return pages


def test_body_becomes_blocks() -> None:
    blocks = parse(BODY)
    assert [type(block) for block in blocks] == [
        Heading,
        Paragraph,
        Listing,
        Paragraph,
        Listing,
        Table,
        Mark,
        Heading,
    ]
    paragraph = blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.endswith("kronor. Andra raden.<br>Ny rad.")


def test_list_directly_after_a_line_is_a_list_but_a_year_is_not() -> None:
    blocks = parse("Nämnden beslutar\n- att ge\n- att ta\n\nDet hände\n2021. Inget mer.\n")
    assert blocks == [
        Paragraph("Nämnden beslutar"),
        Listing((("-", "att ge"), ("-", "att ta"))),
        Paragraph("Det hände 2021. Inget mer."),
    ]


@given(st.text(alphabet="abc *^[]<br>\\-|#1. ", max_size=60))
def test_inline_marks_lose_no_letter(text: str) -> None:
    assert [c for c in bare(text) if c in "ac"] == [c for c in text if c in "ac"]
    assert all(run.text or run.kind == "break" for run in runs(text))


@given(st.lists(st.text(alphabet="abdeinorstvåäö", min_size=1, max_size=18), min_size=1), st.integers(20, 60))
def test_hyphenated_lines_give_the_text_back(words: list[str], room: int) -> None:
    lines = broken(" ".join(words), room, len)
    joined = " ".join(lines).replace("- ", "")
    assert joined == " ".join(words)
    assert all(len(line) <= room for line in lines)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "md", "txt"])
def test_same_source_gives_same_bytes(kind: str) -> None:
    assert render(source(kind)) == render(source(kind))


def test_pdf_has_header_page_numbers_and_signature_lines() -> None:
    header = ("Tallhamra kommun", "Kommunstyrelsen, protokoll")
    pages = pdf_pages(render(source("pdf", header=header, page_numbers=True, footer_sign=True)))
    assert len(pages) == 2
    assert pages[0].startswith("Tallhamra kommun\nKommunstyrelsen, protokoll\n1 (2)\nEtt långt ärende\n")
    assert pages[1].startswith("Tallhamra kommun\nKommunstyrelsen, protokoll\n2 (2)\n§ 2 Nästa")
    assert pages[1].rstrip().endswith("Justerandes sign Utdragsbestyrkande")


def test_scan_has_pages_and_no_text() -> None:
    data = render(source("scan", "# Brev\n\nKort.\n"))
    assert [page.strip() for page in pdf_pages(data)] == [""]
    assert len(data) < 300_000


def test_docx_has_headings_restarted_lists_and_footnotes() -> None:
    document: Any = docx.Document(BytesIO(render(source("docx"))))
    styles = [p.style.name for p in document.paragraphs if p.style is not None and p.text]
    assert styles.count("List Number") == 3
    assert styles[0] == "Heading 1"
    numbers = {p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text.endswith("frågan?")}
    assert len(numbers) == 2
    notes = [part for part in document.part.package.iter_parts() if "footnotes" in str(part.partname)]
    assert "Se bilaga." in notes[0].blob.decode()


def test_text_encodings() -> None:
    assert render(source("txt", "Åsa\n", encoding="latin-1")) == "Åsa\n".encode("latin-1")
    assert render(source("txt", "Åsa\n", encoding="utf-16")).decode("utf-16") == "Åsa\n"
    with pytest.raises(BrokenFile, match="cannot be written in latin-1"):
        render(source("txt", "Ja – nej\n", encoding="latin-1"))


def test_email_is_read_back() -> None:
    mail = {
        "from": "Åsa <a@x.example>",
        "to": "b@x.example",
        "date": "2023-03-06T15:42:00",
        "subject": "Fråga",
    }
    message = message_from_bytes(render(source("eml", "Hej på dig\n", mail=mail)), policy=default)
    assert message["Subject"] == "Fråga"
    assert "2023" in message["Date"]
    assert message.get_content().splitlines() == ["Hej på dig"]


def test_cells_are_written_one_a_line() -> None:
    body = "\\cells\n| Namn | Röst |\n|---|---|\n| Åsa | Ja |\n"
    assert render(source("txt", body)).decode() == "Namn\nRöst\nÅsa\nJa\n"


def test_wrong_front_matter_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    for text, message in [
        ("Utan\n", "no front matter"),
        ("---\nkind = pdf\n---\n", "not TOML"),
        ('---\nkind = "doc"\noutput = "a.doc"\n---\nText\n', "use one of"),
        ('---\nkind = "txt"\noutput = "../a.txt"\n---\nText\n', "inside the documents folder"),
    ]:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BrokenFile, match=message):
            read_source(path)


def test_build_writes_only_what_changed_and_tells_what_is_stale(tmp_path: Path) -> None:
    root, folder = tmp_path / "sources", tmp_path / "documents"
    root.mkdir()
    (root / "a.md").write_text('---\noutput = "b/a.txt"\nkind = "txt"\n---\nText\n', encoding="utf-8")
    found = sources(root=root)
    assert stale(found, folder) == ["b/a.txt"]
    assert list(build(found, folder)) == [folder / "b/a.txt"]
    assert list(build(found, folder)) == []
    assert stale(found, folder) == []
    assert orphans(found, folder) == []
    (folder / "b/old.txt").write_text("x", encoding="utf-8")
    assert orphans(found, folder) == ["b/old.txt"]
    (root / "c.md").write_text('---\noutput = "b/a.txt"\nkind = "txt"\n---\nText\n', encoding="utf-8")
    with pytest.raises(BrokenFile, match="same output"):
        sources(root=root)


def test_every_source_has_its_document_and_nothing_else_lies_there() -> None:
    found = sources()
    assert [s.output for s in found if not (sample_folder() / s.output).is_file()] == []
    assert orphans(found, sample_folder()) == []


def test_text_documents_are_up_to_date() -> None:
    texts = [s for s in sources() if s.kind in ("txt", "md", "html", "eml")]
    assert stale(texts, sample_folder()) == []


def test_case_of_the_interpellation_agrees_between_documents() -> None:
    folder = sample_folder() / "avn"
    asked = "\n".join(p.text for p in docx.Document(str(folder / "interpellation-jobbcentrum.docx")).paragraphs)
    answered = " ".join(pdf_pages((folder / "interpellationssvar-jobbcentrum.pdf").read_bytes()))
    question = "Hur många medarbetare berörs av omorganisationen?"
    assert question in asked
    assert question in answered
    assert "34 medarbetare" in answered
