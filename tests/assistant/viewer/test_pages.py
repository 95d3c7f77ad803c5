"""Pages over HTTP: the picture and the places, for those who may see the document, of the very file that was read."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.access import Access, Everybody, OneService
from assistant.api.pages import pages_router
from assistant.memory import MemoryAssistant
from assistant.viewer.pages import NotShown, PageCache, Pages, Reason, snapped
from corpus.document import read
from corpus.pages import Placed
from corpus.records import Document

LINES = ["Fråga om lekplatsen i Tallhamra", "När blir lekplatsen klar?", "Nämnden svarar i maj."]
QUOTE = "När blir lekplatsen klar?"


def made(path: Path, lines: Sequence[str] = LINES) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(70, 760 - 20 * number, line)
    canvas.showPage()
    canvas.drawString(70, 760, "Andra sidan, med bara en rad.")
    canvas.save()
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return made(tmp_path / "fråga.pdf")


@pytest.fixture
def document(file: Path) -> Document:
    return read(file)


def client(document: Document, file: Path | None) -> TestClient:
    service = MemoryAssistant([document], files={document.id: file} if file else {})
    app = FastAPI()
    app.include_router(pages_router(Access(Everybody(), OneService(service)), PageCache()))
    return TestClient(app)


def test_a_page_comes_as_a_picture_that_the_browser_keeps(document: Document, file: Path) -> None:
    asked = client(document, file)
    address = f"/api/documents/{document.id}/pages/1.png?width=850"
    first = asked.get(address)
    assert first.headers["content-type"] == "image/png"
    assert abs(Image.open(io.BytesIO(first.content)).width - 900) <= 1
    assert "private" in first.headers["cache-control"]
    again = asked.get(address, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_rectangles_lie_on_the_quotes_line(document: Document, file: Path) -> None:
    start = document.text.index(QUOTE)
    query = {"start": start, "end": start + len(QUOTE)}
    found = client(document, file).get(f"/api/documents/{document.id}/rectangles", params=query).json()
    assert found["complete"] is True
    (rectangle,) = found["rectangles"]
    assert rectangle["page"] == 1
    assert rectangle["left"] == pytest.approx(70 / A4[0], abs=0.005)
    assert rectangle["top"] < 1 - 741 / A4[1] < rectangle["top"] + rectangle["height"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("pages/3.png", 404),
        ("pages/0.png", 404),
        ("pages/x.png", 400),
        ("pages/1.png?width=0", 400),
        ("pages/1.png?width=99999999", 400),
        ("rectangles?start=5&end=5", 400),
        ("rectangles?start=0&end=99999", 400),
        ("rectangles?start=-1&end=4", 400),
        ("rectangles", 400),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(document: Document, file: Path, path: str, status: int) -> None:
    response = client(document, file).get(f"/api/documents/{document.id}/{path}")
    assert response.status_code == status
    assert "\n" not in response.json()["error"]


def test_an_unknown_document_has_no_pages(document: Document, file: Path) -> None:
    assert client(document, file).get("/api/documents/borta/pages/1.png").status_code == 404


def test_masked_documents_and_other_formats_are_not_drawn(document: Document, file: Path) -> None:
    masked = replace(document, notes=("masked:2",))
    assert client(masked, file).get(f"/api/documents/{document.id}/pages/1.png").status_code == 403
    assert client(masked, file).get(f"/api/documents/{document.id}/rectangles?start=0&end=5").status_code == 403
    other = replace(document, format="docx")
    assert client(other, file).get(f"/api/documents/{document.id}/pages/1.png").status_code == 404
    assert client(document, None).get(f"/api/documents/{document.id}/pages/1.png").status_code == 404


def test_a_file_that_was_changed_after_it_was_read_is_not_drawn(document: Document, file: Path) -> None:
    asked = client(document, file)
    address = f"/api/documents/{document.id}/pages/1.png"
    assert asked.get(address).status_code == 200
    made(file, ["Helt andra ord står nu på sidan i filen."])
    os.utime(file, ns=(1, 1))
    assert asked.get(address).status_code == 409
    file.unlink()
    assert asked.get(address).status_code == 404


def test_a_reader_is_told_why_by_a_reason(document: Document, file: Path) -> None:
    service = MemoryAssistant([document], files={document.id: file})
    pages = Pages(service, PageCache())
    assert pages.refusal(document) is None
    assert pages.refusal(replace(document, notes=("masked:1",))) is Reason.MASKED
    assert pages.refusal(replace(document, sha256="0" * 64, id="annan")) is Reason.GONE
    with pytest.raises(NotShown) as caught:
        pages.document("borta")
    assert caught.value.reason is Reason.UNKNOWN


def test_pictures_and_files_are_kept_within_bounds(document: Document, file: Path) -> None:
    cache = PageCache(pictures=1, files=1)
    pages = Pages(MemoryAssistant([document], files={document.id: file}), cache)
    first = pages.picture(document, 1, 600)
    pages.picture(document, 2, 600)
    assert cache.pictures.get((document.id, 1, 600)) is None
    assert pages.picture(document, 1, 600) == first


def test_a_document_read_again_by_other_rules_is_placed_anew(document: Document, file: Path) -> None:
    pages = Pages(MemoryAssistant([document], files={document.id: file}), PageCache())
    start = document.text.index(QUOTE)
    first = pages.place(document, start, start + len(QUOTE))
    again = replace(document, text=f"Rubrik.\n{document.text}", pages=(0, document.pages[1] + 8))
    moved = pages.place(again, start + 8, start + 8 + len(QUOTE))
    assert first is not None
    assert moved == first
    assert pages.place(again, 0, 7) == Placed()


def test_widths_are_snapped_to_a_few() -> None:
    assert [snapped(width) for width in (1, 600, 601, 5000)] == [600, 600, 900, 2600]
