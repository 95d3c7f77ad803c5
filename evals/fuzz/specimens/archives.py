"""How a DOCX is put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping

from evals.fuzz.specimens.packing import Repeated, archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "/word/document.xml": f"{_KINDS}.document.main+xml",
    "/word/footnotes.xml": f"{_KINDS}.footnotes+xml",
    "/word/styles.xml": f"{_KINDS}.styles+xml",
    "/word/numbering.xml": f"{_KINDS}.numbering+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="bin" ContentType="application/octet-stream"/>'
    + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    + "</Types>"
)
SHOWN = "Kommunfullmäktige beslutar att bygga simhallen i Ekbacken"


def relations(*found: tuple[str, str, bool]) -> str:
    """A part of relations: (kind, target, whether it lies outside)."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{R}/{kind}"}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for number, (kind, target, outside) in enumerate(found, 1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def around(text: str = "", before: str = "") -> tuple[str, str]:
    """What stands before and behind the body of a main part; `before` stands ahead of its root."""
    root = f'<w:document xmlns:w="{W}" xmlns:r="{R}">'
    told = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if text else ""
    return f'<?xml version="1.0"?>{before}{root}<w:body>{told}', "</w:body></w:document>"


def paragraphs(*texts: str, before: str = "", body: str = "") -> str:
    """The main part with paragraphs of plain text; `body` stands after them."""
    head, tail = around("", before)
    return head + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts) + body + tail


def docx(document: str | bytes | Repeated, parts: Mapping[str, str | bytes | Repeated] | None = None) -> bytes:
    """A DOCX with a main part and others, which replace those that every DOCX has."""
    return archive({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(),
        **(parts or {}),
    })  # fmt: skip
