"""A conversation as Markdown with footnotes. Nothing of a document or a question acts as Markdown or HTML."""

from __future__ import annotations

import re

from assistant.contract import Citation, Language
from assistant.export.blocks import Block, Line, blocks
from assistant.export.conversation import Conversation, Exchange, line, link, place, quoted, words

_ACTS = re.compile(r"([\\`*_{}\[\]<>|~$^&@])|(:)(?=//)|(=)(?==)")
_HEAD = re.compile(r"^(\d+)([.)])|^([-+=#])")  # a list, a heading or a rule, at the head of a line
_BARE = re.compile(r"(?i)\b(www)\.")  # some programs make links of it


def markdown(conversation: Conversation) -> str:
    """The conversation with its title, date, municipality and a notice; footnotes are numbered through."""
    t = words(conversation.language)
    head = [f"# {escape(conversation.title)}", _facts(conversation), f"> {escape(t['notice'])}"]
    parts: list[str] = []
    foot: list[str] = []
    before = 0
    for exchange in conversation.exchanges:
        parts.extend(_exchange(exchange, before, t))
        foot.extend(
            _note(citation, before, conversation, exchange.answer.language) for citation in exchange.answer.citations
        )
        before += max((citation.n for citation in exchange.answer.citations), default=0)
    return "\n\n".join([*head, *parts, *foot]) + "\n"


def escape(text: str) -> str:
    """Text on one line in which every character stands for itself."""
    escaped = _BARE.sub(r"\1\\.", _ACTS.sub(r"\\\g<0>", line(text)))
    return _HEAD.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def _facts(conversation: Conversation) -> str:
    t = words(conversation.language)
    facts = [(t["date"], conversation.date.isoformat())]
    if conversation.municipality:
        facts.append((t["municipality"], conversation.municipality))
    return "\\\n".join(f"**{name}:** {escape(value)}" for name, value in facts)


def _exchange(exchange: Exchange, before: int, t: dict[str, object]) -> list[str]:
    answer = exchange.answer
    status = t["status"]
    assert isinstance(status, dict)
    known = [citation.n for citation in answer.citations]
    body = [_block(block, before) for block in blocks(answer.answer, known)]
    return [f"## {escape(exchange.question)}", f"*{escape(status[answer.status])}*", *body]


def _block(block: Block, before: int) -> str:
    if block.kind == "table":
        rows = [f"| {' | '.join(_line(cell, before) for cell in row)} |" for row in block.rows]
        rule = f"|{' --- |' * len(block.rows[0])}" if block.rows else ""
        return "\n".join([*rows[:1], rule, *rows[1:]])
    if block.kind == "item":
        marks = ["-" if block.first is None else f"{block.first + step}." for step in range(len(block.lines))]
        return "\n".join(f"{mark} {_line(one, before)}" for mark, one in zip(marks, block.lines, strict=True))
    return "\\\n".join(_line(one, before) for one in block.lines)


def _line(pieces: Line, before: int) -> str:
    parts: list[str] = []
    for piece in pieces:
        if piece.note is not None:
            parts.append(f"[^{before + piece.note}]")
            continue
        # The blanks between pieces are not the line's ends.
        lead, trail = piece.text[:1].isspace(), piece.text[-1:].isspace() and len(piece.text) > 1
        text = escape(piece.text)
        text = f"**{text}**" if piece.strong else text
        parts.append(f"{' ' if lead else ''}{text}{' ' if trail else ''}")
    return "".join(parts).strip()


def _note(citation: Citation, before: int, conversation: Conversation, language: Language) -> str:
    address = link(citation, conversation.base)
    where = words(language)["link"]
    said = f"{escape(place(citation, language))}. {escape(quoted(citation, language))}"
    return f"[^{before + citation.n}]: {said} [{escape(where)}](<{address}>)"
