"""A run as numbers and files: report.json, records.jsonl and summary.md."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from assistant.models.settings import ModelSettings
from evals import metrics
from evals.brief import report as brief_report
from evals.dataset import DatasetError
from evals.metrics.hits import first_hit
from evals.record import Record

K = 5
DEPTH = 10  # how far down nDCG looks
HERE = "council"  # the name of the assistant in this process among the systems
Measures = dict[str, float | None]

# Shown in this order; the last column says how a value is written.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    (f"recall@{K}", f"recall@{K}", "{:.3f}"),
    ("mrr", "MRR", "{:.3f}"),
    (f"ndcg@{DEPTH}", f"nDCG@{DEPTH}", "{:.3f}"),
    ("correct", "correct", "{:.3f}"),
    ("citation_exactness", "exact citations", "{:.3f}"),
    ("citation_precision", "citations on gold", "{:.3f}"),
    ("citation_recall", "claims supported", "{:.3f}"),
    ("citation_support", "citations that support", "{:.3f}"),
    ("act_match", "right acts", "{:.3f}"),
    ("route_match", "right route", "{:.3f}"),
    ("abstention_precision", "abstention precision", "{:.3f}"),
    ("abstention_recall", "abstention recall", "{:.3f}"),
    ("aurc", "AURC (low is good)", "{:.3f}"),
    ("language_match", "language", "{:.3f}"),
    ("extra_words", "words beyond the facts", "{:.0f}"),
    ("p50_ms", "p50 ms", "{:.0f}"),
    ("p95_ms", "p95 ms", "{:.0f}"),
)


def measure(records: Sequence[Record], usage: Mapping[str, metrics.Usage] | None = None) -> Measures:
    """Every measure over some records, by name; None where it says nothing.

    `usage` is what a language model was asked for each question, by its id, as far as that is known.
    """
    silence, cost = metrics.abstention(records), metrics.cost(records, usage or {})
    return {
        f"recall@{K}": metrics.recall_at_k(records, K),
        "mrr": metrics.mrr(records),
        f"ndcg@{DEPTH}": metrics.ndcg(records, DEPTH),
        "correct": metrics.correct(records),
        "citation_exactness": metrics.citation_exactness(records),
        "citation_precision": metrics.citation_precision(records),
        "citation_recall": metrics.citation_recall(records),
        "citation_support": metrics.citation_support(records),
        "act_match": metrics.act_match(records),
        "route_match": metrics.route_match(records),
        "question_language": metrics.question_language(records),
        "abstention_precision": silence.precision,
        "abstention_recall": silence.recall,
        "aurc": metrics.aurc(records),
        "language_match": metrics.language_match(records),
        "extra_words": metrics.conciseness(records),
        "p50_ms": metrics.percentile(records, 50),
        "p95_ms": metrics.percentile(records, 95),
        "model_calls": cost.calls,
        "model_tokens": cost.tokens,
    }


def risk_coverage(records: Sequence[Record]) -> dict[str, Any]:
    """The curve of risk over coverage, ready for JSON, and what the answers are ranked by."""
    return {"confidence": metrics.CONFIDENCE, "curve": [asdict(point) for point in metrics.curve(records)]}


def grouped(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    """Records by key, the keys in order."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return dict(sorted(groups.items()))


def by_category(record: Record) -> str:
    """The key that groups by category."""
    return record.question.category


def by_language(record: Record) -> str:
    """The key that groups by language."""
    return record.question.language


def by_split(record: Record) -> str:
    """The key that groups by split."""
    return record.question.split


def report(
    records: Sequence[Record],
    about: Mapping[str, Any],
    briefs: Mapping[str, Any] | None = None,
    usage: Mapping[str, metrics.Usage] | None = None,
) -> dict[str, Any]:
    """The whole report, ready for JSON; `about` tells what was measured (dataset, system, index).

    `n` and all measures are of the questions; `briefs` is the section of the briefs, where some were made. `usage` is
    what a language model was asked, by the id of the question; without it the assistant in this process is known to
    have asked none where none is set up, and of any other system nothing is known.
    """
    if usage is None and about.get("system") == HERE and ModelSettings.load() is None:
        usage = metrics.unused(records)
    parts = {"by_category": by_category, "by_language": by_language, "by_split": by_split}
    return {
        "n": len(records),
        **about,
        "versions": versions(),
        "metrics": measure(records, usage),
        "risk_coverage": risk_coverage(records),
        **{
            name: {value: {"n": len(part), **measure(part, usage)} for value, part in grouped(records, key).items()}
            for name, key in parts.items()
        },
        "failed": [{"id": record.question.id, "why": metrics.faults(record)} for record in failed(records)],
        **({} if briefs is None else {"briefs": briefs}),
    }


def failed(records: Iterable[Record]) -> list[Record]:
    """The records whose answer is not correct, in order."""
    return [record for record in records if metrics.faults(record)]


def digest(path: Path) -> str:
    """The first 16 digits of a file's SHA-256, to tell datasets apart."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def versions() -> dict[str, str]:
    """The versions that a result depends on."""
    found = {"python": platform.python_version()}
    for name in ("council-assistant", "numpy", "torch", "chromadb", "llama-index-core"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def make(out: Path) -> None:
    """Makes the folder of a report. Raises `DatasetError` when that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from None


def write(records: Sequence[Record], whole: Mapping[str, Any], out: Path) -> None:
    """Writes the three files into a folder, which is made. Raises `DatasetError` when that cannot be done."""
    make(out)
    try:
        (out / "report.json").write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
        (out / "records.jsonl").write_text("".join(line(record) + "\n" for record in records), "utf-8")
        (out / "summary.md").write_text(summary(records, whole), "utf-8")
    except OSError as error:
        raise _unwritable(out, error) from None


def line(record: Record) -> str:
    """One record as a line of JSON: the question, the scores, and the answer as it was given."""
    return json.dumps(
        {
            "id": record.question.id,
            "split": record.question.split,
            "category": record.question.category,
            "language": record.question.language,
            "question": record.question.question,
            "expected": record.question.status,
            "faults": metrics.faults(record),
            "first_hit": first_hit(record),
            "exact": list(record.exact),
            "ms": round(record.ms, 1),
            "answer": record.answer.model_dump(mode="json") if record.answer else None,
        },
        ensure_ascii=False,
    )


def summary(records: Sequence[Record], whole: Mapping[str, Any]) -> str:
    """The report as Markdown: what was measured, the tables, and the questions that failed; then the briefs."""
    facts = [f"- {name}: {_plain(whole[name])}" for name in ("dataset", "system", "index") if name in whole]
    facts += [f"- {line}" for line in (*_cost(whole), *whole.get("left_out", ()))]
    asked = [f"{len(records)} questions.", *facts] if records else facts
    parts = ["\n".join(["# Evaluation", "", *asked]), *(_answers(records) if records else ())]
    if "briefs" in whole:
        parts.append(brief_report.markdown(whole["briefs"]))
    return "\n\n".join(parts) + "\n"


def _cost(whole: Mapping[str, Any]) -> list[str]:
    calls, tokens = (whole.get("metrics", {}).get(name) for name in ("model_calls", "model_tokens"))
    if calls is None or tokens is None:
        return []
    return [f"language model: {calls:.1f} calls and {tokens:.0f} tokens a question"]


def _answers(records: Sequence[Record]) -> list[str]:
    return [
        _table("All", {"all": list(records)}),
        *(
            _table(title, grouped(records, key))
            for title, key in (("Language", by_language), ("Split", by_split), ("Category", by_category))
        ),
        "\n".join(["## Failed", "", *(f"- {reason(record)}" for record in failed(records))]),
    ]


def reason(record: Record) -> str:
    """One line on a failed question: its id, the question and why."""
    return f"{record.question.id}: {record.question.question} ({'; '.join(metrics.faults(record))})"


def shown(value: float | None, how: str) -> str:
    """A value as it is printed; a dash for None."""
    return "–" if value is None else how.format(value)


def _table(title: str, groups: Mapping[str, Sequence[Record]]) -> str:
    rows = [f"## {title}", "", f"| | n | {' | '.join(label for _, label, _ in COLUMNS)} |"]
    rows.append("|---|" + "---:|" * (len(COLUMNS) + 1))
    for name, part in groups.items():
        values = measure(part)
        cells = [shown(values[key], how) for key, _, how in COLUMNS]
        rows.append(f"| {name} | {len(part)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _unwritable(out: Path, error: OSError) -> DatasetError:
    return DatasetError(f"{out}: the report cannot be written there ({error.strerror}).")


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {held}" for name, held in value.items())
    return str(value)
