"""Changes bytes at random, by a seed: what fuzzes where no engine is installed, and DOCX inside its archive always."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

from evals.fuzz.specimens.packing import archive

_ODD = (
    b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x0c", b"\r", b"<", b">", b"&#0;", b"&#xd800;", b"<!--", b"-->",
    b"<table>", b"<tr>", b"<td>", b"</table>", b"<li>", b"]]>", b"%PDF-", b"endobj", b"stream\n", b"0 R", b"-1",
    b"4294967296", b"999999999999999999999", b"1e308", b"<<", b">>", b"[", b"]", b"(", b"\\", b"/Filter /FlateDecode",
    b"<w:p>", b"<w:tbl><w:tr><w:tc>", b'<w:numId w:val="1"/>',
    b"Content-Type: multipart/mixed; boundary=b\r\n", b"--b\r\n",
    b"charset=utf-16", b"=?utf-8?q?", b"\xc2\xa7 1\n", b"\xcc\x81", b"\xe2\x80\xae", b"../", b"# ", b"```", b"\n\n",
    b"Date: ", b"2024-02-30", b"Dnr KS 2024/", b"Ja: ", b"Nej: ", b"(S)", b"Beslut\n",
)  # fmt: skip


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random, most: int = 100_000) -> bytes:
    """`data` with one to eight changes, at most `most` bytes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        _change(made, others, chance)
    return bytes(made[:most])


def in_archive(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The same within one part of an archive, which stays whole; plain bytes where `data` is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            parts: dict[str, str | bytes] = {name: held.read(name)[:200_000] for name in held.namelist()[:20]}
    except Exception:  # zipfile fails in every way there is
        return mutated(data, others, chance)
    if not parts or chance.random() < 0.1:
        return mutated(data, others, chance)
    name = chance.choice(sorted(parts))
    content = parts[name]
    parts[name] = mutated(content if isinstance(content, bytes) else content.encode(), (), chance)
    return archive(parts)


def _change(made: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(made))
    end = min(len(made), at + chance.choice((1, 2, 4, 16, 64, 512)))
    kind = chance.randrange(7)
    if kind == 0 and made:
        made[at % len(made)] = chance.randrange(256)
    elif kind == 1:
        del made[at:end]
    elif kind == 2:
        made[at:at] = chance.choice(_ODD)
    elif kind == 3:
        made[at:at] = made[at:end] * chance.choice((1, 2, 10, 200))
    elif kind == 4:
        made[at:at] = chance.choice(_ODD) * chance.choice((10, 1_000))
    elif kind == 5 and others:
        other = chance.choice(others)
        start = chance.randint(0, len(other))
        made[at:end] = other[start : start + chance.choice((8, 64, 1_000))]
    else:
        made[at:end] = chance.choice(_ODD)
