"""`council docs` and `council show`: what is in the index, and what was read out of a document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import masked
from assistant.cli.common import (
    AsJson,
    Doing,
    IndexFolder,
    complain,
    console,
    counted,
    one_line,
    plain,
    print_json,
    print_json_array,
    settings,
)

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.service import DocumentInfo
    from corpus.records import Act, Actor, Document, Vote
    from index.settings import Settings

_NEAR = 3  # documents named when one is not found


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: council docs --index my-index")(docs)
    app.command(epilog="Example: council show ks/minutes-2023-05-02.pdf --acts")(show)


@Doing("listing the documents")
def docs(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Lists the documents of the index.

    Files that could not be read are named on stderr. What does not go to a terminal has a line a document,
    with tabs between date, kind, body, title, path, pages and acts.
    """
    from assistant import open_assistant

    with open_assistant(settings(index)) as assistant:
        found = assistant.documents()
        unread = assistant.coverage().unread
    if as_json:
        print_json_array(asdict(info) for info in found)
    else:
        _list(found)
    for path, reason in unread:
        complain(f"not read: {reason if path in reason else f'{path}: {reason}'}")


def _list(found: Sequence[DocumentInfo]) -> None:
    """Two lines a document on a terminal; elsewhere one, its fields parted by tabs."""
    from assistant.cli.render import say

    out = console()
    for info in found:
        when = info.date.isoformat() if info.date else ""
        what = (when, info.genre.value, one_line(info.body or ""))
        title, path, sizes = one_line(info.title), one_line(info.path), (info.pages, info.acts)
        if not out.is_terminal:
            print(*what, title, path, *sizes, sep="\t")
            continue
        say(out, path, style="bold")
        say(out, f"{title} ({', '.join(filter(None, what))})", indent=4)
    if out.is_terminal:
        print(counted(len(found), "document"))


@Doing("showing the document")
def show(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="A document's path or id in the index, or a file on disk.")
    ],
    index: IndexFolder = None,
    text: Annotated[bool, typer.Option("--text", help="Print its text, to which all offsets refer.")] = False,
    acts: Annotated[bool, typer.Option("--acts", help="Print who asked, answered, decided …")] = False,
    as_json: AsJson = False,
) -> None:
    """Shows what was read out of a document.

    A file that is not in the index is read there and then, and not added to it.
    """
    if text + acts + as_json > 1:
        raise typer.BadParameter("only one of --text, --acts and --json can be given.")
    document = _find(path, settings(index))
    if text:
        # For a program, the text as it is; for a person's terminal, without what could steer it.
        _write(plain(document.text) if sys.stdout.isatty() else document.text)
    elif acts:
        _acts(document)
    elif as_json:
        from assistant.record import record

        print_json(record(document))
    else:
        _overview(document)


def _write(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _find(path: str, chosen: Settings) -> Document:
    """The document of the index, else the file. Raises `MissingFile` when it is neither."""
    from corpus.errors import MissingFile, NoIndex
    from index.store import Index

    known: list[str] = []
    try:
        with Index.open(chosen) as opened:
            found = opened.catalogue.by_path(path) or opened.catalogue.document(path)
            known = [entry.path for entry in opened.catalogue.documents()]
    except NoIndex:
        found = None
    if found is not None:
        return found
    file = Path(path)
    if file.is_file():
        from corpus import read

        return read(file)
    if file.is_dir():
        raise MissingFile(f"{path}: this is a folder; give one of its files.")
    near = [each for each in known if each.endswith(f"/{path}")] or get_close_matches(path, known, _NEAR)
    hint = f"did you mean {' or '.join(near[:_NEAR])}?" if near else "`council docs` lists the documents."
    raise MissingFile(f"{path}: no such document in the index and no such file; {hint}")


def _overview(document: Document) -> None:
    count = Counter(act.kind.value for act in document.acts)
    fields = {
        "Title": document.title,
        "Path": document.path,
        "Id": document.id,
        "Kind": document.genre.value,
        "Body": document.body,
        "Municipality": document.municipality,
        "Date": document.date.isoformat() if document.date else None,
        "Cases": ", ".join(document.case_numbers),
        "Language": document.language,
        "Format": document.format,
        "Pages": str(len(document.pages)),
        "Characters": str(len(document.text)),
        "Acts": ", ".join(f"{n} {kind}" for kind, n in count.most_common()),
        "Masked": masked.notes_line(document.notes),
        "Notes": ", ".join(document.notes),
    }
    for name, value in fields.items():
        if value:
            print(f"{name + ':':<14}{one_line(value)}")
    if document.sections:
        print("Sections:")
    for section in document.sections:
        number = f"§ {section.paragraph} " if section.paragraph else ""
        heading = section.heading[-1] if section.heading else "(no heading)"
        indent = "  " * max(1, len(section.heading))
        print(f"{indent}{one_line(number + heading)} (page {section.span.page})")


def _acts(document: Document) -> None:
    """Every act and vote as understood, in the order of the text, so that a person can check it against that."""
    out = console()
    places = {act.id: i for i, act in enumerate(document.acts, 1)}
    told = [(act.span.start, act.section, partial(_act, out, document, act, places)) for act in document.acts]
    told += [(vote.span.start, vote.section, partial(_vote, out, document, vote)) for vote in document.votes]
    shown: int | None = None
    for _, section, tell in sorted(told, key=lambda item: item[0]):
        if section is not None and section != shown and section < len(document.sections):
            shown = section
            _line(out, f"-- {_heading(document, section)}", style="bold")
        tell()
    if not told:
        print("No acts were understood; the document is searched as plain text.")


def _act(out: Console, document: Document, act: Act, places: dict[str, int]) -> None:
    reply = places.get(act.reply_to or "")
    replies = f"answers {reply}" if reply else "answers a question of another document" if act.reply_to else ""
    told = (_who(act), act.case_number or "", replies, f"page {act.span.page}", f"{act.span.start}–{act.span.end}")
    _line(out, f"{places[act.id]:>4} · {' · '.join(one_line(part) for part in told if part)}")
    _line(out, one_line(document.quote(act.span)), 6)


def _line(out: Console, line: str, indent: int = 0, style: str = "") -> None:
    from assistant.cli.render import say

    say(out, line, style=style, indent=indent)


def _heading(document: Document, section: int) -> str:
    found = document.sections[section]
    number = f"§ {found.paragraph} " if found.paragraph else ""
    return one_line(number + " / ".join(found.heading) if found.heading else number or "(no heading)")


def _vote(out: Console, document: Document, vote: Vote) -> None:
    counts = {"yes": vote.yes, "no": vote.no, "abstained": vote.abstained, "absent": vote.absent}
    told = ", ".join(f"{n} {name}" for name, n in counts.items() if n is not None) or "not counted"
    _line(out, f"vote · {told} · page {vote.span.page} · {vote.span.start}–{vote.span.end}")
    _line(out, one_line(document.quote(vote.span)), 6)
    for name, meant in (("Ja", vote.yes_means), ("Nej", vote.no_means)):
        if meant is not None:
            _line(out, f"{name} means: {one_line(document.quote(meant))}", 6)
    choices: dict[str, list[str]] = {}
    for ballot in vote.ballots:
        choices.setdefault(ballot.choice.value, []).append(one_line(ballot.actor.label))
    for choice, names in choices.items():
        _line(out, f"{choice} ({len(names)}): {', '.join(names)}", 6)


def _who(act: Act) -> str:
    who = ", ".join(_labelled(actor) for actor in act.actors)
    to = ", ".join(_labelled(actor) for actor in act.addressees)
    kind = f"{act.kind.value} ({act.form.value})" if act.form else act.kind.value
    parts = (kind, f"{who} → {to}" if to else who, act.date.isoformat() if act.date else "")
    return " · ".join(one_line(part) for part in parts if part)


def _labelled(actor: Actor) -> str:
    """The name with role and organisation, where they say more than the name."""
    more = [part for part in (actor.role, actor.organisation) if part and part not in actor.label]
    return f"{actor.label} [{', '.join(more)}]" if more else actor.label
