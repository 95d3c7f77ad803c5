"""Serves the page and the API from one process."""

from __future__ import annotations

import logging
import os
import socket
import webbrowser
from typing import TYPE_CHECKING

from assistant.access import Access, Everybody, OneService
from assistant.api import create_app
from assistant.service import Service
from corpus.errors import BadSettings
from index.levels import Level
from ui.theme import styles, theme

if TYPE_CHECKING:
    from fastapi import FastAPI

TRIED = 20  # ports tried from the asked one on

_HEAD = """<script>document.documentElement.lang = "sv";</script>
<link rel="icon" href="data:,">"""


def application(service: Service | Access, *, frame_ancestors: str = "'none'") -> FastAPI:
    """The API with the page mounted at `/`. Nothing in it reaches for another host.

    A service alone is open to everybody who can reach it.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio

    from ui.app import build

    access = service if isinstance(service, Access) else Access(Everybody(), OneService(service))
    app = create_app(access.services.at(Level.PUBLIC), frame_ancestors=frame_ancestors)
    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        build(access),
        path="/",
        theme=theme(),
        css=styles(),
        head=_HEAD,
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


def serve(service: Service, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serves until interrupted and prints the address; a taken port gives way to the next free one."""
    import uvicorn

    with listen(host, port) as made:
        app = application(service)
        address = url(host, made.getsockname()[1])
        print(address, flush=True)
        if open_browser:
            webbrowser.open(address)
        logging.getLogger("httpx").setLevel(logging.WARNING)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[made])


def url(host: str, port: int) -> str:
    """The address to open; one that listens everywhere is shown as this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"
