"""Cited sentences: what a source says, in a sentence that the gate lets through, or as the bare quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from assistant.brief.draft.head import day as written
from assistant.brief.draft.records import Paragraph, Part
from assistant.brief.records import Source
from assistant.brief.texts import say
from assistant.contract import Language
from assistant.drafts import Draft, Support
from assistant.export.conversation import line
from assistant.gate import examine
from assistant.wording import MAX_TITLE, names, shorten, tell
from corpus.records import Act, ActKind, Document

MAX_QUOTE = 900  # characters of a quote in the answer; the appendix has it whole
_HEAD = 80  # characters of a quote in which it may name its speaker
_MARK = "{quote}"


class Teller:
    """Words sources and numbers them in the order in which they are mentioned.

    `documents` gives the stored document by id: a source whose characters it does not have is not shown.
    """

    def __init__(self, documents: Callable[[str], Document | None], language: str) -> None:
        self._documents = cache(documents)
        self.language: Language = "en" if language == "en" else "sv"
        self.sources: list[Source] = []
        self.used: dict[str, set[int]] = {}
        self.question = 0  # whose answer is written; 0: the opening
        self._before = ""

    def support(self, source: Source) -> Support | None:
        """The place in the stored document; None when the document has other characters there, or is gone."""
        document = self._documents(source.document_id)
        if document is None or not source.quote.strip() or document.text[source.start : source.end] != source.quote:
            return None
        return Support(document, source.start, source.end, _act(document, source))

    def tell(self, source: Source, comment: str = "") -> Paragraph:
        """The source as a sentence; one from where the sentence before it is from goes on from there."""
        support = self.support(source)
        if support is None:
            return self.gone(source, comment)
        draft = next((one for one in self._wordings(support) if self._passes(one)), None)
        if draft is None:
            return self._paragraph(_MARK, [source], comment)
        text = draft.text
        # The same document, act and people as just before need no new introduction.
        if text == self._before and text != _MARK:
            text = say(self.language, "draft.told.again", quote=_MARK)
        paragraph = self._paragraph(text, [source], comment)
        self._before = draft.text
        return paragraph

    def told(self, key: str, source: Source, also: Sequence[Source] = (), comment: str = "") -> Paragraph:
        """The source as the text under "draft.told.<key>", which tells day and people; else as `tell` has it.

        `also` are sources that the sentence speaks of, the question that was answered say; they carry nothing of it.
        """
        support = self.support(source)
        if support is None:
            return self.gone(source, comment)
        others = [one for one in also if self.support(one) is not None]
        act = support.act
        when = act.date if act and act.date else None
        actors = act.actors if act else ()
        who = "" if act and _named(act, source.quote) else names(actors, self.language)
        text = say(
            self.language,
            f"draft.told.{key}",
            when=self._when(when),
            by=say(self.language, "draft.told.by", names=who) if who else "",
            quote=_MARK,
        )
        draft = Draft(text, support, act.kind if act else None, actors, when)
        if not self._passes(draft):
            return self.tell(source, comment)
        return self._paragraph(text, [source, *others], comment)

    def after(self, key: str, source: Source) -> Paragraph:
        """What a later source shows, after words of judgement ("draft.told.<key>", which has "{told}")."""
        paragraph = self.tell(source)
        before, after = say(self.language, f"draft.told.{key}", told="\0").split("\0")
        if paragraph.kind != "claim":
            return paragraph
        parts = [Part(before, self.language), *paragraph.parts, Part(after, self.language)]
        return Paragraph("claim", tuple(part for part in parts if part.text or part.note))

    def begin(self, question: int) -> None:
        """A new heading: the next sentence tells anew where it is from."""
        self.question, self._before = question, ""

    def remark(self, text: str) -> Paragraph:
        """A sentence about the documents as a whole, which no place of theirs carries."""
        return Paragraph("remark", (Part(text, self.language),))

    def gap(self, key: str, what: str) -> Paragraph:
        """A marked gap; it is never filled."""
        return Paragraph("gap", (Part(say(self.language, f"draft.{key}", what=line(what)), self.language),))

    def gone(self, source: Source, comment: str = "") -> Paragraph:
        """A source that the documents do not have any more, or have with other words."""
        title = line(source.title) or line(source.path)
        return Paragraph("gap", (Part(say(self.language, "draft.gone", title=title), self.language),), comment)

    def _passes(self, draft: Draft) -> bool:
        return examine(draft, self._documents) is None

    def _wordings(self, support: Support) -> Iterator[Draft]:
        """The sentences that may be said of a place, the one that tells most first."""
        act, document = support.act, support.document
        if act is not None and act.actors and not _named(act, support.quote):
            yield tell(act, support, self.language, dated=self._when)
        title = shorten(document.title.rstrip("."), MAX_TITLE)
        dated = document.date if document.date and document.date.isoformat() not in title else None
        named = say(self.language, "draft.quote", quote=title)
        kind = act.kind if act is not None and act.kind is not ActKind.INFORMATION else None
        when = say(self.language, "draft.told.dated", day=written(dated, self.language)) if dated else ""
        text = say(self.language, "draft.told.source", title=named, dated=when, quote=_MARK)
        # A place without its act on record may still be shown as what the document says.
        yield Draft(text, support, kind)
        yield Draft(_MARK, support)

    def _when(self, when: date | None) -> str:
        return say(self.language, "draft.told.when", day=written(when, self.language)) if when else ""

    def _paragraph(self, text: str, sources: Sequence[Source], comment: str) -> Paragraph:
        first = sources[0]
        self._before = ""
        before, _, after = text.partition(_MARK)
        opened, closed = say(self.language, "draft.quote", quote="\0").split("\0")
        parts = [
            Part(before, self.language),
            Part(f"{opened}{shorten(line(first.quote), MAX_QUOTE)}{closed}", first.language, quote=True),
            *(Part(note=self._number(source)) for source in sources),
            Part(after, self.language),
        ]
        return Paragraph("claim", tuple(part for part in parts if part.text or part.note), comment)

    def _number(self, source: Source) -> int:
        if source.id not in self.used:
            self.used[source.id] = set()
            self.sources.append(source)
        self.used[source.id].add(self.question)
        return next(n for n, one in enumerate(self.sources, 1) if one.id == source.id)


def _named(act: Act, quote: str) -> bool:
    """Whether a quote says itself who speaks ("Anna Ek (S) svarar att …")."""
    return any(actor.name and actor.name in quote[:_HEAD] for actor in act.actors)


def _act(document: Document, source: Source) -> Act | None:
    """The act that the source says it is part of: the shortest of that kind around its characters."""
    around = [
        act
        for act in document.acts
        if act.kind == source.act and act.span.start <= source.start and source.end <= act.span.end
    ]
    return min(around, key=lambda act: act.span.end - act.span.start, default=None)
