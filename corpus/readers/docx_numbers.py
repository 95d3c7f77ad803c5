"""List numbers and heading levels of DOCX paragraphs, which Word computes and does not store."""

from __future__ import annotations

import re
from typing import Any

from corpus.readers.docx_text import local, value

_BULLET = "-"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


class Numbering:
    """Counts paragraphs in reading order: call `label` once for each."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._lists: dict[str, str] = {}
        self._style_levels: dict[str | None, int | None] = {}
        self._style_lists: dict[str | None, tuple[str | None, int | None]] = {}
        self._styles = {_attribute(s, "styleId"): s for s in document.styles.element if local(s) == "style"}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return  # the document has no lists
        abstract = {_attribute(a, "abstractNumId"): a for a in root if local(a) == "abstractNum"}
        for number in root:
            if local(number) == "num":
                self._read_list(number, abstract)

    def label(self, paragraph: Any) -> str:
        """The number or bullet before a paragraph: "1.", "b)", "§ 3", "-", or "" where there is none."""
        number, depth = self._place(paragraph)
        levels = self._levels.get(number or "")
        if not number or levels is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], [None] * _DEEPEST)
        before = counts[depth]
        counts[depth] = levels[depth][2] if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        form, pattern, _ = levels[depth]
        if form == "bullet":
            return _BULLET
        if form == "none":
            return ""

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form, _, start = levels.get(level, ("decimal", "", 1))
            count = counts[level] if level < _DEEPEST else None
            return _written(start if count is None else count, form)

        return re.sub(r"%([1-9])", shown, pattern).strip()

    def heading_level(self, paragraph: Any) -> int | None:
        """1–6 for a paragraph in a heading style or with an outline level, None for running text."""
        style = None
        for properties in _named(paragraph, "pPr"):
            style = next((value(s) for s in _named(properties, "pStyle")), None)
            for outline in _named(properties, "outlineLvl"):
                return _outline(value(outline))
        # A style is asked for by thousands of paragraphs.
        if style not in self._style_levels:
            self._style_levels[style] = self._style_level(style)
        return self._style_levels[style]

    def _style_level(self, style: str | None) -> int | None:
        for element in self._chain(style):
            name = next((value(n) or "" for n in _named(element, "name")), "")
            match = re.fullmatch(r"(?:heading|rubrik|överskrift)\s*([1-9])(?:\D.*)?", name.strip(), re.IGNORECASE)
            if match:
                return min(int(match[1]), 6)
            if name.strip().lower() in {"title", "titel"}:
                return 1
            for properties in _named(element, "pPr"):
                for outline in _named(properties, "outlineLvl"):
                    return _outline(value(outline))
        return None

    def _read_list(self, number: Any, abstract: dict[str, Any]) -> None:
        reference = next((value(a) or "" for a in _named(number, "abstractNumId")), "")
        definition = abstract.get(reference)
        if definition is None:
            return
        identity = _attribute(number, "numId")
        levels = {}
        for level in _named(definition, "lvl"):
            depth = _integer(_attribute(level, "ilvl"), 0)
            parts = {local(part): value(part) for part in level}
            start = _integer(parts.get("start"), 1)
            levels[depth] = (parts.get("numFmt") or "decimal", parts.get("lvlText") or "", start)
        shared = f"abstract {reference}"
        for override in _named(number, "lvlOverride"):
            depth = _integer(_attribute(override, "ilvl"), 0)
            for start in _named(override, "startOverride"):
                if depth in levels:
                    levels[depth] = (*levels[depth][:2], _integer(value(start), 1))
                    shared = f"own {identity}"  # a list that starts anew counts for itself
        self._levels[identity] = {d: level for d, level in levels.items() if 0 <= d < _DEEPEST}
        self._lists[identity] = shared

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list a paragraph belongs to and its depth there: its own, else its style's."""
        own = _named(paragraph, "pPr")
        style = None
        for properties in own:
            style = next((value(s) for s in _named(properties, "pStyle")), None)
        number, depth = _list_of(own)
        if number is None:
            if style not in self._style_lists:
                chain = self._chain(style)
                self._style_lists[style] = _list_of([p for element in chain for p in _named(element, "pPr")])
            number, inherited = self._style_lists[style]
            depth = inherited if depth is None else depth
        return (None if number == "0" else number), depth or 0

    def _chain(self, style: str | None) -> list[Any]:
        """A style and the ones it is based on."""
        found: list[Any] = []
        while style in self._styles and len(found) < 20:
            element = self._styles[style]
            found.append(element)
            style = next((value(b) for b in _named(element, "basedOn")), None)
        return found


def _named(element: Any, name: str) -> list[Any]:
    return [child for child in element if local(child) == name]


def _list_of(sources: list[Any]) -> tuple[str | None, int | None]:
    """The list and the depth that the first of some properties to name a list gives, or those before it."""
    number: str | None = None
    depth: int | None = None
    for properties in sources:
        for mark in _named(properties, "numPr"):
            for part in mark:
                if local(part) == "numId" and number is None:
                    number = value(part)
                elif local(part) == "ilvl" and depth is None:
                    depth = _integer(value(part), 0)
        if number is not None:
            break
    return number, depth


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


def _outline(text: str | None) -> int | None:
    level = _integer(text, 9)
    return min(level + 1, 6) if 0 <= level < 9 else None


def _written(count: int, form: str) -> str:
    """A count in one of Word's number formats; plain digits in those that are not known."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 400:
        letters, rest = "", count
        for size, sign in _ROMAN:
            letters += sign * (rest // size)
            rest %= size
        return letters.upper() if form == "upperRoman" else letters
    return f"{count:02}" if form == "decimalZero" else str(count)
