"""How a comparison is told in words and numbers."""

from __future__ import annotations

from evals.compare.difference import Comparison, Difference

CAUTION = (
    "An interval that holds 0 shows no difference, which is not to say that there is none. Of twenty measures one "
    "misses by chance: do not pick the one that pleases."
)


def lead(found: Comparison) -> str:
    """How many questions are compared, and how many changed."""
    right, wrong, other = len(found.became_right), len(found.became_wrong), len(found.changed)
    return f"{len(found.pairs)} questions: {right} became right, {wrong} became wrong, {other} have another answer."


def shown(one: Difference) -> tuple[str, str, str, str, str]:
    """The first value, the second, the difference with its sign, the interval and p; dashes for what is unknown."""
    form = one.measure.form
    signed = "{:+.3f}" if one.measure.share else "{:+.0f}" if one.measure.group == "time" else "{:+.1f}"
    interval = "–" if one.low is None or one.high is None else f"{signed.format(one.low)} to {signed.format(one.high)}"
    return (
        "–" if one.first is None else form.format(one.first),
        "–" if one.second is None else form.format(one.second),
        "–" if one.value is None else signed.format(one.value),
        interval,
        "–" if one.p is None else "< 0.001" if one.p < 0.001 else f"{one.p:.3f}",
    )


def names(found: Comparison) -> tuple[str, str]:
    """The names of the two runs: their systems where these differ, else their folders."""
    first, second = found.first, found.second
    if first.name != second.name:
        return first.name, second.name
    one, other = first.folder.name or "first", second.folder.name or "second"
    return (one, other) if one != other else ("first", "second")
