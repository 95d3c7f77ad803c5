"""The MCP server: the assistant as tools of another assistant.

Protocol: https://modelcontextprotocol.io/specification. It sends nothing anywhere; who calls is asked for each call,
as for the rest of the API. `assistant.api.transport` ties it to HTTP and to stdio.
"""

from __future__ import annotations

import json
import logging
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from importlib import resources
from typing import Annotated, Any, TypeVar, cast

from anyio import to_thread
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import ContentBlock, TextContent, ToolAnnotations
from pydantic import Field
from starlette.requests import Request

from assistant.api import tools
from assistant.api.errors import told
from assistant.api.health import installed
from assistant.api.records import CaseRecord
from assistant.contract import MAX_QUESTION, Answer, FilterSpec, Language
from assistant.service import Service

T = TypeVar("T")
NAME = "council-assistant"
_READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)

Caller = Context[Any, Any, Request]
Services = Callable[[Request | None], Service]
"""Gives the assistant that may answer a request; None stands for whoever started the server on stdio."""
Opened = Callable[[Request | None, str], None]
"""Is told the document that a request opens, before it is shown."""


class CouncilServer(FastMCP[None]):
    """A server whose tools fail with one line, and whose text is the structured content as compact JSON."""

    def __init__(self, services: Services, opened: Opened = lambda request, document_id: None) -> None:
        words = _texts()
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        super().__init__(NAME, instructions=words["instructions"])
        # The library has set up logging for the whole process: that is for whoever started it.
        root.handlers[:] = handlers
        root.setLevel(level)
        self.services, self.opened = services, opened
        self.lowlevel = self._mcp_server  # what the transports run
        self.lowlevel.version = installed()
        for tool, title in _TOOLS.items():
            self.add_tool(tool, title=title, description=words[tool.__name__], annotations=_READS)

    async def call_tool(self, name: str, arguments: dict[str, Any]) -> Any:
        """What a tool gives, as text and as structured content; raises `ToolError` with one line."""
        known = {tool.name: [*tool.inputSchema["properties"]] for tool in await self.list_tools()}
        if name not in known:
            raise ToolError(f"There is no tool {name[:60]!r}: use one of {', '.join(known)}.")
        odd = sorted(set(arguments) - set(known[name]))
        if odd:
            raise ToolError(f"{name} takes no {', '.join(odd)[:60]}: it takes {', '.join(known[name])}.")
        try:
            _, found = cast(tuple[Any, dict[str, Any]], await super().call_tool(name, arguments))
        except ToolError as error:
            cause = error.__cause__
            raise ToolError(told(cause if isinstance(cause, Exception) else error, f"MCP {name}")[1]) from None
        text: list[ContentBlock] = [TextContent(type="text", text=json.dumps(found, ensure_ascii=False))]
        return text, found


async def ask(
    ctx: Caller,
    question: Annotated[str, Field(max_length=MAX_QUESTION, description="One question, in Swedish or English.")],
    history: Annotated[tuple[str, ...], Field(description="Earlier questions, oldest first.")] = (),
    filters: Annotated[FilterSpec | None, Field(description="Narrows what is searched; usually not needed.")] = None,
) -> Answer:
    """Answers a question."""
    return await _given(ctx, lambda service: service.ask(question, history=history, filters=filters))


async def list_questions(
    ctx: Caller,
    person: Annotated[str, Field(description='Who put them: "Anna Ek".')] = "",
    party: Annotated[str, Field(description='Whose they are: "S", or the name of a party or union.')] = "",
    topic: Annotated[str, Field(description="What they are about, in a few Swedish words.")] = "",
    date_from: Annotated[date | None, Field(description="Put on this day or later.")] = None,
    date_to: Annotated[date | None, Field(description="Put on this day or earlier.")] = None,
    answered: Annotated[
        bool | None, Field(description="true: only answered ones; false: only unanswered ones.")
    ] = None,
    language: Annotated[Language, Field(description="Of the table's words; quotes stay as they are.")] = "sv",
) -> Answer:
    """Lists questions."""
    narrowed = partial(
        tools.list_questions,
        person=person,
        party=party,
        topic=topic,
        date_from=date_from,
        date_to=date_to,
        answered=answered,
        language=language,
    )
    return await _given(ctx, narrowed)


async def get_case(
    ctx: Caller,
    number: Annotated[str, Field(min_length=1, max_length=200, description="The case number, or its id.")],
) -> CaseRecord:
    """Gives a case."""
    return await _given(ctx, lambda service: tools.get_case(service, number))


async def get_document(
    ctx: Caller,
    document: Annotated[str, Field(min_length=1, max_length=1000, description="Its document_id or path.")],
    start: Annotated[int, Field(ge=0, description="Offset of the first character.")] = 0,
    end: Annotated[int | None, Field(ge=0, description="Offset after the last character.")] = None,
    max_characters: Annotated[
        int, Field(ge=1, le=tools.MOST_CHARACTERS, description="The most that is given in one call.")
    ] = tools.USUAL_CHARACTERS,
) -> tools.DocumentText:
    """Gives a window of a document's text."""

    def noted(service: Service) -> tools.DocumentText:
        found = tools.get_document(service, document, start, end, max_characters)
        cast(CouncilServer, ctx.fastmcp).opened(ctx.request_context.request, found.document.document_id)
        return found

    return await _given(ctx, noted)


async def search_documents(
    ctx: Caller,
    query: Annotated[str, Field(max_length=MAX_QUESTION, description="What they are about.")] = "",
    body: Annotated[tuple[str, ...], Field(description="Boards, as the documents name them.")] = (),
    genre: Annotated[tuple[str, ...], Field(description="Kinds: interpellation, minutes, motion …")] = (),
    party: Annotated[tuple[str, ...], Field(description="Parties of whom somebody speaks in it.")] = (),
    date_from: Annotated[date | None, Field(description="The first day.")] = None,
    date_to: Annotated[date | None, Field(description="The last day.")] = None,
    offset: Annotated[int, Field(ge=0, description="How many to leave out at the beginning.")] = 0,
    limit: Annotated[int, Field(ge=1, le=tools.MOST_DOCUMENTS, description="How many to give.")] = 10,
) -> tools.FoundDocuments:
    """Finds documents."""
    filters = FilterSpec(body=[*body], genre=[*genre], party=[*party], date_from=date_from, date_to=date_to)
    return await _given(ctx, lambda service: tools.search_documents(service, query, filters, offset, limit))


_TOOLS: dict[Callable[..., Any], str] = {
    ask: "Ask the documents",
    list_questions: "List questions",
    get_case: "Get a case",
    get_document: "Get a document's text",
    search_documents: "Search documents",
}


async def _given(ctx: Caller, work: Callable[[Service], T]) -> T:
    """What is made, in a thread, from the assistant of whoever calls."""
    server = cast(CouncilServer, ctx.fastmcp)
    request = ctx.request_context.request
    return await to_thread.run_sync(lambda: work(server.services(request)))


@cache
def _texts() -> dict[str, str]:
    found = tomllib.loads(resources.files("assistant.api").joinpath("texts.toml").read_text(encoding="utf-8"))
    return {name: str(text) for name, text in found["mcp"].items()}
