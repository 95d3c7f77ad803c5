"""The coverage matrix: every question and each of its parts, and how far the documents answer it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.brief.records import Cover, Prepared
from ui.render import attributes, escape, shortened
from ui.texts import Texts
from ui.workbench.pieces import cover

_TITLE, _PART = 110, 70  # characters of a question and of a part


def matrix(prepared: Sequence[Prepared], texts: Texts) -> str:
    """A row a question, a column a part; the questions lead to what was found for them."""
    t = texts
    most = max((len(one.covers) for one in prepared), default=0)
    several = most > 1
    names = [t("workbench.matrix.question"), t("workbench.matrix.whole")]
    names += [t("workbench.matrix.part", n=n + 1) for n in range(most)] if several else []
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names)
    body = "".join(f'<tr role="row">{_row(one, names, several, t)}</tr>' for one in prepared)
    caption = f'<caption class="sr">{escape(t("workbench.matrix.caption"))}</caption>'
    table = (
        f'<table class="wb-matrix" role="table">{caption}<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )
    label = attributes(aria_label=t("workbench.matrix.caption"))
    told = f'<p class="wb-sum">{_sum(prepared, t)}</p>'
    return f'{told}<div class="wb-scroll" tabindex="0" role="group"{label}>{table}</div>'


def _row(one: Prepared, names: Sequence[str], several: bool, t: Texts) -> str:
    n = one.ask.n
    link = (
        f'<a class="wb-link"{attributes(href=f"#wb-q{n}", data_goto=f"wb-q{n}")}>{n}. '
        f'<span lang="sv">{escape(shortened(one.ask.text, _TITLE))}</span></a>'
    )
    cells = [f'<th scope="row" role="rowheader">{link}</th>', _cell(names[1], cover(one.cover, t))]
    if several:
        for i, name in enumerate(names[2:]):
            cells.append(_part(one, i, name, t))
    return "".join(cells)


def _part(one: Prepared, i: int, name: str, t: Texts) -> str:
    if len(one.covers) < 2 or i >= len(one.covers):
        none = f'<span class="sr">{escape(t("workbench.matrix.no_part"))}</span>'
        return _cell(name, f'<span class="wb-none" aria-hidden="true">–</span>{none}', "wb-empty")
    words = one.ask.parts[i] if i < len(one.ask.parts) else ""
    told = f'<span class="wb-small" lang="sv">{escape(shortened(words, _PART))}</span>' if words else ""
    return _cell(name, cover(one.covers[i], t) + told)


def _cell(name: str, content: str, style: str = "") -> str:
    return f'<td role="cell"{attributes(data_name=name, class_=style or None)}>{content}</td>'


def _sum(prepared: Sequence[Prepared], t: Texts) -> str:
    """How many questions stand how, in words."""
    counts = {how: sum(one.cover is how for one in prepared) for how in Cover}
    told = (f"{count} {t(f'workbench.cover.{how.value}').lower()}" for how, count in counts.items() if count)
    return escape(t("workbench.matrix.sum", count=len(prepared), told=", ".join(told)))
