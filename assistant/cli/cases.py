"""`council cases`: the thread of a case, from the first paper to the last decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, console, one_line, print_json, settings, well_formed

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from corpus.records import Act
    from index.cases import Case, CasePart, QuestionThread
    from index.store import Index

_NEAR = 5  # numbers or documents named when a number is not found
_LONGEST = 60  # characters of a number that are shown back
_LIKELY = 0.8  # certainty below which an answer is only likely to be the question's
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
    told = _Answers(opened, case)
    for part in case.parts:
        print()
        _part(out, part, told)


def _part(out: Console, part: CasePart, told: _Answers) -> None:
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
        _say(out, " · ".join(one_line(piece) for piece in (kind, who, told.of(act)) if piece), 4)
        if part.line is None:
            _say(out, one_line(part.document.quote(act.span)), 8)


class _Answers:
    """What is known of the answer to each question of a case."""

    def __init__(self, opened: Index, case: Case) -> None:
        from corpus.records import ActKind, Genre

        asked = [act for part in case.parts for act in part.acts if act.kind is ActKind.QUESTION]
        self._opened = opened
        self._asked = {act.id for act in asked}
        threads = opened.cases.threads(asked)
        self._threads: Mapping[str, QuestionThread] = {
            print_.id: thread for thread in threads for print_ in (thread.question, *thread.copies)
        }
        papers = [part for part in case.parts if part.document.genre is Genre.INTERPELLATION_ANSWER]
        # An answer as one text, of which no piece is tied to a question, answers them all or none.
        self._paper = papers[0] if papers and not any(thread.replies for thread in threads) else None

    def of(self, act: Act) -> str:
        """ "answered by Bo Ask (M) on 2022-04-19", "not answered in these documents"; "" of what is no question."""
        if act.id not in self._asked:
            return ""
        thread = self._threads.get(act.id)
        if thread is not None and thread.replies:
            reply, certainty = thread.replies[0]
            document = self._opened.catalogue.document(reply.span.document_id)
            who = ", ".join(actor.label for actor in reply.actors)
            day = reply.date or (document.date if document else None)
            return _told(certainty >= _LIKELY, f"by {who}" if who else "", day)
        if self._paper is not None:
            return _told(False, f"in {self._paper.document.path}", self._paper.date)
        return "not answered in these documents"


def _told(sure: bool, how: str, day: date | None) -> str:
    words = ("answered" if sure else "probably answered", how, f"on {day.isoformat()}" if day else "")
    return " ".join(word for word in words if word)


def _say(out: Console, line: str, indent: int = 0, style: str = "") -> None:
    from assistant.cli.render import say

    say(out, line, style=style, indent=indent)
