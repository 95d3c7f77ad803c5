"""The report as Markdown, made to be read in a pull request: short, with the details folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evals.brief import report as brief_report
from evals.metrics import faults
from evals.record import Record
from evals.report.markdown import folded, plain, table
from evals.report.measures import TIMES, by_category, by_language, by_split, failed, grouped, measure, shown
from evals.report.measures import shown_measures as columns

if TYPE_CHECKING:
    from evals.compare.difference import Comparison

# The measures of a row by category; the rest stands in report.html.
KEYS = ("recall@5", "mrr", "correct", "citation_support", "language_match")


def summary(records: Sequence[Record], whole: Mapping[str, Any], against: Comparison | None = None) -> str:
    """What was measured, each measure with its interval, what changed against another run, and what failed.

    `against` has that run as its first and this one as its second. The failed questions and the groups are folded.
    """
    facts = [f"- {name}: {plain(_plain(whole[name]))}" for name in _FACTS if name in whole]
    facts += [f"- {line}" for line in (*_cost(whole), *_time(whole), *map(plain, whole.get("left_out", ())))]
    asked = [f"{len(records)} questions.", *facts] if records else facts
    parts = ["\n".join(["# Evaluation", "", *asked])]
    if records:
        parts.append(_measures(records, whole))
        if against is not None:
            from evals.compare.markdown import changes

            parts.append(changes(against))
        parts += [_failed(records), _groups(records)]
    if "briefs" in whole:
        parts.append(brief_report.markdown(whole["briefs"]))
    return "\n\n".join(parts) + "\n"


_FACTS = ("dataset", "system", "configuration", "index")


def reason(record: Record) -> str:
    """One line on a failed question: its id, the question and why."""
    return f"{record.question.id}: {record.question.question} ({'; '.join(faults(record))})"


def _measures(records: Sequence[Record], whole: Mapping[str, Any]) -> str:
    values = measure(records)
    intervals = whole.get("intervals", {}).get("metrics", {})
    rows = []
    for one in columns():
        if values[one.key] is not None:
            span = intervals.get(one.key)
            between = f"{one.form.format(span[0])} – {one.form.format(span[1])}" if span else ""
            rows.append((one.label, shown(values[one.key], one.form), between))
    return table(("measure", "value", "95 % interval"), rows)


def _groups(records: Sequence[Record]) -> str:
    labels = {one.key: (one.label, one.form) for one in columns()}
    head = ("", "n", *(labels[key][0] for key in KEYS))
    tables = []
    for title, key in (("Language", by_language), ("Split", by_split), ("Category", by_category)):
        rows = []
        for name, part in grouped(records, key).items():
            values = measure(part)
            rows.append((plain(name), str(len(part)), *(shown(values[k], labels[k][1]) for k in KEYS)))
        tables.append(f"**{title}**\n\n{table(head, rows)}")
    return folded("By language, split and category", "\n\n".join(tables))


def _failed(records: Sequence[Record]) -> str:
    wrong = failed(records)
    if not wrong:
        return "No question failed."
    return folded(f"{len(wrong)} failed", "\n".join(f"- {plain(reason(record))}" for record in wrong))


def _cost(whole: Mapping[str, Any]) -> list[str]:
    calls, tokens = (whole.get("metrics", {}).get(name) for name in ("model_calls", "model_tokens"))
    if calls is None or tokens is None:
        return []
    return [f"language model: {calls:.1f} calls and {tokens:.0f} tokens a question"]


def _time(whole: Mapping[str, Any]) -> list[str]:
    timing = whole.get("timing", {})
    p50, p95 = (timing.get(name) for name in TIMES)
    if p50 is None or p95 is None:
        return []
    jobs = timing.get("jobs")
    at_once = f", {jobs} question{'' if jobs == 1 else 's'} at a time" if jobs else ""
    return [f"time: {p50:.0f} ms a question in the middle (p50), {p95:.0f} ms at p95{at_once}"]


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {held}" for name, held in value.items())
    return str(value)
