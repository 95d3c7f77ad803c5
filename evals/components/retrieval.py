"""Retrieval: is a passage that answers among the candidates, and how high?

recall@k of a source = questions with a gold passage among its first k / questions with gold that the source was asked

Sources: exact (numbers and names), register (acts of the kinds asked for), lexical (BM25), dense (vectors), fused
(those by reciprocal rank) and re-ranked (what the answer is made from). A passage is gold when it shares at least half
of the shorter one with a gold place. Range 0 … 1; source: as `evals.metrics.recall_at_k`. A list that is looked up
whole needs no passage, so its questions may be answered rightly with a low recall.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.components.trace import SOURCES, Trace

DEPTHS = (5, 50)


def recall(traces: Sequence[Trace]) -> dict[str, dict[str, float | int | None]]:
    """By source: the number of questions it was asked, and recall at each of `DEPTHS`."""
    found: dict[str, dict[str, float | int | None]] = {}
    for source in SOURCES:
        ranks = [trace.ranks[source] for trace in traces if trace.ranks and source in trace.ranks]
        shares = {f"recall@{k}": _share([rank is not None and rank <= k for rank in ranks]) for k in DEPTHS}
        found[source] = {"n": len(ranks), **shares}
    return found


def fault(trace: Trace) -> str | None:
    """Why nothing that answers could be chosen, or None: no gold passage was found, and none was looked up."""
    if not trace.golds or trace.on_gold():
        return None
    answer = trace.record.answer
    looked_up = answer is not None and any(
        hit.start < gold.end and gold.start < hit.end and hit.path == gold.path
        for hit in answer.retrieved
        for gold in trace.question.gold
    )
    if looked_up or any(map(trace.is_gold, trace.hits)):
        return None
    near = {source: rank for source, rank in (trace.ranks or {}).items() if rank is not None}
    where = ", ".join(f"{source} {rank}" for source, rank in near.items())
    return f"no gold passage among {len(trace.hits)}" + (f"; ranks by source: {where}" if where else "")


def _share(verdicts: Sequence[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None
