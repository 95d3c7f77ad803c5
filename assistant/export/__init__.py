"""Answers and conversations for other programs: plain text with footnotes, Markdown, Word."""

from assistant.export.conversation import Conversation, Exchange
from assistant.export.docx import docx
from assistant.export.markdown import markdown
from assistant.export.notes import notes

__all__ = ["Conversation", "Exchange", "docx", "markdown", "notes"]
