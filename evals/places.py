"""Gold places against the documents: whether each is what it was, and where it stands now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from corpus import read
from corpus.errors import CouncilError
from evals.dataset import Gold, Question
from evals.faults import Grade
from index.store import Index

Texts = Callable[[str], str | None]
"""The canonical text of a document by its path; None when there is none."""

_SHOWN = 40  # characters of a quote in a line that tells about it


def texts_in(folder: Path) -> Texts:
    """The texts of the documents in a folder, by the path in it."""

    @cache
    def text(path: str) -> str | None:
        try:
            return read(folder / path, root=folder).text
        except CouncilError:
            return None

    return text


def texts_of(index: Index) -> Texts:
    """The texts of an open index, by the path in the ingested folder."""
    ids = {file.path: file.document_id for file in index.catalogue.files() if file.document_id}

    @cache
    def text(path: str) -> str | None:
        document = index.catalogue.document(ids[path]) if path in ids else None
        return document.text if document else None

    return text


def of_gold(question: Question, texts: Texts) -> Iterator[tuple[str, Grade]]:
    """What is wrong with the gold places of a question.

    A place that is not what it was makes the question unfit to be judged by. One in a document that is not there is
    an error when no other place could be met, else worth a note: the places are alternatives.
    """
    missing = [gold.path for gold in question.gold if texts(gold.path) is None]
    for path in dict.fromkeys(missing):
        yield f"{path} is not among the documents", "error" if len(missing) == len(question.gold) else "note"
    for gold in question.gold:
        text = texts(gold.path)
        if text is not None and not gold.stands_in(text):
            was = repr(_short(gold.quote)) if gold.quote else f"what it was ({gold.check})"
            now = _short(text[gold.start : gold.end])
            stands = f"there stands {now!r}" if now else f"the text ends at {len(text)}"
            yield f"{gold.path}[{gold.start}:{gold.end}] is not {was}: {stands}{_moved(gold, text)}", "failed"


def repaired(question: Question, texts: Texts) -> Question:
    """The question with the offsets of its quotes found anew; what cannot be found stays as it is."""
    mended = []
    for gold in question.gold:
        text = texts(gold.path)
        mended.append(gold if text is None or gold.stands_in(text) else found_again(gold, text) or gold)
    return question.model_copy(update={"gold": tuple(mended)})


def found_again(gold: Gold, text: str) -> Gold | None:
    """The quote nearest to where it was, lines broken as they may; None when it is gone or ambiguous.

    A fingerprint cannot be looked for: None.
    """
    if gold.quote is None:
        return None
    pattern = r"\s+".join(re.escape(word) for word in gold.quote.split())
    found = list(re.finditer(pattern, text)) if pattern else []
    if not found or (len(found) > 1 and gold.end == 0):
        return None
    best = min(found, key=lambda match: abs(match.start() - gold.start))
    return Gold(path=gold.path, quote=best.group(), start=best.start(), end=best.end())


def _moved(gold: Gold, text: str) -> str:
    again = found_again(gold, text)
    return f"; the words stand at {again.start} now (--write puts that in)" if again else ""


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + " …"
