"""`council eval`: how good answers and briefs are, measured on a dataset or on the sample, and what goes with it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli.common import Doing, IndexFolder, console, settings

DEFAULT = "run"  # the command that is meant where none is named
_FORMATS = "trec, ragas or deepeval"


class DefaultGroup(TyperGroup):
    """A group with a default command: what is no command's name is the first argument of that one.

    Its help is that of the default command, with the other commands under it.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, the default command put in where none is named."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands behind the name of the command."""
        return [*self.commands[DEFAULT].collect_usage_pieces(ctx), "| COMMAND [ARGS]..."]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options of the default command, then the other commands."""
        self.commands[DEFAULT].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


app = typer.Typer(
    cls=DefaultGroup,
    help="""Measures how good answers and briefs are.

    Without DATASET the sample questions are asked and the briefs of the sample papers are prepared, each
    without the answer that the paper has had, as far as the index holds the sample documents.
    """,
    short_help="Measures how good answers and briefs are.",
    rich_markup_mode=None,
    epilog="Example: council eval questions.jsonl --out report/",
)

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="Questions, one a line of JSON.")]


def register(app_: typer.Typer) -> None:
    """Adds the command and its commands."""
    app_.add_typer(app, name="eval")


@app.command(DEFAULT, hidden=True, epilog="Example: council eval questions.jsonl --out report/")
@Doing("measuring the answers")
def evaluate(
    dataset: Annotated[
        Path | None,
        typer.Argument(metavar="DATASET", help="Questions with right answers, or papers with hidden ones."),
    ] = None,
    system: Annotated[
        str, typer.Option(metavar="NAME|URL", help="What is measured; any HTTP endpoint may be.")
    ] = "council",
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Questions asked at a time; by default what suits the system."),
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=0.1, help="The longest wait for an answer; by default 60.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the report here.", show_default=False)] = None,
    index: IndexFolder = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit with 1 when a measure falls below its floor.")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Tell what changed against this run in the summary.", show_default=False),
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Also have the language model judge the answers (COUNCIL_LLM_URL).")
    ] = False,
) -> None:
    """Measures how good answers and briefs are."""
    # By name: the evaluation imports the assistant, not the other way round.
    given: dict[str, Any] = {"jobs": jobs, "timeout": timeout, "judge": judge or None, "baseline": baseline}
    code = import_module("evals.cli").run(
        dataset,
        settings(index),
        system=system,
        out=out,
        console=console(),
        gate=gate,
        **{name: value for name, value in given.items() if value is not None},
    )
    raise typer.Exit(code)


@app.command(epilog="Example: council eval check questions.jsonl --documents protokoll/")
@Doing("checking the dataset")
def check(
    dataset: Dataset,
    index: IndexFolder = None,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Compare with these files, not with the index.", show_default=False),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Put the offsets of moved quotes right first.")] = False,
) -> None:
    """Checks a dataset against its documents.

    Tells what is wrong, a line each: broken lines, ids twice, unknown categories, gold places that are no longer what
    they were, facts that stand in no gold document. Exits with 1 on errors; notes are for a person to look at.
    """
    chosen = None if documents is not None else settings(index)
    code = import_module("evals.check").check(dataset, chosen, documents=documents, write=write, console=console())
    raise typer.Exit(code)


@app.command("from-feedback", epilog="Example: council eval from-feedback drafts.jsonl")
@Doing("drafting questions")
def from_feedback(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file that is written.")],
    index: IndexFolder = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Also from answers that were given from internal documents.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if there is one.")] = False,
) -> None:
    """Drafts questions from what users thought of answers.

    A draft lacks what only a person can tell: the facts that a right answer holds, and of an answer that was wrong
    the status and the places. `council eval check` names what is still to be filled in.
    """
    code = import_module("evals.from_feedback").draft(
        out, settings(index), internal=internal, overwrite=overwrite, console=console()
    )
    raise typer.Exit(code)


@app.command(epilog="Example: council eval compare report-1/ report-2/")
@Doing("comparing two runs")
def compare(
    first: Annotated[Path, typer.Argument(metavar="RUN_A", help="The folder of a run (its --out).")],
    second: Annotated[Path, typer.Argument(metavar="RUN_B", help="The folder of another run.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the comparison here.", show_default=False)
    ] = None,
    any_dataset: Annotated[
        bool, typer.Option("--any-dataset", help="Compare the questions in common of two datasets.")
    ] = False,
) -> None:
    """Compares two runs, question by question."""
    code = import_module("evals.compare").compare(first, second, out=out, console=console(), any_dataset=any_dataset)
    raise typer.Exit(code)


@app.command(epilog="Example: council eval export report/ --to trec trec/")
@Doing("exporting a run")
def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run (its --out).")],
    out: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that is written.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"The format: {_FORMATS}.")],
    index: IndexFolder = None,
) -> None:
    """Writes a run in the form of other evaluation tools."""
    code = import_module("evals.exports").export(run, to, out, settings=settings(index), console=console())
    raise typer.Exit(code)


@app.command(epilog="Example: council eval components questions.jsonl --out parts/")
@Doing("measuring the components")
def components(
    dataset: Annotated[
        Path | None, typer.Argument(metavar="DATASET", help="Questions with right answers; without it the sample.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write components.json and errors.html here.", show_default=False)
    ] = None,
    index: IndexFolder = None,
) -> None:
    """Measures each component alone, and which failed first.

    Parsing, understanding, retrieval, selection, abstention, the gate and synthesis, on the same questions.
    """
    code = import_module("evals.components").run(dataset, settings(index), out=out, console=console())
    raise typer.Exit(code)
