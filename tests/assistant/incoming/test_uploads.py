"""Files that are sent in: what is kept, under which name, and what is refused."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.incoming.file_names import MAX_BYTES, numbered, safe_name
from assistant.incoming.uploads import TooLarge, UploadRefused, Uploads, WrongType, checked
from corpus.errors import BadSettings
from corpus.readers import known
from index.levels import Level

PAPER = "Skrivelse om lekplatsen i Tallhamra\n\nVi föreslår att gungan lagas.\n".encode()


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "index" / "uploads", limit=100_000)


def docx(*parts: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"), *parts):
            archive.writestr(name, content)
    return made.getvalue()


def take(uploads: Uploads, name: str, data: bytes = PAPER, level: Level = Level.PUBLIC, replace: bool = False) -> str:
    return uploads.take(io.BytesIO(data), name, level, replace).name


def kept(uploads: Uploads) -> list[str]:
    """Every file below the folder, the hidden ones too."""
    return sorted(p.relative_to(uploads.folder).as_posix() for p in uploads.folder.rglob("*") if p.is_file())


NAMES = st.text(st.sampled_from("ab.~$/\\: \t\n\0\u202e\u200b\u0301åÅ<>|*?\u2028😀\ud800")) | st.text()


@given(NAMES)
def test_a_safe_name_is_one_plain_visible_name(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert len(safe.encode()) <= MAX_BYTES
    assert not set(safe) & set('/\\<>:"|?*\0')
    assert not any(unicodedata.category(letter).startswith("C") for letter in safe)
    assert safe == unicodedata.normalize("NFC", safe)
    assert safe.strip(" .") == safe != ""
    assert known(Path(f"{safe}.txt"))


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\anna\\Möte.pdf", "Möte.pdf"),
        ("Mo\u0308te.pdf", "Möte.pdf"),
        ("fdp.\u202etxt", "fdp.txt"),
        ("a\x1b[31mb\x00.txt", "a[31mb.txt"),
        (".hemlig.txt", "hemlig.txt"),
        ("~$lås.docx", "$lås.docx"),
        ("CON.txt", "_CON.txt"),
        ('vad?"<|>.txt', "vad_____.txt"),
        ("..", "document"),
        ("", "document"),
    ],
)
def test_names_that_could_mislead_are_made_plain(sent: str, name: str) -> None:
    assert safe_name(sent) == name


def test_a_long_name_keeps_its_suffix() -> None:
    name = safe_name("å" * 300 + ".pdf")
    assert name.endswith("å.pdf")
    assert len(name.encode()) <= MAX_BYTES


@given(st.lists(st.sampled_from(["a.pdf", "A.PDF", "a (2).pdf"])))
def test_a_numbered_name_is_free(taken: list[str]) -> None:
    assert numbered("a.pdf", {name.casefold() for name in taken}).casefold() not in {n.casefold() for n in taken}


def test_a_file_lands_in_the_folder_of_its_level_and_nowhere_else(uploads: Uploads, tmp_path: Path) -> None:
    assert take(uploads, "../../../ut.txt") == "ut.txt"
    assert take(uploads, "intern.txt", b"Internt om budgeten.", Level.INTERNAL) == "intern.txt"
    assert kept(uploads) == ["internal/intern.txt", "public/ut.txt"]
    assert (uploads.at(Level.PUBLIC) / "ut.txt").read_bytes() == PAPER
    assert [p.name for p in tmp_path.iterdir()] == ["index"]


def test_the_same_bytes_are_kept_once(uploads: Uploads) -> None:
    take(uploads, "brev.txt")
    again = uploads.take(io.BytesIO(PAPER), "annat namn.txt", Level.PUBLIC)
    assert (again.outcome, again.name) == ("same", "brev.txt")
    assert kept(uploads) == ["public/brev.txt"]


def test_other_bytes_never_take_a_name_unasked(uploads: Uploads) -> None:
    take(uploads, "brev.txt")
    assert take(uploads, "BREV.txt", b"Ett annat brev.") == "BREV (2).txt"
    assert (uploads.at(Level.PUBLIC) / "brev.txt").read_bytes() == PAPER
    replaced = uploads.take(io.BytesIO(b"Ett nytt brev."), "Brev.txt", Level.PUBLIC, replace=True)
    assert (replaced.outcome, replaced.name) == ("replaced", "brev.txt")
    assert (uploads.at(Level.PUBLIC) / "brev.txt").read_bytes() == b"Ett nytt brev."


class Endless(io.RawIOBase):
    """Gives bytes for ever, and counts them."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"x" * size


def test_a_stream_over_the_limit_is_cut_off_and_leaves_nothing(uploads: Uploads) -> None:
    stream = Endless()
    with pytest.raises(TooLarge, match=r"lång\.txt is larger than 0\.1 MB"):
        uploads.take(stream, "lång.txt", Level.PUBLIC)  # type: ignore[arg-type]
    assert stream.given < 5_000_000
    assert kept(uploads) == []


def lying_docx(size: int) -> bytes:
    """A DOCX whose directory claims that a part unpacks to `size` bytes."""
    data = docx(("word/media/stor.bin", b"0" * 1000))
    at = data.rindex(b"word/media/stor.bin") - 46
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


@pytest.mark.parametrize(
    "data",
    [
        docx(("word/styles.xml", b" " * 65_000_000)),
        lying_docx(400_000_000),
        docx(*((f"word/x{n}.bin", b"") for n in range(5_001))),
    ],
    ids=["one huge part", "huge in all", "many parts"],
)
def test_a_zip_bomb_is_refused(data: bytes, tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(TooLarge, match="out of bounds"):
        take(uploads, "bomb.docx", data)
    assert kept(uploads) == []


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("tom.pdf", b"", "empty"),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n", "image"),
        ("filer.zip", b"PK\x05\x06" + bytes(18), "zip"),
        ("program.txt", bytes(range(256)) * 40, "type"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
        ("tal.xlsx", None, "office"),
    ],
)
def test_what_no_reader_reads_is_refused_with_its_reason(
    uploads: Uploads, name: str, data: bytes | None, key: str
) -> None:
    if data is None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("xl/workbook.xml", "<x/>")
        data = made.getvalue()
    with pytest.raises(UploadRefused) as caught:
        take(uploads, name, data)
    assert caught.value.key == key
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.told("sv") != str(caught.value)
    assert kept(uploads) == []


def test_the_bytes_say_what_a_file_is() -> None:
    assert checked(b"%PDF-1.7 ...", "handling") == "handling.pdf"
    assert checked(docx(), "handling.bin") == "handling.bin.docx"
    assert checked(PAPER, "handling.exe") == "handling.exe.txt"
    assert checked(b"<html><script>alert(1)</script>Hej", "sida.html") == "sida.html"


def test_a_damaged_document_is_kept_for_the_list_of_what_could_not_be_read(uploads: Uploads) -> None:
    assert take(uploads, "halv.docx", docx()[:60]) == "halv.docx"
    with pytest.raises(WrongType):
        take(uploads, "halv.zip", docx()[:60])


def test_only_what_was_sent_in_can_be_removed(uploads: Uploads, tmp_path: Path) -> None:
    take(uploads, "brev.txt")
    other = tmp_path / "brev.txt"
    other.write_text("mitt")
    with pytest.raises(UploadRefused, match="not uploaded here"):
        uploads.remove(other)
    with pytest.raises(UploadRefused):
        uploads.remove(uploads.at(Level.PUBLIC) / ".." / ".." / ".." / "brev.txt")
    assert other.exists()
    uploads.remove(uploads.at(Level.PUBLIC) / "brev.txt")
    assert kept(uploads) == []


def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    assert Uploads.load(tmp_path, {}).limit == 50_000_000
    assert Uploads.load(tmp_path, {"COUNCIL_UPLOAD_MB": "7"}).limit == 7_000_000
    for wrong in ("0", "-1", "many", "1.5", "²"):
        with pytest.raises(BadSettings, match="COUNCIL_UPLOAD_MB"):
            Uploads.load(tmp_path, {"COUNCIL_UPLOAD_MB": wrong})
