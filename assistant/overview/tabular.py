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
_STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")  # what may stand before a formula and does not hinder it
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
    line = _plain_line(cell)
    return f"'{line}" if computed(line) or cell[:1] in ("\t", "\r", "\n") else line


def computed(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula: blanks and unseen characters before it do not hinder."""
    return next((letter for letter in text if unicodedata.category(letter) not in _UNSEEN), "") in _STARTS_FORMULA


def _plain_line(text: str) -> str:
    """Text on one line: what breaks it becomes a blank, and what steers a terminal or turns letters around goes."""
    if text.isprintable():
        return text
    kinds = ((letter, unicodedata.category(letter)) for letter in text.replace("\r\n", " "))
    return "".join(" " if kind in ("Cc", "Zl", "Zp") else letter for letter, kind in kinds if kind not in ("Cf", "Cs"))


def in_order(text: str) -> str:
    """The key that Swedish names are sorted by: å, ä and ö after z, other accents as their letter, signs ignored."""
    return "".join(_LETTERS.get(letter) or _plain(letter) for letter in text.casefold())


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare.isalnum() or bare == " " else ""
