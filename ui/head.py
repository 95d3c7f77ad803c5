"""The head of the page: its title, who is signed in, and the language somebody wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.busy import Busy
from corpus.errors import CouncilError
from index.publish import PublicNotReady
from ui.render import escape
from ui.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from ui.here import Here

COOKIE = "lang"  # set by static/header.js when the language is switched


def header(here: Here) -> str:
    """Title and one line about the page."""
    t = here.texts
    return f"<h1>{escape(t('page.title'))}</h1><p>{escape(t('page.lead'))}</p>"


def foot(here: Here) -> str:
    """The links at the end of the page."""
    t = here.texts
    links = (("accessibility", "accessibility"), ("docs", "api"))
    items = "".join(f'<a href="{address}">{escape(t(f"foot.{name}"))}</a>' for address, name in links)
    return f'<nav aria-label="{escape(t("foot.label"))}"><p>{items}</p></nav>'


def closed(error: CouncilError, language: str) -> str:
    """The head of a page that cannot be used just now."""
    t = texts(language)
    line = escape(unavailable(error, t))
    return f'<h1>{escape(t("page.title"))}</h1><p class="notice" role="alert">{line}</p>'


def unavailable(error: CouncilError, t: Texts) -> str:
    """Why the documents cannot be read just now; where they lie is not told to the public."""
    if isinstance(error, Busy):
        return t("page.busy", seconds=error.retry)
    return t("page.rebuilding") if isinstance(error, PublicNotReady) else t("page.unavailable", reason=str(error))


def language_of(connection: HTTPConnection | None) -> str:
    """The language of a visitor: by the link (`?lang=`), by their last choice, else by what the browser prefers."""
    if connection is None:
        return LANGUAGES[0]
    for wanted in (connection.query_params.get("lang"), connection.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    for one in connection.headers.get("accept-language", "").split(","):
        code = one.split(";")[0].strip().casefold()[:2]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]
