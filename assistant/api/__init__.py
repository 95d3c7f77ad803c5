"""The HTTP API and the MCP server: the contract's answer, and the documents, cases and people that it tells of."""

from assistant.api.app import create_app
from assistant.api.documents import may_show_original, original
from assistant.api.errors import MAX_BODY, NEUTRAL

__all__ = ["MAX_BODY", "NEUTRAL", "create_app", "may_show_original", "original"]
