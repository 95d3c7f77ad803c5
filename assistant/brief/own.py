"""What in an index is the paper itself: its prints, its question acts, its case. None of it is evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.brief.halves import ASKING, asking_part
from assistant.brief.records import Paper
from corpus.records import Act, ActKind, Document, Genre
from index.cases import Case, QuestionThread
from index.cases.words import fold, same_words
from index.records import Filters
from index.store import Index

MIN_SAME = 25  # characters of a question that, said twice by one person, is the same one
MIN_PRINT = 25  # characters of a sentence that, standing in the paper too, is the paper's
_ASKED = (ActKind.QUESTION, ActKind.PROPOSAL, ActKind.MOTION)
_SETTLED = (ActKind.ANSWER, ActKind.DECISION)


@dataclass(frozen=True)
class Own:
    """The paper in an index. `acts` are its questions or proposals there, by the number of the question."""

    paper: Paper
    index: Index
    acts: dict[int, tuple[Act, ...]]

    @classmethod
    def of(cls, paper: Paper, index: Index) -> Own:
        """Finds it: its document's questions, and their other prints; none where it is not in the index."""
        if paper.document_id is None:
            return cls(paper, index, {})
        found = matching(index, paper)
        base = [act for acts in found.values() for act in acts if act.span.document_id == paper.document_id]
        numbers = {act.case_number for act in base} - {None}
        prints = {p.id for t in index.cases.threads(base) for p in (t.question, *t.copies)}

        def is_own(act: Act) -> bool:
            """Another case with the same questions is another paper."""
            known = act.span.document_id == paper.document_id or act.id in prints
            return known or not (numbers and act.case_number) or act.case_number in numbers

        return cls(paper, index, {n: own for n, acts in found.items() if (own := tuple(filter(is_own, acts)))})

    @cached_property
    def act_ids(self) -> frozenset[str]:
        """All prints of its questions."""
        known = {act.id for acts in self.acts.values() for act in acts}
        return frozenset(known | {act.id for t in self.threads for act in (t.question, *t.copies)})

    @cached_property
    def threads(self) -> list[QuestionThread]:
        """Its questions with what answers them, wherever."""
        return self.index.cases.threads([act for acts in self.acts.values() for act in acts])

    def replies(self, n: int) -> list[Act]:
        """What answers one of its questions, the surest first."""
        found = [r for t in self.index.cases.threads(self.acts.get(n, ())) for r in t.replies]
        return list({act.id: act for act, _ in sorted(found, key=lambda pair: -pair[1])}.values())

    @cached_property
    def cases(self) -> list[Case]:
        """The cases that it is in, with their parts."""
        places = {(act.span.document_id, act.section) for acts in self.acts.values() for act in acts}
        if self.paper.document_id is not None:
            places.add((self.paper.document_id, None))
        homes = dict.fromkeys(self.index.cases.homes(places).values()) if places else {}
        return [case for home in homes if (case := self.index.cases.case(home)) is not None]

    @cached_property
    def case_ids(self) -> frozenset[str]:
        """The ids of its cases."""
        return frozenset(case.id for case in self.cases)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that are nothing but the paper."""
        return frozenset(i for i, spans in self._prints.items() if spans is None)

    @cached_property
    def _prints(self) -> dict[str, tuple[tuple[int, int], ...] | None]:
        """By document where the paper stands in it; None where it is all of it."""
        ids = {act.span.document_id for acts in self.acts.values() for act in acts}
        ids |= {self.paper.document_id} if self.paper.document_id else set()
        found: dict[str, tuple[tuple[int, int], ...] | None] = {}
        for document_id in ids:
            document = self.index.catalogue.document(document_id)
            if document is None:
                continue
            part = asking_part(document)
            if part is not None:
                found[document_id] = (part,)
            elif document.genre in ASKING or (document_id == self.paper.document_id and not _settles(document)):
                found[document_id] = None
            else:
                found[document_id] = ()
        return found

    @cached_property
    def _askers(self) -> frozenset[str]:
        return frozenset(person.name for person in self.paper.askers)

    @cached_property
    def _words(self) -> str:
        return fold(self.paper.text)

    def prints(self, document: Document, start: int, end: int) -> bool:
        """Whether a place of a document lies in a print of the paper."""
        places = self._prints.get(document.id, ())
        return places is None or any(a < end and start < b for a, b in places)

    def holds(self, document: Document, start: int, end: int, act: Act | None = None) -> bool:
        """Whether a place of a document is the paper's own: in a print of it, one of its questions, or in its words.

        What its asker says elsewhere is the asker's, too. Words of the paper that stand in an answer or a decision
        are the answer's and the decision's.
        """
        if self.prints(document, start, end):
            return True
        if act is not None and (act.id in self.act_ids or act.kind in _SETTLED):
            return act.id in self.act_ids
        if act is not None and {actor.name for actor in act.actors} & self._askers:
            return True
        words = fold(document.text[start:end])
        return len(words) >= MIN_PRINT and words in self._words


def present(paper: Paper, index: Index, same_bytes: str | None = None) -> str | None:
    """The document of an index that is the paper, or a print of it: the same bytes, else the same questions.

    `same_bytes` is the id that the paper's own file would have there; without it the paper's last one is tried.
    """
    known = same_bytes or paper.document_id
    if known is not None and index.catalogue.document(known) is not None:
        return known
    homes: dict[str, set[int]] = {}
    for n, acts in matching(index, paper).items():
        for act in acts:
            homes.setdefault(act.span.document_id, set()).add(n)
    # One question in common is another paper on the same matter.
    enough = [i for i, n in homes.items() if 2 * len(n) >= len(paper.questions)]
    near = {i: found for i in enough if (found := index.catalogue.document(i)) is not None}
    return min(near, key=lambda i: (-len(homes[i]), near[i].genre is not paper.genre, i), default=None)


def matching(index: Index, paper: Paper) -> dict[int, tuple[Act, ...]]:
    """The acts of an index that are questions of the paper, by the number of the question."""
    names = tuple(dict.fromkeys(person.name for person in paper.askers if person.name))
    candidates = list(_candidates(index, paper, names))
    words = {act.id: fold(_words(index, act)) for act in candidates}
    found: dict[int, tuple[Act, ...]] = {}
    for ask in paper.questions:
        mine = fold(ask.text)
        same = [act for act in candidates if _same(mine, words[act.id])]
        if same:
            found[ask.n] = tuple(same)
    return found


def _candidates(index: Index, paper: Paper, names: tuple[str, ...]) -> Iterable[Act]:
    """The questions and proposals of the askers, and those of the paper's own document."""
    known: dict[str, Act] = {}
    if names:
        for act in index.catalogue.acts(Filters(persons=names, acts=_ASKED)):
            if {actor.name for actor in act.actors} & set(names):
                known[act.id] = act
    document = index.catalogue.document(paper.document_id) if paper.document_id else None
    for act in document.acts if document else ():
        if act.kind in _ASKED:
            known[act.id] = act
    return known.values()


def _words(index: Index, act: Act) -> str:
    document = index.catalogue.document(act.span.document_id)
    return document.quote(act.span) if document else ""


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= MIN_SAME and same_words(one, other)


def _settles(document: Document) -> bool:
    """Whether a document answers or decides anything, so that it is more than a paper that asks."""
    return document.genre is Genre.INTERPELLATION_ANSWER or any(act.kind in _SETTLED for act in document.acts)
