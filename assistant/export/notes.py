"""An answer as plain text with numbered footnotes, to be pasted anywhere."""

from __future__ import annotations

from assistant.contract import Answer, Citation
from assistant.export.blocks import Block, Line, blocks
from assistant.export.conversation import line, link, place, quoted
from assistant.overview.tabular import computed


def notes(answer: Answer, base: str) -> str:
    """The answer, then its citations: "[1] Title, s. 2, 2024-05-02. ”quote”. https://…".

    `base` is the address of the page, which links begin with.
    """
    known = [citation.n for citation in answer.citations]
    body = "\n\n".join(_block(block) for block in blocks(answer.answer, known))
    foot = "\n".join(f"[{c.n}] {_note(c, answer, base)}" for c in answer.citations)
    return f"{body}\n\n{foot}\n" if foot else f"{body}\n"


def _note(citation: Citation, answer: Answer, base: str) -> str:
    return f"{place(citation, answer.language)}. {quoted(citation, answer.language)} {link(citation, base)}"


def _block(block: Block) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(_cell(cell) for cell in row) for row in block.rows)
    if block.kind == "item":
        count = block.first
        marks = ["•" if count is None else f"{count + step}." for step in range(len(block.lines))]
        return "\n".join(f"{mark} {_line(one)}" for mark, one in zip(marks, block.lines, strict=True))
    return "\n".join(_line(one) for one in block.lines)


def _line(pieces: Line) -> str:
    return line("".join(f" [{piece.note}]" if piece.note else piece.text for piece in pieces))


def _cell(pieces: Line) -> str:
    """A cell that is pasted into a spreadsheet: what would be taken for a formula begins with an apostrophe."""
    text = _line(pieces)
    return f"'{text}" if len(text) > 1 and computed(text) else text
