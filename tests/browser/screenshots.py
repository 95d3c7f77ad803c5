"""Takes the pictures of docs/screenshots: `pytest tests/browser/screenshots.py`, which no other run collects.

They show the sample documents and nothing else, as PNG files with a palette.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from .site import Account, Site
from .visitor import ROOT, Visitor

OUT = ROOT / "docs" / "screenshots"
COLOURS = 128
WHO_ASKED = "Vem frågade om Jobbcentrums tidplan?"
WHO_ASKED_EN = "Who asked about Jobbcentrum's timeline?"
DECIDED = "Vad beslutades om motionen om avgiftsfri buss för unga?"
CASE, PERSON = "AVN 2022/147", "Marika Lindeqvist"


class Camera:
    """Opens visits and keeps pictures of them."""

    def __init__(self, browser: Browser, site: Site, out: Path) -> None:
        self.browser, self.site, self.out = browser, site, out

    def visit(
        self,
        path: str | None = "",
        *,
        language: str = "sv",
        width: int = 1360,
        height: int = 860,
        dark: bool = False,
        account: Account | None = None,
    ) -> Visitor:
        """A visitor at a path (None: nowhere yet)."""
        visitor = Visitor.new(self.browser, self.site.url, language, width, height, dark, sharp=width < 500)
        if account:
            visitor.signs_in(account.name, account.password, path or "")
            return visitor
        return visitor if path is None else visitor.goes(path)

    def keep(self, visitor: Visitor, name: str) -> None:
        """A picture of what is seen now; the visit is over then."""
        visitor.page.evaluate("() => document.fonts.ready")
        visitor.page.wait_for_function("() => [...document.images].every(one => one.complete)")
        shot = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
        shot.quantize(COLOURS, dither=Image.Dither.NONE).save(self.out / f"{name}.png", optimize=True)
        visitor.context.close()


def ask(camera: Camera) -> None:
    """The page before the first question, with the example questions."""
    visitor = camera.visit()
    expect(visitor.page.locator("#tries .chip").first).to_be_visible()
    camera.keep(visitor, "ask")


def answer(camera: Camera) -> None:
    """An answer, and its first source marked in the text beside it."""
    visitor = camera.visit()
    visitor.asks(WHO_ASKED).locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    camera.keep(visitor, "answer")


def answer_in_english(camera: Camera) -> None:
    """The same question in English: the page is English, the quotes stay Swedish."""
    visitor = camera.visit(language="en")
    visitor.asks(WHO_ASKED_EN).locator(".answer .marker").nth(1).click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    camera.keep(visitor, "answer-en")


def pdf(camera: Camera) -> None:
    """The page of a PDF with the quoted words marked."""
    visitor = camera.visit()
    visitor.asks(DECIDED).locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    visitor.page.wait_for_function("() => document.querySelector('#panel .sheet img').naturalWidth > 0")
    camera.keep(visitor, "pdf-page")


def copied(camera: Camera) -> None:
    """The citation, copied."""
    visitor = camera.visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.asks(WHO_ASKED).locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    visitor.page.click("#panel button.copy")
    expect(visitor.page.locator("#panel .copied")).not_to_be_empty()
    camera.keep(visitor, "copied")


def cases(camera: Camera) -> None:
    """The list of cases."""
    visitor = camera.visit("?view=cases")
    expect(visitor.page.locator("#cases-table tbody tr").first).to_be_visible()
    camera.keep(visitor, "cases")


def case(camera: Camera) -> None:
    """One case from the question to what came of it."""
    visitor = camera.visit(f"?case={CASE}", height=1200)
    expect(visitor.page.locator("#case article ol").first).to_be_visible()
    camera.keep(visitor, "case")


def people(camera: Camera) -> None:
    """The list of people."""
    visitor = camera.visit("?view=people")
    expect(visitor.page.locator("#people-table tbody tr").first).to_be_visible()
    camera.keep(visitor, "people")


def person(camera: Camera) -> None:
    """What one person asked, answered and proposed."""
    visitor = camera.visit(f"?person={PERSON}", height=1100)
    expect(visitor.page.locator("#person article")).to_be_visible()
    camera.keep(visitor, "person")


def documents(camera: Camera) -> None:
    """The documents and their chart."""
    visitor = camera.visit("?view=documents", height=1200)
    expect(visitor.page.locator("#table tbody tr").first).to_be_visible()
    camera.keep(visitor, "documents")


def upload(camera: Camera) -> None:
    """Where staff send files in."""
    visitor = camera.visit("?view=documents", account=camera.site.staff)
    visitor.page.locator("#upload summary").click()
    expect(visitor.page.locator("#upload .drop")).to_be_visible()
    camera.keep(visitor, "upload")


def login(camera: Camera) -> None:
    """The sign-in page."""
    visitor = camera.visit(None, width=900, height=640)
    visitor.page.goto(f"{visitor.url}login?lang=sv")
    camera.keep(visitor, "login")


def dark(camera: Camera) -> None:
    """An answer at night."""
    visitor = camera.visit(dark=True)
    visitor.asks(WHO_ASKED).locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    camera.keep(visitor, "dark")


def phone(camera: Camera) -> None:
    """An answer on a telephone of 360 pixels."""
    visitor = camera.visit(width=360, height=720)
    expect(visitor.asks(WHO_ASKED).locator(".answer .marker").first).to_be_visible()
    camera.keep(visitor, "phone")


def phone_source(camera: Camera) -> None:
    """Its source on the same telephone."""
    visitor = camera.visit(width=360, height=720)
    visitor.asks(WHO_ASKED).locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_in_viewport()
    camera.keep(visitor, "phone-source")


PICTURES: tuple[Callable[[Camera], None], ...] = (
    ask,
    answer,
    answer_in_english,
    pdf,
    copied,
    cases,
    case,
    people,
    person,
    documents,
    upload,
    login,
    dark,
    phone,
    phone_source,
)


@pytest.fixture(scope="module")
def camera(browser: Browser, site: Site) -> Camera:
    """What takes the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    return Camera(browser, site, OUT)


@pytest.mark.parametrize("take", PICTURES, ids=lambda take: take.__name__)
def test_picture(camera: Camera, take: Callable[[Camera], None]) -> None:
    """Takes a picture."""
    take(camera)
