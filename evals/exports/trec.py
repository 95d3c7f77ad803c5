"""A run as TREC files: the ranking, and relevance judgements made of the gold places.

run.txt        question Q0 passage rank score system
qrels.txt      question 0 passage 1 | 0: whether a retrieved passage is a hit
qrels-new.txt  the same, with 1 only for a passage that brings a gold place which none before it brought

A passage is named `path:start-end`, with blanks and % of the path written as %20 and %25, and #2 after one that is
retrieved again. A passage is a hit where it overlaps a gold place by half of the shorter (see `evals.metrics.hits`);
of what was not retrieved, the gold places themselves are judged relevant, under their own offsets. So the judgements
are of this run: another system cuts its passages elsewhere and needs its own. The scores fall by one a rank, since
tools sort by score and break ties by name.

With qrels.txt, success@5 is recall@5 here and RR is MRR; with qrels-new.txt nDCG@10 is nDCG@10.
Source: Voorhees and Harman, TREC, 2005; the formats of trec_eval.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from evals.metrics.hits import Place, hit
from evals.record import Record
from evals.report.stored import Run

RUN, QRELS, NEW = "run.txt", "qrels.txt", "qrels-new.txt"
Judged: TypeAlias = tuple[str, int]
_BLANK = re.compile(r"[\s%]")


def files(run: Run) -> dict[str, str]:
    """The content of the files by name; questions without gold are not judged, but their rankings are kept."""
    tag = _word(run.name)
    judged = [record for record in run.records if record.question.gold]
    return {
        RUN: _lines(line for record in run.records for line in _ranking(record, tag)),
        QRELS: _lines(_judgement(record, one) for record in judged for one in judgements(record)),
        NEW: _lines(_judgement(record, one) for record in judged for one in judgements(record, new=True)),
    }


def judgements(record: Record, new: bool = False) -> list[Judged]:
    """Each passage with 1 or 0, then each gold place that none of them hits, with 1."""
    retrieved = record.answer.retrieved if record.answer else []
    left = list(dict.fromkeys(record.question.gold))
    found: list[Judged] = []
    for name, place in zip(names(retrieved), retrieved, strict=True):
        brought = [gold for gold in left if hit(place, (gold,))]
        relevant = bool(brought) if new else hit(place, record.question.gold)
        left = [gold for gold in left if gold not in brought]
        found.append((name, int(relevant)))
    taken = {name for name, _ in found}
    return [*found, *((name, 1) for name in names(left, taken))]


def names(places: Sequence[Place], taken: Iterable[str] = ()) -> list[str]:
    """The names of some places, each its own and none that is taken."""
    seen = Counter(taken)
    found = []
    for place in places:
        name = f"{_word(place.path)}:{place.start}-{place.end}"
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def _ranking(record: Record, tag: str) -> Iterator[str]:
    retrieved = record.answer.retrieved if record.answer else []
    for rank, name in enumerate(names(retrieved), 1):
        yield f"{_word(record.question.id)} Q0 {name} {rank} {len(retrieved) - rank + 1} {tag}"


def _judgement(record: Record, judged: Judged) -> str:
    return f"{_word(record.question.id)} 0 {judged[0]} {judged[1]}"


def _word(text: str) -> str:
    """Text without blanks, for a format whose fields are parted by them."""
    return _BLANK.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), text) or "-"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
