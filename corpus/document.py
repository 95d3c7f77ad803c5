"""`read`: a file becomes a typed document."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from corpus import case_numbers, metadata
from corpus.acts.extract import find_acts, to_acts
from corpus.acts.lists import Lists, find_lists
from corpus.acts.people import people
from corpus.acts.reading import Reading
from corpus.acts.register import Register
from corpus.acts.vote_records import to_votes
from corpus.acts.votes import find_votes
from corpus.errors import EmptyFile, MissingFile
from corpus.noise import find_noise, find_page_tops, find_rules, merge
from corpus.privacy import hide
from corpus.readers import read_bytes
from corpus.readers.base import Ocr, RawDocument
from corpus.records import Document, Section
from corpus.structure.genre import classify
from corpus.structure.lines import Paragraph, paragraphs
from corpus.structure.sections import blocks, parts
from corpus.view import ReadingView, line_breaks

PAGE_BREAK = "\f"
MAX_FURNITURE = 160  # characters of a running header; longer noise is a list


def read(path: Path, *, root: Path | None = None, ocr: Ocr | None = None) -> Document:
    """The document in a file; its `path` is relative to `root`. Raises a `ReadError` that says what to do."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(f"{path.name}: there is no such file; check the path") from None
    except OSError as error:
        raise MissingFile(f"{path.name}: cannot be opened ({error.strerror}); check its permissions") from None
    shown = path.relative_to(root).as_posix() if root is not None else path.name
    return understand(read_bytes(data, path, ocr), sha256(data).hexdigest(), shown)


def understand(raw: RawDocument, digest: str, path: str) -> Document:
    """A document from what a reader gave: canonical text, then metadata, sections and acts found in it."""
    text, raw, masked = hide(raw, PAGE_BREAK.join(raw.pages))
    if not text.strip():
        raise EmptyFile(f"{path}: holds no text; nothing to search")
    pages = tuple(accumulate((len(page) + 1 for page in raw.pages[:-1]), initial=0))
    marked = [(pages[p] + a, pages[p] + b) for p, a, b in raw.noise]
    if raw.format not in ("eml", "md"):  # in mail and Markdown a drawn line means something
        marked += find_rules(text)
    if len(pages) == 1:
        marked += find_page_tops(text)
    noise = tuple(find_noise(text, pages, marked))
    # Ballot and attendance lists of one cell a line are read here; no search and no other rule sees them.
    lists = find_lists(text, noise)
    noise = tuple(merge([*noise, *lists.spans]))
    view = ReadingView.build(text, noise)
    lines = paragraphs(view, text, {pages[p] + offset: level for p, offset, level in raw.headings})
    document = Document(
        id=digest[:16], path=path, sha256=digest, format=raw.format, title="",
        genre=classify(lines, raw.format), text=text, pages=pages, noise=noise,
        notes=(*raw.notes, *masked, *lists.notes),
    )  # fmt: skip
    document = _describe(document, lines, raw)
    return _structure(document, view, lines, lists)


def _describe(document: Document, lines: list[Paragraph], raw: RawDocument) -> Document:
    title = metadata.title(lines, document.genre, raw.title)
    whole = "\n".join(line.text for line in lines)
    furniture = [document.text[a:b] for a, b in document.noise if b - a < MAX_FURNITURE]
    return replace(
        document,
        title=title or document.path,
        body=metadata.body(lines, furniture),
        municipality=metadata.municipality(lines, furniture),
        date=metadata.document_date(lines, raw.date, title),
        case_numbers=tuple(dict.fromkeys(number.normal for number in case_numbers.find(whole))),
        language=metadata.language(whole),
    )


def _structure(document: Document, view: ReadingView, lines: list[Paragraph], lists: Lists) -> Document:
    files = parts(lines, document.genre)
    sections = [
        block for number, part in enumerate(files) for block in blocks(lines, part, number) if block.last > block.first
    ]
    reading = Reading(
        text=view.text, paragraphs=lines, parts=files, blocks=sections, genre=document.genre,
        municipality=document.municipality, body=document.body, date=document.date,
        register=Register(people(view.text, document.municipality)),
        breaks=line_breaks(view, document.text),
    )  # fmt: skip
    document = replace(
        document,
        sections=tuple(
            Section(
                heading=tuple(h for h in block.heading if h),
                span=document.span(*view.span(lines[block.first].start, lines[block.last - 1].end)),
                paragraph=block.paragraph,
                case_number=block.case_number,
            )
            for block in sections
        ),
    )
    found = find_acts(reading)
    if document.date is None:
        own = next((head.when for head in reading.heads if head.when), None)
        document = replace(document, date=own)
    acts = (*to_acts(found, reading, view, document), *lists.attendance(document))
    votes = to_votes(find_votes(reading), lists.ballots, reading, view, document)
    return replace(document, acts=tuple(sorted(acts, key=lambda act: act.span.start)), votes=votes)
