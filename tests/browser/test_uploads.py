"""Files that staff send in: good ones answer questions soon after, bad ones are refused with a clear line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import FilePayload, Locator, expect

from .site import UPLOAD_MB, Site, bearer
from .visitor import SOON, Visitor

GOOD = """Interpellation av Ulla Testberg (S) till kommunstyrelsens ordförande om fågeltornet vid Tallsjön

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/0999

Fågeltornet vid Tallsjön är stängt sedan i våras.

Mot bakgrund av detta vill jag ställa följande fråga:

1. När öppnar fågeltornet vid Tallsjön igen?

Tallhamra 2024-11-04

Ulla Testberg (S)
"""
HOSTILE = """<!doctype html><html><head><title>Skrivelse om tornugglan</title>
<style>body {{ display: none }} #send {{ display: none }}</style>
<link rel="stylesheet" href="{away}/style.css"><script src="{away}/script.js"></script></head>
<body onload="window.ran = 1"><h1>Skrivelse om tornugglan</h1>
<p>Tallhamra kommun 2024-11-05</p>
<p>Vi föreslår att kommunen bygger en holk för tornugglan i Tallhamra.</p>
<img src="{away}/picture.png" onerror="window.ran = 1"><svg onload="window.ran = 1"></svg>
<p>&lt;img src="{away}/text.png" onerror="window.ran = 1"&gt; ${{alert(1)}} {{{{7*7}}}}</p>
<script>window.ran = 1; fetch("{away}/fetched")</script><iframe src="{away}/frame"></iframe>
</body></html>
"""


@pytest.fixture
def desk(site: Site, visit: Callable[..., Visitor]) -> Visitor:
    """Staff at the place where files are sent in."""
    visitor = visit("?view=documents", account=site.staff)
    visitor.page.locator("#upload summary").click()
    visitor.page.locator('#upload [name="upload-level"][value="public"]').check()
    return visitor


def sent(visitor: Visitor, *files: FilePayload) -> Locator:
    """The lines of files that were sent in."""
    visitor.page.set_input_files("#upload input[type=file]", list(files))
    lines = visitor.page.locator("#upload .sent > li")
    expect(lines).to_have_count(len(files))
    return lines


def text(name: str, content: str, kind: str = "text/plain") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content.encode()}


def test_a_good_file_answers_a_question(site: Site, desk: Visitor) -> None:
    line = sent(desk, text("interpellation-fågeltornet.txt", GOOD))
    expect(line).to_have_class("file file-done", timeout=2 * SOON)
    expect(desk.page.locator("#table")).to_contain_text("fågeltornet vid Tallsjön")
    desk.opens("ask")
    turn = desk.asks("Vem frågade om fågeltornet vid Tallsjön?")
    expect(turn.locator(".answer")).to_contain_text("Ulla Testberg (S)")
    turn.locator(".answer .marker").first.click()
    desk.marked("När öppnar fågeltornet vid Tallsjön igen?")


def test_bad_files_are_refused_one_by_one(site: Site, desk: Visitor) -> None:
    """Too large, a program, an empty file, a picture that calls itself a PDF: the rest of the files still comes in."""
    bad: list[FilePayload] = [
        {"name": "stor.txt", "mimeType": "text/plain", "buffer": b"a" * (UPLOAD_MB * 1_000_000 + 1)},
        {
            "name": "program.exe",
            "mimeType": "application/octet-stream",
            "buffer": b"MZ\x90\x00" + bytes(range(256)) * 8,
        },
        {"name": "tom.txt", "mimeType": "text/plain", "buffer": b""},
        {"name": "bild.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64)},
    ]
    lines = sent(desk, *bad, text("anteckning.txt", "Anteckning\n\nTallhamra kommun 2024-11-06\n\nEn anteckning."))
    for number in range(len(bad)):
        expect(lines.nth(number)).to_have_class("file file-bad")
        line = lines.nth(number).inner_text()
        assert len(line.split()) > 3, f"says what is wrong: {line}"
        assert "Traceback" not in line
    expect(lines.nth(len(bad))).to_have_class("file file-done", timeout=2 * SOON)
    desk.forgives("HTTP 4")


def test_a_name_cannot_lead_out_of_the_folder(site: Site) -> None:
    """By the API, for a browser sends no folders: the file lies with the uploads under a plain name, or is refused."""
    before = {path for path in site.index.parent.rglob("*") if "uploads" not in path.parts}
    for name in ("../../../utanför.txt", "..\\..\\utanför.txt", "/tmp/utanför.txt", "en\nrad\x07.txt", "..", ".dold"):
        answer = httpx.post(
            f"{site.url}api/uploads?language=sv",
            data={"level": "internal"},
            files={"file": (name, f"Anteckning {name!r} i Tallhamra".encode(), "text/plain")},
            headers=bearer(site.staff),
            timeout=30,
        )
        assert answer.status_code in (201, 400, 415, 422), (name, answer.text)
        if answer.status_code == 201:
            kept = answer.json()["name"]
            assert kept == Path(kept).name
            assert kept.isprintable()
            assert not kept.startswith(".")
            assert (site.index / "uploads" / "internal" / kept).is_file()
    outside = {path for path in site.index.parent.rglob("*utanför*") if "uploads" not in path.parts}
    assert outside - before == set()
    assert not Path("/tmp/utanför.txt").exists()


def test_nothing_of_a_document_is_run_fetched_or_styled(site: Site, desk: Visitor) -> None:
    with listening() as (away, heard):
        line = sent(desk, text("skrivelse-tornugglan.html", HOSTILE.format(away=away), "text/html"))
        expect(line).to_have_class("file file-done", timeout=2 * SOON)
        desk.opens("ask")
        turn = desk.asks("Vad föreslås om tornugglan?")
        expect(turn.locator(".answer .marker").first).to_be_visible()
        turn.locator(".answer .marker").first.click()
        expect(desk.page.locator("#quote")).to_be_focused()
        desk.opens("documents")
        desk.page.locator("#table .title").filter(has_text="tornugglan").first.click()
        expect(desk.page.locator("#panel")).to_contain_text("tornugglan")
        assert desk.page.evaluate("() => window.ran") is None
        assert desk.page.locator("#panel :is(img[src^=http], script, iframe, link, style)").count() == 0
        assert heard == []
    infos = site.get("api/documents").json()
    document = next(info for info in infos if info["path"].endswith("skrivelse-tornugglan.html"))
    original = site.get(f"api/documents/{document['document_id']}/file")
    assert original.headers["content-disposition"].startswith("attachment")
    assert "text/html" not in original.headers["content-type"]


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Another server on this machine, and what it was asked for."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", heard
        finally:
            server.shutdown()
            thread.join()
