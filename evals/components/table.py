"""The components on a terminal, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from evals.components.blame import NAMES

_HEADS = {
    "understanding": "under-\nstanding", "retrieval": "retrie-\nval", "selection": "selec-\ntion",
    "abstention": "absten-\ntion", "synthesis": "synthe-\nsis",
}  # fmt: skip


def show(whole: Mapping[str, Any], console: Console) -> None:
    """Prints each component's measures, then by category which component failed first."""
    console.print("Each component alone\n")
    console.print(_measures(whole["components"]))
    found = whole["blame"]["all"]
    failed = f"{found['failed']} of {found['n']} questions failed"
    console.print(f"\n{failed}; the component that failed first:\n" if found["failed"] else f"\n{failed}.")
    if found["failed"]:
        console.print(_blame(whole["blame"]))


def rows(components: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(component, measure, n, value) of everything that was measured."""
    parsing = components["parsing"]
    yield "parsing", "questions whose gold was read right", *_cells(parsing["questions"])
    for name, found in parsing["labels"].items():
        if name != "n":
            both = f"{_number(found['precision'])} / {_number(found['recall'])}"
            yield "parsing", f"{name}: precision / recall", str(found["n"]), both
    for part, found in components["understanding"].items():
        yield "understanding", part, *_cells(found)
    for source, found in components["retrieval"].items():
        both = f"{_number(found['recall@5'])} / {_number(found['recall@50'])}"
        yield "retrieval", f"{source}: recall@5 / @50", str(found["n"]), both
    for component, told in _SAYS.items():
        for name, text in told.items():
            yield component, text, *_cells(components[component][name])
    gate = components["gate"]
    yield "gate", "right sentences that it dropped", str(gate["right"]), _number(gate["right_dropped"])
    yield "gate", "changed sentences that it caught", str(gate["caught"]["n"]), _number(gate["caught"]["share"])
    alarms = gate["false_alarms"]
    yield "gate", "true paraphrases that it stopped", str(alarms["n"]), _number(alarms["share"])
    for name, text in _SYNTHESIS.items():
        yield "synthesis", text, *_cells(components["synthesis"][name])


_SAYS = {
    "selection": {
        "first": "the best sentence is right",
        "among": "one of the best three is",
        "act": "the best act is right",
    },
    "abstention": {
        "answers": "answered what has an answer",
        "keeps": "kept silent where there is none",
        "right": "a right best sentence was enough",
    },
}
_SYNTHESIS = {"facts": "chosen facts that the answer states", "language": "in the question's language"}


def _measures(components: Mapping[str, Any]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column("component", no_wrap=True)
    table.add_column("measure", no_wrap=True)
    table.add_column("n", justify="right")
    table.add_column("value", justify="right", no_wrap=True)
    before = ""
    for component, measure, n, value in rows(components):
        if component != before and before:
            table.add_section()
        table.add_row(component if component != before else "", measure, n, value)
        before = component
    return table


def _blame(blamed: Mapping[str, Any]) -> Table:
    whole = blamed["all"]
    shown = [name for name in NAMES if whole[name]]
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column("", no_wrap=True)
    for head in ("n", "failed", *shown):
        table.add_column(_HEADS.get(head, head), justify="right")
    for name, found in (("all", whole), *blamed["by_language"].items(), *blamed["by_category"].items()):
        table.add_row(name, str(found["n"]), str(found["failed"]), *(str(found[one] or "") for one in shown))
    return table


def _cells(found: Mapping[str, Any]) -> tuple[str, str]:
    return str(found["n"]), _number(found["value"])


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
