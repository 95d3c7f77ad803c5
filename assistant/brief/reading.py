"""A file or a pasted text as the paper that is to be answered: who asks whom, when, about what, and what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from assistant.brief.halves import PROPOSING, asking_part
from assistant.brief.own import present
from assistant.brief.parts import parts_of
from assistant.brief.records import Ask, Paper, Person
from assistant.tables import table
from corpus.document import understand
from corpus.errors import CouncilError, EmptyFile, MissingFile
from corpus.matters import read_matter
from corpus.readers import read_bytes
from corpus.readers.base import Ocr
from corpus.records import Act, ActKind, Actor, Document
from corpus.sentences import sentences
from corpus.view import ReadingView
from index.cases.words import fold
from index.store import Index

PASTED = "text.txt"  # the name that a pasted text is read under
_FIRST = re.compile(r"\S[^\n]*")


class NoQuestion(CouncilError):
    """A paper asks nothing and proposes nothing. `paper` is the paper all the same: staff may write its questions."""

    def __init__(self, message: str, paper: Paper) -> None:
        super().__init__(message)
        self.paper = paper


def read_paper(path: Path, index: Index, *, ocr: Ocr | None = None) -> Paper:
    """The paper in a file of any format that is read; of a file with its answer in it, the paper alone.

    Raises a `ReadError`, or `NoQuestion`.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(f"{path.name}: there is no such file; check the path") from None
    except OSError as error:
        raise MissingFile(f"{path.name}: cannot be opened ({error.strerror}); check its permissions") from None
    return _paper(data, path, index, ocr)


def paper_from(data: bytes, name: str, index: Index, *, ocr: Ocr | None = None) -> Paper:
    """The paper in the bytes of a file of that name. Raises as `read_paper`."""
    return _paper(data, Path(name), index, ocr)


def paper_in(document_id: str, index: Index) -> Paper:
    """The paper that a document of the index is, or holds. Raises `MissingFile` or `NoQuestion`."""
    document = index.catalogue.document(document_id)
    if document is None:
        raise MissingFile(f"{document_id}: no such document is in the index")
    return _of(document, index)


def paper_of(text: str, index: Index) -> Paper:
    """The paper in a pasted text. Raises `EmptyFile` or `NoQuestion`."""
    if not text.strip():
        raise EmptyFile("The text is empty; paste the paper with its questions.")
    return _paper(text.encode("utf-8", "replace"), Path(PASTED), index, None)


def with_questions(paper: Paper, texts: Sequence[str]) -> Paper:
    """The paper with its questions as staff edited them; what is unchanged keeps its place. Raises `NoQuestion`."""
    known = {ask.text: ask for ask in paper.questions}
    asked: list[Ask] = []
    for text in (one.strip() for one in texts):
        if not text:
            continue
        old = known.get(text)
        new = Ask(n=len(asked) + 1, text=text, parts=parts_of(text))
        asked.append(old.model_copy(update={"n": new.n}) if old else new)
    if not asked:
        raise NoQuestion("No question is left; write at least one that is to be answered.", paper)
    return paper.model_copy(update={"questions": tuple(asked)})


def _paper(data: bytes, path: Path, index: Index, ocr: Ocr | None) -> Paper:
    return _of(understand(read_bytes(data, path, ocr), sha256(data).hexdigest(), path.name), index)


def _of(whole: Document, index: Index) -> Paper:
    document = whole
    part = asking_part(whole)
    if part is not None:
        half = whole.text[slice(*part)].encode("utf-8")
        document = understand(read_bytes(half, Path(PASTED)), whole.sha256, whole.path)
    matter = read_matter(document.title, document.municipality)
    acts = _asked(document)
    asked = [actor for act in acts for actor in act.addressees]
    numbers = (act.case_number for act in acts if act.case_number)
    paper = Paper(
        title=document.title,
        genre=document.genre,
        topic=(matter.topic if matter else "") or _topic(document.title),
        text=document.text,
        askers=tuple(_people(a for act in acts for a in act.actors) or _people(matter.actors if matter else ())),
        addressees=tuple(_people([*asked, *(matter.addressees if matter else ())])),
        date=document.date,
        case_number=next(iter((*numbers, *document.case_numbers)), None),
        questions=_asks(document, acts),
        language=document.language,
        notes=whole.notes,
    )
    paper = paper.model_copy(update={"document_id": present(paper, index, whole.id)})
    if not paper.questions:
        raise NoQuestion(
            f"{whole.path}: no question and no proposal was found in it; "
            "check that it is the right paper, or write the questions yourself.",
            paper,
        )
    return paper


def _asked(document: Document) -> list[Act]:
    """The acts that are to be answered: what a motion proposes; what any other paper asks, or else proposes."""
    asks = [act for act in document.acts if act.kind is ActKind.QUESTION]
    proposals = [act for act in document.acts if act.kind is ActKind.PROPOSAL]
    first, second = (proposals, asks) if document.genre in PROPOSING else (asks, proposals)
    return first or second


def _asks(document: Document, acts: Sequence[Act]) -> tuple[Ask, ...]:
    spans = [(act.span.start, act.span.end) for act in acts] or _unannounced(document)
    view = ReadingView.of(document)
    found: dict[str, Ask] = {}
    for start, end in spans:
        reading = view.slice(start, end)
        lead = re.match(_rule("item", "lead"), reading, re.IGNORECASE)
        if lead and lead.end() < len(reading):
            start = view.source[view.at(start) + lead.end()]
            reading = reading[lead.end() :]
        text = document.text[start:end]
        words = fold(reading)
        if words and words not in found:
            found[words] = Ask(n=len(found) + 1, text=text, parts=parts_of(reading), start=start, end=end)
    return tuple(found.values())


def _unannounced(document: Document) -> list[tuple[int, int]]:
    """The questions of a text that is no paper by its form: items of a list that ask, else sentences that do."""
    view = ReadingView.of(document)
    marker = re.compile(_rule("item", "marker"), re.IGNORECASE)
    listed: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    for a, b in view.paragraphs():
        item = marker.match(view.text, a, b)
        begin = item.end() if item else a
        if item and view.text[a:b].rstrip('”" ').endswith("?"):
            listed.append(view.span(begin, b))
        for s, e in sentences(view.text[begin:b]):
            if view.text[begin + s : begin + e].rstrip('”" ').endswith("?"):
                plain.append(view.span(begin + s, begin + e))
    return listed or plain


def _people(actors: Iterable[Actor]) -> list[Person]:
    """Each person, office or board once, in order; an office is left out where its holder is named."""
    found: dict[str, Person] = {}
    roles = set()
    for actor in actors:
        name = actor.name or actor.organisation or actor.role or actor.party or ""
        if not name:
            continue
        role = actor.role if actor.name else None
        roles |= {fold(role)} if role else set()
        old = found.get(fold(name))
        if old is None:
            found[fold(name)] = Person(name=name, party=actor.party if actor.name else None, role=role)
        else:
            found[fold(name)] = old.model_copy(update={"party": old.party or actor.party, "role": old.role or role})
    return [person for key, person in found.items() if key not in roles]


def _topic(title: str) -> str:
    """What a title without a known form is about: what stands behind "om" or "angående", else all of it."""
    title = re.sub(_rule("topic", "label"), "", title, flags=re.IGNORECASE)
    about = re.search(_rule("topic", "about"), title, re.IGNORECASE)
    return title[about.end() :].strip(" .:") if about else title.strip(" .:")


def _rule(group: str, name: str) -> str:
    return str(table("reading", "assistant.brief")[group][name])
