"""Answers of a report to the questions of a paper by their numbers: "Fråga 2. Avgifter", "Svar på frågorna: a) …"."""

from __future__ import annotations

from corpus.acts.reading import Found, Reading, cue
from corpus.records import ActKind, Actor

MAX_HEADING = 90  # characters of the words behind "Fråga 2." that are a heading and no answer


def numbered_answers(reading: Reading, asker: tuple[Actor, ...], answerer: tuple[Actor, ...]) -> list[Found]:
    """The answers under headings with a number, or else in the list below "Svar på frågorna"."""
    spans = _headed(reading) or _listed(reading)
    return [Found(ActKind.ANSWER, a, b, answerer, asker) for a, b in spans if a < b]


def _headed(reading: Reading) -> list[tuple[int, int]]:
    """What stands below "Fråga 2. Avgifter", or behind "Svar på fråga 2:"."""
    labels = []
    for i, paragraph in enumerate(reading.paragraphs):
        label = cue("answer", "numbered").match(paragraph.text)
        if label and not paragraph.text.rstrip('”" *').endswith("?"):
            labels.append((i, label))
    found = []
    for place, (i, label) in enumerate(labels):
        paragraph = reading.paragraphs[i]
        rest = paragraph.text[label.end() :]
        heading = len(rest) <= MAX_HEADING and not rest.endswith(".")
        first = i + 1 if heading else i
        last = place + 1 < len(labels)
        stop = _stop(reading, first + 1, labels[place + 1][0] if last else len(reading.paragraphs), whole=last)
        if first < stop:
            start = reading.paragraphs[first].start if heading else paragraph.start + label.end()
            found.append((start, reading.paragraphs[stop - 1].end))
    return found


def _listed(reading: Reading) -> list[tuple[int, int]]:
    """The points of the list below "Svar på frågorna"."""
    head = next((i for i, p in enumerate(reading.paragraphs) if cue("answer", "list").fullmatch(p.text)), None)
    if head is None:
        return []
    found: list[tuple[int, int]] = []
    for i in range(head + 1, _stop(reading, head + 1, len(reading.paragraphs), whole=False)):
        paragraph = reading.paragraphs[i]
        if paragraph.marker:
            found.append((paragraph.content_start, paragraph.end))
        elif found:
            found[-1] = (found[-1][0], paragraph.end)
    return found


def _stop(reading: Reading, i: int, last: int, *, whole: bool) -> int:
    """One past the last paragraph of an answer, before `last`: up to a heading, a block or a signature.

    `whole`: the next answer follows, and a short line between is left over from the top of a page.
    """
    ends = [reading.heads[-1].end] if reading.heads else []
    while i < min([last, *ends]):
        paragraph = reading.paragraphs[i]
        short = not paragraph.marker and len(paragraph.text) <= MAX_HEADING and not paragraph.text.endswith((".", "!"))
        if paragraph.block or paragraph.level or paragraph.bold or (short and not whole):
            break
        i += 1
    return i
