"""`council ask`: one question, or a file of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import filters
from assistant.cli.common import AsJson, Doing, IndexFolder, console, print_json, settings, well_formed

if TYPE_CHECKING:
    from assistant.contract import FilterSpec
    from index.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog='Example: council ask "Who asked about the swimming hall?" --from 2022-01-01')(ask)


@Doing("answering the question")
def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", show_default=False)] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help='Questions as JSON Lines: {"question": "…"}, and "id", "history", "filters" where wanted. '
            "- reads stdin. One JSON object a line comes out, in order.",
            show_default=False,
        ),
    ] = None,
    genre: filters.Genres = None,
    body: filters.Bodies = None,
    municipality: filters.Municipalities = None,
    party: filters.Parties = None,
    person: filters.Persons = None,
    act: filters.Acts = None,
    case_number: filters.Cases = None,
    path: filters.Paths = None,
    date_from: filters.From = None,
    date_to: filters.To = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answers a question from the indexed documents.

    The answer is in the language of the question; under it stand its sources, each with the exact words that
    carry it.
    """
    narrowed = {
        "genre": genre,
        "body": body,
        "municipality": municipality,
        "party": party,
        "person": person,
        "act": act,
        "case_number": case_number,
        "path": path,
        "date_from": date_from,
        "date_to": date_to,
    }
    given = {name: value for name, value in narrowed.items() if value}
    if batch is not None:
        if question is not None or given:
            raise typer.BadParameter("with --batch, questions and filters stand in the lines of the file.")
        _batch(batch, settings(index))
    elif question is None:
        raise typer.BadParameter("a QUESTION in quotation marks, or --batch FILE, is needed.")
    else:
        from assistant.contract import FilterSpec

        _one(well_formed(question), FilterSpec.model_validate(given), settings(index), as_json)


def _one(question: str, narrowed: FilterSpec, chosen: Settings, as_json: bool) -> None:
    from assistant import open_assistant
    from assistant.cli.render import show_answer

    with open_assistant(chosen) as assistant:
        answer = assistant.ask(question, filters=narrowed)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        show_answer(answer, console())


def _batch(source: str, chosen: Settings) -> None:
    """Answers every line as it comes; the exit code is 1 when any was bad."""
    from assistant import open_assistant
    from assistant.cli.batch import answers, reading

    bad = False
    with reading(source) as lines, open_assistant(chosen) as assistant:
        for answer in answers(assistant, lines):
            print_json(answer)
            bad = bad or "error" in answer
    raise typer.Exit(int(bad))
