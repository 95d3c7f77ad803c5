"""From PDFium's characters to clean lines: hyphenation joined, ligatures and bullets spelt out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.lines import CONTROLS
from corpus.readers.words import words

# PDFium puts one of these where a word was cut at a line end, in place of hyphen and line end.
_CUT = re.compile("[\ufffe\x02]")
_HYPHENS = "-\u00ad\u2010"
_HYPHENATED = re.compile(r"\w+-\w+")
_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `size` is the height of its first letter in points, `bold` of that letter too."""

    text: str
    size: float = 0.0
    bold: bool = False


def split_lines(raw: str) -> list[tuple[int, str]]:
    """The lines of PDFium's text with the index each starts at; a cut word leaves its mark at the end."""
    found = []
    start = 0
    for match in re.finditer("\r\n|\n|\r|[\ufffe\x02]", raw):
        end = match.end() if _CUT.match(match.group()) else match.start()
        found.append((start, raw[start:end]))
        start = match.end()
    found.append((start, raw[start:]))
    return found


def tidy(text: str) -> str:
    """One line in NFC: ligatures spelt out, symbol-font bullets as "•", invisible characters dropped."""
    for code, letters in words()["ligatures"].items():
        if code in text:
            text = text.replace(code, letters)
    cut = "\ufffe" if _CUT.search(text[-1:]) else ""
    text = unicodedata.normalize("NFC", _CUT.sub("", text)).replace("\u200b", "").replace("\ufeff", "")
    for mark in words()["bullets"]["marks"]:
        text = text.replace(mark, "•")
    text = _BLANKS.sub(" ", text.translate(CONTROLS)).strip()
    # A soft hyphen shows only at a line end.
    return text[:-1].replace("\u00ad", "") + text[-1:] + cut


def hyphenated_words(texts: Sequence[str]) -> frozenset[str]:
    """Words that a document writes with a hyphen within a line: "va-taxa". Lower case."""
    return frozenset(match.lower() for text in texts for match in _HYPHENATED.findall(text))


def join(lines: Sequence[Line], hyphenated: frozenset[str] = frozenset()) -> list[Line]:
    """Lines with every word that was cut at a line end put together on the first of its lines.

    The rest of the second line stays a line, so that lines still are what a reader of the page sees.
    """
    pending = list(lines)
    done: list[Line] = []
    at = 0
    while at < len(pending):
        line = pending[at]
        at += 1
        while at < len(pending):
            joined = _joined(line.text, pending[at].text, hyphenated)
            if joined is None:
                break
            head, rest = joined
            line = replace(line, text=head)
            if rest:
                pending[at] = replace(pending[at], text=rest)
                break
            at += 1
        text = _CUT.sub("-", line.text).rstrip("\u00ad")
        if text:
            done.append(replace(line, text=text))
    return done


def _joined(first: str, second: str, hyphenated: frozenset[str]) -> tuple[str, str] | None:
    """The first line with its last word whole, and what is left of the second; None where nothing was cut."""
    marked = bool(_CUT.search(first[-1:])) or first.endswith("\u00ad")
    if not first or not second or not (marked or first[-1] in _HYPHENS):
        return None
    # A visible hyphen may stand before PDFium's mark.
    stem = first.rstrip("\ufffe\x02" + _HYPHENS) if marked else first[:-1]
    left = re.search(r"[\w-]+\Z", stem)
    head, _, rest = second.partition(" ")
    right = re.match(r"\w+", head)
    if not left or not right or _is_suspended(left[0], right[0].lower()):
        return None
    keeps = _keeps_hyphen(left[0], right[0], hyphenated)
    if keeps is None:
        return None
    return stem + ("-" if keeps else "") + head, rest.strip()


def _keeps_hyphen(left: str, right: str, hyphenated: frozenset[str]) -> bool | None:
    """Whether the hyphen belongs to the word; None when the two are no one word (a dash after a number)."""
    if right[0].isdigit():
        return True if left[-1].isdigit() or left[-1].isupper() else None
    if left[-1].isdigit():
        return True if right[0].islower() else None
    if right[0].isupper() or left[-1].isupper() or len(left) == 1:
        return True
    last = left.rpartition("-")[2]
    return f"{last}-{right}".lower() in hyphenated


def _is_suspended(left: str, right: str) -> bool:
    """Whether the hyphen stands for a word that follows later: "arbetsmarknads- och näringslivsfrågor"."""
    known = words()["hyphen"]
    return right in known["after_suspended"] and left.lower() + right not in known["whole"]
