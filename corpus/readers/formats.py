"""What a file is: by its first bytes, then by its words, and by its name only where those leave a choice."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from corpus.errors import BrokenFile, EncryptedFile, ReadError, UnknownFormat

# Suffix → format. The last three are taken in so that the user is told how to make them readable.
SUFFIXES: dict[str, str] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".doc": "doc",
    ".odt": "odt",
    ".rtf": "rtf",
}
_NAMES = {
    "doc": "an old Word document (DOC)",
    "odt": "an OpenDocument text (ODT)",
    "rtf": "an RTF document",
    "office": "a spreadsheet or presentation",
    "zip": "an archive",
    "image": "a picture",
}
_ADVICE = {"zip": "unpack it and add the files in it.", "image": "save it as PDF and add that."}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM\x00", b"\x00\x00\x00\x0cjP")
_ARCHIVES = (b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!", b"BZh9", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:html|head|body|div|p|h[1-6]|table|ul|ol|br|span|a)\b[^>]*>", re.I)
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.M)
_MAIL = {b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version", b"return-path"}
_TRANSPORT = {b"received", b"message-id", b"mime-version", b"return-path"}


def known(path: Path) -> bool:
    """Whether an ingest of a folder takes a file of this name: no hidden ones, no lock files "~$…"."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$", "._"))


def sniff(data: bytes, path: Path) -> str:
    """The format of `data`: "pdf", "docx", "html", "eml", "txt", "md", or one that `refuse` explains.

    Raises `EncryptedFile` for a locked Office file and `BrokenFile` for an archive that is cut short.
    """
    if b"%PDF-" in data[:1024] and not _is_text_about_pdf(data):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _archive(data, path)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile(f"{path.name}: the file asks for a password; save a copy without one.")
        return "doc"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES) or data[4:12] in {b"ftypheic", b"ftypmif1"} or data[8:12] == b"WEBP":
        return "image"
    if data.startswith(_ARCHIVES):
        return "zip"
    return _text_format(data, path)


def refuse(format: str, path: Path) -> ReadError:
    """The error for a format that is known but not read."""
    advice = _ADVICE.get(format, "save it as DOCX or PDF and add that.")
    return UnknownFormat(f"{path.name}: this is {_NAMES.get(format, 'an unknown format')}; {advice}")


def _is_text_about_pdf(data: bytes) -> bool:
    """Whether "%PDF-" stands in a sentence: the file does not start with it, and all before it is text."""
    before = data[: data.index(b"%PDF-")].lstrip(b"\xef\xbb\xbf \t\r\n")
    return bool(before) and b"\x00" not in data[:4096] and b"endobj" not in data and b"startxref" not in data


def _archive(data: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            locked = any(item.flag_bits & 1 for item in archive.infolist())
            kind = _start(archive, "mimetype") if "mimetype" in names and not locked else b""
    except Exception:  # zipfile raises anything from BadZipFile to NotImplementedError on damaged archives
        raise BrokenFile(f"{path.name}: the file is damaged or cut short; fetch it again.") from None
    if locked:
        raise EncryptedFile(f"{path.name}: the file asks for a password; save a copy without one.")
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if b"opendocument.text" in kind:
        return "odt"
    if b"opendocument" in kind or any(name.startswith(("xl/", "ppt/")) for name in names):
        return "office"
    return "zip"


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of an entry, however large it says it is."""
    with archive.open(name) as entry:
        return entry.read(100)


def _text_format(data: bytes, path: Path) -> str:
    """Which kind of text; a name that promises a binary format is not believed."""
    named = SUFFIXES.get(path.suffix.lower(), "txt")
    head = data[:16_384]
    if named in {"pdf", "docx", "doc", "odt"} and _is_binary(head):
        raise BrokenFile(f"{path.name}: the file is not the {named.upper()} its name says; fetch it again.")
    plain = head.replace(b"\x00", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    plain = plain.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _MARKUP.match(plain) or (named == "html" and _TAG.search(plain)):
        return "html"
    if _is_mail(plain, named == "eml"):
        return "eml"
    return "md" if named == "md" else "txt"


def _is_binary(head: bytes) -> bool:
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return odd > len(head) // 20 and not wide


def _is_mail(head: bytes, named: bool) -> bool:
    """Whether a text starts with the header of a mail. Under another name a relay's marks are asked for."""
    header = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    if not re.match(rb"[A-Za-z][A-Za-z-]{1,40}:|From ", header):
        return False
    fields = {match.lower() for match in _FIELD.findall(header)}
    return len(fields & _MAIL) >= (1 if named else 3) and (named or bool(fields & _TRANSPORT))
