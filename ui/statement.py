"""The accessibility statement that the law on digital public service (2018:1937) asks for, as a page of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ui.head import language_of
from ui.render import escape
from ui.texts import LANGUAGES, Texts, texts
from ui.theme import static

PATH = "/accessibility"
SUPERVISOR = "https://www.digg.se/tdosanmalan"  # where anybody may complain of a public body's digital service


@dataclass(frozen=True, slots=True)
class Operator:
    """Who answers for the service: a name and a way to reach them, both as they are to be shown."""

    name: str = ""
    contact: str = ""

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> Operator:
        """COUNCIL_OPERATOR and COUNCIL_CONTACT; a statement without them says whom to ask in general terms."""
        return cls(environment.get("COUNCIL_OPERATOR", "").strip(), environment.get("COUNCIL_CONTACT", "").strip())


def statement_router(operator: Operator) -> APIRouter:
    """The route of the statement; its language is that of the page (`?lang=`, the last choice, the browser)."""
    routes = APIRouter()

    @routes.get(PATH, response_class=HTMLResponse, include_in_schema=False)
    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(statement(operator, texts(language_of(request))))

    return routes


def statement(operator: Operator, t: Texts) -> str:
    """The whole page, without any script."""
    name = operator.name or t("statement.operator")
    contact = t("statement.contact", contact=operator.contact) if operator.contact else t("statement.contact_unset")
    other = next(language for language in LANGUAGES if language != t.language)
    sections = [
        ("how_heading", [t("statement.how", operator=name), t("statement.tested")]),
        ("lacks_heading", [t(f"statement.lack_{n}") for n in ("scans", "originals", "pages")]),
        ("report_heading", [contact]),
        ("complain_heading", [t("statement.complain")]),
    ]
    body = "".join(_section(t(f"statement.{heading}"), lines) for heading, lines in sections)
    link = f'<p><a href="{SUPERVISOR}" rel="noreferrer">{escape(t("statement.supervisor"))}</a></p>'
    return f"""<!doctype html>
<html lang="{t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(t("statement.title"))} – {escape(t("page.title"))}</title>
<link rel="icon" href="data:,">
<style>{static("page.css")}{static("statement.css")}</style>
</head>
<body class="statement">
<header><a href="./">{escape(t("statement.back"))}</a>
<a href="accessibility?lang={other}" lang="{other}" hreflang="{other}">{escape(t("page.other_language"))}</a></header>
<main>
<h1>{escape(t("statement.title"))}</h1>
{body}{link}
<p class="aside">{escape(t("statement.updated", day=t("statement.day")))}</p>
</main>
</body>
</html>
"""


def _section(heading: str, lines: list[str]) -> str:
    inner = f"<p>{escape(lines[0])}</p>" if len(lines) == 1 else "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(heading)}</h2>{inner if len(lines) == 1 else f'<ul>{inner}</ul>'}"
