"""Somebody at the page: what they do, what they see, and what went wrong while they looked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, StorageState, expect

ROOT = Path(__file__).resolve().parents[2]
SOON = 30_000  # milliseconds that a step of the page may take on a busy machine
MARK = "#panel mark#quote"
expect.set_options(timeout=SOON)
LOCALES = {"sv": "sv-SE", "en": "en-GB"}


def texts(language: str) -> dict[str, str]:
    """The page's texts by dotted key."""
    found: dict[str, str] = {}

    def flat(data: Mapping[str, Any], prefix: str) -> None:
        for name, value in data.items():
            if isinstance(value, Mapping):
                flat(value, f"{prefix}{name}.")
            else:
                found[prefix + name] = str(value)

    flat(tomllib.loads((ROOT / "ui" / "texts" / f"{language}.toml").read_text(encoding="utf-8")), "")
    return found


class Visitor:
    """A page in a browser of its own. `problems` are what no visit may have: errors, refusals, foreign requests."""

    def __init__(self, context: BrowserContext, url: str, language: str = "sv") -> None:
        self.context, self.url, self.language = context, url, language
        self.requests: list[str] = []
        self.problems: list[str] = []
        self._leaving = False
        self.page: Page = context.new_page()
        self.page.set_default_timeout(SOON)
        context.on("request", lambda request: self._requested(request.url))
        context.on("response", self._answered)
        self.page.on("websocket", lambda socket: self._requested(socket.url))
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        self.page.on("console", lambda line: self._told(line.type, line.text))

    @classmethod
    def new(
        cls,
        browser: Browser,
        url: str,
        language: str = "sv",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        sharp: bool = False,
        known: StorageState | None = None,
    ) -> Visitor:
        """A visitor with a browser window of their own; `known` are the cookies of an earlier visit."""
        context = browser.new_context(
            locale=LOCALES[language],
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            device_scale_factor=2 if sharp else 1,
            storage_state=known,
        )
        return cls(context, url, language)

    def _requested(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.url).netloc:
            self.problems.append(f"a request to another host: {url[:200]}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"HTTP {response.status} for {response.url[:200]}")

    def _told(self, kind: str, line: str) -> None:
        # A refused resource is told by `_answered` as well; the policy is not. A page that is left complains of the
        # requests that are broken off with it.
        left = self._leaving and ("AbortError" in line or "errored out" in line)
        if kind == "error" and not left and not line.startswith("Failed to load resource"):
            self.problems.append(f"console: {line[:300]}")

    def forgives(self, *parts: str) -> None:
        """Takes out the problems that hold one of these words; each word must have been met."""
        for part in parts:
            assert any(part in problem for problem in self.problems), f"no problem tells of {part}: {self.problems}"
        self.problems = [problem for problem in self.problems if not any(part in problem for part in parts)]

    def text(self, key: str, **values: object) -> str:
        """A text of the page in this visitor's language."""
        found = texts(self.language)[key]
        return found.format(**values) if values else found

    def goes(self, path: str = "") -> Visitor:
        """Opens the page and waits until it can be used and, but for a link with a question, offers examples."""
        self._leaving = True
        self.page.goto(self.url + path)
        self._leaving = False
        self.ready()
        if "q=" not in path:
            expect(self.page.locator("#tries .chip").first).to_be_attached()
        return self

    def ready(self) -> None:
        """Waits until the page is filled and the field for a question can be written in."""
        expect(self.page.locator("#title h1")).to_have_text(self.text("page.title"))
        expect(self.page.locator("#question textarea")).to_have_count(1)

    def asks(self, question: str) -> Locator:
        """Asks, waits for the answer and returns its turn."""
        turns = self.page.locator("#log .turn")
        before = turns.count()
        self.page.fill("#question textarea", question)
        self.page.click("#send")
        busy = self.page.get_by_text(self.text("ask.busy"))
        expect(turns.nth(before).or_(busy).first).to_be_visible()
        if busy.is_visible():  # the page says so and keeps the question: it is sent again
            self.page.click("#send")
        expect(turns).to_have_count(before + 1)
        return self.answered(before)

    def clears(self) -> None:
        """Begins a new conversation."""
        self.page.click("#clear")
        expect(self.page.locator("#log .turn")).to_have_count(0)

    def answered(self, number: int = 0) -> Locator:
        """A turn of the conversation, when its answer is there."""
        turn = self.page.locator("#log .turn").nth(number)
        expect(turn.locator(".state .badge")).to_be_visible()
        expect(turn.locator(".working")).to_have_count(0)
        return turn

    def opens(self, view: str) -> None:
        """Goes to a tab; on a narrow page it may lie in the menu of those that do not fit."""
        name = re.compile(rf"^\s*{re.escape(self.text(f'page.tab_{view}'))}\s*$")
        tab = self.page.locator("#tabs").get_by_role("tab", name=name)
        if not tab.first.is_visible():
            self.page.locator("#tabs .overflow-menu > button").click()
            self.page.locator("#tabs .overflow-dropdown button").filter(has_text=name).click()
        else:
            tab.first.click()

    @property
    def views(self) -> list[str]:
        """The tabs that this visitor has, by name."""
        labels = {value: key for key, value in texts(self.language).items() if key.startswith("page.tab_")}
        shown = self.page.locator("#tabs [role=tab]").all_text_contents()
        return list(dict.fromkeys(labels[one.strip()].removeprefix("page.tab_") for one in shown if one.strip()))

    def marked(self, quote: str) -> None:
        """Fails unless exactly these characters are marked in the source panel."""
        try:
            self.page.wait_for_function(
                "([where, quote]) => document.querySelector(where)?.textContent === quote", arg=[MARK, quote]
            )
        except Exception:
            found = self.page.evaluate("where => document.querySelector(where)?.textContent", MARK)
            assert found == quote
            raise

    def switches(self) -> None:
        """Presses the switch of languages."""
        self.language = "en" if self.language == "sv" else "sv"
        self.page.click("#switch")
        self.ready()

    def focused(self) -> dict[str, Any]:
        """What has the focus, and whether that can be seen."""
        found: dict[str, Any] = self.page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              return {
                tag: one.tagName.toLowerCase(), id: one.id, classes: [...one.classList],
                name: (one.getAttribute("aria-label") || one.textContent || one.value || "").trim().slice(0, 60),
                within: one.closest("[id]")?.id || "", n: one.dataset.n || "",
                seen: outlined || style.boxShadow !== "none",
                onscreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
              };
            }"""
        )
        return found

    def tabs_to(self, selector: str, limit: int = 60) -> dict[str, Any]:
        """Presses Tab until something has the focus; every stop on the way must show where it is."""
        stops: list[dict[str, Any]] = []
        for _ in range(limit):
            self.page.keyboard.press("Tab")
            stop = self.focused()
            stops.append(stop)
            assert stop["tag"] == "body" or stop["seen"], f"the focus cannot be seen on {stop}"
            if self.page.evaluate("where => document.activeElement.matches(where)", selector):
                return stop
        raise AssertionError(f"Tab does not lead to {selector}: {[stop['name'] for stop in stops]}")

    def signs_in(self, name: str, password: str, path: str = "") -> None:
        """Signs in at the sign-in page, and is led on to a path."""
        self.page.goto(f"{self.url}login?lang={self.language}&next={quote('/' + path)}")
        self.page.fill("#name", name)
        self.page.fill("#password", password)
        self.page.locator("form button").click()
        self.ready()
