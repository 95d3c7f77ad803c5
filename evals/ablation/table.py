"""The ablation as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.ablation.measure import ALL, Outcome
from evals.bootstrap import Gain, paired

Value = Callable[[Outcome], float]
HEADER = "| step | n | gain in recall@1 | gain in recall@5 | gain in correct | |"


def table(outcomes: Sequence[Outcome]) -> str:
    """Markdown: what all steps together reach, then the gain of each step."""
    whole = {(o.dataset, o.id): o for o in outcomes if o.step == ALL}
    names = dict.fromkeys(o.step for o in outcomes if o.step != ALL)
    lines = [reached(list(whole.values())), "", HEADER, "|---|---:|---|---|---|---|"]
    for name in names:
        pairs = [(whole[o.dataset, o.id], o) for o in outcomes if o.step == name]
        ranked = [(with_it, without) for with_it, without in pairs if with_it.ranked]
        gains = [gain(ranked, lambda o: within(o, 1)), gain(ranked, lambda o: within(o, 5)),
                 gain(pairs, lambda o: float(o.correct))]  # fmt: skip
        lines.append(f"| {name} | {len(ranked)}, {len(pairs)} | {' | '.join(map(_shown, gains))} | {verdict(gains)} |")
    return "\n".join(lines)


def reached(whole: Sequence[Outcome]) -> str:
    """What the assistant reaches with every step, in a sentence."""
    ranked = [o for o in whole if o.ranked]
    shares = ", ".join(f"recall@{k} {_mean([within(o, k) for o in ranked]):.2f}" for k in (1, 5, 10))
    right = _mean([float(o.correct) for o in whole])
    return f"With every step: {shares} (n = {len(ranked)}), correct {right:.2f} (n = {len(whole)})."


def gain(pairs: Sequence[tuple[Outcome, Outcome]], value: Value) -> Gain:
    """What a step gives, of couples with it and without it."""
    return paired([value(with_it) for with_it, _ in pairs], [value(without) for _, without in pairs])


def within(outcome: Outcome, k: int) -> float:
    """1 where a hit is among the first k passages, else 0."""
    return float(outcome.rank is not None and outcome.rank <= k)


def verdict(gains: Sequence[Gain]) -> str:
    """What the intervals say: a gain, a loss, both, or neither."""
    said = [word for word, kind in (("gain", [g.shown for g in gains]), ("loss", [g.loss for g in gains])) if any(kind)]
    return " and ".join(said) or "no gain shown"


def _shown(gain: Gain) -> str:
    return f"{gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
