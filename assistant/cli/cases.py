"""`council cases`: the thread of a case, from the first paper to the last decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, one_line, print_json, settings

if TYPE_CHECKING:
    from index.cases import Case, CasePart

_NEAR = 5  # numbers named when one is not found
_SURE = {
    "questions": "the same questions by the same person, no number",
    "title": "the same person and topic, no number: likely",
    "topic": "the same topic, no number: uncertain",
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog='Example: council cases "KS 2022/170"')(cases)


@Doing("showing the case")
def cases(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="A case number (diarienummer), in any form.")],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Shows a case from its first paper to its last decision.

    A part that carries no number is shown with how it is tied to the case.
    """
    from corpus.errors import MissingFile
    from index.store import Index

    with Index.open(settings(index)) as opened:
        case = opened.cases.case(number)
        if case is None:
            mentions = opened.cases.mentioning(number)
            hint = f"it is mentioned in {', '.join(mentions[:_NEAR])}" if mentions else "no document mentions it"
            raise MissingFile(f"{number}: no document of the index belongs to such a case; {hint}.")
        if as_json:
            from assistant.record import case_record

            print_json(case_record(case))
            return
        _show(case)


def _show(case: Case) -> None:
    who = ", ".join(actor.label for actor in case.askers)
    to = ", ".join(actor.label for actor in case.addressees)
    fields = {
        "Case": case.number or case.id,
        "Title": case.title,
        "Kind": case.kind.value if case.kind else None,
        "From": who,
        "To": to,
        "State": case.status,
        "Related": ", ".join(case.related),
    }
    for name, value in fields.items():
        if value:
            print(f"{name + ':':<9}{one_line(value)}")
    for part in case.parts:
        print()
        _part(part)


def _part(part: CasePart) -> None:
    where = f"§ {part.section.paragraph}" if part.section and part.section.paragraph else ""
    day = part.date.isoformat() if part.date else "no date"
    tie = _SURE.get(part.why, "")
    told = (day, part.document.body or "", part.document.path, where, f"({tie})" if part.certainty < 1 else "")
    print(" · ".join(one_line(piece) for piece in told if piece))
    for act in part.acts:
        kind = f"{act.kind.value} ({act.form.value})" if act.form else act.kind.value
        who = ", ".join(actor.label for actor in act.actors)
        print(f"    {' · '.join(one_line(piece) for piece in (kind, who) if piece)}")
        print(f"        {one_line(part.document.quote(act.span))}")
