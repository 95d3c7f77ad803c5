"""`council eval`: how good answers and briefs are, measured on a dataset or on the sample."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Doing, IndexFolder, console, settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("eval", epilog="Example: council eval questions.jsonl --out report/")(evaluate)


@Doing("measuring the answers")
def evaluate(
    dataset: Annotated[
        Path | None,
        typer.Argument(metavar="DATASET", help="Questions with right answers, or papers with hidden ones."),
    ] = None,
    system: Annotated[str, typer.Option(metavar="NAME", help="What is measured.")] = "council",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the report here.", show_default=False)] = None,
    index: IndexFolder = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit with 1 when a measure falls below its floor.")] = False,
) -> None:
    """Measures how good answers and briefs are.

    Without DATASET the sample questions are asked and the briefs of the sample papers are prepared, each
    without the answer that the paper has had, as far as the index holds the sample documents.
    """
    # By name: the evaluation imports the assistant, not the other way round.
    code = import_module("evals.cli").run(
        dataset, settings(index), system=system, out=out, console=console(), gate=gate
    )
    raise typer.Exit(code)
