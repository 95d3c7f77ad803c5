"""Serves the page and the API from one process."""

from __future__ import annotations

import gc
import os
import socket
import time
import webbrowser
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from assistant.access import Access
from assistant.api import commitments, create_app
from assistant.api.pages import pages_router
from assistant.api.tables import tables_router
from assistant.api.uploads import uploads_router
from assistant.api.workbench import workbench_router
from assistant.keeping import purge_daily
from assistant.server import Server, memory_server, open_server
from assistant.service import Service
from corpus.errors import BadSettings
from ui.evaluation import evaluation_router
from ui.statement import Operator, statement_router
from ui.texts import LANGUAGES, texts
from ui.theme import styles, theme

if TYPE_CHECKING:
    import uvicorn
    from fastapi import APIRouter, FastAPI

    from index.settings import Settings

TRIED = 20  # ports tried from the asked one on
KEEP_ALIVE = 75  # seconds that an unused connection is kept

_HEAD = """<script>document.documentElement.lang = "sv";</script>
<link rel="icon" href="data:,">"""


def application(service: Service | Access | Server, *, frame_ancestors: str = "'none'") -> FastAPI:
    """The API with the page mounted at `/`. Nothing in it reaches for another host.

    Of a service or an access alone nothing is kept, and a service alone is open to everybody who can reach it.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio

    from ui.app import build

    server = service if isinstance(service, Server) else memory_server(service)
    app = create_app(
        server.access,
        frame_ancestors=frame_ancestors,
        public_url=server.public_url,
        routers=_routers(server),
        beside=[partial(purge_daily, server.kept)],
        metrics=server.observing.metrics,
    )
    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        build(server),
        path="/",
        theme=theme(),
        css=styles(),
        head=_HEAD,
        i18n=gradio.I18n(**{language: texts(language).group("framework") for language in LANGUAGES}),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        show_error=False,
        max_file_size="1kb",
        allowed_paths=[],
    )
    return mounted


def _routers(server: Server) -> list[APIRouter]:
    """The routes of what the page needs beside the API of `create_app`."""
    routers = [
        pages_router(server.access),
        tables_router(server.access),
        statement_router(Operator.load()),
        commitments.router,
        evaluation_router(server.access, server.folder),
    ]
    if server.uploads is not None:
        routers.append(uploads_router(server.access, server.jobs, server.uploads, server.folders))
        limit = server.uploads.limit
        routers.append(workbench_router(server.access, server.bench, server.briefs, limit, server.public_url))
    if server.sign_in is not None:
        routers.append(server.sign_in)
    return routers


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on; raises `BadSettings` when there is none."""
    try:
        family, _, _, _, _ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError) as error:
        raise BadSettings(
            f"The address {host}:{port} cannot be used: {error}. Choose another --host or --port."
        ) from error
    for candidate in range(port, min(port + TRIED, 65536)):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, candidate))
            made.listen(128)
        except OSError:
            made.close()
        else:
            return made
    raise BadSettings(f"No port from {port} to {port + TRIED - 1} is free on {host}: choose another --port.")


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serves an index until interrupted and prints the address; a taken port gives way to the next free one."""
    import uvicorn

    with open_server(settings) as server, listen(host, port) as made:
        app = application(server)
        address = url(host, made.getsockname()[1])
        print(address, flush=True)
        if open_browser:
            webbrowser.open(address)
        # Longer than a proxy or a browser keeps a line open: whoever sent on one that was just closed lost a question.
        web = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5, timeout_keep_alive=KEEP_ALIVE)
        )
        Thread(target=_prepare, args=[server, web], name="council-prepare", daemon=True).start()
        web.run(sockets=[made])


def _prepare(server: Server, web: uvicorn.Server) -> None:
    """Gets the answering ready once the page is served: before, it would only hold that up."""
    while not web.started:
        if web.should_exit:
            return
        time.sleep(0.05)
    server.prepare()
    gc.freeze()  # what is loaded stays: the collector need not look it all over while somebody waits


def url(host: str, port: int) -> str:
    """The address to open; one that listens everywhere is shown as this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"
