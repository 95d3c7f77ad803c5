"""Runs every act rule over a document and ties the results to its offsets."""

from __future__ import annotations

from dataclasses import replace

from corpus import case_numbers
from corpus.acts.answers import paired_answers
from corpus.acts.approvals import approvals
from corpus.acts.decisions import DECIDING, decisions
from corpus.acts.dialogue import told
from corpus.acts.dissents import dissents
from corpus.acts.head import read_head
from corpus.acts.labelled import compiled, labelled
from corpus.acts.motions import told_motions
from corpus.acts.presence import attendance
from corpus.acts.proposals import paper_proposals, told_proposals
from corpus.acts.questions import paper_questions
from corpus.acts.reading import Found, Reading
from corpus.acts.recommendations import recommendations
from corpus.acts.reports import report_acts
from corpus.acts.signatures import of_annexes, of_letters
from corpus.acts.statements import statements
from corpus.records import Act, ActKind, Document, Genre
from corpus.view import ReadingView

TOP = 12  # paragraphs at the top of a paper among which its own case number stands
MAX_LINE = 120  # characters of a line that says a case number and not much else
_OF_ALL = (ActKind.ATTENDANCE, ActKind.SIGNATURE)


def find_acts(reading: Reading) -> list[Found]:
    """All acts of a reading, in view offsets, in order."""
    if reading.genre not in DECIDING:
        reading.heads = [read_head(reading, part) for part in reading.parts]
    present = attendance(reading)
    for act in present:
        reading.register.add(act.actors[0])
    found: list[Found] = []
    several = compiled(reading)
    for part, head in zip(reading.parts, reading.heads, strict=False):
        found.extend(paper_questions(reading, part, head) if not several else [])
        found.extend(paper_proposals(reading, part, head))
        found.extend(head.signatures)
    asked = [f for f in found if f.kind is ActKind.QUESTION]
    for part, head in zip(reading.parts, reading.heads, strict=False):
        found.extend(paired_answers(reading, part, head, asked) if not several else [])
    found.extend(labelled(reading, everywhere=False) if several else [])
    found.extend(told(reading))
    found.extend(told_proposals(reading))
    found.extend(told_motions(reading))
    found.extend(recommendations(reading))
    found.extend(report_acts(reading))
    found.extend(statements(reading))
    found.extend(decisions(reading))
    found.extend(dissents(reading))
    found.extend(present)
    if not any(head.signatures for head in reading.heads):
        found.extend(approvals(reading))
        found.extend(of_letters(reading) if reading.genre is Genre.AUDIT_REPORT else [])
    if reading.genre in DECIDING:
        found.extend(of_annexes(reading))
    return _unique(found)


def _unique(found: list[Found]) -> list[Found]:
    """In order of place; of two acts of one kind at one place the one with actors."""
    best: dict[tuple[ActKind, int, int], Found] = {}
    for act in found:
        if act.start >= act.end:
            continue
        key = (act.kind, act.start, act.end)
        if key not in best or (act.actors and not best[key].actors):
            best[key] = act
    return sorted(best.values(), key=lambda f: (f.start, f.end))


def to_acts(found: list[Found], reading: Reading, view: ReadingView, document: Document) -> tuple[Act, ...]:
    """Acts in document offsets; one without its own takes the document's date and its own case number."""
    # In a file of several documents a part without a date must not borrow another part's.
    shared_date = document.date if len(reading.parts) == 1 else None
    own_case = _own_case(reading, document)
    built: dict[int, Act] = {}
    for act in found:
        block = act.block if act.block is not None else _block_at(reading, act.start)
        # Who attended or signed minutes did so at the whole meeting, not in the item that the list stands behind.
        whole = act.kind in _OF_ALL and reading.genre in DECIDING
        case = reading.blocks[block].case_number if block is not None and not whole else None
        built[id(act)] = Act(
            kind=act.kind,
            span=document.span(*view.span(act.start, act.end)),
            actors=act.actors,
            addressees=act.addressees,
            date=act.when or (None if act.undated else shared_date),
            section=block,
            case_number=case or own_case,
            form=act.form,
        )
    acts = []
    for act in found:
        record = built[id(act)]
        reply = built.get(id(act.reply_to)) if act.reply_to is not None else None
        if reply is not None:
            record = replace(record, reply_to=reply.id)
        acts.append(record)
    return tuple(acts)


def _own_case(reading: Reading, document: Document) -> str | None:
    """The case that a whole document belongs to: its only number, its title's, or of a paper the first near the top."""
    if len(document.case_numbers) == 1:
        return document.case_numbers[0]
    if reading.genre in DECIDING:
        return None
    titled = [number.normal for number in case_numbers.find(document.title)]
    lines = [p.text for p in reading.paragraphs[:TOP] if len(p.text) < MAX_LINE]
    top = [number.normal for line in lines for number in case_numbers.find(line)]
    return titled[0] if len(titled) == 1 else top[0] if top else None


def _block_at(reading: Reading, start: int) -> int | None:
    for number, block in enumerate(reading.blocks):
        last = reading.paragraphs[block.last - 1] if block.last > block.first else reading.paragraphs[block.first]
        if reading.paragraphs[block.first].start <= start < last.end:
            return number
    return None
