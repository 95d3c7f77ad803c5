"""What an index knows of names: its people, parties, boards and places, and its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from assistant.understanding.people import Directory
from assistant.understanding.spelling import Vocabulary
from corpus.data import load
from corpus.records import Actor
from corpus.unions import canonical, unions
from index.catalogue.entries import Entry
from index.store import Index

MOSTLY = 0.6  # of a prefix's papers that must be one board's for the prefix to stand for the board
SEVERAL = 2  # papers of the board that it takes


def directory_of(index: Index) -> Directory:
    """The names and words of an index as it is now; to be made anew when the catalogue's state has changed."""
    actors = [actor for actor, _ in index.catalogue.actors()]
    entries = index.catalogue.documents()
    return Directory(
        [actor.name for actor in actors if actor.name],
        organisations=_with_aliases(a.organisation for a in actors if not a.party and _acts_alone(a)),
        parties={actor.party for actor in actors if actor.party},
        bodies=_most_first(entry.body for entry in entries),
        prefixes=_prefixes(entries).items(),
        municipalities=_most_first(entry.municipality for entry in entries),
        vocabulary=Vocabulary(index.lexical, index.analyser),
    )


def _with_aliases(names: Iterable[str | None]) -> list[str]:
    """Organisations, and the other names that unions go by."""
    found = {name for name in names if name}
    aliases = {alias for name, others in load("actors")["union_aliases"].items() for alias in (name, *others)}
    return sorted(found | {alias for alias in aliases if canonical(alias) in found})


def _acts_alone(actor: Actor) -> bool:
    """Whether the actor's organisation may be asked for as people are: it acts itself, or it is a union."""
    return not actor.name or (actor.organisation or "").casefold() in unions()


def _most_first(names: Iterable[str | None]) -> list[str]:
    return [name for name, _ in Counter(name for name in names if name).most_common()]


def _prefixes(entries: Iterable[Entry]) -> dict[str, str]:
    """The beginning of a board's case numbers → the board: "BUN" stands for whose papers mostly bear it."""
    papers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for prefix in {number.split()[0] for number in entry.case_numbers if " " in number}:
            if entry.body and prefix.isalpha():
                papers[prefix][entry.body] += 1
    found = {}
    for prefix, bodies in papers.items():
        body, count = bodies.most_common(1)[0]
        if count >= SEVERAL and count >= MOSTLY * bodies.total() and body.startswith(prefix[0].casefold()):
            found[prefix] = body
    return found
