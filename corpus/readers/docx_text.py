"""The text of one DOCX paragraph: runs, tabs, breaks, tracked changes, note marks and text boxes."""

from __future__ import annotations

from typing import Any

from lxml import etree

# Deleted, moved away, drawn twice, or not text: nothing under these is read.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "annotationRef", "ruby"})
_FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any) -> str | None:
    """The `w:val` of an element."""
    for name, content in element.attrib.items():
        if name.rpartition("}")[2] == "val":
            return str(content)
    return None


class Notes:
    """Footnotes and endnotes, numbered in the order in which the text refers to them."""

    def __init__(self, document: Any) -> None:
        self._notes: dict[tuple[str, str], Any] = {}
        self._order: dict[tuple[str, str], int] = {}
        for relation in document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in {"footnotes", "endnotes"} and not relation.is_external:
                for note in etree.fromstring(relation.target_part.blob, _parser()):
                    self._notes[kind[:-1], _id(note)] = note

    def mark(self, kind: str, reference: Any) -> str:
        """What stands in the text for a reference: "[1]"; "" when the note is missing."""
        key = (kind, _id(reference))
        if key not in self._notes:
            return ""
        return f"[{self._order.setdefault(key, len(self._order) + 1)}]"

    def used(self) -> list[tuple[int, Any]]:
        """The notes referred to, with their numbers."""
        return [(number, self._notes[key]) for key, number in self._order.items()]


def paragraph_text(paragraph: Any, notes: Notes, boxes: list[Any]) -> str:
    """The visible text of a paragraph; text boxes anchored in it are appended to `boxes`, unread."""
    parts: list[str] = []
    _collect(paragraph, notes, boxes, parts)
    return "".join(parts)


def _collect(element: Any, notes: Notes, boxes: list[Any], parts: list[str]) -> None:
    for child in element:
        name = local(child)
        if name in _SKIPPED or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            parts.append(child.text or "")
        elif name in _FIXED and local(element) != "tabs":
            parts.append(_FIXED[name])
        elif name in {"footnoteReference", "endnoteReference"}:
            parts.append(notes.mark(name[: -len("Reference")], child))
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _collect(child, notes, boxes, parts)


def _is_hidden(run: Any) -> bool:
    """Whether a run is set as hidden text."""
    for properties in run:
        if local(properties) == "rPr":
            return any(local(p) == "vanish" and value(p) not in {"0", "false", "off"} for p in properties)
    return False


def _id(element: Any) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == "id"), "")


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True)
