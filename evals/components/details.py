"""What every component did with a question, ready for JSON and for the page of errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from evals.components.blame import blame
from evals.components.trace import SOURCES, Trace, supports
from evals.metrics import faults
from index.records import Filters

MOST = 5  # passages and sentences that are shown
LONGEST = 400  # characters of a quote that are shown
_GRAVE = ("says ", "status answered")


def line(trace: Trace) -> dict[str, Any]:
    """A question in short: whether it was answered rightly, who failed first, and the ranks by source."""
    found = blame(trace)
    question = trace.question
    return {
        "id": question.id,
        "category": question.category,
        "language": question.language,
        "split": question.split,
        "faults": faults(trace.record),
        "blame": found.component if found else None,
        "why": found.why if found else "",
        "ranks": dict(trace.ranks or {}),
    }


def details(trace: Trace) -> dict[str, Any]:
    """The same and all that was seen, for a person who wants to know why."""
    question, answer = trace.question, trace.record.answer
    return {
        **line(trace),
        "question": question.question,
        "history": list(question.history),
        "note": question.note,
        "expected": {
            "status": question.status,
            "gold": [
                {"path": gold.path, "start": gold.start, "end": gold.end, "quote": _short(gold.quote or "")}
                for gold in question.gold
            ],
            "nuggets": [" / ".join(nugget) for nugget in question.nuggets],
            "forbidden": list(question.forbidden),
            "acts": [kind.value for kind in question.acts],
        },
        "understood": _understood(trace),
        "sources": [{"name": name, "rank": _rank(trace, name)} for name in SOURCES],
        "retrieved": _retrieved(trace),
        "sentences": _sentences(trace),
        "given": trace.given,
        "checked": _checked(trace),
        "answer": {
            "status": answer.status if answer else "error",
            "route": answer.route if answer else "",
            "text": answer.answer if answer else trace.record.error,
        },
    }


def worst(traces: Sequence[Trace]) -> list[Trace]:
    """The questions whose answer is not correct: what says something false first, then what says too little."""
    failed = [trace for trace in traces if faults(trace.record)]
    return sorted(failed, key=lambda trace: not any(f.startswith(_GRAVE) for f in faults(trace.record)))


def _understood(trace: Trace) -> dict[str, str]:
    asked = trace.asked
    if asked is None:
        return {}
    intent = asked.intent
    told = {
        "question": asked.question,
        "language": asked.language,
        "asks": f"{intent.asked} ({', '.join(kind.value for kind in intent.kinds)})" if intent else "",
        "lists": asked.listing.unit if asked.listing else "",
        "about": asked.topic,
        "people": ", ".join((*asked.named.persons, *asked.named.parties, *asked.named.organisations)),
        "boards": ", ".join(asked.bodies),
        "period": asked.period.value if asked.period else "",
        "cases": ", ".join(asked.case_numbers),
        "narrowed to": _narrowed(trace.where),
        "spelt anew": ", ".join(f"{written} → {read}" for written, read in asked.corrected),
        "follows": asked.follows or "",
    }
    return {name: value for name, value in told.items() if value}


def _narrowed(where: Filters) -> str:
    def text(value: object) -> str:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

    given = ((field.name, getattr(where, field.name)) for field in fields(where))
    return "; ".join(f"{name.replace('_', ' ')}: {text(value)}" for name, value in given if value)


def _rank(trace: Trace, source: str) -> str:
    ranks = trace.ranks or {}
    if source not in ranks:
        return "not asked"
    return "not found" if ranks[source] is None else str(ranks[source])


def _retrieved(trace: Trace) -> list[dict[str, Any]]:
    """The first passages, and the first gold one where it comes later."""
    shown = list(enumerate(trace.hits, 1))[:MOST]
    later = next(((at, hit) for at, hit in enumerate(trace.hits, 1) if trace.is_gold(hit)), None)
    if later is not None and later[0] > MOST:
        shown.append(later)
    return [
        {
            "rank": at,
            "heading": _short(hit.passage.context, 120),
            "text": _short(hit.passage.text, 200),
            "score": round(hit.score, 3),
            "ranks": ", ".join(f"{source} {rank}" for source, rank in sorted(hit.ranks.items())),
            "gold": trace.is_gold(hit),
        }
        for at, hit in shown
    ]


def _sentences(trace: Trace) -> list[dict[str, Any]]:
    return [
        {
            "score": round(sentence.score, 2),
            "text": _short(sentence.text),
            "path": sentence.support.document.path,
            "gold": trace.touches(sentence.support),
        }
        for sentence in trace.sentences[:MOST]
    ]


def _checked(trace: Trace) -> list[dict[str, Any]]:
    return [
        {
            "text": _short(" | ".join(one.draft.cells) or one.draft.text),
            "quote": _short(one.draft.support.quote if one.draft.support else ""),
            "verdict": f"stopped: {one.failure.check} ({one.failure.detail})" if one.failure else "passed",
            "gold": any(map(trace.touches, supports(one.draft))),
        }
        for one in trace.checked
    ]


def _short(text: str, most: int = LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"
