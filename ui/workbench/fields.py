"""A paper as its fields were corrected, and questions split, joined, added and removed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from assistant.brief.parts import parts_of
from assistant.brief.records import Ask, Paper, Person
from corpus.records import Genre

MOST = 200  # questions of a paper
_LONGEST = 20_000  # characters of one field
_PERSON = re.compile(r"^(?P<name>[^(,]*?)\s*(?:\((?P<party>[^()]{1,12})\))?\s*(?:,\s*(?P<role>.*))?$")
_SENTENCE = re.compile(r"[?.!][”\"]?\s+(?=\S)")


class Unreadable(ValueError):
    """A field cannot be understood; its argument is a key of the texts."""


def person_line(person: Person) -> str:
    """ "Anna Ek (S), ordförande", as the fields show it."""
    return f"{person.label}, {person.role}" if person.role else person.label


def corrected(paper: Paper, fields: Mapping[str, Any]) -> Paper:
    """The paper with what its fields hold now. Raises `Unreadable` for a date that is none."""
    return paper.model_copy(
        update={
            "title": _words(fields.get("title")) or paper.title,
            "genre": _genre(fields.get("genre"), paper.genre),
            "topic": _words(fields.get("topic")),
            "date": _date(_words(fields.get("date"))),
            "case_number": _words(fields.get("case_number")) or None,
            "askers": _people(fields.get("askers")),
            "addressees": _people(fields.get("addressees")),
            "questions": _asks(paper, _listed(fields.get("question")), _listed(fields.get("parts"))),
        }
    )


def without_blanks(paper: Paper) -> Paper:
    """The paper without its empty questions, the others numbered from 1."""
    return _numbered(paper, [ask for ask in paper.questions if ask.text.strip()])


def added(paper: Paper) -> Paper:
    """With an empty question at the end."""
    return _numbered(paper, [*paper.questions, Ask(n=0, text="", parts=("",))])


def removed(paper: Paper, n: int) -> Paper:
    """Without question `n`."""
    return _numbered(paper, [ask for ask in paper.questions if ask.n != n])


def joined(paper: Paper, n: int) -> Paper:
    """Question `n` and the next one as one question, which asks for what both did."""
    asks = list(paper.questions)
    if not 1 <= n < len(asks):
        return paper
    first, second = asks[n - 1 : n + 1]
    between = paper.text[first.end : second.start] if _stands(first) and _stands(second) else "-"
    if between.strip():
        text, start, end = f"{first.text.strip()} {second.text.strip()}", 0, 0
    else:
        text, start, end = paper.text[first.start : second.end], first.start, second.end
    whole = Ask(n=0, text=text, parts=(*first.parts, *second.parts), start=start, end=end)
    return _numbered(paper, [*asks[: n - 1], whole, *asks[n + 1 :]])


def split(paper: Paper, n: int, at: int) -> Paper:
    """Question `n` as two, cut at that character; at its first sentence where the cut is at an end.

    Raises `Unreadable` when it cannot be cut.
    """
    ask = next((one for one in paper.questions if one.n == n), None)
    if ask is None:
        return paper
    if not (ask.text[:at].strip() and ask.text[at:].strip()):
        found = _SENTENCE.search(ask.text)
        if found is None:
            raise Unreadable("workbench.paper.no_split")
        at = found.end()
    halves = [_cut(paper, ask, 0, at), _cut(paper, ask, at, len(ask.text))]
    asks = list(paper.questions)
    return _numbered(paper, [*asks[: n - 1], *halves, *asks[n:]])


def _cut(paper: Paper, ask: Ask, start: int, end: int) -> Ask:
    text = ask.text[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    begins = ask.start + start + lead
    if _stands(ask) and paper.text[begins : begins + len(text)] == text:
        return Ask(n=0, text=text, parts=parts_of(text), start=begins, end=begins + len(text))
    return Ask(n=0, text=text, parts=parts_of(text))


def _asks(paper: Paper, texts: Sequence[str], parts: Sequence[str]) -> tuple[Ask, ...]:
    """The questions as their fields hold them; one that was not changed stays what it was."""
    made = []
    for i, (text, given) in enumerate(zip_longest(texts[:MOST], parts[: len(texts)][:MOST], fillvalue="")):
        before = paper.questions[i] if i < len(paper.questions) else None
        ask = before if before and _same(before.text, text) else _asked(paper, text.strip())
        wanted = tuple(filter(None, (_words(line) for line in given.splitlines())))
        shown = tuple(_words(part) for part in before.parts) if before and len(before.parts) > 1 else ()
        made.append(ask if wanted == shown else ask.model_copy(update={"parts": wanted or (ask.text,)}))
    return _numbered(paper, made).questions


def _asked(paper: Paper, text: str) -> Ask:
    """A question as somebody wrote it; it has its place when the paper says just that, once."""
    if text and paper.text.count(text) == 1:
        start = paper.text.index(text)
        return Ask(n=0, text=text, parts=parts_of(text), start=start, end=start + len(text))
    return Ask(n=0, text=text, parts=parts_of(text) if text else ("",))


def _numbered(paper: Paper, asks: Sequence[Ask]) -> Paper:
    numbered = tuple(ask.model_copy(update={"n": n}) for n, ask in enumerate(asks[:MOST], 1))
    return paper.model_copy(update={"questions": numbered})


def _stands(ask: Ask) -> bool:
    return ask.end > ask.start


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _people(value: object) -> tuple[Person, ...]:
    """One person a line: "Anna Ek (S), ordförande"."""
    found = []
    for line in str(value or "")[:_LONGEST].splitlines():
        match = _PERSON.match(" ".join(line.split()))
        if match is None and line.strip():
            found.append(Person(name=_words(line)))
        elif match is not None and match["name"]:
            found.append(Person(name=match["name"], party=match["party"], role=match["role"] or None))
    return tuple(found)


def _genre(value: object, otherwise: Genre) -> Genre:
    try:
        return Genre(str(value))
    except ValueError:
        return otherwise


def _date(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Unreadable("workbench.paper.no_date") from None


def _words(value: object) -> str:
    return " ".join(str(value or "")[:_LONGEST].split())


def _listed(value: object) -> list[str]:
    return (
        [str(each)[:_LONGEST] for each in value] if isinstance(value, Sequence) and not isinstance(value, str) else []
    )
