"""A follow-up put as a question of its own: names for pronouns, and the matter of the question before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.contract import Language
from assistant.tables import table
from assistant.texts import say, texts
from assistant.understanding import listing, periods
from assistant.understanding.content import content
from assistant.understanding.followups import Lean, Pronoun, bare_of, office_of
from assistant.understanding.ground import Ground, Person, picked
from assistant.understanding.said import Said
from assistant.understanding.unclear import Unclear
from corpus.records import ActKind, Actor

if TYPE_CHECKING:
    from assistant.understanding.question import Understanding

Read = Callable[[str], "Understanding"]  # reads a text as a question that may lean on nothing
MOST_SHOWN = 120  # characters of the words that name one of several things
SHORT = 6  # words of "och under 2022?"
_YEAR = re.compile(r"(?<![\d/:.-])20\d\d(?![\d/:-])")
_FURTHER = re.compile(r"\s+\b(?:mer|mera|annat|else|more)\b", re.IGNORECASE)
_VERBS = (ActKind.QUESTION, ActKind.ANSWER, ActKind.PROPOSAL, ActKind.MOTION, ActKind.DECISION, ActKind.DISSENT)


def following(found: Understanding, lean: Lean, ground: Ground, follows: str, read: Read) -> Understanding:
    """The follow-up as a question that stands alone; asking back where a pronoun fits several people."""
    if lean.number is not None:
        ground = picked(ground, lean.number) or ground
    if lean.kind == "refine" and ground.asked.listing is not None:
        return _refined(found, lean, ground, follows)
    people = _meant(found, lean.pronoun, ground)
    if lean.pronoun is not None and (len(people) > 1 or (not people and ground.people)):
        return _ask_back(found, lean.pronoun, people or _distinct(ground.people), follows, any_fits=bool(people))
    person = people[0] if people else None
    if ground.one:
        return _of_one(found, lean, ground, person, follows, read)
    changed = _going_on(found, lean, ground)
    text = changed or _as_asked(found, lean, ground, person) or _own(found, lean, ground, person)
    asked = read(text)
    topic = asked.topic
    if not lean.rest and ground.topic and (lean.kind or ground.topic.casefold() in text.casefold()):
        topic = ground.topic
    return replace(
        asked,
        language=found.language,
        topic=topic,
        search=text if changed else _searched(found, lean, ground, person, text),
        corrected=found.corrected,
        follows=follows,
        understood=shown(found, ground, text),
        ground=ground,
        kind=lean.kind,
    )


def _searched(found: Understanding, lean: Lean, ground: Ground, person: Person | None, text: str) -> str:
    """What a follow-up is searched by: the question before as it was put, and its own words."""
    topic = ground.topic.casefold()
    if not topic or topic not in text.casefold() or topic in found.question.casefold():
        return text
    own = found.question
    if lean.pronoun is not None and person is not None:
        own = _named(found, lean.pronoun, person.actor)
    return f"{ground.asked.question} {own}"


def shown(found: Understanding, ground: Ground, text: str) -> str:
    """A follow-up's `text` as it is shown: with the question before, where that one's matter are words picked out of
    it that make no phrase ("slutar Kerstin Ekdahl socialnämnden")."""
    before, topic = ground.asked.question, ground.topic.casefold()
    if not topic or topic in before.casefold() or topic not in text.casefold():
        return text
    bare = bare_of(found.question).rstrip(" ?")
    return say(found.language, "followup.after", question=f"{bare[:1].upper()}{bare[1:]}?", before=before)


def _refined(found: Understanding, lean: Lean, ground: Ground, follows: str) -> Understanding:
    """ "Vilka av dem är obesvarade?": the list of before with what else is asked of it."""
    before = ground.asked
    assert before.listing is not None
    own = [replace(one, start=0, end=0) for one in found.said]
    if found.period is not None and not any(one.field == "period" for one in own):
        own.append(Said("period", found.period.value, 0, 0))
    fields = {one.field for one in own}
    kept = [one for one in before.said if one.field not in fields]
    listed = replace(
        before.listing,
        counted=listing.counts(found.question),
        tell_status=False,
        unanswered=_either(listing.status_asked(found.question), before.listing.unanswered),
        form=listing.matter_form(found.question, found.language) or before.listing.form,
    )
    words = " ".join(word for word, _, _ in lean.rest)
    return replace(
        before,
        language=found.language,
        topic=f"{before.topic} {words}".strip(),
        listing=listed,
        said=tuple(sorted((*own, *kept), key=lambda one: (one.start, one.end))),
        period=found.period or before.period,
        named=before.named if not found.named.spans else replace(found.named, spans=()),
        follows=follows,
        understood=f"{before.understood or before.question} {found.question}",
        ground=ground,
        kind="refine",
        corrected=found.corrected,
    )


def _of_one(
    found: Understanding, lean: Lean, ground: Ground, person: Person | None, follows: str, read: Read
) -> Understanding:
    """ "Vem ställde den andra?": of the one thing that is meant, named by its words."""
    text = found.question
    if lean.pronoun is not None and person is not None:
        text = _named(found, lean.pronoun, person.actor)
    words = " ".join(ground.told[0].words.split())
    shown = say(found.language, "followup.that_one", question=text, words=shortened(words))
    asked = read(text)
    return replace(
        asked, language=found.language, topic=ground.topic, search=f"{text} {words}", follows=follows,
        understood=shown, ground=ground, kind=lean.kind or "this", corrected=found.corrected,
    )  # fmt: skip


def shortened(words: str) -> str:
    """At most so much of what was told as names it."""
    return words if len(words) <= MOST_SHOWN else words[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one


def _meant(found: Understanding, pronoun: Pronoun | None, ground: Ground) -> list[Person]:
    """Who a pronoun stands for: of those it fits, the one who did what is said of him, else who was asked for."""
    if pronoun is None:
        return []
    fits = [p for p in ground.people if not pronoun.gender or p.gender in ("", pronoun.gender)]
    for part in ("asker", "answerer"):
        if _said_of(part, found.question, pronoun):
            chosen = _distinct([p for p in fits if p.part == part])
            if chosen:
                return _nearest(chosen)
    return _nearest(_distinct(fits))


def _said_of(part: str, text: str, pronoun: Pronoun) -> bool:
    masked = text[: pronoun.start] + "PRONOUN" + text[pronoun.end :]
    cues = table("followups", "assistant.understanding")["roles"][part]
    return any(re.search(cue, masked, re.IGNORECASE) for cue in cues)


def _distinct(people: Sequence[Person]) -> list[Person]:
    return list({person.actor.name: person for person in reversed(people)}.values())[::-1]


def _nearest(people: list[Person]) -> list[Person]:
    least = min((person.rank for person in people), default=0)
    return [person for person in people if person.rank == least]


def _ask_back(
    found: Understanding, pronoun: Pronoun, people: Sequence[Person], follows: str, *, any_fits: bool
) -> Understanding:
    names = tuple(person.actor.label for person in people)
    options = tuple(_named(found, pronoun, person.actor) for person in people)
    word = found.question[pronoun.start : pronoun.end]
    return replace(found, follows=follows, unclear=Unclear("person" if any_fits else "nobody", word, options, names))


def _named(found: Understanding, pronoun: Pronoun, actor: Actor) -> str:
    """The question with a name for the pronoun."""
    name = genitive(actor, found.language) if pronoun.owns else actor.label
    return found.question[: pronoun.start] + name + found.question[pronoun.end :]


def genitive(actor: Actor, language: Language) -> str:
    """ "Anna Eks (S)", "Anna Ek's (S)"."""
    name = actor.name or actor.label
    owned = f"{name}’s" if language == "en" else name if name[-1:].casefold() in "sxz" else f"{name}s"
    return f"{owned} ({actor.party})" if actor.party and actor.name else owned


def _going_on(found: Understanding, lean: Lean, ground: Ground) -> str | None:
    """ "Och under 2022?", "och Anna Ek då?", "och KS?": the question before with something else in its place."""
    if lean.kind is not None or lean.pronoun is not None or lean.number is not None or len(found.question.split()) > 9:
        return None
    bare = bare_of(found.question).strip(" ?")
    before = ground.asked
    same_list = found.listing is not None and before.listing is not None and found.listing.unit == before.listing.unit
    asks = re.match(table("followups", "assistant.understanding")["asks"], bare, re.IGNORECASE) is not None
    if asks and not same_list:
        return None
    text = before.question
    changed = _other_period(found, text, before)
    if found.named.spans:
        changed = _other_people(found, changed or text, ground) or changed
    if found.boards:
        changed = _other_body(found, changed or text, before) or changed
    if changed is None and lean.rest and not same_list:
        changed = _other_topic(bare, text, ground, found.language)
    return changed


def _other_period(found: Understanding, text: str, before: Understanding) -> str | None:
    years = list(dict.fromkeys(_YEAR.findall(text)))
    step = periods.moved_year(found.question)
    if step is not None and len(years) == 1:
        return text.replace(years[0], str(int(years[0]) + step))
    own = list(dict.fromkeys(_YEAR.findall(found.question)))
    written = found.question[found.period.start : found.period.end] if found.period else own[0] if own else None
    if written is None:
        return None
    if written in own and len(years) == 1:
        return text.replace(years[0], written)
    period = before.period
    if period is not None and text[period.start : period.end]:
        end = period.end
        return text[: period.start] + written + text[end:]
    key = "followup.in_year" if written in own else "followup.in_period"
    return _added(text, say(before.language, key, period=written))


def _added(text: str, words: str) -> str:
    mark = "?" if text.rstrip().endswith("?") else ""
    return f"{text.rstrip(' ?')} {words}{mark}"


def _other_people(found: Understanding, text: str, ground: Ground) -> str | None:
    """Another person or party in the place of the first that the question before names."""
    start = min(found.named.spans)[0]
    last = max(end for _, end in found.named.spans)
    written = found.question[start:last] + (")" if found.question[last : last + 1] == ")" else "")
    before = ground.asked
    places = [place for place in before.named.spans if before.question[place[0] : place[1]] in text]
    if places:
        first = min(places)
        old = re.escape(before.question[first[0] : first[1]])
        # "Anna Ek (S)" is one name, and a genitive stays one.
        pattern = rf"(?<!\w){old}(?!\w)(?:\s*\([A-ZÅÄÖa-zåäö]{{1,4}}\))?"
        owned = before.question[first[0] : first[1]].endswith("s") and not written.endswith("s")
        owned = (
            owned
            and bool(before.named.persons)
            and not any(before.question[first[0] : first[1]] == name for name in before.named.persons)
        )
        return re.sub(pattern, lambda _: written + ("s" if owned else ""), text, count=1)
    intent = before.intent
    kind = intent.kinds[0] if intent else None
    if kind in _VERBS:
        return say(found.language, f"followup.did.{kind}", who=written, about=_about(ground, found.language))
    return None


def _other_body(found: Understanding, text: str, before: Understanding) -> str | None:
    board = found.boards[0]
    written = found.question[board.start : board.end]
    if before.boards:
        old = before.question[before.boards[0].start : before.boards[0].end]
        return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: written, text, count=1)
    return _added(text, say(before.language, "followup.in_body", body=written))


def _other_topic(bare: str, text: str, ground: Ground, language: Language) -> str | None:
    """ "Och bokbussen?": the question before about something else."""
    topic = ground.topic
    at = text.casefold().find(topic.casefold()) if topic else -1
    words = [word for word, _, _ in content(bare)]
    if at < 0 or not words or len(bare.split()) > SHORT:
        return None
    new = re.sub(r"^(?:om|about|on|kring|för|i|på)\s+", "", bare, flags=re.IGNORECASE)
    return text[:at] + new + text[at + len(topic) :]


def _about(ground: Ground, language: Language) -> str:
    return say(language, "followup.about", topic=ground.topic) if ground.topic else ""


def _whose(ground: Ground, person: Person | None, language: Language) -> str:
    """ "Anna Eks (S) fråga", or "frågan" where several or nobody asked."""
    askers = [person.actor] if person is not None and person.part == "asker" else ground.of_part("asker")
    if len({actor.name for actor in askers}) != 1:
        return str(texts(language)["followup"]["the_question"])
    return say(language, "followup.question_of", whose=genitive(askers[0], language))


def _as_asked(found: Understanding, lean: Lean, ground: Ground, person: Person | None) -> str | None:
    """A follow-up of a known kind in full words."""
    kind, language = lean.kind, found.language
    if kind is None or lean.rest:
        return None
    name = _answering(found, person)
    if kind == "reply" and name:
        kind = "reply_by"
    elif kind in ("when", "others"):
        act = _focus(ground)
        kind = f"{kind}.{act if act in _VERBS else 'other'}"
    elif kind == "decision" and found.boards:
        kind, name = "decision_by", found.question[found.boards[0].start : found.boards[0].end]
    elif kind == "party":
        whom = person or next(iter(ground.people), None)
        name = whom.actor.name if whom else None
        if name is None:
            return None
    elif kind == "refine" or (kind in ("reply", "asker", "answerer") and person is not None and person.part == "other"):
        return None
    if not (ground.topic or (ground.people and kind != "why")):
        return None
    return say(language, f"followup.{kind}", who=name or "", whose=_whose(ground, person, language),
               about=_about(ground, language), topic=ground.topic)  # fmt: skip


def _answering(found: Understanding, person: Person | None) -> str | None:
    """Who is asked for as the one who answers: by name, by a pronoun, or by an office."""
    if found.named.spans:
        start, end = min(found.named.spans)
        return found.question[start:end]
    if person is not None:
        return person.actor.label if person.part == "answerer" else None
    return None if office_of(found.question) is None else _office_words(found.question)


def _office_words(text: str) -> str:
    match = re.search(table("followups", "assistant.understanding")["office"], text, re.IGNORECASE)
    return match.group().strip() if match else ""


def _focus(ground: Ground) -> ActKind | None:
    """The kind of act that was asked for, or told first."""
    intent = ground.asked.intent
    if intent is not None and any(one.act and one.act.kind is intent.kinds[0] for one in ground.told):
        return intent.kinds[0]
    return next((one.act.kind for one in ground.told if one.act), intent.kinds[0] if intent else None)


def _own(found: Understanding, lean: Lean, ground: Ground, person: Person | None) -> str:
    """The follow-up in its own words, with a name for its pronoun and the matter of before where it has none."""
    text = found.question
    if lean.pronoun is not None and person is not None:
        text = _named(found, lean.pronoun, person.actor)
    text = bare_of(text)
    text = text[:1].upper() + text[1:]
    if lean.pronoun is not None and _FURTHER.search(text):
        return _FURTHER.sub("", text)  # "Vad har hon frågat mer om?": whatever it was about
    own = " ".join(word for word, _, _ in lean.rest)
    if lean.pronoun is not None and own:
        return text  # "Vad sa hon om bokbussen?": of its own matter
    if not ground.topic or ground.topic.casefold() in text.casefold():
        return text
    return _added(text, say(found.language, "followup.regarding", topic=ground.topic))
