"""The messages to a model: the rules, the question, and the sentences, fenced and escaped."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence

from assistant.models.base import MAX_OUTPUT_TOKENS, Message
from assistant.models.offered import Offered, matter
from assistant.tables import table
from assistant.understanding.question import Understanding

MAX_CLAIMS = 6
LETTERS = 2.5  # characters of Swedish a token, at the least
LONGEST = 1200  # characters of one sentence
_ESCAPED = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>`"})


def messages(asked: Understanding, sentences: Sequence[Offered], context: int) -> tuple[list[Message], int]:
    """The messages, and how many of the sentences they hold: as many as fit `context`, in tokens.

    A sentence is data in a line of JSON of its own; the fence around them is made of their content, so that
    nobody who writes a document can know it.
    """
    lines = [_line(n, one) for n, one in enumerate(sentences, 1)]
    question = json.dumps(_plain(asked.question), ensure_ascii=False)
    fence = "=== " + hashlib.sha256("\n".join((question, *lines)).encode("utf-8", "replace")).hexdigest()[:16]
    known = table("prompt", __package__)
    rules = known["rules"].strip().format(language=known["languages"][asked.language], fence=fence, most=MAX_CLAIMS)
    room = int((context - MAX_OUTPUT_TOKENS) * LETTERS) - len(rules) - len(question) - 2 * len(fence) - 40
    kept: list[str] = []
    for line in lines:
        if len(line) + 1 > room:
            break
        room -= len(line) + 1
        kept.append(line)
    told = "\n".join([f"Question: {question}", fence, *kept, fence])
    return [Message("system", rules), Message("user", told)], len(kept)


def _line(number: int, one: Offered) -> str:
    act, document = one.support.act, one.support.document
    day = act.date if act and act.date else document.date
    text = _plain(one.text)
    record = {
        "n": number,
        "act": str(act.kind) if act else "text",
        "by": _plain(", ".join(actor.label for actor in act.actors) if act else ""),
        "date": day.isoformat() if day else "",
        "title": _plain(document.title)[:160],
        "matter": _plain(matter(one.support))[:160],
        "text": text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …",
    }
    # "<" and "`" could be taken for the end of the data by what puts the messages together on the server.
    return json.dumps(record, ensure_ascii=False).translate(_ESCAPED)


def _plain(text: str) -> str:
    """Text on one line, without control characters and those that are not seen."""
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
