"""A small service behind the gate: a page, an API, a stream and a socket, each telling who it was opened for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse

from assistant.access.gate import Gate

PASSWORD = "korrekt häst batteri"
ADDRESS = "https://fraga.tallhamra.test"


def service(gate: Gate) -> FastAPI:
    """An application that answers everywhere with who asks."""
    app = FastAPI()

    def told(connection: Any) -> dict[str, str]:
        user = gate.access.user(connection)
        return {"name": user.name, "role": user.role, "level": user.level}

    @app.get("/")
    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(f"<h1>{told(request)['name']}</h1>")

    def who(request: Request) -> JSONResponse:
        return JSONResponse(told(request))

    for path in ("/api/ask", "/gradio_api/queue/join", "/mcp"):
        app.add_api_route(path, who, methods=["GET", "POST"])

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/api/stream")
    def stream() -> StreamingResponse:
        async def parts() -> AsyncIterator[str]:
            for part in ("one ", "two ", "three"):
                yield part

        return StreamingResponse(parts(), media_type="text/event-stream")

    @app.websocket("/queue/ws")
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_json(told(websocket))
        await websocket.close()

    gate.protect(app)
    return app
