"""The latest evaluation run as staff see it: a table of measures, bars by category, and its whole report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Access, User
from assistant.api.errors import OneLineErrors
from assistant.quality import ENVIRONMENT, BadEvaluation, Evaluation, State, latest, page_of, place, read, state_of
from index.levels import Level
from ui.overview.tables import number
from ui.render import badge, escape, unbroken
from ui.texts import Texts

ADDRESS = "quality/report"
# A report needs its own styles and nothing else. Questions in it come from anybody, so it may not run anything.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
MEASURES = (
    "correct",
    "citation_exactness",
    "citation_support",
    "citation_recall",
    "recall@5",
    "mrr",
    "ndcg@10",
    "act_match",
    "abstention_recall",
    "abstention_precision",
    "language_match",
)
Span: TypeAlias = tuple[float, float]
LEADING = "correct"  # the measure that is shown by category


def evaluation_router(access: Access, folder: Path | None) -> APIRouter:
    """The route of the latest run's report.html, for staff; `folder` is that of the index."""
    routes = APIRouter(route_class=OneLineErrors)

    @routes.get(f"/{ADDRESS}", include_in_schema=False)
    def report(request: Request) -> Response:
        user = access.user(request)
        if not user.staff or not open_to(user, folder, state_of(folder)):
            raise HTTPException(403, "The report is for staff who may see every document.")
        run = latest(place(folder))
        page = page_of(run) if run is not None else None
        if page is None:
            raise HTTPException(404, "There is no report.")
        headers = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "no-referrer"}
        return Response(page.read_bytes(), media_type="text/html; charset=utf-8", headers=headers)

    return routes


def open_to(user: User, folder: Path | None, state: State | None) -> bool:
    """Whether somebody may read the report, which quotes any document of the index: all of them must be theirs."""
    return user.level is Level.INTERNAL or folder is None or (state is not None and not state.mixed)


def section(folder: Path | None, user: User, texts: Texts) -> str:
    """The latest run as HTML: what was measured and when, and whether the index is still the same.

    Without a run it is a line that says how to make one; a broken one is named.
    """
    heading = f"<h2>{escape(texts('evaluation.heading'))}</h2>"
    where = place(folder)
    run = latest(where)
    if run is None:
        line = _none(where, folder, texts)
        return f'{heading}<p class="aside">{escape(line)}</p>'
    try:
        found = read(run)
    except BadEvaluation as error:
        return f'{heading}<p class="notice">{escape(str(error))}</p>'
    state = state_of(folder)
    link = ""
    if page_of(run) is not None and open_to(user, folder, state):
        words = escape(texts("evaluation.open"))
        link = f'<p><a href="{ADDRESS}" target="_blank" rel="noopener">{words}</a></p>'
    return f"{heading}{_about(found, state, texts)}{link}{_measures(found, texts)}{_categories(found, texts)}"


def _none(where: Path | None, folder: Path | None, texts: Texts) -> str:
    if where is None:
        return texts("evaluation.nowhere", variable=ENVIRONMENT)
    command = f"council eval --out {where}" + (f" --index {folder}" if folder is not None else "")
    return texts("evaluation.none", command=command)


def _about(found: Evaluation, state: State | None, texts: Texts) -> str:
    finished = found.timing.finished
    rows = [
        (texts("evaluation.when"), f"{finished.astimezone():%Y-%m-%d %H:%M}" if finished else ""),
        (texts("evaluation.questions"), number(found.n, texts)),
        (texts("evaluation.dataset"), found.dataset.path or ""),
        (texts("evaluation.system"), "" if found.system == "council" else found.system),
        (texts("evaluation.time"), _time(found, texts)),
        (texts("evaluation.index"), found.index.fingerprint or ""),
    ]
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{unbroken(escape(value))}</dd></div>" for name, value in rows if value
    )
    return f'<dl class="facts">{facts}</dl>{_changed(found, state, texts)}'


def _time(found: Evaluation, texts: Texts) -> str:
    timing = found.timing
    if timing.p50_ms is None or timing.p95_ms is None:
        return ""
    told = texts("evaluation.times", p50=number(round(timing.p50_ms), texts), p95=number(round(timing.p95_ms), texts))
    jobs = timing.jobs or 1
    return told if jobs == 1 else f"{told}, {texts('evaluation.jobs', jobs=jobs)}"


def _changed(found: Evaluation, state: State | None, texts: Texts) -> str:
    if state is None or found.index.fingerprint is None:
        return ""
    if state.fingerprint == found.index.fingerprint:
        return f'<p class="aside">{escape(texts("evaluation.same"))}</p>'
    label = badge(texts("evaluation.changed"), "asked-not-answered")
    return f'<p class="changed">{label} {escape(texts("evaluation.changed_says"))}</p>'


def _measures(found: Evaluation, texts: Texts) -> str:
    rows = "".join(
        _row(
            texts(f"evaluation.name.{key}"),
            found.metrics.get(key),
            found.intervals.metrics.get(key),
            texts,
            says=texts(f"evaluation.says.{key}"),
        )
        for key in MEASURES
        if found.metrics.get(key) is not None
    )
    return _table("measures", texts("evaluation.measure"), rows, texts)


def _categories(found: Evaluation, texts: Texts) -> str:
    spans: Mapping[str, Mapping[str, Span | None]] = found.intervals.by_category
    rows = "".join(
        _row(
            texts.maybe("evaluation.category", name).replace("_", " "),
            held[LEADING],
            spans.get(name, {}).get(LEADING),
            texts,
            n=round(held.get("n") or 0),
        )
        for name, held in found.by_category.items()
        if held.get(LEADING) is not None
    )
    if not rows:
        return ""
    title = escape(texts("evaluation.by_category"))
    table = _table("categories", texts("evaluation.category_head"), rows, texts)
    return f"<details><summary>{title}</summary>{table}</details>"


def _table(kind: str, first: str, rows: str, texts: Texts) -> str:
    drawn, value = escape(texts("evaluation.drawn")), escape(texts("evaluation.value"))
    heads = (
        f'<th scope="col">{escape(first)}</th><th scope="col"><span class="sr">{drawn}</span></th>'
        f'<th scope="col" class="share">{value}</th>'
    )
    return f'<table class="evaluation {kind}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(
    name: str,
    value: float | None,
    span: Span | None,
    texts: Texts,
    says: str = "",
    n: int | None = None,
) -> str:
    if value is None:
        return ""
    held = span if span is not None and span[0] < span[1] else None  # one of no width tells nothing
    about = f"<small>{escape(says)}</small>" if says else ""
    count = f" <small>{escape(_unparted(texts('evaluation.of', n=n)))}</small>" if n is not None else ""
    return (
        f'<tr><th scope="row">{escape(name)}{about}{count}</th><td class="drawn">{_bar(value, held)}</td>'
        f'<td class="share">{_percent(value)}\u00a0%{_between(held, texts)}</td></tr>'
    )


def _between(span: Span | None, texts: Texts) -> str:
    if span is None:
        return ""
    told = texts("evaluation.between", low=_percent(span[0]), high=_percent(span[1]))
    return f"<small>{escape(told)}</small>"


def _unparted(text: str) -> str:
    """The text with its words kept on one line."""
    return text.replace(" ", "\u00a0")


def _percent(value: float) -> str:
    return f"{100 * value:.0f}"


def _bar(value: float, span: Span | None) -> str:
    """A bar from 0 to 1 with a whisker; hidden from who reads the number beside it."""
    whisker = ""
    if span is not None:
        low, high = (round(100 * edge, 1) for edge in span)
        whisker = f'<path class="whisker" d="M{low} 4V10M{low} 7H{high}M{high} 4V10"/>'
    width = round(100 * min(max(value, 0.0), 1.0), 1)
    return (
        '<svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="track" x="0" y="2" width="100" height="10"/>'
        f'<rect class="fill" x="0" y="2" width="{width}" height="10"/>{whisker}</svg>'
    )
