"""Tells what was fitted: figures as Markdown, the curve as a drawing, the weights in the files that ship them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from evals import rerank
from evals.fitting.curve import curve_svg, curve_table
from evals.fitting.gather import Case
from evals.fitting.left_out import Measured, fit_passages
from evals.fitting.listwise import Alternatives, hit_at
from evals.fitting.models import Models, Named, fit_all
from evals.fitting.tables import change, comment, numbers, put
from evals.fitting.thresholds import auc, decided, shares

PROJECT = Path(__file__).parents[2]
SENTENCES = Path("assistant/extraction/model.toml")
ABSTENTION = Path("assistant/abstention.toml")
WEIGHTS = Path("index/retrieval/data/weights.toml")
Ranks = Mapping[str, list[int | None]]


def report(measured: Measured, ranked: Ranks | None) -> str:
    """The figures and the curve, as Markdown."""
    chosen = measured.thresholds
    kept, refused = shares(measured.judged, chosen.told)
    parts = [
        "# Calibration",
        "Every collection by models fitted to the others.",
        "## The right sentence among the first (`[rank]`)",
        _ranks(measured.ranks, (1, 2, 3)),
        *(("## A passage that is a hit among the first (`[rerank]`)", _ranks(ranked, (1, 5, 10))) if ranked else ()),
        "## Whether it answers (`[told]`)",
        f"AUC of answerable against unanswerable questions: {auc(measured.judged):.2f} ({_aucs(measured)}).",
        f"Thresholds: told {chosen.told}, sure {chosen.sure}, likely {chosen.likely}. {kept:.2f} of the answerable are "
        f"answered, {refused:.2f} of the unanswerable refused; {decided(measured.judged, chosen):.2f} of all questions "
        "get the right status and, when answered, a right sentence.",
        "| should be | n | is answered | only asked | not found |\n|---|---:|---:|---:|---:|\n" + _decisions(measured),
        curve_table(measured.judged, chosen.told),
    ]
    return "\n\n".join(parts) + "\n"


def write_report(text: str, measured: Measured, folder: Path) -> None:
    """Writes calibration.md and abstention.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "calibration.md").write_text(text, "utf-8")
    (folder / "abstention.svg").write_text(curve_svg(measured.judged, measured.thresholds.told), "utf-8")


def write_weights(
    cases: Mapping[str, list[Case]],
    measured: Measured,
    folder: Path,
    *,
    further: Mapping[str, list[Case]] = MappingProxyType({}),
    pools: Sequence[Alternatives] = (),
    ranked: Ranks | None = None,
    without: Sequence[str] = (),
    passages: bool = False,
) -> None:
    """Fits to all collections and writes the tables into the project's files, or copies into another folder.

    `further` cases teach as in `fit_all`.
    With `ranked` also the re-ranker, fitted to `pools`; with `passages` also the model of passages.
    """
    together = [case for held in cases.values() for case in held]
    models = fit_all(together, without, [case for held in further.values() for case in held])
    text = (PROJECT / SENTENCES).read_text("utf-8")
    ranks = [rank for held in measured.ranks.values() for rank in held]
    note = comment(f"{len(ranks)} questions; left out, the right sentence is first for {hit_at(ranks, 1):.2f}.")
    _write(put(text, "rank", [*note, *numbers(models.rank)]), folder / SENTENCES)
    _write(_abstention(models, fit_passages(together) if passages else None, measured), folder / ABSTENTION)
    if ranked is not None:
        hits = [rank for held in ranked.values() for rank in held]
        shares_at = f"first for {hit_at(hits, 1):.2f}, among the first five for {hit_at(hits, 5):.2f}"
        note = comment(f"{len(hits)} questions; left out, a hit is {shares_at}.")
        text = (PROJECT / WEIGHTS).read_text("utf-8")
        _write(put(text, "rerank", [*note, *numbers(rerank.fit(pools), small=0.0)]), folder / WEIGHTS)


def _abstention(models: Models, passages: Named | None, measured: Measured) -> str:
    """The text of `ABSTENTION` with the fitted numbers; thresholds that nothing here fits stay."""
    text = (PROJECT / ABSTENTION).read_text("utf-8")
    chosen, judged = measured.thresholds, measured.judged
    if passages is not None:
        right = [(chance >= 0.5) == yes for chance, yes in measured.passages]
        note = f"{len(right)} questions; left out, {sum(right) / max(1, len(right)):.2f} right at one half."
        text = _logistic(text, "passages", passages, {}, note)
    kept, refused = shares(judged, chosen.told)
    n = sum(one.status in ("answered", "not_found") for one in judged)
    note = (
        f"{n} questions; left out, AUC {auc(judged):.2f}; at the threshold {kept:.2f} of the answerable are answered "
        f"and {refused:.2f} of the unanswerable refused."
    )
    text = _logistic(text, "told", models.told, {"threshold": chosen.told}, note)
    asked = [one for one in judged if one.status == "asked_not_answered"]
    found = sum(chosen.status(one) == one.status for one in asked)
    note = f"{len(judged)} questions; left out, {found} of the {len(asked)} that are only asked are told to be."
    return _logistic(text, "asked", models.asked, {"sure": chosen.sure, "likely": chosen.likely}, note)


def _logistic(text: str, name: str, model: Named, thresholds: Mapping[str, float], note: str) -> str:
    weights = dict(zip(model.names, map(float, model.model.weights), strict=True))
    text = change(text, name, {"bias": model.model.bias, **thresholds}, comment(note))
    return put(text, f"{name}.weights", numbers(weights))


def _ranks(ranks: Ranks, at: Sequence[int]) -> str:
    lines = [f"| collection | n | {' | '.join(f'hit@{k}' for k in at)} |", "|---|---:|" + "---:|" * len(at)]
    together = [rank for held in ranks.values() for rank in held]
    for name, held in {**ranks, "all": together}.items():
        lines.append(f"| {name} | {len(held)} | {' | '.join(f'{hit_at(held, k):.2f}' for k in at)} |")
    return "\n".join(lines)


def _aucs(measured: Measured) -> str:
    parts = {name: [one for one in measured.judged if one.collection == name] for name in measured.ranks}
    return ", ".join(f"{name} {auc(part):.2f}" for name, part in parts.items())


def _decisions(measured: Measured) -> str:
    kinds = ("answered", "asked_not_answered", "not_found")
    lines = []
    for kind in kinds:
        said = [measured.thresholds.status(one) for one in measured.judged if one.status == kind]
        lines.append(f"| {kind} | {len(said)} | {' | '.join(str(said.count(other)) for other in kinds)} |")
    return "\n".join(lines)


def _write(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
