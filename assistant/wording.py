"""How acts and people are put into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.contract import Language
from assistant.drafts import Draft, Support
from assistant.tables import table
from assistant.texts import say, texts
from corpus.records import Act, ActKind, Actor, Form, Genre

MAX_NAMES = 8
MAX_TITLE = 80  # characters of a document's title that name a source
ONLY_ANSWERED = 160  # characters of a sentence that only tells of an answer
MAX_MATTER = 160  # characters of a heading that names the matter
MINUTES = (Genre.MINUTES, Genre.MINUTES_EXTRACT)
DISSENTS = {
    Form.RESERVATION: "reservation",
    Form.SPECIAL_STATEMENT: "statement",
    Form.SUBSTITUTE_STATEMENT: "substitute",
    Form.MINUTES_NOTE: "note",
    Form.ABSTENTION: "abstention",
}
IN_A_MATTER = (ActKind.DECISION, ActKind.MOTION, ActKind.DISSENT)


def names(actors: Sequence[Actor], language: Language, most: int = MAX_NAMES) -> str:
    """ "Anna Ek (S), Bo Ask (M) och Vision"; more than `most` are counted."""
    labels = list(dict.fromkeys(actor.label for actor in actors if actor.label))
    if len(labels) > most:
        labels = [
            *labels[: most - 1],
            say(language, "status.more_bodies", n=len(labels) - most + 1),
        ]
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} {texts(language)['and']} {labels[-1]}"


def tell(
    act: Act,
    support: Support,
    language: Language,
    when: date | None = None,
    dated: Callable[[date], str] | None = None,
) -> Draft:
    """The sentence that reports an act: who did it, to whom, when, in which words.

    `dated` writes the day with the blank before it (" den 3 maj 2024"); without it the day stands in brackets.
    """
    day = when or act.date
    short = support.quote.strip()
    key = "answer_told" if act.kind is ActKind.ANSWER and _tells_only(act, short) else str(act.kind)
    dated = dated or (lambda one: say(language, "told_part.when", date=one.isoformat()))
    to = names(act.addressees, language)
    who = names(act.actors, language) or str(texts(language)["unknown_actor"])
    text = say(
        language,
        _form_key(act, short) or f"told.{key}",
        who=who[:1].upper() + who[1:],
        matter=_matter(act, support, language),
        to=say(language, "told_part.to", names=to) if to else "",
        when=dated(day) if day else "",
        quote="{quote}",
    )
    carried = replace(support, act=act)
    return Draft(text, carried, kind=act.kind, actors=(*act.actors, *act.addressees), when=day)


def source(support: Support, language: Language) -> str:
    """Where a quote stands, in a few words: the title, shortened, and the day."""
    document = support.document
    title = shorten(document.title.rstrip("."), MAX_TITLE)
    # Minutes are often named by their day.
    if document.date is None or document.date.isoformat() in title:
        return say(language, "passage.source_undated", title=title)
    return say(language, "passage.source", title=title, date=document.date.isoformat())


def shorten(text: str, most: int) -> str:
    """A text on one line, cut after a word with "…" when it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _form_key(act: Act, quote: str) -> str | None:
    """The text for how an act was done: who was absent did not attend, a note is no reservation."""
    if act.kind is ActKind.ATTENDANCE:
        return f"present.{act.form}" if act.form else None
    if act.kind is not ActKind.DISSENT:
        return None
    form = DISSENTS.get(act.form) if act.form else dissent_form(quote)
    return f"dissent.{form}" if form else None


def _matter(act: Act, support: Support, language: Language) -> str:
    """In which matter of the minutes: "Motionen bifalles." says nothing without it."""
    document = support.document
    if act.kind not in IN_A_MATTER or document.genre not in MINUTES or act.section is None:
        return ""
    heading = document.sections[act.section].heading if act.section < len(document.sections) else ()
    if not heading or len(heading[0]) > MAX_MATTER or heading[0] in support.quote:
        return ""
    return say(language, "told_part.matter", heading=heading[0])


def dissent_form(text: str) -> str | None:
    """Which step of the ladder a dissent is: a reservation is no statement, and a note is neither."""
    forms = table("wording")["dissent_forms"]
    places = {form: found.start() for form, p in forms.items() if (found := re.search(p, text, re.IGNORECASE))}
    return min(places, key=lambda form: places[form], default=None)


def only_answered(text: str) -> bool:
    """Whether a text says that an answer was given, and not what it was: "Kommunalrådet NN (S) besvarar frågan."."""
    line = " ".join(text.split())
    cues = table("wording")["only_answered"]["cues"]
    return len(line) < ONLY_ANSWERED and any(re.search(cue, line, re.IGNORECASE) for cue in cues)


def withheld(text: str) -> bool:
    """Whether an answer puts the answer off, or gives none: "Kostnaden får hon återkomma till."."""
    line = " ".join(text.split())
    told = any(map(str.isdigit, line))
    return not told and any(re.search(cue, line, re.IGNORECASE) for cue in table("wording")["withheld"]["cues"])


def _tells_only(act: Act, quote: str) -> bool:
    """Whether the minutes tell of an answer in their own words: "NN (S) besvarar frågan."."""
    return len(quote) < ONLY_ANSWERED and any(actor.name and actor.name in quote for actor in act.actors)
