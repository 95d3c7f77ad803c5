"""What stands around the answers in the genre's form: heading, facts, greeting, the sentence that opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.brief.records import Paper, Person
from assistant.brief.texts import say, texts
from assistant.export.conversation import line
from corpus.records import Genre

PROPOSING = (Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.CITIZEN_PROPOSAL)  # they ask for a decision, of a body
MAX_NAMES = 3  # in a heading; more are "and others"


def title(paper: Paper) -> str:
    """ "Svar på interpellation från Anna Ek (S) om simhallen"."""
    words = texts(paper.language)["draft"]
    kind = words["kinds"].get(str(paper.genre), words["kinds"]["other"])
    who, topic = listed(paper.askers, paper.language), line(paper.topic).rstrip(".")
    told = say(paper.language, "draft.from", names=who) if who else ""
    return f"{kind}{told}{say(paper.language, 'draft.about', topic=topic) if topic else ''}"


def facts(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Names and values of what the paper is; the day of the answer is left to be filled in."""
    names = texts(paper.language)["draft"]["facts"]
    known = [
        (names["case"], case_number(paper)),
        (
            names["proposer" if paper.genre in PROPOSING else "asker"],
            "; ".join(full(person) for person in paper.askers),
        ),
        (names["addressee"], "; ".join(full(person) for person in paper.addressees)),
        (names["date"], paper.date.isoformat() if paper.date else ""),
        (names["answered_on"], names["day_open"]),
    ]
    return tuple((name, value) for name, value in known if value)


def greeting(paper: Paper) -> str:
    """Whom the answer is read to: the council that the paper names, its writers where it is a letter."""
    if paper.genre in (Genre.LETTER, Genre.EMAIL):
        return say(paper.language, "draft.to", name=listed(paper.askers, paper.language)) if paper.askers else ""
    councils = list(texts(paper.language)["draft"]["councils"])
    text = paper.text.casefold()
    named = {name: found.start() for name in councils if (found := re.search(rf"\b{name}", text))}
    return say(paper.language, "draft.to", name=min(named, key=lambda name: named[name], default=councils[-1]))


def opening(paper: Paper) -> str:
    """The sentence that tells who asked whom, from what the paper itself gives."""
    count, words = len(paper.questions), texts(paper.language)["draft"]
    if not count:
        return say(paper.language, "draft.no_questions")
    if not paper.askers:
        return ""
    to = listed(paper.addressees, paper.language)
    when = say(paper.language, "draft.told.when", day=day(paper.date, paper.language)) if paper.date else ""
    key = "asked_one" if count == 1 else "asked_many"
    return say(
        paper.language,
        "draft.proposed" if paper.genre in PROPOSING else f"draft.{key}",
        who=listed(paper.askers, paper.language),
        when=when,
        n=words["numbers"][count - 1] if count <= len(words["numbers"]) else count,
        to=say(paper.language, "draft.asked_to", names=to) if to else "",
    )


def case_number(paper: Paper) -> str:
    """The case number as the paper writes it ("KS 2023/0041"), where the normal form leaves out its zeros."""
    if not paper.case_number:
        return ""
    pieces = re.split(r"(\d+)", paper.case_number)
    pattern = "".join(f"0*{one.lstrip('0')}" if one.isdigit() else re.escape(one) for one in pieces)
    found = re.search(rf"(?<!\w){pattern.replace(chr(92) + ' ', chr(92) + 's*')}(?!\d)", paper.text)
    return line(found.group() if found else paper.case_number)


def signers(paper: Paper) -> tuple[Person, ...]:
    """Who is to sign: whoever was asked; a body that something was proposed to does not."""
    return () if paper.genre in PROPOSING else paper.addressees


def day(when: date, language: str) -> str:
    """ "den 24 april 2022"."""
    months = texts(language)["draft"]["months"]
    return say(language, "draft.day", day=when.day, month=months[when.month - 1], year=when.year)


def listed(people: Sequence[Person], language: str) -> str:
    """ "Anna Ek (S) och Bo Ask (M)"; of more than three the first, and others."""
    labels = [line(person.label) for person in people if person.label.strip()]
    if len(labels) > MAX_NAMES:
        return f"{labels[0]} {say(language, 'draft.others')}"
    return f" {say(language, 'draft.and')} ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def full(person: Person) -> str:
    """ "Bo Ask (M), kommunstyrelsens ordförande"."""
    return ", ".join(filter(None, [line(person.label), line(person.role or "")]))
