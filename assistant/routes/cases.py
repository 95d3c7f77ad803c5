"""Questions about a case: which number a matter has, what a number stands for, and how the case has gone."""

from __future__ import annotations

import re

from assistant.drafts import Draft, Support
from assistant.reader import EVERYTHING, Reader
from assistant.routes import rows
from assistant.routes.decided import case_of
from assistant.routes.nothing import scope
from assistant.routes.outcome import Outcome
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.genres import find_genres
from assistant.understanding.listing import is_filler
from assistant.understanding.question import Understanding
from corpus import case_numbers
from corpus.records import Act, ActKind, Document
from index.cases.records import Case, CasePart
from index.records import Filters, Hit

READ = 20  # passages whose cases are looked at
MOST_PARTS = 40
LEAST = 0.5  # share of the topic that a title must hold
LITTLE = 0.3  # the same of the case that is found first
HINT = 0.2  # the same where its passages found hold …
IN_TEXT = 0.4  # … this share with it
MOST_WORDS = 2  # of a question that is about a case as such, beside its number and small words
SHORT = 3  # letters of a small word
TOLD = (ActKind.DECISION, ActKind.ANSWER, ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The number of a matter, or the thread of a number; None where the question asks for neither."""
    if asked.wants_case_number and not asked.case_numbers:
        return _number(asked, filters, reader, LEAST)
    if asked.case_numbers and asked.intent is None and not asked.about_vote and _as_such(asked):
        return thread(asked, reader) or _unknown(asked, reader)
    return None


def nearest(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The number of the case that is found first, for a question that words the matter in its own way."""
    wanted = asked.wants_case_number and not asked.case_numbers
    return _number(asked, filters, reader, LITTLE, first=True) if wanted else None


def _unknown(asked: Understanding, reader: Reader) -> Outcome | None:
    """That no document has the number, with those that differ by the board alone; None where one mentions it."""
    cases, number = reader.index.cases, asked.case_numbers[0]
    if cases.mentioning(number):
        return None
    near = cases.near(number)
    said = say(asked.language, "case.unknown", number=number)
    if near:
        said += " " + say(asked.language, "case.near", numbers=", ".join(near))
    drafts = [Draft(f"{said} {scope(asked.language, EVERYTHING, reader)}")]
    return Outcome("not_found", "register", drafts, suggestions=near)


def _as_such(asked: Understanding) -> bool:
    """Whether a question asks for a case, not for something that its papers tell."""
    text = asked.topic
    for one in sorted((one for one in asked.said if one.field == "case_number"), key=lambda one: -one.start):
        text = text.replace(asked.question[one.start : one.end], " ")
    words = re.findall(r"\w+", text)
    return sum(len(word) > SHORT and not is_filler(word) for word in words) <= MOST_WORDS


def _number(
    asked: Understanding, filters: Filters, reader: Reader, least: float, *, first: bool = False
) -> Outcome | None:
    """ "Ärendet har nummer …", with the place where it stands beside the matter."""
    topic = Topic(reader, asked.topic, asked.language)
    hits = reader.hits(asked, filters, asked.topic or None)
    papers = {genre for genre, _, _ in find_genres(asked.question)}
    best: tuple[tuple[bool, float], Case, Support] | None = None
    for case in cases_of(hits[:READ], reader)[: 1 if first else None]:
        if case.number is None:
            continue
        share = max(topic.share(case.title), *(topic.share(title_of(part)) for part in case.parts))
        support = number_at(case)
        # "interpellationen om …" is no other matter that says the same words.
        rank = (str(case.kind) in papers, share)
        told = share >= least or (first and share >= HINT and _in_text(case, hits, topic) >= IN_TEXT)
        if support is not None and told and (best is None or rank > best[0]):
            best = (rank, case, support)
    if best is None:
        return None
    _, case, support = best
    raw = next((n.raw for n in case_numbers.find(support.quote) if n.normal == case.number), case.number)
    text = say(asked.language, "case.number", title=case.title, number=raw, quote="{quote}")
    return Outcome("answered", "register", [Draft(text, support)], hits)


def _in_text(case: Case, hits: list[Hit], topic: Topic) -> float:
    """The share of a topic that the title of a case and its passages found hold together."""
    own = {part.document.id for part in case.parts}
    return topic.share(
        " ".join((case.title, *(hit.passage.text for hit in hits if hit.passage.span.document_id in own)))
    )


def cases_of(hits: list[Hit], reader: Reader) -> list[Case]:
    """The cases of the passages found, in their order, each once."""
    places = [(hit.passage.span.document_id, hit.passage.section) for hit in hits]
    homes = reader.index.cases.homes(places)
    ids = dict.fromkeys(homes[place] for place in places if place in homes)
    return [case for i in ids if (case := reader.index.cases.case(i)) is not None]


def title_of(part: CasePart) -> str:
    return part.section.heading[0] if part.section and part.section.heading else part.document.title


def number_at(case: Case) -> Support | None:
    """Where the case's number stands: in a heading of a part, or at the top of a paper."""
    for part in case.parts:
        begin, end = (part.section.span.start, part.section.span.end) if part.section else (0, len(part.document.text))
        for number in case_numbers.find(part.document.text[begin:end]):
            if number.normal == case.number:
                line = _line(part.document.text, begin + number.start, begin + number.end)
                return Support(part.document, *line)
    return None


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around a stretch, without outer blanks."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    line = text[first:last]
    return first + len(line) - len(line.lstrip()), first + len(line.rstrip())


def thread(asked: Understanding, reader: Reader) -> Outcome | None:
    """The steps of a case in date order: document, board, what was done."""
    case = reader.index.cases.case(asked.case_numbers[0])
    if case is None:
        return None
    language = asked.language
    state = texts(language)["state"].get(case.status, case.status)
    kind = texts(language)["genres"][str(case.kind)] if case.kind else ""
    place = number_at(case)
    raw = next((n.raw for n in case_numbers.find(place.quote) if n.normal == case.number), None) if place else None
    lead = say(
        language, "case.thread", number=raw or case.number or case.id, title=case.title, state=state, n=len(case.parts),
        kind=f" ({kind})" if kind else "",
    )  # fmt: skip
    drafts = [Draft(lead)]
    drafts.extend(draft for part in case.parts[:MOST_PARTS] if (draft := step(part, asked)) is not None)
    if case.related:
        drafts.append(Draft(say(language, "case.related", numbers=", ".join(case.related))))
    return Outcome("answered", "register", drafts) if len(drafts) > 1 else None


def step(part: CasePart, asked: Understanding) -> Draft | None:
    """A row: day, board, heading, and the act that matters most."""
    document = part.document
    act = _main(part.acts)
    if act is not None:
        support = Support(document, act.span.start, act.span.end, act)
    else:
        place = rows.title_span(document, part.section)
        if place is None:
            return None
        support = Support(document, *place)
    kinds = texts(asked.language)["act"]
    sure = "" if part.certainty == 1 else str(texts(asked.language)["case"]["why"][part.why])
    cells = (
        part.date.isoformat() if part.date else "", document.body or "", title_of(part),
        str(kinds[str(act.kind)]) if act else "", "{quote}", sure,
    )  # fmt: skip
    header = tuple(texts(asked.language)["case"]["columns"])
    return Draft("{quote}", support, act.kind if act else None, cells=cells, header=header)


def _main(acts: tuple[Act, ...]) -> Act | None:
    """The decision before the answer before the question before the proposal."""
    ranked = [act for kind in TOLD for act in acts if act.kind is kind]
    return ranked[0] if ranked else None


def fate(act: Act, reader: Reader) -> tuple[Act, Document] | None:
    """The last decision of the case that a question or proposal belongs to, if the case has one."""
    case = case_of(act, reader)
    parts = case.parts if case else ()
    decided = [(a, part.document) for part in parts for a in part.acts if a.kind is ActKind.DECISION]
    return decided[-1] if decided else None
