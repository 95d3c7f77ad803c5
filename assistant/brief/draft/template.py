"""The municipality's own Word file, opened so that the answer can be written into it."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.brief.texts import say
from corpus.errors import CouncilError

if TYPE_CHECKING:
    from docx.document import Document

MARKER = "[[SVAR]]"
MAX_BYTES = 30_000_000
MAX_UNPACKED = 200_000_000
MAX_PART = 64_000_000  # bytes of one part, which is parsed as a whole
_TYPES = "[Content_Types].xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = re.compile(r"vbaProject|\.bin$", re.IGNORECASE)


class BadTemplate(CouncilError):
    """The template cannot be used; the message names it, the reason and what to do.

    `why` names the reason among the texts ("draft.template.<why>"), `values` are what it speaks of.
    """

    def __init__(self, why: str, name: str = "", **values: object) -> None:
        self.why = why
        self.name = name
        self.values = values
        super().__init__(self.told("en"))

    def told(self, language: str, name: str = "") -> str:
        """The reason in one line of the language; `name` is that of a template that was given as bytes."""
        named = self.name or name or say(language, "draft.template.nameless")
        return " ".join(say(language, f"draft.template.{self.why}", name=named, **self.values).split())


def load(template: Path | bytes) -> Document:
    """The template as a document. Raises `BadTemplate`; one that is a .dotx is read as a .docx."""
    from docx import Document

    name = template.name if isinstance(template, Path) else ""
    try:
        data = template.read_bytes() if isinstance(template, Path) else template
    except OSError as error:
        raise BadTemplate("unread", name, reason=error.strerror or type(error).__name__) from error
    data = _unpacked(data, name)
    try:
        document = Document(BytesIO(data))
        usable = len(document.sections) > 0 and document.styles is not None and document.settings is not None
    except Exception as error:  # a damaged package raises anything from KeyError to the parser's own
        raise BadTemplate("damaged", name) from error
    if not usable:
        raise BadTemplate("pageless", name)
    return document


def _unpacked(data: bytes, name: str) -> bytes:
    """The bytes of an ordinary document, after a look at what the package holds."""
    if len(data) > MAX_BYTES:
        raise BadTemplate("large", name, limit=MAX_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            files = package.infolist()
            if any(_MACROS.search(file.filename) for file in files):
                raise BadTemplate("macros", name)
            sizes = [file.file_size for file in files]
            if sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_PART:
                raise BadTemplate("unpacked", name)
            if _TEMPLATE not in package.read(_TYPES):
                return data
            held = BytesIO()
            with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as plain:
                for file in files:
                    part = package.read(file)
                    plain.writestr(file, part.replace(_TEMPLATE, _DOCUMENT) if file.filename == _TYPES else part)
            return held.getvalue()
    except BadTemplate:
        raise
    except Exception as error:  # zipfile raises anything from BadZipFile to NotImplementedError
        raise BadTemplate("type", name) from error


def lend(document: Document, names: tuple[str, ...]) -> None:
    """Gives a document the styles by those names that it has not, as Word's plain ones look."""
    from docx import Document

    plain = Document().styles
    styles = document.styles
    for name in names:
        if name in styles:
            continue
        made = deepcopy(plain[name].element)
        for tag in ("w:next", "w:link"):
            for one in made.xpath(f"./{tag}"):
                made.remove(one)
        for one in made.xpath("./w:basedOn"):
            _rebase(one, plain, styles)
        styles.element.append(made)


def _rebase(based: Any, plain: Any, styles: Any) -> None:
    """Points a style's base at the style of the same name here, which may have another id; else takes it away."""
    key = next(key for key in based.attrib)
    name = next((one.name for one in plain if one.style_id == based.get(key)), None)
    if name is not None and name in styles:
        based.set(key, styles[name].style_id)
    else:
        based.getparent().remove(based)


def place(document: Document, made: list[Any]) -> None:
    """Moves what was written at the end to the marker, if there is one, and takes the marker out."""
    body = document.element.body
    for paragraph in body.xpath(".//w:p"):
        if "".join(paragraph.xpath("./w:r/w:t/text()")).strip() != MARKER:
            continue
        for one in made:
            paragraph.addprevious(one)
        keeps = paragraph.xpath("./w:pPr/w:sectPr") or paragraph.getparent().tag.endswith("}tc")
        if not keeps:
            paragraph.getparent().remove(paragraph)
            return
        for run in paragraph.xpath("./w:r"):
            paragraph.remove(run)
        return
