"""One line of an attendance list: its people with party, role and organisation, and how they took part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from corpus import parties, unions
from corpus.acts.people import Mention, collectives, is_role, name_at, people
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Actor, Form

_PIECES = re.compile(r"\s*[,|;]\s*")
_SMALL = re.compile(r"(?:[a-zåäö][\w-]*\s+){1,4}")
_LAST = re.compile(r"(?:\s(?:och|samt))?[ ,;|]*$")


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of a list, at `start:end` of the text that was read."""

    name: str
    party: str | None
    role: str | None
    organisation: str | None
    form: Form
    start: int
    end: int

    def actor(self, office: str | None = None) -> Actor:
        """The person as an actor; `office` is the role that the heading gives."""
        role, organisation = self.role, self.organisation
        if office and role and not organisation and not is_role(role) and not _stood_in_for(role):
            role, organisation = office, role
        return Actor(self.name, self.party, role or office, organisation)


@cache
def _cue(name: str) -> Cue:
    return Cue(load("presence")["person"][name], re.IGNORECASE)


def standing_in(name: str) -> str:
    """The role of whoever serves instead of the person of that name."""
    return str(load("presence")["person"]["stands_in"]).format(name=name)


def _stood_in_for(piece: str) -> str | None:
    """The name of the person whom a piece behind another's name says that they serve for."""
    cue = _cue("serves_for").match(piece)
    found = name_at(piece, cue.end()) if cue else None
    return found.actor.name if cue and found and found.start == cue.end() else None


def is_nobody(text: str) -> bool:
    """Whether a line names no person ("74 åhörare", "Företrädare för Vision")."""
    return bool(_cue("nobody").search(text)) and name_at(text) is None and not people(text)


def opens_with_person(text: str, municipality: str | None) -> bool:
    """Whether a line begins with a person: a name with a party, or a bare name that ends or a sign follows."""
    named = people(text, municipality)
    if named and named[0].start == 0:
        return True
    bare = name_at(text)
    bare = _titled(text) or bare
    if bare is None or (bare.start and not is_role(text[: bare.start].strip())):
        return False
    rest = text[bare.end :]
    return not rest.strip() or bool(re.match(r"\s*[,|;(–]|\s+(?:och|samt)\s+[A-ZÅÄÖ]", rest)) or _is_code(rest)


def _is_code(rest: str) -> bool:
    word = rest.strip().split(",")[0].strip()
    return parties.canonical(word) == word


def attendees(
    text: str, form: Form, columns: tuple[str, ...], several: bool, municipality: str | None
) -> list[Attendee]:
    """The people of an entry under a heading of `form`; `several`: bare names on one line are people too."""
    if columns and "|" in text:
        return _row(text, form, columns, municipality)
    found: list[Attendee] = []
    for a, b in _entries(text, several, municipality):
        person = _entry(text, a, b, form, municipality)
        if person is not None:
            found.append(person)
    return found


def _entries(text: str, several: bool, municipality: str | None) -> list[tuple[int, int]]:
    """Where each person's part of a text begins and ends."""
    if ";" in text:
        edges = [0, *(m.end() for m in re.finditer(r";\s*", text)), len(text)]
        return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
    named = _serving(text, people(text, municipality))
    if named:
        starts = [m.start for m in named]
        starts[0] = 0 if starts[0] == 0 or _bare_start(text, starts[0]) else starts[0]
        return list(pairwise([*starts, len(text)]))
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^,]+?(?=\s*,|\s+(?:och|samt)\s|\s*$)", text)]
    bare = [_bare(text, a, b) for a, b in pieces]
    spans = [span for span in bare if span is not None]
    # "Förvaltningschef Eva Ek, rektor Bo Ask": a role before each name parts them, too.
    several = several or all(_titled(text[a:b]) is not None for a, b in spans)
    if several and len(spans) > 1 and all(bare):
        return spans
    return [(0, len(text))]


def _bare_start(text: str, end: int) -> bool:
    """Whether what stands before the first bracketed party is itself a person's entry."""
    return name_at(text) is not None and "," in text[:end]


def _bare(text: str, a: int, b: int) -> tuple[int, int] | None:
    piece = re.sub(r"^[\s,]*(?:(?:och|samt)\s+)?", "", text[a:b])
    start = b - len(piece)
    found = _titled(piece) or name_at(piece)
    if found is None or (found.start and not is_role(piece[: found.start].strip())):
        return None
    return (start, b) if not re.sub(r"^ §[\s\d–-]*$", "", piece[found.end :].rstrip(" .")) else None


def _titled(piece: str) -> Mention | None:
    """The bare name behind the role that a piece begins with: "HR-chef Eva Ek", "rektor Bo Ask"."""
    small = _SMALL.match(piece)
    found = name_at(piece, small.end() if small else 0)
    return found if found and found.start and is_role(piece[: found.start].strip()) else None


def _replaced(text: str, mention: Mention) -> bool:
    """Whether a person is named only as the one whom another stands in for."""
    return bool(_cue("replaced").search(text[: mention.start]))


def _serving(text: str, named: list[Mention]) -> list[Mention]:
    """The people of a text without those whom others stand in for, alone or two by two ("för NN och NN")."""
    found: list[Mention] = []
    above: Mention | None = None  # the one before, where another stands in for them
    for mention in named:
        joined = above is not None and _cue("replaced_too").fullmatch(text, above.end, mention.start)
        replaced = _replaced(text, mention) or (joined and not _cue("serves_too").match(text, mention.end))
        found += [] if replaced else [mention]
        above = mention if replaced else None
    return found


def _entry(text: str, a: int, b: int, form: Form, municipality: str | None) -> Attendee | None:
    """The person whose entry is `text[a:b]`."""
    shown = text[a:b]
    named = people(shown, municipality)
    first = next((m for m in named if not _replaced(shown, m)), None)
    bare = name_at(shown)
    if first is not None and (bare is None or first.start <= bare.start):
        person = Attendee(first.actor.name, first.actor.party, first.actor.role, None, form, first.start, first.end)
        place = re.match(r"\s*,\s*[A-ZÅÄÖ][\w-]+(?=\s*(?:,|$))", shown[first.end :]) if first.actor.party else None
        tail = shown[first.end + (place.end() if place and not is_role(place.group().strip(" ,")) else 0) :]
    elif bare is not None and bare.start == 0:
        person = Attendee(bare.actor.name, None, None, None, form, 0, bare.end)
        tail = shown[bare.end :]
    elif (bare := _titled(shown)) is not None:
        person = Attendee(bare.actor.name, None, shown[: bare.start].strip(), None, form, 0, bare.end)
        tail = shown[bare.end :]
    else:
        return None
    end = _without_stop(shown, len(_LAST.sub("", shown)))
    tail = tail[: len(tail) - (len(shown) - end)] if len(shown) - end < len(tail) else ""
    person = _described(person, [piece for piece in _PIECES.split(tail.strip(" ,;|")) if piece.strip()])
    return replace(person, start=a + person.start, end=a + end)


def _without_stop(text: str, end: int) -> int:
    """The end of an entry without the full stop of its line; "ordf." keeps its own."""
    words = text[:end].split()
    return end - 1 if text[:end].endswith(".") and words and not _cue("roles_more").match(words[-1]) else end


def _described(person: Attendee, pieces: list[str]) -> Attendee:
    """The person with what the pieces behind the name say."""
    roles = [person.role] if person.role else []
    organisation, form, party = None, person.form, person.party
    for place, piece in enumerate(pieces):
        piece = _cue("under").sub("", piece.strip(" *()"))
        if form is Form.PRESENT and _cue("serves").search(piece) and not _cue("away").match(piece):
            form = Form.SUBSTITUTE if not piece.casefold().startswith("ersatt") else form
        if form is Form.PRESENT and _cue("adjoined").match(piece):
            form = Form.ADJOINED
        if form is Form.SUBSTITUTE and (member := _stood_in_for(piece)):
            roles.append(standing_in(member))
            continue
        if not piece or _cue("details").match(piece) or _cue("serves_only").match(piece):
            continue
        if party is None and not roles and parties.canonical(piece) == piece and not parties.is_excluded(piece):
            party = piece
        elif _cue("away").match(piece):
            form = Form.ABSENT
        elif organisation is None and (_is_union(piece) or (not roles and place + 1 < len(pieces) and _is_body(piece))):
            organisation = unions.canonical(piece)
        elif person.party is None or not piece[:1].isupper() or is_role(piece):
            cleaned = re.sub(r"\s+§.*$", "", piece).strip(" *")
            roles += [cleaned] if cleaned and cleaned not in roles else []
    return replace(person, role=", ".join(roles) or None, organisation=organisation, form=form, party=party)


def _is_union(piece: str) -> bool:
    return any(m.start == 0 and m.end == len(piece) for m in collectives(piece))


def _is_body(piece: str) -> bool:
    return piece[:1].isupper() and not is_role(piece)


def _row(text: str, form: Form, columns: tuple[str, ...], municipality: str | None) -> list[Attendee]:
    """The people of a table's row."""
    cells: list[tuple[int, str]] = []
    start = 0
    for cell in text.split("|"):
        cells.append((start + len(cell) - len(cell.lstrip()), cell.strip()))
        start += len(cell) + 1
    if all(column.startswith("form:") for column in columns):
        found: list[Attendee] = []
        for column, (a, cell) in zip(columns, cells, strict=False):
            held = Form(column.removeprefix("form:"))
            person = _entry(text, a, a + len(cell), held if form is not Form.ABSENT else form, municipality)
            found += [person] if person else []
        return found
    held_cells = {column: cell for column, (_, cell) in zip(columns, cells, strict=False)}
    at = columns.index("name")
    if at >= len(cells) or len(cells) > len(columns):
        return []
    a, name = cells[at]
    person = _entry(text, a, a + len(name), form, municipality) if name else None
    if person is None:
        return []
    code = held_cells.get("party", "")
    party = person.party or (code if parties.canonical(code) == code else None)
    # Behind the comma of a name cell stands the place that tells namesakes apart.
    role = person.role if "," not in name or "(" in name else None
    extra = [held_cells.get(column, "") for column in ("role", "presence", "note")]
    member = held_cells.get("serves_for", "")
    extra.append(standing_in(member) if name_at(member) else member)
    described = _described(
        replace(person, party=party, role=role), [piece for cell in extra for piece in _PIECES.split(cell) if piece]
    )
    organisation = unions.canonical(held_cells.get("organisation", "")) or described.organisation
    last = len(text.rstrip(" |"))
    return [replace(described, organisation=organisation, start=min(a, person.start), end=last)]
