"""What the fuzzer starts from: small files of each kind, and the inputs that once did harm (`corpus/kept.jsonl`)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evals.fuzz.specimens import SPECIMENS, Aim
from evals.fuzz.specimens.archives import docx, paragraphs
from evals.fuzz.specimens.html_files import page as html_page
from evals.fuzz.specimens.mails import mail
from evals.fuzz.specimens.pdf_files import page as pdf_page

_AIM = Aim("file:///nonexistent/canary", "http://127.0.0.1:9/")
_SMALL = 20_000  # bytes
_HEAVY = frozenset({"flate_bomb.pdf", "text_bomb.pdf", "form_bomb.pdf", "comments.html"})
_TEXT = (
    "Kommunfullmäktige 2024-02-06\n\n§ 12 Simhallen (KS 2023/114)\n\nBeslut\n\nKommunfullmäktige beslutar att bygga.\n"
)
_VOTE = "Omröstning\n\nJa: Anna Ek (S), Bo Ask (M)\nNej: Cia Lind (V)\n\nReservation av Cia Lind (V).\n"
_NAMES = "a.txt\n@../../etc/passwd\n@.\nsub/\n\x1b[2J.txt\n\u202efdp.txt\n" + "n" * 255 + "\n..\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """An input that did harm once: to which target, and what was the matter."""

    target: str
    why: str
    data: bytes


@cache
def kept() -> tuple[Kept, ...]:
    """All of `corpus/kept.jsonl`."""
    lines = resources.files("evals.fuzz").joinpath("corpus", "kept.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return tuple(Kept(row["target"], row["why"], base64.b64decode(row["data"])) for row in rows)


def written(target: str, why: str, data: bytes) -> str:
    """A line for `corpus/kept.jsonl`."""
    return json.dumps({"target": target, "why": why, "data": base64.b64encode(data).decode()}, ensure_ascii=False)


def seeds(target: str) -> list[bytes]:
    """Small inputs for a target."""
    text, vote = _TEXT.encode(), (_TEXT + _VOTE).encode()
    plain = {
        "pdf": [pdf_page()],
        "docx": [docx(paragraphs("Beslut", "att bygga", body="<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))],
        "html": [html_page(b"<h1>Beslut</h1><ol><li>att bygga</ol><table><tr><td>Ja<td>12</table>")],
        "eml": [mail()],
        "walk": [_NAMES.encode()],
    }.get(target, [text, vote, _TEXT.encode("latin-1"), _TEXT.encode("utf-16")])
    return [*plain, *_small(target), *(one.data for one in kept() if one.target == target)]


def _small(target: str) -> list[bytes]:
    """The small ones of the harmful files."""
    if target in {"walk", "document"}:
        return []
    found = []
    for specimen in SPECIMENS:
        if specimen.name in _HEAVY or not (specimen.name.endswith(f".{target}") or target == "any"):
            continue
        data = specimen.make(_AIM)
        if len(data) <= _SMALL:
            found.append(data)
    return found
