"""The draft of an answer: from a brief to a Word document."""

from assistant.brief.draft.compose import compose
from assistant.brief.draft.records import Draft
from assistant.brief.draft.template import BadTemplate
from assistant.brief.draft.word import docx

__all__ = ["BadTemplate", "Draft", "compose", "docx"]
