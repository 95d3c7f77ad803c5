"""The draft as a Word document: styles, real footnotes, the matrix as a table, and every source in its context."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.brief.draft import look
from assistant.brief.draft.appendix import Appendix
from assistant.brief.draft.compose import compose
from assistant.brief.draft.contents import Contents
from assistant.brief.draft.head import full
from assistant.brief.draft.records import Answer, Draft, Paragraph, Shown
from assistant.brief.draft.template import load, place
from assistant.brief.records import Brief, Source
from assistant.brief.texts import say, texts
from assistant.contract import Citation
from assistant.export import word
from assistant.export.conversation import link, web_address
from assistant.export.conversation import place as where
from corpus.records import Document as Stored

if TYPE_CHECKING:
    from docx.document import Document

LONG = 5  # more questions than these ask for a table of contents
BLOCK = 320  # characters from which a quote stands in a paragraph of its own
_SPOKEN = {"sv": "sv-SE", "en": "en-GB"}


def docx(
    brief: Brief,
    *,
    documents: Callable[[str], Stored | None],
    base: str | None = None,
    template: Path | bytes | None = None,
) -> bytes:
    """The draft of a brief as the bytes of a .docx file.

    `documents` gives the stored document by id; `base` is the address of the page, which links begin with (without
    it there are none); `template` a Word file whose styles, header, footer and page are kept: the answer is put at
    its paragraph "[[SVAR]]", or at its end. Raises `BadTemplate`, and `BadSettings` for a base that is no address.
    """
    if base is not None:
        web_address(base)
    draft = compose(brief, documents)
    title, spoken = draft.title, _SPOKEN[draft.language]
    document = load(template) if template is not None else look.fresh(title, spoken)
    look.complete(document)
    document.core_properties.title, document.core_properties.language = title, spoken
    before = list(document.element.body)
    writer = _Writer(document, draft, base)
    writer.answer()
    if template is not None:
        # What the municipality has after the marker, its address say, comes before the appendices.
        place(document, [one for one in document.element.body if one not in before])
    writer.appendix()
    writer.footnotes.close()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


class _Writer:
    """Writes the draft at the end of a document."""

    def __init__(self, document: Document, draft: Draft, base: str | None) -> None:
        self._document = document
        self._draft = draft
        self._base = base
        self._shown = {one.number: one for one in draft.sources}
        self._told: dict[int, int] = {}
        self._spoken = _SPOKEN[draft.language]
        self._contents = Contents(document, self._spoken)
        self.footnotes = word.Footnotes(document)

    def answer(self) -> None:
        """Heading, facts, greeting, the answers, and the place for the signature."""
        from docx.shared import Pt

        draft = self._draft
        word.run(self._document.add_paragraph(style=look.TITLE), draft.title, self._spoken)
        for name, value in draft.facts:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            word.run(paragraph, f"{name}: ", self._spoken).bold = True
            word.run(paragraph, value, self._spoken)
        notice = self._document.add_paragraph(style=look.NOTICE)
        word.run(notice, say(draft.language, "draft.notice"), self._spoken)
        if len(draft.answers) > LONG:
            self._contents.write(say(draft.language, "draft.contents"), self._headings())
        if draft.greeting:
            greeting = self._document.add_paragraph()
            greeting.paragraph_format.space_before = Pt(14)
            word.run(greeting, draft.greeting, self._spoken).bold = True
        for paragraph_ in draft.opening:
            self._paragraph(paragraph_)
        for one in draft.answers:
            self._answer(one)
        self._signatures()

    def appendix(self) -> None:
        """The coverage matrix, and the sources in their context."""
        made = Appendix(self._document, self._draft, self._spoken, self._contents)
        if self._draft.matrix:
            made.matrix()
        if self._draft.sources:
            made.sources(self._where, self._address)

    def _headings(self) -> list[str]:
        heads = texts(self._draft.language)["draft"]["heads"]
        last = [heads["cover"], *([heads["sources"]] if self._draft.sources else [])]
        return [*(self._draft.heading(one) for one in self._draft.answers), *last]

    def _answer(self, answer: Answer) -> None:
        heading = self._document.add_paragraph(style=look.HEADING)
        self._contents.heading(heading, self._draft.heading(answer))
        self._note(answer.comment)
        for paragraph in answer.paragraphs:
            self._paragraph(paragraph)
        heads = texts(self._draft.language)["draft"]["heads"]
        for title, paragraphs in ((heads["before"], answer.before), (heads["promises"], answer.promises)):
            if paragraphs:
                word.run(self._document.add_paragraph(style=look.SUBHEADING), title, self._spoken)
            for paragraph in paragraphs:
                self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph; a long quote stands in one of its own, with its markers."""
        first = self._document.add_paragraph(style=look.GAP if paragraph.kind == "gap" else None)
        made = first
        for number, part in enumerate(paragraph.parts):
            if part.note is not None:
                if number and paragraph.parts[number - 1].note is not None:
                    # "1" and "2" side by side would be read as twelve.
                    made.add_run(",", style=word.MARK)
                self._marker(made, part.note)
                continue
            text = part.text
            if part.quote and len(text) > BLOCK and made is first:
                made = first if not first.text else self._document.add_paragraph()
                made.style = self._document.styles[look.QUOTE]
                first.paragraph_format.keep_with_next = made is not first or None
            elif made is not first and not part.quote:
                made = first = self._document.add_paragraph()
                text = text.lstrip()
            word.run(made, text, _SPOKEN.get(part.language, "sv-SE"))
        self._note(paragraph.comment)

    def _note(self, text: str) -> None:
        """What staff noted, as a marked paragraph: beside comments, LibreOffice 7.4 gives footnotes wrong texts."""
        if text:
            note = self._document.add_paragraph(style=look.NOTE)
            word.run(note, say(self._draft.language, "draft.note", text=text), self._spoken)

    def _marker(self, paragraph: Any, number: int) -> None:
        """A footnote where a source is mentioned first, afterwards a reference to that one."""
        if number in self._told:
            self.footnotes.again(paragraph, self._told[number])
            return
        shown = self._shown[number]
        language = self._draft.language
        spoken = _SPOKEN.get(shown.source.language, "sv-SE")
        address = self._address(shown)
        parts = [(f"{self._where(shown)}. ", spoken)]
        if self.footnotes.earlier:
            # The numbers of the notes are not those of the appendix then.
            parts.insert(0, (f"{say(language, 'draft.context.source', n=number)} ", self._spoken))
        if address is None:
            parts.append((f"{shown.source.path}.", spoken))
        label = str(say(language, "draft.context.show"))
        self._told[number] = self.footnotes.add(paragraph, parts, label, address, self._spoken)

    def _where(self, shown: Shown) -> str:
        return where(_citation(shown.number, shown.source), "en" if self._draft.language == "en" else "sv")

    def _address(self, shown: Shown) -> str | None:
        return None if self._base is None else link(_citation(shown.number, shown.source), self._base)

    def _signatures(self) -> None:
        """A place for the day and the signature of everybody who is asked."""
        from docx.enum.text import WD_TAB_LEADER
        from docx.shared import Mm, Pt

        language = self._draft.language
        place_ = self._document.add_paragraph()
        place_.paragraph_format.space_before = Pt(24)
        place_.paragraph_format.keep_with_next = True
        word.run(place_, say(language, "draft.sign_place"), self._spoken)
        names = [full(person) for person in self._draft.signers] or [say(language, "draft.sign_nobody")]
        for name in names:
            signed = self._document.add_paragraph()
            signed.paragraph_format.space_before = Pt(24)
            signed.paragraph_format.keep_with_next = True
            signed.paragraph_format.tab_stops.add_tab_stop(Mm(100), leader=WD_TAB_LEADER.LINES)
            word.run(signed, f"{say(language, 'draft.sign_line')} \t", self._spoken)
            word.run(self._document.add_paragraph(), name, self._spoken)


def _citation(number: int, source: Source) -> Citation:
    return Citation(
        n=number,
        document_id=source.document_id,
        path=source.path,
        title=source.title,
        page=source.page,
        start=source.start,
        end=source.end,
        quote=source.quote,
        act=source.act,
        actors=list(source.actors),
        date=source.date.isoformat() if source.date else None,
    )
