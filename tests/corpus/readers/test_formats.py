"""Which files are read, as what, and what a user is told about those that are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import BrokenFile, EmptyFile, EncryptedFile, MissingFile, ReadError, UnknownFormat
from corpus.readers import MAX_BYTES, FixedOcr, known, read_bytes, read_raw, sniff


def archive(**files: bytes) -> bytes:
    """A ZIP archive; "__" in a name stands for "/"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            target.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.PDF", "b.docx", "c.txt", "d.md", "e.htm", "f.eml", "g.doc", "h.odt", "i.rtf"])
def test_known_names(name: str) -> None:
    assert known(Path("mapp") / name)


@pytest.mark.parametrize("name", ["~$svar.docx", ".dold.pdf", "._a.pdf", "bild.png", "Thumbs.db", "utan", "a.pdf~"])
def test_names_that_an_ingest_passes_over(name: str) -> None:
    assert not known(Path("mapp") / name)


def test_renamed_files_are_read_as_what_they_are(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.txt"))
    canvas.drawString(100, 700, "En granskning av Jobbhörnan.")
    canvas.save()
    document = docx.Document()
    document.add_paragraph("Ett svar")
    document.save(str(tmp_path / "b.pdf"))
    (tmp_path / "c.pdf").write_text("Bara text", encoding="utf-8")
    (tmp_path / "d.txt").write_text("<!DOCTYPE html><html><p>Sida</p></html>", encoding="utf-8")
    (tmp_path / "e.docx").write_text("Också text", encoding="utf-16")
    found = [read_raw(path) for path in sorted(tmp_path.iterdir())]
    assert [raw.format for raw in found] == ["pdf", "docx", "txt", "html", "txt"]
    assert [raw.pages[0] for raw in found] == [
        "En granskning av Jobbhörnan.",
        "Ett svar",
        "Bara text",
        "Sida",
        "Också text",
    ]


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"Fr\xc3\xa5n: Eva\nTill: \xc3\x85ke\n\nHej", "a.txt", "txt"),
        (b"From: a\nTo: b\nSubject: c\n\nklistrat", "a.txt", "txt"),
        (b"From: a\nTo: b\nMIME-Version: 1.0\n\nmail", "a.txt", "eml"),
        (b"Subject: c\n\nmail", "a.eml", "eml"),
        (b"ingen mail alls", "a.eml", "txt"),
        (b"<p>bit av en sida</p>", "a.html", "html"),
        (b"a < b och c > d", "a.html", "txt"),
        (b"En PDF b\xc3\xb6rjar med %PDF-1.7 i filen.", "a.txt", "txt"),
        (b"\n\n%PDF-1.7\n", "a.pdf", "pdf"),
        (b"# Rubrik", "a.md", "md"),
    ],
)
def test_content_decides(data: bytes, name: str, format: str) -> None:
    assert sniff(data, Path(name)) == format


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "save it as DOCX or PDF"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "a.odt", "save it as DOCX or PDF"),
        (b"{\\rtf1\\ansi Hej}", "a.rtf", "save it as DOCX or PDF"),
        (archive(xl__workbook=b"x"), "a.docx", "a spreadsheet or presentation"),
        (archive(a=b"x"), "a.docx", "unpack it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.pdf", "save it as PDF"),
    ],
)
def test_unread_formats_come_with_advice(data: bytes, name: str, advice: str) -> None:
    with pytest.raises(UnknownFormat, match=advice) as caught:
        read_bytes(data, Path(name))
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_locked_office_file() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedFile, match=r"a\.docx: the file asks for a password"):
        read_bytes(data, Path("a.docx"))


def test_bytes_that_are_no_pdf() -> None:
    with pytest.raises(BrokenFile, match="not the PDF its name says"):
        read_bytes(bytes(range(32)) * 30, Path("a.pdf"))


def test_missing_empty_blank_folder_and_large(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"borta\.pdf"):
        read_raw(tmp_path / "borta.pdf")
    (tmp_path / "tom.pdf").touch()
    with pytest.raises(EmptyFile, match="0 bytes"):
        read_raw(tmp_path / "tom.pdf")
    (tmp_path / "blank.txt").write_text(" \n\f\t\n", encoding="utf-8")
    with pytest.raises(EmptyFile, match="no text"):
        read_raw(tmp_path / "blank.txt")
    with pytest.raises(ReadError, match="this is a folder"):
        read_raw(tmp_path)
    with (tmp_path / "stor.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: takes no room on the disk
    with pytest.raises(ReadError, match="more than 200"):
        read_raw(tmp_path / "stor.txt")


@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"From: a\nMIME-Version: 1\nTo: b\n", b"{\\rtf"]),
    st.binary(max_size=300),
    st.sampled_from(["a.pdf", "a.docx", "a.html", "a.eml", "a.txt", "a.md", "a"]),
)
def test_nothing_but_read_errors_is_ever_raised(start: bytes, data: bytes, name: str) -> None:
    try:
        raw = read_bytes(start + data, Path(name), FixedOcr())
    except ReadError as error:
        told = str(error)
    else:
        assert any(page.strip() for page in raw.pages)
        for page, offset, level in raw.headings:
            assert 0 <= offset < len(raw.pages[page])
            assert 1 <= level <= 6
        return
    assert told.startswith(f"{name}: ")
    assert "\n" not in told
