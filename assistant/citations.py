"""Draft claims that pass the gate become claims with numbered citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

from assistant.contract import Citation, Claim, Language
from assistant.drafts import Draft, Support
from assistant.gate import Failure, Words, examine, plain, without_unproved
from assistant.neutral import neutral
from assistant.texts import say
from corpus.records import Document

MAX_SHOWN = 420  # characters of a quote inside the answer; the citation always holds it whole
_SPACE = re.compile(r"\s+")


@dataclass
class Rendered:
    """Checked claims, their citations, and what was dropped."""

    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)  # why drafts were dropped, in order
    blocks: list[str] = field(default_factory=list)  # paragraphs and tables, in order
    _header: tuple[str, ...] = ()  # of the table that the last block is

    @property
    def text(self) -> str:
        """The claims one after the other, each with its markers; rows as tables."""
        return "\n\n".join(self.blocks)

    def add(self, claim: Claim, draft: Draft) -> None:
        """Takes a checked claim in; a row joins the table before it when that has the same columns."""
        self.claims.append(claim)
        markers = [f"[{n}]" for n in claim.citations]
        if not draft.cells:
            self._header = ()
            self.blocks.append(" ".join([claim.text, *markers]))
            return
        row = f"| {claim.text} | {' '.join(markers)} |"
        if self._header == draft.header:
            self.blocks[-1] += f"\n{row}"
            return
        self._header = draft.header
        self.blocks.append("\n".join([f"| {row_text(draft.header)} |", "|---" * len(draft.header) + "|", row]))


def row_text(cells: Sequence[str]) -> str:
    """The cells of a row with bars between them; an empty one is a dash."""
    return " | ".join(" ".join(cell.replace("|", "/").split()) or "–" for cell in cells)


def render(
    drafts: list[Draft], language: Language, original: Callable[[str], Document | None], reader: Words = plain
) -> Rendered:
    """Claims and citations of the drafts that pass the gate, in order.

    `original` gives the stored document by id: a quote is compared with that, not with what the draft carries.
    `reader` reads the words of free claims.
    """
    drafts = compact(drafts)
    original = cache(original)  # one look at a document an answer
    done = Rendered()
    numbers: dict[tuple[str, int, int], int] = {}
    for draft in drafts:
        if draft.support is None:
            done.add(Claim(text=neutral(draft.text), citations=[]), draft)
            continue
        less, failure = _checked(draft, original, reader)
        if failure is not None:
            done.failures.append(failure)
        if less is None:
            continue
        places = [draft.support, *draft.also]
        for support in places:
            key = (support.document.id, support.start, support.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                done.citations.append(_citation(numbers[key], support))
        cited = [numbers[s.document.id, s.start, s.end] for s in places]
        shown = say(language, "quote", quote=shorten(draft.support.quote).replace("|", "/" if draft.cells else "|"))
        told = row_text(less.cells) if less.cells else less.text
        text = neutral(told.replace("{quote}", shown))
        done.add(Claim(text=text, citations=list(dict.fromkeys(cited))), draft)
    return done


def _checked(
    draft: Draft, original: Callable[[str], Document | None], reader: Words
) -> tuple[Draft | None, Failure | None]:
    """The draft as far as it passes the gate, and why not all of it."""
    failure = examine(draft, original, reader)
    if failure is None:
        return draft, None
    return (without_unproved(draft, original, reader) if draft.cells else None), failure


def compact(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each table without the columns that are empty in all of its rows."""
    done: list[Draft] = []
    for header, run in groupby(drafts, key=lambda draft: draft.header):
        table = list(run)
        kept = [i for i in range(len(header) - 1) if any(draft.cells[i].strip() for draft in table)] if header else []
        for draft in table:
            if header:
                names = (*(header[i] for i in kept), header[-1])
                draft = replace(draft, cells=tuple(draft.cells[i] for i in kept), header=names)
            done.append(draft)
    return done


def shorten(quote: str) -> str:
    """A quote as shown inside an answer: on one line, cut after a word with "…" when long."""
    line = _SPACE.sub(" ", quote).strip()
    line = re.sub(r"\*{1,3}", "", line)
    if len(line) <= MAX_SHOWN:
        return line
    return line[:MAX_SHOWN].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _citation(n: int, support: Support) -> Citation:
    act, document = support.act, support.document
    day = act.date if act else document.date
    return Citation(
        n=n,
        document_id=document.id,
        path=document.path,
        title=document.title,
        page=document.page_at(support.start),
        start=support.start,
        end=support.end,
        quote=support.quote,
        act=str(act.kind) if act else None,
        actors=[actor.label for actor in act.actors] if act else [],
        date=day.isoformat() if day else None,
    )
