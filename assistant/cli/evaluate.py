"""`council eval`: how good the answers are, measured on a dataset."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Doing, IndexFolder, settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("eval", epilog="Example: council eval questions.jsonl --out report/")(evaluate)


@Doing("measuring the answers")
def evaluate(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="Questions with right answers.")],
    system: Annotated[str, typer.Option(metavar="NAME", help="What is measured.")] = "council",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the report here.", show_default=False)] = None,
    index: IndexFolder = None,
) -> None:
    """Measures how good the answers to a dataset are."""
    # By name: the evaluation imports the assistant, not the other way round.
    code = import_module("evals.cli").run(dataset, settings(index), system=system, out=out)
    raise typer.Exit(code)
