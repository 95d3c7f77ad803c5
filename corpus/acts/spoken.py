"""What one sentence of minutes tells: who asks, answers or informs in it."""

from __future__ import annotations

import re

from corpus.acts.people import Mention, administration_at, name_at
from corpus.acts.reading import Found, cue, subjects, verb
from corpus.data import load
from corpus.records import ActKind, Actor

BEGINNING = 3  # characters before a mention that begins its sentence
MAX_ASIDE = 60  # characters of what is said of a speaker between the name and the verb


def named_first(mentions: list[Mention]) -> tuple[Actor, ...]:
    """The people of a sentence, or else the bodies that it names."""
    named = tuple(m.actor for m in mentions if m.actor.name)
    return named or tuple(m.actor for m in mentions)


def asks(a: int, b: int, text: str, mentions: list[Mention], submitters: tuple[Actor, ...]) -> Found | None:
    """The question that a sentence tells of; `submitters` wrote the paper that is spoken of."""
    asked = verb("question").search(text)
    if asked and not cue("question", "procedural").search(text):
        actors = subjects(mentions, asked.start(), text) or _goes_on_to_ask(mentions, asked.start(), text)
        paper = re.match(r"|".join(rf"{p}\b" for p in load("acts")["submitted"]["papers"]), text, re.IGNORECASE)
        if not actors and paper and submitters:
            actors = submitters
        if actors:
            return Found(ActKind.QUESTION, a, b, actors)
    turned = _asks_turned(text, mentions)
    if turned:
        return Found(ActKind.QUESTION, a, b, turned)
    if submitters and cue("question", "passive").search(text):
        return Found(ActKind.QUESTION, a, b, submitters)
    return None


def _asks_turned(text: str, mentions: list[Mention]) -> tuple[Actor, ...]:
    """ "Vidare ställer NN (S) en fråga om …": the verb stands before the one who asks, the question behind."""
    verb_first = cue("question", "turned").match(text)
    if verb_first is None or cue("question", "procedural").search(text):
        return ()
    return tuple(
        m.actor for m in mentions if m.start == verb_first.end() and cue("question", "turned_object").match(text, m.end)
    )


def _goes_on_to_ask(mentions: list[Mention], at: int, text: str) -> tuple[Actor, ...]:
    """ "NN påpekar att …, och undrar vad …": the one whom the sentence begins with, if it names nobody else."""
    joined = cue("question", "and_asks").search(text[:at])
    if joined is None or len(mentions) != 1 or mentions[0].start > 0:
        return ()
    return (mentions[0].actor,)


def answers(
    a: int, b: int, text: str, mentions: list[Mention], question: Found | None, *, at_once: bool = False
) -> Found | None:
    """The answer that a sentence opens; `at_once` when it stands right behind the question."""
    in_reply = cue("answer", "in_reply").match(text)
    if in_reply:
        # "I sitt svar redovisar förvaltningen att …": the verb stands before who answers.
        actors = tuple(m.actor for m in mentions if 0 <= m.start - in_reply.end() <= 1)[:1]
        office = None if actors else administration_at(text, in_reply.end())
        actors = (office.actor,) if office else actors
        return _answer(a, b, actors, question) if actors else None
    given = verb("answer").search(text)
    if given is None or text.endswith("?"):
        return _takes_the_floor(a, b, text, mentions, question, at_once=at_once)
    actors = subjects(mentions, given.start(), text)
    if not actors or (question is None and not cue("answer", "given").search(text)):
        return None
    if question is not None and set(actors) == set(question.actors):
        question = None
    found = _answer(a, b, actors, question)
    if question is None:
        found.addressees = _asked_before(text, mentions, given.end())
    return found


def _takes_the_floor(
    a: int, b: int, text: str, mentions: list[Mention], question: Found | None, *, at_once: bool
) -> Found | None:
    """ "NN: …" or "NN säger att …" of the one who was asked, or of who speaks right behind one who asked nobody."""
    first = mentions[0] if mentions and mentions[0].start < BEGINNING else None
    if question is None or first is None or text.endswith("?") or first.actor in question.actors:
        return None
    if cue("motion", "stated").search(text) or verb("question").search(text):
        return None
    asked = first.actor in question.addressees or (at_once and not question.addressees and first.actor.name)
    return _answer(a, b, (first.actor,), question) if asked and cue("answer", "floor").match(text, first.end) else None


def _answer(a: int, b: int, actors: tuple[Actor, ...], question: Found | None) -> Found:
    return Found(ActKind.ANSWER, a, b, actors, question.actors if question else (), reply_to=question)


def _asked_before(text: str, mentions: list[Mention], at: int) -> tuple[Actor, ...]:
    """ "… svarar på den fråga som NN ställde den 16 januari": who asked at another time."""
    asked = cue("answer", "asked_before").match(text, at)
    return tuple(m.actor for m in mentions if asked and 0 <= m.start - asked.end() <= 1)


def informs(text: str, mentions: list[Mention]) -> tuple[Actor, ...]:
    """Who tells something in a sentence; one that nobody is named in informs of nothing."""
    if text.endswith("?"):
        return ()
    debate = cue("information", "debate").search(text)
    if debate:
        return tuple(m.actor for m in mentions if m.start >= debate.end() and (m.actor.name or m.actor.party))
    informed = verb("information").search(text)
    if informed is None:
        behind = cue("information", "by").search(text)
        return tuple(m.actor for m in mentions if behind and 0 <= m.start - behind.end() <= 2 and m.actor.name)
    return subjects(mentions, informed.start(), text) or _guests(text, informed.start())


def _guests(text: str, at: int) -> tuple[Actor, ...]:
    """People whom the document names nowhere else: "Eva Ek och Bo Ask, Tallhamra Hamn AB, informerar om …"."""
    named: list[Mention] = []
    joined = 1  # of the names, how many are of people: behind the last "och" and one stands what they are
    start = 0
    while (name := name_at(text, start)) is not None and name.start == start and name.end <= at:
        named.append(name)
        link = cue("information", "link").match(text, name.end)
        if link is None:
            break
        start = link.end()
        if link.group().strip() != ",":
            joined = len(named) + 1
    named = named[:joined]
    end = named[-1].end if named else 0
    aside = text[end:at].strip()
    if not named or not (aside == "" or (aside.startswith(",") and len(aside) <= MAX_ASIDE and "." not in aside)):
        return ()
    return () if cue("subject", "not_between").search(aside) else tuple(m.actor for m in named)
