"""Who was present: the lines of attendance lists."""

from __future__ import annotations

import re

from corpus.acts.people import collectives, is_role, name_at, people
from corpus.acts.reading import Found, Reading
from corpus.records import ActKind, Actor

_PRESENT = ("present", "adjoined")
MAX_LINE = 200


def attendance(reading: Reading) -> list[Found]:
    """One act a person present or adjoined, its span the person's line (or place in the line)."""
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind not in _PRESENT:
            continue
        for paragraph in reading.paragraphs[block.body : block.last]:
            if len(paragraph.text) > MAX_LINE * 4:
                continue
            named = people(paragraph.text, reading.municipality)
            if named:
                for mention in named:
                    a, b = paragraph.start + mention.start, paragraph.start + mention.end
                    found.append(Found(ActKind.ATTENDANCE, a, b, (mention.actor,), block=number))
            elif len(paragraph.text) <= MAX_LINE:
                actor = _line(paragraph.content)
                if actor is not None:
                    found.append(
                        Found(ActKind.ATTENDANCE, paragraph.content_start, paragraph.end, (actor,), block=number)
                    )
    return found


def _line(text: str) -> Actor | None:
    """Name, organisation and role of "Eva Ek, Vision, fackligt ombud"."""
    pieces = [piece.strip() for piece in re.split(r"[,|\t]", text) if piece.strip()]
    name = name_at(pieces[0]) if pieces else None
    if name is None or name.end < len(pieces[0]):
        return None
    rest = pieces[1:]
    organisation = next((p for p in rest if any(m.start == 0 for m in collectives(p))), None)
    if organisation is None and len(rest) > 1 and not is_role(rest[0]):
        organisation = rest[0]
    role = ", ".join(p for p in rest if p != organisation) or None
    return Actor(name=name.actor.name, role=role, organisation=organisation)
