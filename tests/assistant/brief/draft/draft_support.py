"""A brief by hand over three invented papers of Tallhamra, and what a Word file says when it is read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx as word
from docx.document import Document as Word
from lxml import etree

from assistant.brief.records import Ask, Brief, Cover, Evidence, Paper, Person, Prepared, Source, Use
from corpus import read
from corpus.records import Document, Genre

BASE = "https://fraga.tallhamra.example/"
PAPERS = {
    "svar-simhallen.txt": """\
Svar på interpellation av Ylva Norrman (V) om simskolan

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2021/0040

Ylva Norrman har ställt två frågor till mig.

1. När öppnar simhallen för allmänheten igen?

Simhallen öppnar den 1 september 2022, när det nya reningsverket har provats under sommaren. Kommunstyrelsen \
återkommer med en redovisning senast den 15 december 2022.

2. Vad har reparationen kostat hittills?

Reparationen har till och med mars kostat 4,2 miljoner kronor.

Tallhamra 2022-04-19

Bo Ask (M)
Kommunstyrelsens ordförande
""",
    "protokoll-2022-05-30.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll 2022-05-30

§ 41 Simhallens öppettider
Ärendenummer KS 2022/0066

Beslut
Kommunfullmäktige beslutar att simhallen ska hålla öppet sju dagar i veckan.

Sammanfattning
Besökarna har ökat med 12 procent sedan 2019.
""",
    "brev.txt": """\
Brev om simhallen

Till kommunstyrelsen

Se { HYPERLINK "http://ond.example" } och =cmd|calc!A1 samt www.ond.example innan ni svarar om badet.

Tallhamra 2022-06-01

Karin Lund
""",
}
QUESTIONS = (
    "När öppnar simhallen för allmänheten igen, och hur länge ska den hålla öppet?",
    "Vad har reparationen kostat hittills?",
    "Hur många barn har blivit utan simskola?",
)


@cache
def documents() -> Mapping[str, Document]:
    """The papers, read as files are, by path."""
    with TemporaryDirectory() as folder:
        found = {}
        for name, text in PAPERS.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            found[name] = read(path, root=Path(folder))
        return found


def stored() -> Callable[[str], Document | None]:
    """What the catalogue would give by id."""
    return {document.id: document for document in documents().values()}.get


def source(path: str, quote: str) -> Source:
    """The place of some words, with the act around them."""
    document = documents()[path]
    start = document.text.index(quote)
    end = start + len(quote)
    acts = [act for act in document.acts if act.span.start <= start and end <= act.span.end]
    act = min(acts, key=lambda one: one.span.end - one.span.start, default=None)
    return Source(
        document_id=document.id,
        path=document.path,
        title=document.title,
        page=document.page_at(start),
        start=start,
        end=end,
        quote=quote,
        act=str(act.kind) if act else None,
        actors=tuple(actor.label for actor in act.actors) if act else (),
        date=document.date,
    )


OPENS = ("svar-simhallen.txt", "Simhallen öppnar den 1 september 2022")
COST = ("svar-simhallen.txt", "Reparationen har till och med mars kostat 4,2 miljoner kronor.")
HOURS = (
    "protokoll-2022-05-30.txt",
    "Kommunfullmäktige beslutar att simhallen ska hålla öppet sju dagar i veckan.",
)


def evidence(place: tuple[str, str], *parts: int, **changes: object) -> Evidence:
    return Evidence.model_validate(
        {"source": source(*place), "use": Use.FACT, "score": 1.0, "parts": parts or (0,), **changes}
    )


def prepared(n: int, *found: Evidence, **changes: object) -> Prepared:
    text = QUESTIONS[n - 1]
    parts = tuple(text.split(", och ")) if n == 1 else (text,)
    covers = tuple(Cover.ANSWERED if any(i in one.parts for one in found) else Cover.NOTHING for i in range(len(parts)))
    values = {"ask": Ask(n=n, text=text, parts=parts), "cover": max(covers), "covers": covers, "evidence": found}
    return Prepared.model_validate({**values, **changes})


def brief(*questions: Prepared, **changes: object) -> Brief:
    told = questions or (
        prepared(1, evidence(HOURS, 1), evidence(OPENS, 0)),
        prepared(2, evidence(COST, 0)),
        prepared(3),
    )
    values = {
        "title": "Interpellation om simhallen",
        "genre": Genre.INTERPELLATION,
        "topic": "simhallen",
        "text": "Till kommunfullmäktige\nDnr KS 2022/0041\n" + "\n".join(one.ask.text for one in told),
        "askers": (Person(name="Anna Ek", party="S"),),
        "addressees": (Person(name="Bo Ask", party="M", role="kommunstyrelsens ordförande"),),
        "date": date(2022, 3, 14),
        "case_number": "KS 2022/41",
        "questions": tuple(one.ask for one in told),
    }
    return Brief(
        id="b1",
        paper=Paper.model_validate({**values, **changes}),
        prepared=told,
        made=datetime(2024, 1, 2, tzinfo=UTC),
        state="s1",
        documents=3,
    )


def opened(data: bytes) -> Word:
    return word.Document(BytesIO(data))


def texts(data: bytes) -> list[str]:
    """The paragraphs that are not empty."""
    return [paragraph.text for paragraph in opened(data).paragraphs if paragraph.text.strip()]


def styled(data: bytes, style: str) -> list[str]:
    return [one.text for one in opened(data).paragraphs if one.style is not None and one.style.name == style]


def xml(data: bytes, part: str) -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def footnotes(data: bytes) -> list[str]:
    """The footnotes that have text, in the order of their references."""
    notes = {
        next(value for key, value in note.attrib.items() if key.endswith("}id")): "".join(note.itertext()).strip()
        for note in xml(data, "word/footnotes.xml")
    }
    references = xml(data, "word/document.xml").iter("{*}footnoteReference")
    return [notes[next(value for key, value in one.attrib.items() if key.endswith("}id"))] for one in references]
