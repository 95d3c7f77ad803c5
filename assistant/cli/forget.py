"""`council forget`: takes a document or a person out of the index and of all that is kept beside it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, complain, counted, one_line, print_json, settings

if TYPE_CHECKING:
    from assistant.forgetting import Kept
    from index.forget import Plan
    from index.store import Index

_WHAT = {
    "feedback": "remark", "conversations": "kept turn", "briefs": "brief",
    "runs": "evaluation run", "questions": "evaluation question", "uploads": "uploaded file",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog='Example: council forget --person "Anna Ek" --party S --dry-run')(forget)


@Doing("forgetting")
def forget(
    document: Annotated[
        str | None,
        typer.Argument(metavar="[DOCUMENT]", help="A document's id or path in the index.", show_default=False),
    ] = None,
    person: Annotated[str | None, typer.Option(help="A person's full name, to be masked in every document.")] = None,
    party: Annotated[str | None, typer.Option(help="The person's party, which tells them from namesakes.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would go where.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List what is forgotten: by mark, not by name.")] = False,
    undo: Annotated[str | None, typer.Option(metavar="MARK", help="Let what --list tells be taken in again.")] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Removes a document, or masks a person's name, for good.

    A later ingest goes by it. Files outside the index folder stay where they are: delete or rename them yourself.
    """
    given = sum(one is not None for one in (document, person, undo)) + listed
    if given != 1:
        raise typer.BadParameter("give one of DOCUMENT, --person, --list and --undo.")
    if party is not None and person is None:
        raise typer.BadParameter("--party goes with --person.")
    from index.store import Index

    if undo is not None or listed:
        with Index.open(settings(index), write=undo is not None) as opened:
            _undo(opened, undo) if undo is not None else _list(opened, as_json)
        return
    chosen = settings(index)
    with Index.open(chosen) as opened:
        plan, kept = _plan(opened, document, person, party)
    _tell(plan, kept, person is not None, as_json)
    if dry_run:
        return
    if not yes and not _sure():
        complain("Nothing was changed.")
        raise typer.Exit(1)
    with Index.open(chosen, write=True) as opened:
        left = _forget(opened, plan, document, person, party)
    for file in left:
        complain(f"{file}: a process at work still held it; stop it and run the same command again.")
    if not as_json:
        print("Done. Copies made earlier, such as backups, still hold it: see docs/privacy.md.")
    raise typer.Exit(1 if left else 0)


def _plan(index: Index, document: str | None, person: str | None, party: str | None) -> tuple[Plan, Kept]:
    from assistant.forgetting import beside
    from index.forget import plan_document, plan_person

    if person is not None:
        plan = plan_person(index, person, party)
        return plan, beside.find(index.settings.index, beside.of_person(person))
    plan = plan_document(index, document or "")
    tells = beside.of_document(plan.documents[0].id, [found.path for found in plan.documents])
    return plan, beside.find(index.settings.index, tells, plan.locations)


def _forget(index: Index, plan: Plan, document: str | None, person: str | None, party: str | None) -> list[str]:
    from assistant.forgetting import beside
    from index.forget import forget_document, forget_person

    if person is not None:
        done = forget_person(index, person, party)
        tells = beside.of_person(person)
    else:
        done = forget_document(index, document or "")
        tells = beside.of_document(plan.documents[0].id, [found.path for found in plan.documents])
    left = beside.remove(index.settings.index, tells, plan.locations)
    return [str(file) for file in (*done.left, *left)]


def _tell(plan: Plan, kept: Kept, is_person: bool, as_json: bool) -> None:
    if as_json:
        print_json({"plan": asdict(plan), "kept": asdict(kept)})
        return
    for found in plan.documents:
        what = (
            f"{counted(found.mentions, 'place')} masked"
            if is_person
            else f"removed, {counted(found.passages, 'passage')}"
        )
        print(f"{one_line(found.path)}: {what}")
    if not plan.documents:
        print("No document names this person; the name is masked in what is taken in later.")
    beside = [counted(number, _WHAT[name]) for name, number in asdict(kept).items() if number]
    print(f"Beside the index: {', '.join(beside) or 'nothing'} removed.")
    for path in plan.in_paths:
        complain(f"The name stands in a file's name, which is shown: rename {path} and ingest its folder again.")
    for place in plan.locations:
        complain(f"Left on disk unless it was uploaded: {place}")


def _sure() -> bool:
    return sys.stdin.isatty() and typer.confirm("This cannot be taken back. Go on?", err=True)


def _list(index: Index, as_json: bool) -> None:
    from index.forget import tombstones

    found = tombstones(index).all
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        print(one.when, one.kind, one.mark, *([f"({one.party})"] if one.party else []))
    if not found:
        print("Nothing is forgotten.")


def _undo(index: Index, mark: str) -> None:
    from corpus.errors import MissingFile
    from index.forget import undo

    if not undo(index, mark):
        raise MissingFile(f"{mark}: nothing forgotten has this mark; `council forget --list` tells them.")
    print("It is taken in again by the next `council ingest`, a name with --again.")
