"""Counted votes: how many for what, what Ja and Nej stood for, and who voted how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import enough
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.routes.rows import heading_of, same_vote
from assistant.tables import table
from assistant.texts import say, texts
from assistant.topic import Topic
from assistant.understanding.question import Understanding
from assistant.understanding.topics import listed_topic
from assistant.wording import names
from corpus.records import Ballot, Choice, Document, Span, Vote
from index.records import Filters, Hit

READ = 20  # passages whose documents are looked at
MOST = 3  # votes told
SEVERAL = 3  # members of a party whose votes are told one by one; more are told together
SAME = 0.97  # of the best item's worth: its votes, not those of the next


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The votes in the matter asked about; None where the question asks for no vote, or the documents tell none."""
    if not asked.about_vote or asked.listing is not None:
        return None
    topic = Topic(reader, _matter(asked), asked.language)
    hits = reader.hits(asked, filters, asked.topic or None)
    if not hits or (topic.text and not enough(reader.evidence(asked, hits[:READ]), asked.language)):
        return None
    read = list(hits[:READ])
    if topic.text:  # "Hur röstade V om budgeten": the words that ask are in every vote
        read.extend(reader.hits(replace(asked, search=topic.text), filters, topic.text)[:READ])
    found: list[tuple[float, Vote, Document]] = []
    for document in reader.documents(hit.passage.span.document_id for hit in read).values():
        for vote in document.votes:
            if vote.case_number in asked.case_numbers or (
                not asked.case_numbers and _about(vote, document, read, topic)
            ):
                found.append((_worth(vote, document, read, topic), vote, document))
    found = [one for one in found if one[2].body in asked.bodies] or found
    best = max((worth for worth, _, _ in found), default=0.0)
    if best <= 0.0:
        return None
    drafts = [draft for vote, document in _chosen(found, SAME * best) for draft in _told(asked, vote, document)]
    return Outcome("answered", "register", drafts, hits)


def _matter(asked: Understanding) -> str:
    """What was voted on, without who voted and when."""
    cut = [*asked.named.spans, *((one.start, one.end) for one in asked.said if one.end > one.start)]
    if asked.period is not None:
        cut.append((asked.period.start, asked.period.end))
    return listed_topic(asked.question, cut, asked.language) or asked.topic


def _chosen(found: Sequence[tuple[float, Vote, Document]], bar: float) -> list[tuple[Vote, Document]]:
    """The votes in the matter, in a board and above it, each once, the last one first."""
    numbers = {vote.case_number for worth, vote, _ in found if worth >= bar and vote.case_number}
    chosen: dict[object, tuple[Vote, Document]] = {}
    for worth, vote, document in sorted(found, key=lambda one: (-len(one[1].ballots), -one[0])):
        if worth >= bar or vote.case_number in numbers:
            chosen.setdefault(same_vote(vote, document), (vote, document))
    return sorted(chosen.values(), key=lambda one: one[1].date or date.min, reverse=True)[:MOST]


def _about(vote: Vote, document: Document, hits: Sequence[Hit], topic: Topic) -> bool:
    """Whether the item that a vote stands in is about the topic: its heading, or a passage of it."""
    if topic.covers(heading_of(document, vote.section)):
        return True
    item = _item(document, vote.section)
    return any(
        topic.covers(f"{hit.passage.context} {hit.passage.text}")
        for hit in hits
        if hit.passage.span.document_id == document.id and _item(document, hit.passage.section) == item
    )


def _worth(vote: Vote, document: Document, hits: Sequence[Hit], topic: Topic) -> float:
    """How well the item that a vote stands in meets the question: its best passage found, and its heading."""
    item = _item(document, vote.section)
    own = [
        hit.score / hits[0].score
        for hit in hits
        if hit.passage.span.document_id == document.id and _item(document, hit.passage.section) == item
    ]
    return max(own, default=0.0) + (topic.share(heading_of(document, vote.section)) if topic.text else 0.0)


def _item(document: Document, section: int | None) -> tuple[str | None, str]:
    known = section is not None and section < len(document.sections)
    number = document.sections[section].paragraph if known and section is not None else None
    return number, heading_of(document, section)


def _told(asked: Understanding, vote: Vote, document: Document) -> Iterable[Draft]:
    language = asked.language
    words = texts(language)["vote"]
    counts = [f"{n} {words[key]}" for key in ("yes", "no", "abstained", "absent") if (n := getattr(vote, key))]
    matter = heading_of(document, vote.section)
    text = say(
        language, "vote.told", counts=", ".join(counts) or words["uncounted"], quote="{quote}",
        body=say(language, "vote.body", body=document.body) if document.body else "",
        matter=say(language, "told_part.matter", heading=matter) if matter else "",
        when=say(language, "told_part.when", date=document.date.isoformat()) if document.date else "",
    )  # fmt: skip
    yield Draft(text, _support(document, vote.span))
    for key, meant in (("yes", vote.yes_means), ("no", vote.no_means)):
        if meant is not None:
            yield Draft(say(language, f"vote.{key}_meant", quote="{quote}"), _support(document, meant))
    yield from _people(asked, vote, document)


def _people(asked: Understanding, vote: Vote, document: Document) -> Iterable[Draft]:
    """Who voted how: those named in the question, else the smaller sides in full."""
    language = asked.language
    named = set(asked.named.persons)
    parties = set(asked.named.parties)
    wanted = [b for b in vote.ballots if b.actor.name in named or b.actor.party in parties]
    if named or parties:
        if not wanted:
            who = ", ".join([*asked.named.persons, *asked.named.parties])
            yield Draft(say(language, "vote.unlisted", who=who))
        if len(wanted) > SEVERAL:
            yield from _in_sides(asked, wanted, tuple(Choice), document)
            return
        for ballot in wanted:
            who, how = ballot.actor.label, texts(language)["vote"][str(ballot.choice)]
            yield Draft(
                say(language, "vote.ballot", who=who, how=how, quote="{quote}"), _support(document, ballot.span)
            )
        return
    yield from _in_sides(asked, vote.ballots, _sides(asked), document)


def _in_sides(
    asked: Understanding, ballots: Sequence[Ballot], choices: Iterable[Choice], document: Document
) -> Iterable[Draft]:
    """Those who voted so, side by side."""
    language = asked.language
    for choice in choices:
        side = [ballot for ballot in ballots if ballot.choice is choice]
        if side:
            how = texts(language)["vote"][str(choice)]
            who = names([ballot.actor for ballot in side], language, most=len(side))
            text = say(language, "vote.side", who=who, how=how, quote="{quote}")
            yield Draft(text, _support(document, _hull(document, side)))


def _sides(asked: Understanding) -> tuple[Choice, ...]:
    """The choices that the question asks about by word ("vilka röstade nej"); none when it asks for the count.

    What a Ja stood for is no question about who voted so.
    """
    words = set(asked.question.casefold().replace("?", " ").split())
    known = table("votes")["asked"]
    if words & set(table("votes")["meaning"][asked.language]):
        return ()
    return tuple(choice for choice in Choice if words & set(known[str(choice)][asked.language]))


def _hull(document: Document, side: list[Ballot]) -> Span:
    return document.span(min(b.span.start for b in side), min(b.span.end for b in side))


def _support(document: Document, span: Span) -> Support:
    return Support(document, span.start, span.end)
