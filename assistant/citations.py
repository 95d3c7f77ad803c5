"""Draft claims become numbered citations; a gate lets through only what the documents say to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from assistant.contract import Citation, Claim, Language
from assistant.texts import say
from corpus.records import Act, ActKind, Actor, Document

MAX_SHOWN = 420  # characters of a quote inside the answer; the citation always holds it whole
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Support:
    """What carries a claim: exact characters of a document, and the act that they are part of, if any."""

    document: Document
    start: int
    end: int
    act: Act | None = None

    @property
    def quote(self) -> str:
        """The exact characters."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before it is checked. `text` has "{quote}" where the words of its support go.

    `kind` is the kind of act that the sentence reports; `actors` those that it names as doing it.
    """

    text: str
    support: Support | None = None
    kind: ActKind | None = None
    actors: tuple[Actor, ...] = ()
    when: date | None = None


@dataclass
class Rendered:
    """Checked claims, their citations, and how many drafts were dropped."""

    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: int = 0

    @property
    def text(self) -> str:
        """The claims one after the other, each with its markers."""
        return "\n\n".join(claim.text + "".join(f" [{n}]" for n in claim.citations) for claim in self.claims)


def render(drafts: list[Draft], language: Language, original: Callable[[str], Document | None]) -> Rendered:
    """Claims and citations of the drafts that pass the gate, in order.

    `original` gives the stored document by id: a quote is compared with that, not with what the draft carries.
    """
    done = Rendered()
    numbers: dict[tuple[str, int, int], int] = {}
    for draft in drafts:
        if draft.support is None:
            done.claims.append(Claim(text=draft.text, citations=[]))
            continue
        if not passes(draft, original(draft.support.document.id)):
            done.dropped += 1
            continue
        key = (draft.support.document.id, draft.support.start, draft.support.end)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            done.citations.append(_citation(numbers[key], draft.support))
        shown = say(language, "quote", quote=shorten(draft.support.quote))
        done.claims.append(Claim(text=draft.text.replace("{quote}", shown), citations=[numbers[key]]))
    return done


def passes(draft: Draft, stored: Document | None) -> bool:
    """The gate: the span is exact in the stored text, and kind, actors and date are those of the cited act."""
    support = draft.support
    if support is None or stored is None or not 0 <= support.start < support.end <= len(stored.text):
        return False
    if stored.text[support.start : support.end] != support.quote or "{quote}" not in draft.text:
        return False
    act = support.act
    if draft.kind is not None and (act is None or act.kind is not draft.kind):
        return False
    if draft.actors and (act is None or not set(draft.actors) <= {*act.actors, *act.addressees}):
        return False
    return draft.when is None or draft.when in (act.date if act else None, stored.date)


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
