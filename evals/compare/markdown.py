"""A comparison as Markdown: a table of the measures, and the questions that changed, folded."""

from __future__ import annotations

from collections.abc import Sequence

from evals.compare.difference import Comparison, Pair
from evals.compare.wording import CAUTION, lead, names, shown
from evals.metrics import faults
from evals.record import Record
from evals.report.markdown import folded, plain, table


def markdown(found: Comparison) -> str:
    """The whole comparison as a page of its own."""
    first, second = names(found)
    return f"# {plain(second)} against {plain(first)}\n\n{body(found)}\n"


def changes(found: Comparison) -> str:
    """The same as a section of the summary of the second run."""
    return f"## Against {plain(str(found.first.folder))}\n\n{body(found)}"


def body(found: Comparison) -> str:
    """What differs, the measures and the questions."""
    parts = [lead(found)]
    if found.differs:
        parts.append("\n".join(f"- {plain(line)}" for line in found.differs))
    rows = [
        (one.measure.label, *shown(one), one.verdict)
        for one in found.differences
        if one.first is not None or one.second is not None
    ]
    parts += [table(("measure", "first", "second", "difference", "95 % interval", "p", ""), rows), CAUTION]
    groups = (
        ("became right", [_line(pair, pair.first) for pair in found.became_right]),
        ("became wrong", [_line(pair, pair.second) for pair in found.became_wrong]),
        ("have another answer", [f"- {plain(_named(pair.second))}" for pair in found.changed]),
        ("only in the first run", [f"- {plain(_named(record))}" for record in found.only_first]),
        ("only in the second run", [f"- {plain(_named(record))}" for record in found.only_second]),
        ("not the same question in both, and left out", [f"- {plain(_named(pair.second))}" for pair in found.reworded]),
    )
    parts += [folded(f"{len(lines)} {title}", "\n".join(lines)) for title, lines in groups if lines]
    return "\n\n".join(parts)


def _line(pair: Pair, wrong: Record) -> str:
    return f"- {plain(_named(pair.second))} ({plain('; '.join(_short(faults(wrong))))})"


def _short(why: Sequence[str]) -> list[str]:
    return [one if len(one) <= 120 else f"{one[:119]}…" for one in why]


def _named(record: Record) -> str:
    return f"{record.question.id}: {record.question.question}"
