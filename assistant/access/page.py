"""The sign-in page: HTML without any script."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

from assistant.access.texts import LANGUAGES, texts

# Nothing but its own style sheet and form: no script, no frame, no other host.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows. `problem` and `note` are lines ready to be read; `user` is who is signed in already."""

    language: str
    token: str
    next: str = "/"
    name: str = ""
    problem: str = ""
    note: str = ""
    user: str = ""
    passwords: bool = True
    oidc: bool = False
    open: bool = False


def style() -> str:
    """The style sheet."""
    return files("assistant.access").joinpath("login.css").read_text(encoding="utf-8")


def page(shown: Shown) -> str:
    """The whole page; every text in it is escaped."""
    t = texts(shown.language)
    other = next(language for language in LANGUAGES if language != shown.language)
    heading = escape(t["account" if shown.user else "title"])
    title = escape(t["problem_title"]) if shown.problem else heading
    return f"""<!doctype html>
<html lang="{shown.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {escape(t["service"])}</title>
<link rel="stylesheet" href="/login/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<p>{escape(t["service"])}</p>
<a href="/login?{_query(lang=other, next=shown.next)}" lang="{other}" hreflang="{other}">{escape(t["other"])}</a>
</header>
<main>
<h1>{heading}</h1>
{_inside(shown, t) if shown.user else _outside(shown, t)}
</main>
</body>
</html>
"""


def _inside(shown: Shown, t: dict[str, str]) -> str:
    return f"""<div class="panel">
{_messages(shown)}<p class="lead">{escape(t["signed_in"].format(name=shown.user))}</p>
<a class="button first" href="{escape(shown.next)}">{escape(t["go_on"])}</a>
<form method="post" action="/logout?lang={shown.language}"><button class="plain">{escape(t["sign_out"])}</button></form>
</div>"""


def _outside(shown: Shown, t: dict[str, str]) -> str:
    lead = t["lead_open" if shown.open else "lead"]
    ways = [_form(shown, t)] if shown.passwords else []
    if shown.oidc:
        main = "" if shown.passwords else " first"
        query = _query(lang=shown.language, next=shown.next)
        ways.append(f'<a class="button{main}" href="/login/oidc?{query}">{escape(t["oidc"])}</a>')
    between = f'\n<p class="or">{escape(t["or"])}</p>\n'
    skip = f'\n<p class="after"><a href="/">{escape(t["skip"])}</a></p>' if shown.open else ""
    return f"""<p class="lead">{escape(lead)}</p>
<div class="panel">
{_messages(shown)}{between.join(ways)}
</div>{skip}"""


def _messages(shown: Shown) -> str:
    note = f'<p class="note" role="status">{escape(shown.note)}</p>\n' if shown.note else ""
    problem = (
        f'<p class="note problem" role="alert" id="problem">{escape(shown.problem)}</p>\n' if shown.problem else ""
    )
    return note + problem


def _form(shown: Shown, t: dict[str, str]) -> str:
    described = ' aria-describedby="problem"' if shown.problem else ""
    first, second = ("", " autofocus") if shown.name else (" autofocus", "")
    return f"""<form method="post" action="/login?lang={shown.language}">
<input type="hidden" name="token" value="{escape(shown.token)}">
<input type="hidden" name="next" value="{escape(shown.next)}">
<label for="name">{escape(t["name"])}</label>
<input id="name" name="name" value="{escape(shown.name)}" autocomplete="username" maxlength="64"
  autocapitalize="none" spellcheck="false" required{described}{first}>
<label for="password">{escape(t["password"])}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024"
  required{described}{second}>
<button>{escape(t["send"])}</button>
</form>"""


def _query(**values: str) -> str:
    return escape(urlencode(values))
