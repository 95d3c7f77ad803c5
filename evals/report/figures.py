"""The figures of a run: what report.json and the records hold, as bars and curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals import metrics
from evals.metrics.latency import nearest_rank
from evals.metrics.risk_coverage import confidence
from evals.metrics.support import told
from evals.record import Record
from evals.report.estimates import intervals, ratios
from evals.report.html.bars import Bar, Bars, bar
from evals.report.html.lines import Curve, Plane, Plot, ceiling, ticks
from evals.report.measures import Measure, shown_measures

GROUPS = {"retrieval": "Retrieval", "answers": "Answers", "citations": "Citations", "silence": "Silence"}
BY_CATEGORY = ("correct", "recall@5", "citation_support")
BY_LANGUAGE = ("correct", "recall@5", "language_match")
SIDE_BY_SIDE = ("recall@5", "mrr", "correct", "citation_precision", "citation_support", "abstention_recall")
_NAMES = {"sv": "Swedish", "en": "English", "dev": "dev, seen while building", "test": "test, kept apart"}
_PERCENTS = (10, 25, 50, 75, 90, 95, 99, 100)
_FIFTHS = 5
_ROWS = 20  # of a table beside a curve


def measures(whole: Mapping[str, Any]) -> list[Bars]:
    """One table for each group of measures."""
    values, spans, counts = whole["metrics"], whole["intervals"]["metrics"], whole["counted"]["metrics"]
    found = []
    for group, title in GROUPS.items():
        rows = [
            bar(
                m.label,
                values[m.key],
                _form(m),
                interval=spans.get(m.key),
                n=counts.get(m.key),
                note=m.says,
                drawn=m.share,
            )
            for m in shown_measures()
            if m.group == group and values.get(m.key) is not None
        ]
        if rows:
            found.append(Bars(title, "Measure", "Value", rows, counted=True, whiskers=True))
    return found


def by_category(whole: Mapping[str, Any]) -> list[Bars]:
    """A table a measure with a row a category, all of them first."""
    return [figure for key in BY_CATEGORY if (figure := _by(whole, _named(key), ("by_category",), "Category"))]


def by_language(whole: Mapping[str, Any]) -> list[Bars]:
    """A table a measure with a row a language and a row a split."""
    groups = ("by_language", "by_split")
    return [figure for key in BY_LANGUAGE if (figure := _by(whole, _named(key), groups, "Language, split"))]


def _by(whole: Mapping[str, Any], measure: Measure, groups: Sequence[str], first: str) -> Bars | None:
    key = measure.key
    if whole["metrics"].get(key) is None:
        return None
    spans, counts = whole["intervals"], whole["counted"]
    rows = [bar("all", whole["metrics"][key], interval=spans["metrics"].get(key), n=counts["metrics"][key], lead=True)]
    for group in groups:
        for name, held in whole[group].items():
            if held.get(key) is not None:
                span = spans[group][name].get(key)
                label = _NAMES.get(name, name.replace("_", " "))
                rows.append(bar(label, held[key], interval=span, n=counts[group][name][key]))
    return Bars(measure.label, first, "Value", rows, measure.says, counted=True, whiskers=True)


def sure(whole: Mapping[str, Any]) -> list[Plot]:
    """Risk over coverage; none where nothing was answered."""
    points = [(one["coverage"], one["risk"], one["confidence"]) for one in whole["risk_coverage"]["curve"]]
    if not points:
        return []
    end, last = points[-1][0], points[-1][1]
    plane = Plane(1.0, min(1.0, ceiling(max(risk for _, risk, _ in points))))
    lines = [
        Curve(plane.points([(0, last), (end, last)]), "second", "were the confidence no guide"),
        Curve(plane.points([(coverage, risk) for coverage, risk, _ in points]), "first", "this run"),
    ]
    shown = _thinned(points)
    return [
        Plot(
            name="risk-coverage",
            title="Risk over coverage",
            says="Share of wrong answers among those given, when only the surest are given: low on the left is good.",
            x=ticks(plane, "x", "{:.0f} %", 100),
            y=ticks(plane, "y", "{:.0f} %", 100),
            x_label="share of the questions answered",
            y_label="wrong",
            curves=lines,
            marks=[],
            head=("answered", "wrong", "confidence from"),
            rows=[(f"{c:.1%}", f"{r:.1%}", "–" if s is None else f"{s:.3f}") for c, r, s in shown],
        )
    ]


def calibration(records: Sequence[Record]) -> list[Bars]:
    """The answers in five groups as large as each other, the surest first: the share of each that is correct."""
    sure = [(confidence(record), record) for record in records if told(record)]
    ranked = sorted(((value, record) for value, record in sure if value is not None), key=lambda one: -one[0])
    size = len(ranked) / _FIFTHS
    rows = []
    for fifth in range(_FIFTHS):
        part = ranked[round(fifth * size) : round((fifth + 1) * size)]
        if part:
            held = [record for _, record in part]
            span = intervals({"correct": ratios(held)["correct"]}, len(held))["correct"]
            name = f"{part[0][0]:.2f} – {part[-1][0]:.2f}"
            rows.append(bar(name, metrics.correct(held), interval=span, n=len(held)))
    says = "The answers in five groups, the surest first: each group should be right more often than the next."
    return (
        [Bars("Correct by confidence", "Confidence", "Correct", rows, says, counted=True, whiskers=True)]
        if rows
        else []
    )


def time(records: Sequence[Record]) -> list[Plot]:
    """The share of questions that were answered within a time; none without questions."""
    times = sorted(record.ms for record in records)
    if not times:
        return []
    p50, p95, p99 = (nearest_rank(times, n) or 0.0 for n in (50, 95, 99))
    plane = Plane(ceiling(p99 * 1.02), 1.0)
    steps = [(0.0, 0.0)]
    for place, ms in enumerate(times, 1):
        if ms <= plane.x:
            steps += [(ms, steps[-1][1]), (ms, place / len(times))]
    return [
        Plot(
            name="latency",
            title="Time a question",
            says="Share of the questions answered within a time; the axis ends near the 99th percentile.",
            x=ticks(plane, "x", "{:.0f}"),
            y=ticks(plane, "y", "{:.0f} %", 100),
            x_label="milliseconds",
            y_label="answered",
            curves=[Curve(plane.points(steps), "first", "this run")],
            marks=[plane.mark(p50, f"p50 {p50:.0f} ms"), plane.mark(p95, f"p95 {p95:.0f} ms")],
            head=("share of questions", "within ms"),
            rows=[(f"{n} %", f"{nearest_rank(times, n) or 0:.0f}") for n in _PERCENTS],
        )
    ]


def stages(whole: Mapping[str, Any]) -> list[Bars]:
    """The mean time of each stage; none where the system does not tell."""
    found = whole.get("timing", {}).get("stages") or {}
    if not found:
        return []
    most = max(held["mean"] for held in found.values())
    rows = [
        bar(name, held["mean"], "{:.0f}", most=most, note=f"p50 {held['p50']:.0f}, p95 {held['p95']:.0f}")
        for name, held in found.items()
    ]
    says = "Milliseconds inside the system: understanding the question, finding passages, answering."
    return [Bars("Where the time goes", "Stage", "Mean ms", rows, says, ticks=())]


def side_by_side(named: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Bars]:
    """A table a measure with a row a system, the first as the one that the others are compared to; then the time."""
    found = []
    for measure in (m for m in shown_measures() if m.key in SIDE_BY_SIDE):
        rows = [_system(name, whole, measure, at == 0) for at, (name, whole) in enumerate(named)]
        if any(row.text != "–" for row in rows):
            found.append(Bars(measure.label, "System", "Value", rows, measure.says, whiskers=True))
    times = [(name, whole.get("timing", {}).get("p50_ms")) for name, whole in named]
    most = max((ms for _, ms in times if ms is not None), default=0.0)
    rows = [bar(name, ms, "{:.0f}", most=most, lead=at == 0) for at, (name, ms) in enumerate(times)]
    if most:
        says = "Half of the questions took no longer. Compare only where as many were asked at a time."
        found.append(Bars("p50", "System", "ms", rows, says, ticks=()))
    return found


def _system(name: str, whole: Mapping[str, Any], measure: Measure, lead: bool) -> Bar:
    value = whole.get("metrics", {}).get(measure.key)
    span = whole.get("intervals", {}).get("metrics", {}).get(measure.key)
    return bar(name, value, interval=span, lead=lead)


def _named(key: str) -> Measure:
    return next(measure for measure in shown_measures() if measure.key == key)


def _form(measure: Measure) -> str:
    return "{:.2f}" if measure.share else measure.form


def _thinned(points: Sequence[tuple[float, float, float | None]]) -> list[tuple[float, float, float | None]]:
    """At most so many points, as far apart as can be, with the last."""
    if len(points) <= _ROWS:
        return list(points)
    places = sorted({round(step * (len(points) - 1) / (_ROWS - 1)) for step in range(_ROWS)})
    return [points[place] for place in places]
