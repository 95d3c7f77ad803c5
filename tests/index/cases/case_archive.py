"""Papers and minutes of Tallhamra made by hand, and an archive that holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.records import Act, ActKind, Actor, Document, Form, Genre, Section
from index.cases import Cases, rebuild
from index.catalogue import Catalogue, File
from index.embedding.hashing import HashEmbedder
from index.passages import embedded_text, passages

ANNA, BO, EVA = Actor("Anna Ek", "S"), Actor("Bo Ask", "M"), Actor("Eva Lo", "V")


@dataclass
class Told:
    """An act to be: its kind, its words, who does it to whom; `reply` is the words of the question it answers."""

    kind: ActKind
    words: str
    actors: Sequence[Actor] = ()
    to: Sequence[Actor] = ()
    form: Form | None = None
    reply: str | None = None


def asks(words: str, *actors: Actor, to: Sequence[Actor] = ()) -> Told:
    """A question."""
    return Told(ActKind.QUESTION, words, actors, to)


def answers(words: str, *actors: Actor, reply: str | None = None, to: Sequence[Actor] = ()) -> Told:
    """An answer."""
    return Told(ActKind.ANSWER, words, actors, to, reply=reply)


def decides(words: str, form: Form | None = None) -> Told:
    """A decision of the council."""
    return Told(ActKind.DECISION, words, (Actor(organisation="kommunfullmäktige"),), form=form)


@dataclass
class Item:
    """A § of minutes: its number, title, case number, and what was done; `text` stands below the title."""

    paragraph: str
    title: str
    number: str | None = None
    told: Sequence[Told] = ()
    text: str = ""


@dataclass
class Archive:
    """A catalogue in the making: `paper` and `minutes` add a document, `cases` links what is there."""

    catalogue: Catalogue
    at: date = date(2023, 3, 1)
    written: list[Document] = field(default_factory=list)

    def paper(
        self, title: str, *told: Told, number: str = "", genre: Genre = Genre.INTERPELLATION, on: str | None = None,
        path: str = "", place: str | None = "Tallhamra",
    ) -> Document:  # fmt: skip
        """A paper with its acts below its title."""
        text = f"{title}\n{f'Dnr {number}' if number else ''}\n" + "\n".join(t.words for t in told)
        day = date.fromisoformat(on) if on else self.at
        plain = _plain(text, path or f"papper-{len(self.written)}.txt", genre, title, day, place)
        whole = Section((), plain.span(0, len(text)))
        said = (number,) if number else ()
        return self._write(replace(plain, case_numbers=said, sections=(whole,), acts=_acts(plain, told, 0, 0)))

    def minutes(self, *items: Item, on: str | None = None, path: str = "", place: str | None = "Tallhamra") -> Document:
        """Minutes of the council, one section an item."""
        text, starts = "Protokoll\n", []
        for item in items:
            starts.append(len(text))
            lines = [f"§ {item.paragraph} {item.title} {item.number or ''}".rstrip(), item.text]
            text += "\n".join([*(line for line in lines if line), *(t.words for t in item.told), ""])
        day = date.fromisoformat(on) if on else self.at
        path = path or f"protokoll-{len(self.written)}.txt"
        plain = _plain(text, path, Genre.MINUTES, "Protokoll", day, place)
        sections = tuple(
            Section((item.title,), plain.span(a, b), item.paragraph, item.number)
            for item, a, b in zip(items, starts, [*starts[1:], len(text)], strict=True)
        )
        acts: tuple[Act, ...] = ()
        for position, item in enumerate(items):
            acts += _acts(plain, item.told, starts[position], position)
        return self._write(replace(plain, sections=sections, acts=acts))

    def remove(self, document: Document) -> None:
        """Takes a document out again."""
        self.catalogue.remove([f"/docs/{document.path}"])

    def _write(self, document: Document) -> Document:
        cut = passages(document)
        vectors = HashEmbedder().embed_passages([embedded_text(p) for p in cut])
        file = File(document.path, f"/docs/{document.path}", "/docs", 1, 1, document.sha256, document.id)
        self.catalogue.write_document(document, cut, vectors, (file,))
        self.written.append(document)
        return document

    def cases(self) -> Cases:
        """The cases of all documents so far."""
        rebuild(self.catalogue, lambda text: text.casefold().replace(",", " ").split())
        return Cases(self.catalogue)


def _plain(text: str, path: str, genre: Genre, title: str, day: date, place: str | None) -> Document:
    digest = hashlib.sha256(f"{path}\n{text}".encode()).hexdigest()
    return Document(
        id=digest[:16], path=path, sha256=digest, format="txt", title=title, genre=genre, text=text,
        body="kommunfullmäktige", municipality=place, date=day,
    )  # fmt: skip


def _acts(document: Document, told: Sequence[Told], start: int, section: int | None) -> tuple[Act, ...]:
    found: list[Act] = []
    for each in told:
        begin = document.text.index(each.words, start)
        found.append(
            Act(
                each.kind, document.span(begin, begin + len(each.words)), tuple(each.actors), tuple(each.to),
                section=section, form=each.form,
                reply_to=next((a.id for a in found if document.quote(a.span) == each.reply), None),
            )
        )  # fmt: skip
        start = begin + len(each.words)
    return tuple(found)
