"""`council cases`: the thread of a case, from the first paper to the last decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, console, one_line, print_json, settings, well_formed

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from assistant.overview.answers import Answers, Question
    from index.cases import Case, CasePart
    from index.store import Index

_NEAR = 5  # numbers or documents named when a number is not found
_LONGEST = 60  # characters of a number that are shown back
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

    A part that carries no number is shown with how it is tied to the case; a question with who answered it.
    """
    from index.store import Index

    number = well_formed(number)
    with Index.open(settings(index)) as opened:
        case = opened.cases.case(number)
        if case is None:
            _not_found(number, opened)
        elif as_json:
            from assistant.record import case_record

            print_json(case_record(case))
        else:
            _show(case, opened)


def _not_found(number: str, opened: Index) -> None:
    """Raises `MissingFile` with what the index does have."""
    from corpus.errors import MissingFile

    shown = one_line(number)
    shown = shown[:_LONGEST] + "…" if len(shown) > _LONGEST else shown
    if not shown:
        raise MissingFile('No case number was given; give one as the documents write it, for instance "KS 2022/170".')
    near, mentions = opened.cases.near(number), opened.cases.mentioning(number)
    hint = f"did you mean {' or '.join(near[:_NEAR])}?" if near else "no document mentions it."
    if mentions:
        more = f" and {len(mentions) - _NEAR} more" if len(mentions) > _NEAR else ""
        hint = f"it is only mentioned, in {', '.join(mentions[:_NEAR])}{more}."
    raise MissingFile(f"{shown}: no document of the index belongs to such a case; {hint}")


def _show(case: Case, opened: Index) -> None:
    from assistant.overview.answers import Answers
    from assistant.overview.cases import questions_of

    out = console()
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
            _say(out, f"{name + ':':<9}{one_line(value)}")
    told = Answers(opened, questions_of(case))
    for part in case.parts:
        print()
        _part(out, part, told)


def _part(out: Console, part: CasePart, told: Answers) -> None:
    where = f"§ {part.section.paragraph}" if part.section and part.section.paragraph else ""
    day = part.date.isoformat() if part.date else "no date"
    tie = f"({_SURE.get(part.why, part.why)})" if part.certainty < 1 else ""
    heading = (day, part.document.body or "", part.document.path, where, tie)
    _say(out, " · ".join(one_line(piece) for piece in heading if piece), style="bold")
    if part.line is not None:
        _say(out, one_line(part.document.quote(part.line)), 4)
    for act in part.acts:
        kind = f"{act.kind.value} ({act.form.value})" if act.form else act.kind.value
        who = ", ".join(actor.label for actor in act.actors)
        _say(out, " · ".join(one_line(piece) for piece in (kind, who, _answered(told.of(act))) if piece), 4)
        if part.line is None:
            _say(out, one_line(part.document.quote(act.span)), 8)


def _answered(question: Question | None) -> str:
    """ "answered by Bo Ask (M) on 2022-04-19", "not answered in these documents"; "" of what is no question."""
    from assistant.overview.answers import Answered

    if question is None:
        return ""
    if not question.replies:
        return "not answered in these documents"
    reply = question.replies[0]
    who = ", ".join(reply.actors)
    how = f"in {reply.path}" if not reply.end else f"by {who}" if who else ""
    return _told(question.answered is Answered.YES, how, reply.date)


def _told(sure: bool, how: str, day: date | None) -> str:
    words = ("answered" if sure else "probably answered", how, f"on {day.isoformat()}" if day else "")
    return " ".join(word for word in words if word)


def _say(out: Console, line: str, indent: int = 0, style: str = "") -> None:
    from assistant.cli.render import say

    say(out, line, style=style, indent=indent)
