"""The benchmark as a page of Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.metrics import percentile
from evals.peers import budget
from evals.peers.account import account, costs, lengths, lower, statuses
from evals.peers.side import MEASURES, Side, Which, every, language, tested
from evals.report import shown

_LANGUAGES = {"sv": "Swedish", "en": "English"}
_COMMAND = "python -m evals.peers --out docs/benchmarks.md"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What was measured, when and where."""

    dataset: str
    sha256: str
    documents: int
    characters: int
    embedder: str
    day: date
    machine: str


def machine() -> str:
    """The processor, the cores, the Python and the load of this machine, in one line."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        models = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model n")]
        name = models[0] if models else name
    cores = os.cpu_count() or 1
    load = os.getloadavg()[2] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{name}, {cores} cores, no GPU used; Python {platform.python_version()} on {platform.system()}; "
        f"{load:.1f} processes at work on it on average while it was measured"
    )


def page(sides: Sequence[Side], about: Circumstances) -> str:
    """The whole page; the first side is the assistant."""
    first, *peers = sides
    languages = [(name, language(code)) for code, name in _LANGUAGES.items() if first.of(language(code))]
    parts = [
        "# Benchmarks: the assistant beside other retrieval systems",
        f"Written by `{_COMMAND}`; change nothing here by hand.",
        _facts(first, about),
        "Every system got the same canonical texts, the same questions one at a time, and the same embedding model "
        "with its prompts for questions and passages. No system has a language model here: the peers show their best "
        "passages as quotes, each with its citation, which is what such a pipeline has to show without one. How many "
        "passages, and below which score nothing is shown, was chosen for each peer so that it has the most correct "
        "answers on the dev questions. A follow-up question was given to the peers together with the one before it.",
        f"## The test questions ({len(first.of(tested))})",
        "No weight and no threshold was fitted to these, of the assistant's or of the peers'.",
        _table(sides, tested),
        f"## All questions ({len(first.records)})",
        _table(sides, every),
        *(f"### {name} ({len(first.of(which))})\n\n{_table(sides, which)}" for name, which in languages),
        "## Time and memory",
        _costs(sides),
        "One question at a time, after one to warm up. *Index* is the time from canonical texts to a searchable index, "
        "embedding included; the assistant reads its register of acts from the files when they are ingested, which is "
        "not in it, as reading files is in nobody's. *Memory* is the most that a process held "
        "while it built or answered.",
        "## Where the assistant stands",
        "The assistant against the best peer in each measure, with 95 % intervals of a paired bootstrap over the "
        "n questions that both have a score for. The best of several peers is chosen after the fact, which "
        "favours the peers.",
        _bullets("On the test questions:", account(first, peers, tested)),
        _bullets("On all questions:", account(first, peers, every)),
        *(
            _bullets(f"On the {name} questions a peer has the better value in these:", lines)
            for name, which in languages
            if (lines := lower(first, peers, which))
        ),
        _bullets("Cost:", costs(first, peers)),
        "## How to read this",
        _bullets("", [statuses(first), lengths(sides), *_CAVEATS]),
        "## How each was set up",
        _bullets("", [f"**{side.title}** ({side.version}): {side.setup}" for side in sides]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_CAVEATS = (
    "The documents are invented ones that come with this project, and the questions were written by its authors: both "
    "favour whoever knew them. The assistant's ranking was fitted to the dev questions. `python -m evals.peers "
    "DATASET --index DIR` measures the same on any other documents and questions.",
    "A peer is set up as its own documentation has it for a start. Somebody who knows it well can do better: a "
    "reranker, other passages, a language model that writes the answer.",
    "A quote supports itself, so *claims supported* is 1 for whoever only quotes; the assistant also says things in "
    "its own words, such as who asked, and is measured on them.",
    "*Correct* wants every required fact in what is shown, and no forbidden wording. Whoever shows long passages has "
    "the facts in them more easily; *words beyond the facts* is what a reader pays for that, and *correct in "
    f"{budget.WORDS} words* is what is left when every answer ends there.",
)


def _facts(first: Side, about: Circumstances) -> str:
    return "\n".join(
        [
            f"- Questions: {len(first.records)} of `{about.dataset}` (SHA-256 {about.sha256}), "
            f"{len(first.records) - len(first.of(tested))} dev and {len(first.of(tested))} test",
            f"- Documents: {about.documents}, {about.characters:,} characters",
            f"- Embedding model: {about.embedder}",
            f"- Measured: {about.day.isoformat()}",
            f"- Machine: {about.machine}",
        ]
    )


def _table(sides: Sequence[Side], which: Which) -> str:
    """A row a system and a column a measure; the best value of each column is bold."""
    records = {side.title: side.of(which) for side in sides}
    values = {title: [measure.value(part) for measure in MEASURES] for title, part in records.items()}
    cells = {title: [shown(v, m.form) for v, m in zip(row, MEASURES, strict=True)] for title, row in values.items()}
    for column, measure in enumerate(MEASURES):
        known = [row[column] for row in values.values() if row[column] is not None]
        best = (min if measure.low else max)((v for v in known if v is not None), default=None)
        for title, row in values.items():
            if best is not None and row[column] == best:
                cells[title][column] = f"**{cells[title][column]}**"
    head = f"| | {' | '.join(measure.head for measure in MEASURES)} |\n|---|{'---:|' * len(MEASURES)}"
    return "\n".join([head, *(f"| {title} | {' | '.join(row)} |" for title, row in cells.items())])


def _costs(sides: Sequence[Side]) -> str:
    rows = ["| | p50 ms | p95 ms | index, s | memory, MB |", "|---|---:|---:|---:|---:|"]
    for side in sides:
        records = list(side.records)
        p50, p95 = shown(percentile(records, 50), "{:,.0f}"), shown(percentile(records, 95), "{:,.0f}")
        rows.append(f"| {side.title} | {p50} | {p95} | {side.cost.build_s:,.0f} | {side.cost.memory_mb:,.0f} |")
    return "\n".join(rows)


def _bullets(head: str, lines: Sequence[str]) -> str:
    return "\n".join([*([head, ""] if head else []), *(f"- {line}" for line in lines)])
