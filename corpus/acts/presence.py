"""Who was there and who was not: attendance lists under their headings, as lines, in columns, or on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus.acts.attendees import Attendee, attendees, is_nobody, opens_with_person
from corpus.acts.reading import Found, Reading
from corpus.data import load
from corpus.records import ActKind, Form
from corpus.structure.lines import Cell, Paragraph

MAX_ENTRY = 300  # characters of one person's lines
MIN_FULL = 50  # of a line that the next may go on with
_FORMS = {"present": Form.PRESENT, "substitute": Form.SUBSTITUTE, "absent": Form.ABSENT, "adjoined": Form.ADJOINED}
_MARKER = re.compile(r"\s*[-–•*▪◦·]\s+")
_LABELLED = re.compile(r"(?P<label>[A-ZÅÄÖ][^:|]{2,60}):\s+(?P<rest>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the document inside the reading view."""

    start: int
    text: str
    paragraph: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class _Heading:
    form: Form
    opens: bool  # it opens a list; otherwise it only goes on with one
    office: str | None = None
    side: str | None = None  # the organisation of everybody below it who has no other


def attendance(reading: Reading) -> list[Found]:
    """One act a person present, substituting, adjoined or absent, its span the name with party and role."""
    scan = _Scan(reading)
    for line in _lines(reading):
        scan.line(line)
    scan.close()
    return scan.found


def _lines(reading: Reading) -> list[_Line]:
    found: list[_Line] = []
    for number, paragraph in enumerate(reading.paragraphs):
        edges = [paragraph.start]
        edges += [b + 1 for b in range(paragraph.start, paragraph.end) if b in reading.breaks]
        for a, b in zip(edges, [*(e - 1 for e in edges[1:]), paragraph.end], strict=True):
            label = _label_cell(reading, paragraph, a, b)
            if label is not None:
                # "Beslutande      Eva Ek (S)": the heading has a column of its own.
                found.append(_Line(a, reading.text[a : label.end], number, False))
                a = label.end + 1
            marker = _MARKER.match(reading.text, a, b)
            start = marker.end() if marker else a
            found.append(_Line(start, reading.text[start:b], number, marker is not None))
    return found


def _label_cell(reading: Reading, paragraph: Paragraph, a: int, b: int) -> Cell | None:
    """The cell that begins the line `a:b` and heads a list, or ends one, with another cell behind it."""
    row = [cell for cell in paragraph.cells if a <= cell.start and cell.end <= b]
    if len(row) < 2 or row[0].start != a:
        return None
    words = reading.text[a : row[0].end]
    return row[0] if _heading(words) is not None or _over().match(words) else None


class _Scan:
    """Goes through the lines of a document; `form` is set while a list is open."""

    def __init__(self, reading: Reading) -> None:
        self.found: list[Found] = []
        self._reading = reading
        self._form: Form | None = None
        self._office: str | None = None
        self._side: str | None = None
        self._columns: tuple[str, ...] = ()
        self._entry: list[_Line] = []  # the lines of the person that is being read
        self._several = False  # the entry stands behind a label: all its people are on it

    def line(self, line: _Line) -> None:
        """Takes the next line."""
        text = line.text.strip()
        heading = _heading(text)
        if heading is not None and (heading.opens or self._form is not None):
            self.close()
            # Whether substitutes under a list of absent members were absent too, nobody can tell.
            unsure = self._form is Form.ABSENT and not heading.opens and heading.form is Form.SUBSTITUTE
            self._form = None if unsure else heading.form
            self._office, self._side, self._columns = heading.office, heading.side, ()
            return
        labelled = _LABELLED.fullmatch(text)
        inner = _heading(labelled["label"]) if labelled else None
        if labelled and inner is not None and (inner.opens or self._form is not None):
            self.close()
            self._form, self._office, self._side, self._columns = inner.form, inner.office, inner.side, ()
            rest = line.start + line.text.index(text) + labelled.start("rest")
            self._entry = [_Line(rest, labelled["rest"], line.paragraph, line.bullet)]
            self._several = True
            return
        if self._form is not None:
            self._in_list(line, text)

    def _in_list(self, line: _Line, text: str) -> None:
        columns = _columns(text)
        if columns:
            self.close()
            self._columns = columns
        elif self._entry and self._entry[-1].text.rstrip().endswith(",") and text.startswith("§§"):
            self._entry.append(line)
        elif self._ends(line, text):
            self.close()
            self._form = None
        elif is_nobody(text):
            self.close()
        elif opens_with_person(text, self._reading.municipality) and not self._goes_on():
            self.close()
            self._entry = [line]
        elif self._entry and sum(len(held.text) for held in self._entry) < MAX_ENTRY and self._continues(line, text):
            self._entry.append(line)
        else:
            self.close()
            self._form = None

    def _goes_on(self) -> bool:
        """Whether the line above is cut inside a list of several people, or inside a name or role."""
        if not self._entry:
            return False
        above = self._entry[-1].text.rstrip()
        if above.endswith(("ersättare för", "tjänstgör för", "i stället för")):
            return True
        return self._several and above.endswith((",", ";", " och", " samt"))

    def _continues(self, line: _Line, text: str) -> bool:
        above = self._entry[-1].text.rstrip()
        joined = above.endswith((",", ";", " och", " samt", " för", "-", "–"))
        # A full line that breaks off in a name or a role is torn; one that ends with a sign is whole.
        torn = len(above) >= MIN_FULL and above[-1:].isalpha()
        torn = torn or (self._several and above.rpartition(";")[2].strip().isalpha())
        return not line.bullet and (joined or torn or text[:1].islower()) and not text.endswith(":")

    def _ends(self, line: _Line, text: str) -> bool:
        """Whether a line cannot belong to a list: the next heading, the next §, or a sentence."""
        paragraph = self._reading.paragraphs[line.paragraph]
        if text.startswith("§") or _is_heading(paragraph) or re.match(r"\d{1,2}\.\s", text) or _over().match(text):
            return True
        labelled = _LABELLED.fullmatch(text)
        return labelled is not None and not opens_with_person(labelled["label"], self._reading.municipality)

    def close(self) -> None:
        """Ends the entry that is being read, and hands out its people."""
        if self._entry and self._form is not None:
            first, last = self._entry[0], self._entry[-1]
            text = self._reading.text[first.start : last.start + len(last.text)].replace("\n", " ")
            block = self._block(first.start)
            for person in attendees(text, self._form, self._columns, self._several, self._reading.municipality):
                self.found.append(self._act(person, first.start, block))
        self._entry, self._several = [], False

    def _act(self, person: Attendee, offset: int, block: int | None) -> Found:
        actor = person.actor(self._office)
        if self._side and not actor.organisation and not actor.party:
            actor = replace(actor, organisation=self._side)
        a, b = offset + person.start, offset + person.end
        return Found(ActKind.ATTENDANCE, a, b, (actor,), block=block, form=person.form)

    def _block(self, start: int) -> int | None:
        for number, block in enumerate(self._reading.blocks):
            first, last = self._reading.paragraphs[block.first], self._reading.paragraphs[block.last - 1]
            if first.start <= start < last.end:
                return number
        return None


def _is_heading(paragraph: Paragraph) -> bool:
    return bool(paragraph.block or paragraph.level or paragraph.bold)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(load("presence")["person"]["over"], re.IGNORECASE)


@cache
def _headings() -> list[tuple[bool, Form, re.Pattern[str]]]:
    table = load("presence")
    return [
        (group == "opens", _FORMS[form], re.compile(pattern, re.IGNORECASE))
        for group in ("opens", "within")
        for form, pattern in table[group].items()
    ]


def _heading(text: str) -> _Heading | None:
    """The heading that a line is, with or without its colon; "Ledamöter | Ersättare" heads columns instead."""
    line = text.strip(" :*#.")
    for opens, form, pattern in _headings():
        if pattern.fullmatch(line):
            office = line.casefold() if line.casefold() in load("presence")["offices"]["words"] else None
            return _Heading(form, opens, office, load("presence")["sides"].get(line.casefold()))
    return None


def _columns(text: str) -> tuple[str, ...]:
    """The columns that a table's first row names; columns of people are named by their form."""
    cells = [cell.strip() for cell in text.split("|")]
    if len(cells) < 2:
        return ()
    words = {word: column for column, words in load("presence")["columns"].items() for word in words}
    named: list[str] = []
    for cell in cells:
        heading = _heading(cell)
        known = words.get(cell.casefold(), "")
        named.append(known or (f"form:{heading.form}" if heading else ""))
    forms = all(name.startswith("form:") for name in named)
    return tuple(named) if all(named) and (forms or "name" in named) else ()
