"""Text: lines without end, bytes that are none, other formats under a name that is not theirs."""

from __future__ import annotations

import gzip
import io
import tarfile

from evals.fuzz.specimens.archives import docx, paragraphs
from evals.fuzz.specimens.base import READ, Aim, Specimen, fixed

SHOWN = "Kommunfullmäktige beslutar att bygga simhallen"


def _gzip(aim: Aim) -> bytes:
    return gzip.compress(bytes(5_000_000), 1)


def _tar(aim: Aim) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("../../evil")
        member.size = 6
        archive.addfile(member, io.BytesIO(b"canary"))
    return out.getvalue()


TEXTS: tuple[Specimen, ...] = (
    Specimen("empty.txt", fixed(b""), "empty"),
    Specimen("empty.pdf", fixed(b""), "empty"),
    Specimen("blanks.txt", fixed(b" \n" * 100_000), "no text"),
    Specimen("one_line_50MB.txt", fixed(b"ordet " * 8_400_000), "characters"),
    Specimen("one_line_200kB.txt", fixed((SHOWN + " ").encode() * 4_000), READ, SHOWN),
    Specimen("one_word.txt", fixed(b"a" * 300_000), None),
    Specimen("digits.txt", fixed(b"19" * 100_000), None),
    Specimen("dots.txt", fixed(b"." * 200_000), None),
    Specimen("newlines.txt", fixed(b"a\n" * 30_000), None),
    Specimen("paragraph_signs.txt", fixed("§ ".encode() * 60_000), None),
    Specimen("nulls.txt", fixed(b"\x00" * 1_000_000), "no text"),
    Specimen("null_within.txt", fixed(b"Beslut\x00" + SHOWN.encode()), None),
    Specimen("noise.txt", fixed(bytes(range(256)) * 4_000), "no text"),
    Specimen("combining.txt", fixed(("a" + "\u0301" * 100_000).encode()), None),
    Specimen("bidi.txt", fixed(f"{SHOWN} \u202e\u2066 fdp.exe\u2069 {SHOWN}".encode()), READ, SHOWN),
    Specimen("surrogates.txt", fixed(b"\xff\xfe" + b"\x00\xd8" * 10_000), None),
    Specimen("half_utf16.txt", fixed(b"\xff\xfe" + SHOWN.encode("utf-16-le")[:-1]), None),
    Specimen("latin1.txt", fixed(SHOWN.encode("latin-1")), READ, SHOWN),
    Specimen("utf32.txt", fixed(SHOWN.encode("utf-32")), READ, SHOWN),
    Specimen("fences.md", fixed(b"```\n~~~\n" * 6_000 + SHOWN.encode()), None),
    Specimen("hashes.md", fixed(b"#" * 100_000 + b" x\n" + SHOWN.encode()), READ, SHOWN),
    Specimen("underlines.md", fixed(b"a\n=\n" * 8_000), None),
    Specimen("a_picture.txt", fixed(b"\x89PNG\r\n\x1a\n" + bytes(1_000)), "picture"),
    Specimen("gzip_bomb.txt", _gzip, "archive"),
    Specimen("tar.txt", _tar, None, hides="evil canary"),
    Specimen("a_docx.txt", lambda aim: docx(paragraphs(SHOWN)), READ, SHOWN),
    Specimen("a_script.pdf", fixed(b"#!/bin/sh\nrm -rf /\n"), None),
    Specimen("rich.rtf", fixed(rb"{\rtf1{\field{\*\fldinst INCLUDEPICTURE x}}}"), "RTF"),
    Specimen("old.doc", fixed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096)), "old Word"),
)
