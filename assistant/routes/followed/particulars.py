"""Follow-ups that ask for particulars of what was told: its day, case number, paragraph, paper."""

from __future__ import annotations

import re

from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes import cases
from assistant.routes.followed.matter import day_of_fact
from assistant.routes.outcome import Outcome
from assistant.routes.told import MOST, Place, cases_told, each_once, first_line, not_said, section_of
from assistant.texts import say
from assistant.understanding.ground import Ground, Told
from assistant.understanding.question import Understanding
from corpus import case_numbers, dates
from corpus.records import Act, Document
from index.records import Filters


def when(asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
    """The day of what was asked for, with the words that date it: of the fact told, else of the act."""
    intent = ground.asked.intent
    itself = day_of_fact(asked, ground, places, filters, reader) if intent is None else None
    if itself is not None:
        return itself
    meant = [p for p in places if intent and p[2] and p[2].kind is intent.kinds[0]] or places[:1]
    drafts: list[Draft] = []
    for document, told, act in meant[:MOST]:
        day = (act.date if act else None) or document.date
        support = _dated(document, told, act)
        if support is not None and day is not None:
            text = say(asked.language, "followup.dated", when=day.isoformat(), quote="{quote}")
            drafts.append(Draft(text, support, when=day, value=support.quote.strip()))
    return Outcome("answered", "register", each_once(drafts)) if drafts else None


def _dated(document: Document, told: Told, act: Act | None) -> Support | None:
    """The line that gives the day of an act: the nearest behind it in the paper, else before it."""
    day = (act.date if act else None) or document.date
    found = [one for one in dates.find(document.text) if one.value == day]
    if not found:
        return None
    best = min(found, key=lambda one: (one.start < told.start, abs(one.start - told.start)))
    start = document.text.rfind("\n", 0, best.start) + 1
    end = document.text.find("\n", best.end)
    end = len(document.text) if end < 0 else end
    line = document.text[start:end]
    if len(line) > 200:
        start, end, line = best.start, best.end, document.text[best.start : best.end]
    return Support(document, start + len(line) - len(line.lstrip()), start + len(line.rstrip()), None)


def number(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    drafts = []
    for case in cases_told(places, reader):
        place = cases.number_at(case) if case.number else None
        if place is not None:
            raw = next((n.raw for n in case_numbers.find(place.quote) if n.normal == case.number), case.number)
            text = say(asked.language, "case.number", title=case.title, number=raw, quote="{quote}")
            drafts.append(Draft(text, place, value=raw))
    if drafts:
        return Outcome("answered", "register", each_once(drafts)[:MOST])
    return Outcome("not_found", "register", [Draft(not_said("no_number", asked, filters, reader))])


def paragraph(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """The § under which it stands, or under which the case came up."""
    drafts = [draft for d, told, a in places if (draft := _under(d, section_of(d, told, a), asked)) is not None]
    if not drafts:
        parts = [(part.document, part.document.sections.index(part.section)) for case in cases_told(places, reader)
                 for part in case.parts if part.section and part.section in part.document.sections]  # fmt: skip
        days = {document.date for document, _, _ in places}
        same = [(d, i) for d, i in parts if d.date in days] or parts
        drafts = [draft for d, i in same if (draft := _under(d, i, asked)) is not None]
    if drafts:
        return Outcome("answered", "register", each_once(drafts)[:MOST])
    return Outcome("not_found", "register", [Draft(not_said("no_paragraph", asked, filters, reader))])


def _under(document: Document, section: int | None, asked: Understanding) -> Draft | None:
    if section is None or section >= len(document.sections):
        return None
    # The blocks of an item (Beslut, Yrkanden) stand behind the section that has its number.
    section = next((i for i in range(section, -1, -1) if document.sections[i].paragraph), section)
    number = document.sections[section].paragraph
    if number is None:
        return None
    begin, end = document.sections[section].span.start, document.sections[section].span.end
    signs = re.finditer(rf"§\s?{re.escape(number)}(?!\d)[^\n]*", document.text[:end])
    sign = min(signs, key=lambda match: abs(match.start() - begin), default=None)
    if sign is None:
        return None
    place = (sign.start(), sign.start() + len(sign.group().rstrip()))
    text = say(asked.language, "followup.paragraphed", number=number, quote="{quote}")
    return Draft(text, Support(document, *place), value=f"§ {number}")


def document(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    drafts = []
    for document, _, _ in places:
        place = first_line(document)
        if place is not None:
            drafts.append(titled(document, place, asked))
    return Outcome("answered", "register", each_once(drafts)[:MOST]) if drafts else None


def titled(document: Document, place: tuple[int, int], asked: Understanding) -> Draft:
    day = say(asked.language, "told_part.when", date=document.date.isoformat()) if document.date else ""
    text = say(asked.language, "followup.found_in", when=day, quote="{quote}")
    return Draft(text, Support(document, *place))
