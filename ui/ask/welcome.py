"""What the page says before the first question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.service import Coverage
from ui.render import button, escape, unbroken
from ui.texts import Texts

BODIES = 4  # bodies named in the welcome


def welcome(coverage: Coverage, texts: Texts) -> str:
    """What the page covers, and how it answers."""
    heading = f"<h2>{escape(texts('welcome.heading'))}</h2>"
    if not coverage.documents:
        return f'<div class="welcome">{heading}<p>{escape(texts("welcome.nothing"))}</p></div>'
    unread = ""
    if coverage.unread:
        key = "welcome.unread_one" if len(coverage.unread) == 1 else "welcome.unread"
        unread = f'<p class="aside">{escape(texts(key, count=len(coverage.unread)))}</p>'
    return (
        f'<div class="welcome">{heading}<p>{unbroken(escape(_covers(coverage, texts)))}</p>'
        f"<p>{escape(texts('welcome.promise'))}</p>{unread}</div>"
    )


def tries(examples: Sequence[str], texts: Texts) -> str:
    """Questions that the documents answer, to be pressed."""
    chips = "".join(button(escape(example), "chip", data_question=example) for example in examples)
    return f'<h3>{escape(texts("welcome.try"))}</h3><div class="chips">{chips}</div>' if chips else ""


def _covers(coverage: Coverage, texts: Texts) -> str:
    separator = "," if texts.language == "en" else "\u00a0"
    count = f"{coverage.documents:,}".replace(",", separator)
    parts = [texts("welcome.coverage_one" if coverage.documents == 1 else "welcome.coverage", documents=count)]
    if coverage.bodies:
        parts.append(texts("welcome.bodies", bodies=_listed(coverage.bodies, texts)))
    if coverage.date_from and coverage.date_to:
        parts.append(texts("welcome.dates", start=coverage.date_from, end=coverage.date_to))
    return ", ".join(parts) + "."


def _listed(bodies: Sequence[str], texts: Texts) -> str:
    shown = list(bodies[:BODIES])
    if len(bodies) > BODIES:
        return texts("welcome.more_bodies", bodies=", ".join(shown), more=len(bodies) - BODIES)
    return f" {texts('welcome.and')} ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
