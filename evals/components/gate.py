"""The gate: does it stop what is false, and nothing that is true?

right dropped   sentences on a gold place, or that hold a required fact, that the gate stopped / all such sentences
dropped         all sentences that the gate stopped / all that it was asked
caught          changed sentences (a number, a name, a negation …) that it stopped / all changed ones
false alarms    sentences put in other words, still true, that it stopped / all of these

Range 0 … 1. `caught` and `false alarms` are those of `evals.gate`, on the sentences of these very answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from evals.components.trace import Trace, says, supports
from evals.components.watching import Checked, Watched
from evals.gate.claims import Seen
from evals.gate.measure import Tally, measure
from evals.gate.mutations import people


def of_claims(traces: Sequence[Trace]) -> dict[str, Any]:
    """How many sentences the gate was asked and stopped, and how many of the right ones."""
    asked = [(trace, one) for trace in traces for one in trace.checked if one.draft.support is not None]
    right = [one for trace, one in asked if _is_right(trace, one)]
    return {
        "n": len(asked),
        "dropped": _share([one for _, one in asked]),
        "right": len(right),
        "right_dropped": _share(right),
    }


def of_mutants(traces: Sequence[Trace], assistant: Watched) -> dict[str, Any]:
    """How many changed sentences are caught, and how many true ones in other words are stopped."""
    seen = [
        Seen(trace.asked.question, trace.asked.language, one.draft)
        for trace in traces
        if trace.asked is not None
        for one in trace.checked
        if one.draft.support is not None
    ]
    original = cache(assistant.index.catalogue.document)
    done = measure(seen, original, assistant.words, people(assistant.index.catalogue.acts()))
    return {
        "caught": _tally([*done.template.values(), *done.free.values()]),
        "false_alarms": _tally(list(done.faithful.values())),
    }


def fault(trace: Trace) -> str | None:
    """Which required fact was chosen and stopped, with the check that stopped it; else None."""
    for nugget in trace.question.nuggets:
        holding = [one for one in trace.checked if says(one.draft, nugget)]
        stopped = [one.failure for one in holding if one.failure is not None]
        if stopped and len(stopped) == len(holding):
            return f"stopped {nugget[0]!r}: {stopped[0].check} ({stopped[0].detail})"
    return None


def _is_right(trace: Trace, one: Checked) -> bool:
    on_gold = any(map(trace.touches, supports(one.draft)))
    return on_gold or any(says(one.draft, nugget) for nugget in trace.question.nuggets)


def _share(checked: Sequence[Checked]) -> float | None:
    return sum(one.failure is not None for one in checked) / len(checked) if checked else None


def _tally(tallies: Sequence[Tally]) -> dict[str, Any]:
    n = sum(tally.n for tally in tallies)
    return {"n": n, "share": sum(tally.stopped for tally in tallies) / n if n else None}
