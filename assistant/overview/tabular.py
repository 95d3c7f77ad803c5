"""Tables for spreadsheets: rows as CSV that opens right in Excel and LibreOffice, and runs nothing."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.contract import Language

Cell = str | int | float | None

BOM = "\ufeff"  # tells a spreadsheet that the file is UTF-8
SEPARATORS = {"sv": ";", "en": ","}  # what a spreadsheet of that language splits columns at
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LETTERS = {"å": "z\uf001", "ä": "z\uf002", "æ": "z\uf002", "ö": "z\uf003", "ø": "z\uf003"}


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], language: Language) -> str:
    """The table as text, a byte order mark first. A cell that a spreadsheet would compute gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATORS[language], lineterminator="\r\n")
    writer.writerow([_shown(cell) for cell in header])
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def _shown(cell: Cell) -> str:
    """One cell: text on one line without control characters, never a formula; numbers as they are."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    line = "".join(letter if letter >= " " else " " for letter in cell.replace("\r\n", " ")).replace("\x7f", " ")
    started = cell.lstrip(" \u00a0\u200b\ufeff")
    return f"'{line}" if started.startswith(_STARTS_FORMULA) else line


def in_order(text: str) -> str:
    """The key that Swedish names are sorted by: å, ä and ö after z, other accents as their letter, signs ignored."""
    return "".join(_LETTERS.get(letter) or _plain(letter) for letter in text.casefold())


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare.isalnum() or bare == " " else ""
