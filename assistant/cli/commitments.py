"""`council commitments`: what was undertaken in answers and decisions, by when, and what later documents show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import (
    AsJson,
    Doing,
    IndexFolder,
    console,
    counted,
    one_line,
    print_json_array,
    settings,
    well_formed,
)

if TYPE_CHECKING:
    from assistant.ledger.records import Commitment

_LONGEST = 160  # characters of what was undertaken, on a terminal
_STATES = {
    "kept": "done",
    "moved": "moved",
    "broken": "not done",
    "proposed": "proposed to be closed",
    "overdue": "time is over, nothing later found",
    "silent": "nothing later found",
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2023-05-31.") from None


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council commitments --who socialnämnden --open")(commitments)


@Doing("listing the commitments")
def commitments(
    words: Annotated[
        list[str] | None, typer.Argument(parser=well_formed, metavar="[WORDS]...", help="Words that it must hold.")
    ] = None,
    who: Annotated[str, typer.Option(parser=well_formed, metavar="NAME", help="Only of somebody, or a party.")] = "",
    body: Annotated[
        list[str] | None,
        typer.Option("--body", parser=well_formed, metavar="NAME", help="Only in documents of a council or board."),
    ] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only those of which nothing later tells.")] = False,
    due_before: Annotated[
        Any, typer.Option("--due-before", parser=_day, metavar="YYYY-MM-DD", help="Only those due by then.")
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """Lists who undertook what, and by when.

    It is taken from answers and decisions. Beside each stands what later documents show of it.
    That nothing was found is no proof that nothing was done.
    """
    if as_json and as_csv:
        raise typer.BadParameter("Give --json or --csv, not both.")
    from assistant.ledger import commitments as ledger
    from assistant.ledger.listing import LedgerFilter, ledger_rows, narrowed
    from index.store import Index

    chosen = LedgerFilter(" ".join(words or ()), who, tuple(body or ()), open=open_only, due_to=due_before)
    today = date.today()
    with Index.open(settings(index)) as opened:
        every = ledger(opened)
    found = narrowed(every, chosen, today)
    if as_json:
        print_json_array(one.model_dump(mode="json") for one in found)
    elif as_csv:
        import sys

        from assistant.overview.tabular import as_csv as written

        header, *rows = ledger_rows(found, today, "en")
        sys.stdout.write(written([str(cell) for cell in header], rows, "en"))
    else:
        _show(found, len(every), today)


def _show(found: list[Commitment], count: int, today: date) -> None:
    from rich.table import Table
    from rich.text import Text

    from assistant.ledger.listing import standing

    out = console()
    if out.is_terminal and found:
        table = Table(box=None, pad_edge=False)
        for head in ("Due", "Who", "What", "State", "Source"):
            table.add_column(head, overflow="fold")
        for one in found:
            what = one_line(one.what)
            cells = (
                _due(one),
                one_line(one.who),
                what if len(what) <= _LONGEST else what[:_LONGEST].rsplit(" ", 1)[0] + " …",
                _STATES[standing(one, today)],
                f"{one_line(one.source.path)}, p. {one.source.page}",
            )
            table.add_row(*(Text(cell) for cell in cells))
        out.print(table)
    else:
        for one in found:
            state = _STATES[standing(one, today)]
            place = f"{one_line(one.source.path)}, p. {one.source.page}"
            print(" · ".join((_due(one), one_line(one.who), one_line(one.what), state, place)))
    print(f"{counted(len(found), 'commitment')} of {count:,}.")


def _due(one: Commitment) -> str:
    """The day, else the words that tell it; "expected" before a prediction."""
    told = one.due.isoformat() if one.due else one_line(one.due_text or "no time")
    return f"expected {told}" if one.forecast else told
