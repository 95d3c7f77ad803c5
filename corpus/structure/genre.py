"""Which genre a document or a part of it is, from its title lines and cues."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.cues import Cue
from corpus.data import load
from corpus.records import Genre
from corpus.structure.headings import item_sign
from corpus.structure.lines import Paragraph, spread

TITLE_ZONE = 14  # paragraphs from the top in which a title may stand


@cache
def _cues() -> dict[Genre, tuple[list[Cue], list[Cue], bool]]:
    flags = re.IGNORECASE | re.MULTILINE
    return {
        Genre(name): (
            [Cue(p, flags) for p in cue["title"]],
            [Cue(p, flags) for p in cue["body"]],
            bool(cue.get("part")),
        )
        for name, cue in load("genres").items()
    }


@cache
def _needed() -> dict[Genre, Cue]:
    return {Genre(name): Cue(cue["needs"], re.IGNORECASE) for name, cue in load("genres").items() if "needs" in cue}


@lru_cache(maxsize=1024)
def title_genre(line: str) -> Genre | None:
    """The genre whose title a line is, or None."""
    return next((g for g, (titles, _, _) in _cues().items() if any(t.search(line) for t in titles)), None)


def opens_part(paragraph: Paragraph) -> Genre | None:
    """The genre of the document-within-the-document that a line opens, or None."""
    if len(paragraph.text) > (160 if paragraph.text.endswith((".", "?")) else 260):
        return None
    return next(
        (g for g, (titles, _, part) in _cues().items() if part and any(t.match(paragraph.text) for t in titles)),
        None,
    )


def classify(paragraphs: list[Paragraph], file_format: str) -> Genre:
    """The genre with the most points; a handful of § make minutes of anything, one § an extract."""
    if file_format == "eml":
        return Genre.EMAIL
    zone = [p.text for p in paragraphs[:TITLE_ZONE]]
    # A letterhead set in columns has its title in one of them.
    cells = [(i, c.text) for i, p in enumerate(paragraphs[:TITLE_ZONE]) if p.cells for c in spread([p])]
    whole = "\n".join(p.text for p in paragraphs)
    points: dict[Genre, float] = {}
    shown = sorted([*enumerate(zone), *cells], key=lambda line: line[0])
    top = "\n".join(text for _, text in shown)
    for genre, (all_titles, bodies, _) in _cues().items():
        titles = [title for title in all_titles if title.possible(top)]
        # The nearer to the top, the more a title line counts.
        places = [i for i, line in shown if len(line) < 260 and any(t.search(line) for t in titles)]
        score = 3.0 + (TITLE_ZONE - places[0]) / TITLE_ZONE if places else 0.0
        needs = _needed().get(genre)
        if score and needs is not None and not needs.search(whole):
            score = 0.0
        points[genre] = score + sum(1 for b in bodies if b.search(whole))
    signs = sum(1 for p in paragraphs if item_sign().match(p.text))
    if signs >= 3 and not points[Genre.UNION_MINUTES] >= 3:
        points[Genre.MINUTES] += signs
    elif signs in (1, 2) and any(item_sign().match(line) for line in zone):
        points[Genre.MINUTES_EXTRACT] += 5
    best = max(points, key=lambda g: points[g])
    return best if points[best] >= 2 else Genre.OTHER
