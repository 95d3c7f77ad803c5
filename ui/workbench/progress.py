"""The work as it goes on, question by question."""

from __future__ import annotations

from ui.render import attributes, button, escape, shortened
from ui.texts import Texts

_TITLE = 160


def working(done: int, total: int, now: str, title: str, texts: Texts, *, again: bool = False) -> str:
    """How many questions of `total` are done, the words of the one that is looked into, and a button that stops it."""
    t = texts
    head = t("workbench.work.again" if again else "workbench.work.heading")
    line = t("workbench.work.line", done=done, total=total)
    bar = attributes(max=max(1, total), value=done, aria_label=t("workbench.work.progress"))
    looking = f'<p class="wb-now" lang="sv">{escape(shortened(now, _TITLE))}</p>' if now else ""
    stop = button(escape(t("workbench.work.stop")), "plain", data_event="stop", data_key="stop")
    return (
        f'<section class="wb-work"><h2 tabindex="-1" data-focus="work">{escape(head)}</h2>'
        f'<p class="wb-small" lang="sv">{escape(shortened(title, _TITLE))}</p>'
        f'<p class="wb-count" data-say>{escape(line)}</p><progress{bar}></progress>{looking}{stop}</section>'
    )
