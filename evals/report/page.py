"""report.html: a run as a page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.report import figures
from evals.report.cases import case
from evals.report.html import page as filled
from evals.report.html.bars import Bar, Bars, bar
from evals.report.measures import by_category, failed, grouped, shown_measures
from evals.report.stored import Run

_TILES = ("correct", "recall@5", "mrr", "citation_support", "abstention_recall")
_BRIEFS = {
    "recall": "Share of the hidden facts that stand in the evidence for their own question.",
    "reach": "Share of the hidden facts that stand anywhere in the brief.",
    "precision": "Share of the evidence that somebody has judged to bear on its question.",
    "gaps": "Share of the unanswered parts that are told to be so.",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A section with bars and lines of text."""

    anchor: str
    title: str
    says: str
    figures: Sequence[Bars] = ()
    lines: Sequence[str] = ()


def page(run: Run, others: Sequence[Run] = ()) -> str:
    """The whole page; `others` are runs that stand beside this one, as those of other systems."""
    whole = run.whole
    wrong = failed(run.records)
    blocks = _blocks(whole)
    asked = bool(run.records)
    values: dict[str, Any] = {
        "name": run.name,
        "lead": _lead(whole),
        "warnings": _warnings(whole),
        "tiles": _tiles(whole) if asked else [],
        "blocks": blocks,
        "facts": facts(whole),
        "systems": figures.side_by_side([(one.name, one.whole) for one in (run, *others)]) if others else [],
        "systems_says": "Other systems that were asked the same questions of the same documents.",
    }
    if asked:
        values |= {
            "measures": figures.measures(whole),
            "categories": figures.by_category(whole),
            "languages": figures.by_language(whole),
            "sure": figures.sure(whole),
            "sure_says": _sure(whole),
            "silence": figures.calibration(run.records),
            "time": figures.time(run.records),
            "time_says": _time(whole),
            "stages": figures.stages(whole),
            "failed_says": f"{len(wrong)} of {len(run.records)} answers are not correct. Open one to see what was "
            "expected, what was answered and what was found.",
            "failed": [
                (name.replace("_", " "), [case([("Answer", record)]) for record in part])
                for name, part in grouped(wrong, by_category).items()
            ],
        }
    return filled("report.html", sections=_sections(asked, bool(others), blocks), **values)


def facts(whole: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a result depends on, name and value: dataset, system, index, seed, versions and when it was measured."""
    found: list[tuple[str, str]] = []
    for name in ("dataset", "system", "configuration", "index", "seed", "versions"):
        value = whole.get(name)
        if isinstance(value, Mapping):
            found += [(f"{name}: {key}", str(held)) for key, held in value.items() if held is not None]
        elif value is not None:
            found.append((name, str(value)))
    timing = whole.get("timing", {})
    names = {"finished": "finished", "seconds": "seconds in all", "jobs": "questions at a time"}
    found += [(text, _short(timing[name])) for name, text in names.items() if timing.get(name) is not None]
    if timing.get("index_created"):
        found.append(("index: made", str(timing["index_created"])))
    return found


def _lead(whole: Mapping[str, Any]) -> str:
    parts = [f"{whole['n']} questions"] if whole.get("n") else []
    if isinstance(whole.get("dataset"), Mapping):
        parts.append(str(whole["dataset"].get("path", "")))
    parts += [str(whole[name]) for name in ("system", "configuration") if whole.get(name)]
    if isinstance(whole.get("index"), Mapping) and "documents" in whole["index"]:
        parts.append(f"{whole['index']['documents']} documents")
    finished = str(whole.get("timing", {}).get("finished", ""))
    return " · ".join(filter(None, [*parts, finished[:16].replace("T", " ")]))


def _warnings(whole: Mapping[str, Any]) -> list[str]:
    return [str(line) for line in whole.get("left_out", ())]


def _tiles(whole: Mapping[str, Any]) -> list[Bar]:
    values, spans = whole["metrics"], whole["intervals"]["metrics"]
    labels = {measure.key: measure.label for measure in shown_measures()}
    tiles = [bar(labels[key], values[key], interval=spans.get(key)) for key in _TILES if values.get(key) is not None]
    p50 = whole["timing"]["p50_ms"]
    return [*tiles, Bar("a question, p50", f"{p50:.0f} ms", between=f"p95 {whole['timing']['p95_ms']:.0f} ms")]


def _sure(whole: Mapping[str, Any]) -> str:
    ranked = whole["risk_coverage"]["confidence"]
    return (
        f"The answers are ranked by their {ranked}. A system that knows when it is right is seldom wrong among its "
        "surest answers, so the line rises from the left; a flat line says that the confidence tells nothing."
    )


def _time(whole: Mapping[str, Any]) -> str:
    jobs = whole["timing"].get("jobs")
    if jobs is None:
        return "Seen from outside the system, a question at a time or several."
    if jobs == 1:
        return "Seen from outside the system, one question at a time."
    return f"Seen from outside the system, with {jobs} questions at a time: each waits for the others."


def _blocks(whole: Mapping[str, Any]) -> list[Block]:
    found = []
    if whole.get("briefs"):
        found.append(_briefs(whole["briefs"]))
    judged = whole.get("model_judged")
    if isinstance(judged, Mapping):
        found.append(_judged(judged))
    if whole.get("dataset_faults"):
        told = ((str(one.get(key, "")) for key in ("line", "id", "what")) for one in whole["dataset_faults"])
        lines = [f"line {line}, {id}: {what}" for line, id, what in told]
        found.append(Block("faults", "Faults of the dataset", "Named here and counted as failed.", lines=lines))
    return found


def _briefs(briefs: Mapping[str, Any]) -> Block:
    rows = [bar(key, briefs[key], note=says) for key, says in _BRIEFS.items() if briefs.get(key) is not None]
    figure = Bars("All papers", "Measure", "Value", rows)
    says = f"{briefs['n']} papers with {briefs['questions']} questions, prepared with their own answers hidden."
    papers = [bar(str(one["id"]), one.get("recall"), n=one.get("questions")) for one in briefs.get("papers", ())]
    each = Bars("recall, paper by paper", "Paper", "Value", papers, _BRIEFS["recall"], counted=True)
    lines = [f"{one['id']}: {one['why']}" for one in briefs.get("failed", ())]
    return Block("briefs", "Briefs", says, [figure, each], lines)


def _judged(judged: Mapping[str, Any]) -> Block:
    rows = [bar(key, judged[key], n=judged.get("n")) for key in ("faithful", "correct") if judged.get(key) is not None]
    says = (
        f"Judged by the language model {judged.get('model') or judged.get('name') or 'that is set up'}, and not by "
        "labels: such a judge errs, favours its own kind and differs from run to run."
    )
    return Block("judged", "Judged by a model", says, [Bars("Model-judged", "Measure", "Value", rows, counted=True)])


def _sections(asked: bool, others: bool, blocks: Sequence[Block]) -> list[tuple[str, str]]:
    found = [("measures", "Measures"), ("categories", "By category"), ("languages", "By language"),
             ("sure", "Right when sure?"), ("time", "Time")] if asked else []  # fmt: skip
    found += [("systems", "Side by side")] if others else []
    found += [(block.anchor, block.title) for block in blocks]
    return [*found, *([("failed", "Failed")] if asked else []), ("how", "What was measured")]


def _short(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
