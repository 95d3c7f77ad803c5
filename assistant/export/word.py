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
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    text = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    mark = styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    linked = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    linked.font.underline = True
    linked.font.color.rgb = RGBColor(0x0B, 0x5F, 0x5B)
    for lang in styles.element.iter(_w("lang")):
        lang.set(_w("val"), language)
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = title, language, "", ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = _element("fldSimple", instr=" PAGE ")
    field.append(_run_element("1"))
    foot._p.append(field)


def run(paragraph: Any, text: str, language: str) -> Any:
    """A run of text in a language ("sv-SE"), which spelling checkers and screen readers go by."""
    made = paragraph.add_run(text)
    made._r.get_or_add_rPr().append(_element("lang", val=language))
    return made


def repeat_as_header(row: Any) -> None:
    """Makes a row the head of its table, repeated on every page."""
    row._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))


class Footnotes:
    """The footnotes of a document; `close` puts them into it."""

    def __init__(self, document: Document) -> None:
        from docx.oxml import parse_xml

        self._document = document
        self._root = parse_xml(_EMPTY)
        self._links: list[tuple[Any, str]] = []
        self._count = 0

    def add(self, paragraph: Any, parts: Sequence[tuple[str, str]], label: str, address: str, language: str) -> int:
        """A footnote at the end of a paragraph: texts with their languages, then a link. Tells its number."""
        self._count += 1
        number = self._count
        name = {"id": str(number), "name": f"_Ref{number}"}
        reference = _run_element("", style=MARK)
        reference.append(_element("footnoteReference", id=str(number)))
        paragraph._p.extend([_element("bookmarkStart", **name), reference, _element("bookmarkEnd", id=str(number))])
        note = _element("footnote", id=str(number))
        body = _element("p")
        properties = _element("pPr")
        properties.append(_element("pStyle", val=_style_id(TEXT)))
        own = _run_element("", style=MARK)
        own.append(_element("footnoteRef"))
        body.extend([properties, own, _run_element(" ", language=language)])
        body.extend(_run_element(text, language=spoken) for text, spoken in parts)
        linked = _element("hyperlink")
        linked.append(_run_element(label, style=LINK, language=language))
        body.append(linked)
        note.append(body)
        self._root.append(note)
        self._links.append((linked, address))
        return number

    def again(self, paragraph: Any, number: int) -> None:
        """A further reference to a footnote."""
        field = _element("fldSimple", instr=f" NOTEREF _Ref{number} \\f \\h ")
        field.append(_run_element(str(number), style=MARK))
        paragraph._p.append(field)

    def close(self) -> None:
        """Puts the footnotes into the document."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        if not self._count:
            return
        main = self._document.part
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, main.package)
        for element, address in self._links:
            element.set(f"{{{_R}}}id", part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        told = _element("footnotePr")
        told.extend([_element("footnote", id="-1"), _element("footnote", id="0")])
        compat = settings.find(_w("compat"))
        if compat is None:
            settings.append(told)
        else:
            compat.addprevious(told)


def _run_element(text: str, *, style: str | None = None, language: str | None = None) -> Any:
    made = _element("r")
    properties = _element("rPr")
    if style:
        properties.append(_element("rStyle", val=_style_id(style)))
    if language:
        properties.append(_element("lang", val=language))
    made.append(properties)
    if text:
        held = _element("t")
        held.text = text
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(held)
    return made


def _element(name: str, /, **values: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(_w(key), value)
    return made


def _style_id(name: str) -> str:
    """The id that python-docx gives a style: its name without blanks."""
    return name.replace(" ", "")


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
