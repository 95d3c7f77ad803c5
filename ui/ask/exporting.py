"""The conversation on the page as a file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.export import Conversation, Exchange, docx, markdown
from assistant.service import Service
from ui.ask.turn import Turn

KINDS = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "markdown": ("md", "text/markdown;charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file for the browser: its name, its media type, its bytes in base64."""

    name: str
    kind: str
    content: str


def exported(turns: Sequence[Turn], kind: str, base: str, service: Service, language: str, day: date) -> File | None:
    """The answered turns as a file of a kind of `KINDS`; None where there is nothing to save.

    `base` is the page's address as the browser knows it. Raises `BadSettings` when that is none.
    """
    exchanges = [Exchange(turn.question, turn.answer) for turn in turns if turn.answer]
    if kind not in KINDS or not exchanges:
        return None
    ids = {citation.document_id for exchange in exchanges for citation in exchange.answer.citations}
    documents = [document for document in map(service.document, sorted(ids)) if document]
    places = {document.municipality for document in documents}
    conversation = Conversation(
        exchanges,
        base,
        day,
        "en" if language == "en" else "sv",
        places.pop() if len(places) == 1 else None,
        {document.id: document.language for document in documents},
    )
    ending, media = KINDS[kind]
    made = docx(conversation) if kind == "docx" else markdown(conversation).encode()
    return File(conversation.file_name(ending), media, b64encode(made).decode("ascii"))
