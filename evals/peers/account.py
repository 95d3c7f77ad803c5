"""Where the assistant is ahead and where it is not, in sentences made from the figures alone."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics import percentile
from evals.peers import budget
from evals.peers.side import MEASURES, Measure, Side, Which, difference
from evals.report import shown


def account(first: Side, peers: Sequence[Side], which: Which) -> list[str]:
    """A sentence a measure: the first system against the peer that is best in it, those where it is behind first."""
    told = [line for measure in MEASURES if (line := _compared(first, peers, measure, which)) is not None]
    told.sort(key=lambda line: line[0])
    return [sentence for _, _, sentence in told]


def lower(first: Side, peers: Sequence[Side], which: Which) -> list[str]:
    """The sentences of the measures alone in which the best peer has the better value, decided or not."""
    told = [line for measure in MEASURES if (line := _compared(first, peers, measure, which)) is not None]
    return [sentence for _, lead, sentence in told if lead < 0]


def lengths(sides: Sequence[Side]) -> str:
    """What recall@5 means to systems whose passages differ in length."""
    told = sorted((budget.length(side.records), side.title) for side in sides)
    listed = ", ".join(f"{title} {length:,.0f}" for length, title in told)
    return (
        f"Passages differ in length: of the first five the median is, in characters, {listed}. A longer passage "
        "reaches more gold spans and shows more words that nobody asked for, so recall is also given within the first "
        f"{budget.CHARACTERS:,} characters of what was retrieved, the same reading for everybody."
    )


def statuses(first: Side) -> str:
    """What the peers cannot say for want of the words for it."""
    counts = {
        status: sum(record.question.status == status for record in first.records)
        for status in ("answered", "not_found", "asked_not_answered", "clarify")
    }
    return (
        f"Of {len(first.records)} questions {counts['answered']} expect an answer, {counts['not_found']} that nothing "
        f"is found, {counts['asked_not_answered']} that something was asked and not answered, and {counts['clarify']} "
        "to be asked back. The peers can say only the first two, so the rest is lost to them; *correct, answerable* "
        "leaves all but the first out."
    )


def costs(first: Side, peers: Sequence[Side]) -> list[str]:
    """Latency, memory and building against the peer that takes least."""
    told = []
    for what, unit, values in (
        ("The median answer", "ms", [(percentile(list(side.records), 50) or 0.0, side) for side in (first, *peers)]),
        ("Building the index", "s", [(side.cost.build_s, side) for side in (first, *peers)]),
        ("Memory", "MB", [(side.cost.memory_mb, side) for side in (first, *peers)]),
    ):
        own, others = values[0][0], values[1:]
        least, peer = min(others, key=lambda one: one[0])
        word = "more than" if own > least else "less than" if own < least else "as much as"
        told.append(f"{what} takes {own:,.0f} {unit}, {word} that of {peer.title} ({least:,.0f} {unit}).")
    return told


def _compared(first: Side, peers: Sequence[Side], measure: Measure, which: Which) -> tuple[int, float, str] | None:
    """How it stands, -1 behind, 0 undecided, 1 ahead; by how much, less than 0 for behind; and the sentence."""
    sign = -1 if measure.low else 1
    own = measure.value(first.of(which))
    values = [(value, peer) for peer in peers if (value := measure.value(peer.of(which))) is not None]
    if own is None or not values:
        return None
    value, peer = max(values, key=lambda one: sign * one[0])
    figures = f"{shown(own, measure.form)} against {shown(value, measure.form)} of {peer.title}, the best peer in it"
    lead = sign * (own - value)
    if measure.score is None:
        how = "ahead" if lead > 0 else "behind" if lead < 0 else "level"
        return (lead > 0) - (lead < 0), lead, f"{_capital(measure.called)}: {how}, {figures}."
    gain = difference(first.of(which), peer.of(which), measure.score)
    between = f"difference {gain.mean:+.3f}, 95 % interval {gain.low:+.3f} to {gain.high:+.3f}, n = {gain.n}"
    if gain.shown:
        return 1, lead, f"{_capital(measure.called)}: ahead, {figures} ({between})."
    if gain.loss:
        return -1, lead, f"{_capital(measure.called)}: **behind**, {figures} ({between})."
    how = "undecided" if gain.mean else "level"
    return 0, lead, f"{_capital(measure.called)}: {how}, {figures} ({between})."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[1:2].islower() else text
