"""A run as numbers and files: report.json, records.jsonl and summary.md."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from evals import metrics
from evals.dataset import DatasetError
from evals.metrics.hits import first_hit
from evals.record import Record

K = 5
Measures = dict[str, float | None]

# Shown in this order; the last column says how a value is written.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    (f"recall@{K}", f"recall@{K}", "{:.3f}"),
    ("mrr", "MRR", "{:.3f}"),
    ("correct", "correct", "{:.3f}"),
    ("citation_exactness", "exact citations", "{:.3f}"),
    ("citation_precision", "citations on gold", "{:.3f}"),
    ("act_match", "right acts", "{:.3f}"),
    ("abstention_precision", "abstention precision", "{:.3f}"),
    ("abstention_recall", "abstention recall", "{:.3f}"),
    ("language_match", "language", "{:.3f}"),
    ("p50_ms", "p50 ms", "{:.0f}"),
    ("p95_ms", "p95 ms", "{:.0f}"),
)


def measure(records: Sequence[Record]) -> Measures:
    """Every measure over some records, by name; None where it says nothing."""
    silence = metrics.abstention(records)
    return {
        f"recall@{K}": metrics.recall_at_k(records, K),
        "mrr": metrics.mrr(records),
        "correct": metrics.correct(records),
        "citation_exactness": metrics.citation_exactness(records),
        "citation_precision": metrics.citation_precision(records),
        "act_match": metrics.act_match(records),
        "abstention_precision": silence.precision,
        "abstention_recall": silence.recall,
        "language_match": metrics.language_match(records),
        "p50_ms": metrics.percentile(records, 50),
        "p95_ms": metrics.percentile(records, 95),
    }


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


def report(records: Sequence[Record], about: Mapping[str, Any]) -> dict[str, Any]:
    """The whole report, ready for JSON; `about` tells what was measured (dataset, system, index)."""
    parts = {"by_category": by_category, "by_language": by_language, "by_split": by_split}
    return {
        "n": len(records),
        **about,
        "versions": versions(),
        "metrics": measure(records),
        **{
            name: {value: {"n": len(part), **measure(part)} for value, part in grouped(records, key).items()}
            for name, key in parts.items()
        },
        "failed": [{"id": record.question.id, "why": metrics.faults(record)} for record in failed(records)],
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


def write(records: Sequence[Record], whole: Mapping[str, Any], out: Path) -> None:
    """Writes the three files into a folder, which is made. Raises `DatasetError` when that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.json").write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
        (out / "records.jsonl").write_text("".join(line(record) + "\n" for record in records), "utf-8")
        (out / "summary.md").write_text(summary(records, whole), "utf-8")
    except OSError as error:
        raise DatasetError(f"{out}: the report cannot be written there ({error.strerror}).") from None


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
    """The report as Markdown: what was measured, the tables, and the questions that failed."""
    facts = [f"- {name}: {_plain(whole[name])}" for name in ("dataset", "system", "index") if name in whole]
    tables = [
        "\n".join(["# Evaluation", "", f"{len(records)} questions.", *facts]),
        _table("All", {"all": list(records)}),
        *(
            _table(title, grouped(records, key))
            for title, key in (("Language", by_language), ("Split", by_split), ("Category", by_category))
        ),
        "\n".join(["## Failed", "", *(f"- {reason(record)}" for record in failed(records))]),
    ]
    return "\n\n".join(tables) + "\n"


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


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {held}" for name, held in value.items())
    return str(value)
