"""What a question takes for granted and the documents do not bear out: a wrong party, a year or a name not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.candidates import told_parties
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.texts import say, texts
from assistant.understanding.question import Understanding
from assistant.wording import names
from corpus.parties import named_in
from corpus.records import Document

_YEAR = re.compile(r"(?<![\d/:.-])(?:19|20)\d\d(?![\d/:-])")


@dataclass(frozen=True, slots=True)
class Premise:
    """What is wrong, in words, and the question without it."""

    remark: str
    question: str


def wrong_party(asked: Understanding, reader: Reader) -> Premise | None:
    """ "Vad frågade Anna Ek (M)?", where the register knows Anna Ek of another party only."""
    for name, (party, *_) in told_parties(asked).items():
        bearers = [actor for actor in reader.bearers(name) if actor.party]
        if not bearers or party in {actor.party for actor in bearers}:
            continue
        spans = [(start, end) for kind, what, start, end in asked.named.places if (kind, what) == ("party", party)]
        if not spans:
            continue
        start, end = spans[0]
        kept = f"{asked.question[:start].rstrip(' (')}{asked.question[end:].removeprefix(')')}"
        known = names(bearers, asked.language)
        return Premise(say(asked.language, "premise.party", known=known, party=party), " ".join(kept.split()))
    return None


def told(outcome: Outcome, premise: Premise) -> Outcome:
    """An outcome with what was wrong said before it."""
    return replace(outcome, drafts=[Draft(premise.remark), *outcome.drafts])


def unsaid(asked: Understanding, supports: Sequence[Support]) -> list[Draft]:
    """A remark on the years, people and parties of the question that none of the cited documents mentions."""
    years, named = dict.fromkeys(_YEAR.findall(asked.question)), asked.named
    if not years and not named.persons and not named.parties:
        return []
    documents = {support.document.id: support.document for support in supports}.values()
    held = " ".join(f"{d.title} {d.text} {d.date or ''}" for d in documents)
    folded = held.casefold() if named.persons else ""
    missing = [year for year in years if year not in held]
    missing += [person for person in named.persons if person.casefold() not in folded]
    said = _parties_of(documents) if named.parties else frozenset()
    missing += [f"({party})" for party in named.parties if party not in said and f"({party})" not in held]
    if not missing:
        return []
    listed = f" {texts(asked.language)['or']} ".join(missing)
    return [Draft(say(asked.language, "premise.unsaid", missing=listed))]


def _parties_of(documents: Iterable[Document]) -> frozenset[str | None]:
    """The parties of those who act in documents, and those that are named there."""
    acting = {actor.party for d in documents for act in d.acts for actor in (*act.actors, *act.addressees)}
    return frozenset(acting.union(code for d in documents for code, _, _ in named_in(d.text, d.municipality)))
