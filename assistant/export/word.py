"""What python-docx does not offer: footnotes, links, the language of text, styles for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = (
    f'<w:footnotes xmlns:w="{_W}" xmlns:r="{_R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
TEXT, MARK, LINK = "footnote text", "footnote reference", "Hyperlink"


def prepare(document: Document, language: str, title: str) -> None:
    """Styles, the language of the document ("sv-SE"), its properties, and page numbers at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    note_styles(document)
    for lang in document.styles.element.iter(_w("lang")):
        lang.set(_w("val"), language)
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = title, language, "", ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = element("fldSimple", instr=" PAGE ")
    field.append(_run_element("1"))
    foot._p.append(field)


def note_styles(document: Document) -> None:
    """The styles of footnotes and links, those that the document has not."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    if TEXT not in styles:
        text = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(3)
    if MARK not in styles:
        styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
    if LINK not in styles:
        linked = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        linked.font.underline = True
        linked.font.color.rgb = RGBColor(0x0B, 0x5F, 0x5B)


def run(paragraph: Any, text: str, language: str) -> Any:
    """A run of text in a language ("sv-SE"), which spelling checkers and screen readers go by."""
    made = paragraph.add_run(text)
    made._r.get_or_add_rPr().append(element("lang", val=language))
    return made


def link(paragraph: Any, label: str, address: str, language: str) -> None:
    """A link at the end of a paragraph."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    linked = element("hyperlink")
    linked.set(f"{{{_R}}}id", paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    style = paragraph.part.document.styles[LINK].style_id
    linked.append(_run_element(label, style=style, language=language))
    paragraph._p.append(linked)


def repeat_as_header(row: Any) -> None:
    """Makes a row the head of its table, repeated on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def last_bookmark(document: Document) -> int:
    """The highest id of a bookmark, 0 when there is none."""
    return max((int(one.get(_w("id"), "0")) for one in document.element.body.iter(_w("bookmarkStart"))), default=0)


class Footnotes:
    """The footnotes of a document, after those that it has already; `close` puts them into it."""

    def __init__(self, document: Document) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import parse_xml

        self._document = document
        relations = document.part.rels.values()
        self._old = next((one for one in relations if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES), None)
        self._root = parse_xml(self._old.target_part.blob if self._old else _EMPTY)
        self._links: list[tuple[Any, str]] = []
        self.earlier = sum(one.get(_w("type")) is None for one in self._root)  # how many there are already
        notes = max(int(one.get(_w("id"), "0")) for one in self._root)
        self._count = self._first = max(notes, last_bookmark(document))
        styles = document.styles
        self._text, self._mark, self._link = (styles[name].style_id for name in (TEXT, MARK, LINK))

    def add(
        self, paragraph: Any, parts: Sequence[tuple[str, str]], label: str, address: str | None, language: str
    ) -> int:
        """A footnote at the end of a paragraph: texts with their languages, then a link. Tells its number.

        Without an address there is no link.
        """
        self._count += 1
        number = self._count
        name = {"id": str(number), "name": f"_Ref{number}"}
        reference = _run_element("", style=self._mark)
        reference.append(element("footnoteReference", id=str(number)))
        paragraph._p.extend([element("bookmarkStart", **name), reference, element("bookmarkEnd", id=str(number))])
        note = element("footnote", id=str(number))
        body = element("p")
        properties = element("pPr")
        properties.append(element("pStyle", val=self._text))
        own = _run_element("", style=self._mark)
        own.append(element("footnoteRef"))
        body.extend([properties, own, _run_element(" ", language=language)])
        body.extend(_run_element(text, language=spoken) for text, spoken in parts)
        if address is not None:
            linked = element("hyperlink")
            linked.append(_run_element(label, style=self._link, language=language))
            body.append(linked)
            self._links.append((linked, address))
        note.append(body)
        self._root.append(note)
        return number

    def again(self, paragraph: Any, number: int) -> None:
        """A further reference to a footnote."""
        field = element("fldSimple", instr=f" NOTEREF _Ref{number} \\f \\h ")
        field.append(_run_element(str(number), style=self._mark))
        paragraph._p.append(field)

    def close(self) -> None:
        """Puts the footnotes into the document."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        if self._count == self._first:
            return
        self._order()
        main = self._document.part
        name = PackURI("/word/footnotes.xml") if self._old is None else self._old.target_part.partname
        part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, main.package)
        if self._old is not None:
            for one in self._old.target_part.rels.values():
                target = one.target_ref if one.is_external else one.target_part
                part.load_rel(one.reltype, target, one.rId, one.is_external)
            del main.rels[self._old.rId]
        for linked, address in self._links:
            linked.set(f"{{{_R}}}id", part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        if settings.find(_w("footnotePr")) is not None:
            return
        told = element("footnotePr")
        told.extend([element("footnote", id="-1"), element("footnote", id="0")])
        compat = settings.find(_w("compat"))
        if compat is None:
            settings.append(told)
        else:
            compat.addprevious(told)

    def _order(self) -> None:
        """Numbers the footnotes in the order of their references: some programs go by that, and not by the ids."""
        notes = {one.get(_w("id")): one for one in self._root if one.get(_w("type")) is None}
        for one in notes.values():
            self._root.remove(one)
        number = 0
        for reference in self._document.element.body.iter(_w("footnoteReference")):
            note = notes.pop(reference.get(_w("id")), None)
            if note is not None:
                number += 1
                note.set(_w("id"), str(number))
                reference.set(_w("id"), str(number))
                self._root.append(note)


def _run_element(text: str, *, style: str | None = None, language: str | None = None) -> Any:
    made = element("r")
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if language:
        properties.append(element("lang", val=language))
    made.append(properties)
    if text:
        held = element("t")
        held.text = text
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(held)
    return made


def element(name: str, /, **values: str) -> Any:
    """An element of WordprocessingML, with its attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(_w(key), value)
    return made


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
