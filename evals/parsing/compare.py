"""One labelled stretch against what the parser reads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Act, Document
from evals.labels import ActLabel, Stretch
from evals.parsing.matching import Match, Piece, match
from evals.parsing.names import of_actor, of_label
from evals.parsing.ruler import Ruler
from evals.parsing.score import Score, Scores, of_sets

Side = ActLabel | Act


@dataclass(frozen=True, slots=True)
class Difference:
    """Something read otherwise than labelled: what differs, where, and both sides of it in a few words."""

    what: str
    path: str
    start: int
    end: int
    kind: str
    labelled: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stretch and the acts that were found in it, with their matches."""

    stretch: Stretch
    document: Document
    found: tuple[Act, ...]
    matches: tuple[Match, ...]

    def names(self, act: Side, addressees: bool = False) -> frozenset[str]:
        """The actors or addressees of a label or an act, in comparable form."""
        place = self.document.municipality
        if isinstance(act, ActLabel):
            return frozenset(of_label(name, place) for name in (act.addressees if addressees else act.actors))
        return frozenset(of_actor(actor, place) for actor in (act.addressees if addressees else act.actors))

    def score(self, scores: Scores) -> list[Difference]:
        """Adds every measure of the acts to the scores, and gives what differs."""
        return [*self._acts(scores), *self._parts(scores), *self._replies(scores)]

    def _acts(self, scores: Scores) -> list[Difference]:
        labels = self.stretch.acts
        right = {i for one in self.matches for i in one.labels}, {j for one in self.matches for j in one.found}
        differences = []
        for i, label in enumerate(labels):
            scores.add("acts", self._groups(label), Score(labelled=1, labelled_right=int(i in right[0])))
            if i not in right[0]:
                shown = ", ".join(label.actors)
                differences.append(self._difference("missed", label.start, label.end, label.kind.value, shown))
        for j, act in enumerate(self.found):
            scores.add("acts", self._groups(act), Score(found=1, found_right=int(j in right[1])))
            if j not in right[1]:
                shown, span = ", ".join(actor.label for actor in act.actors), act.span
                differences.append(self._difference("false", span.start, span.end, act.kind.value, "", shown))
        return differences

    def _parts(self, scores: Scores) -> list[Difference]:
        """What belongs to the acts that match: actors, addressees, form and case number."""
        differences = []
        for one in self.matches:
            labels, acts = [self.stretch.acts[i] for i in one.labels], [self.found[j] for j in one.found]
            kind = labels[0].kind.value
            for what, labelled, found in self._compared(labels, acts):
                groups = self._groups(labels[0]) if what == "actors" else ("all",)
                scores.add(what, groups, of_sets(found, labelled))
                if found != labelled:
                    start, end = min(label.start for label in labels), max(label.end for label in labels)
                    sides = ", ".join(sorted(labelled)), ", ".join(sorted(found))
                    differences.append(self._difference(what, start, end, kind, *sides))
        return differences

    def _compared(
        self, labels: Sequence[ActLabel], acts: Sequence[Act]
    ) -> list[tuple[str, frozenset[str], frozenset[str]]]:
        def everyone(sides: Sequence[Side], addressees: bool) -> frozenset[str]:
            return frozenset().union(*(self.names(side, addressees) for side in sides))

        def numbers(sides: Sequence[Side]) -> frozenset[str]:
            return frozenset(side.case_number for side in sides if side.case_number)

        compared = [
            ("actors", everyone(labels, False), everyone(acts, False)),
            ("addressees", everyone(labels, True), everyone(acts, True)),
            ("case numbers of acts", numbers(labels), numbers(acts)),
        ]
        if all(label.form for label in labels):
            forms = [frozenset(side.form.value for side in sides if side.form) for sides in (labels, acts)]
            compared.append(("form", forms[0], forms[1]))
        return compared

    def _replies(self, scores: Scores) -> list[Difference]:
        """Links from answers to questions; one that leaves the stretch cannot be labelled and is passed over."""
        wanted = {(i, act.reply_to) for i, act in enumerate(self.stretch.acts) if act.reply_to is not None}
        label_of = {j: one.labels for one in self.matches for j in one.found}
        position = {act.id: j for j, act in enumerate(self.found)}
        got: set[tuple[int, int | None]] = set()
        answers = {i for i, _ in wanted}
        for j, act in enumerate(self.found):
            if act.reply_to is None or j not in label_of:
                continue
            if act.reply_to not in position and not answers & set(label_of[j]):
                continue
            asked = label_of.get(position.get(act.reply_to, -1), (None,))
            links = {(i, q) for i in label_of[j] for q in asked}
            got |= links & wanted or {min(links, key=str)}
        scores.add("replies", ("all",), of_sets(got, wanted))
        return [
            self._difference(f"{what} reply", act.start, act.end, act.kind.value)
            for what, links in (("missed", wanted - got), ("false", got - wanted))
            for act in (self.stretch.acts[i] for i, _ in sorted(links, key=str))
        ]

    def _groups(self, act: Side) -> tuple[str, ...]:
        """A kind and a genre may have the same name, so each group says which it is."""
        return "all", f"kind={act.kind.value}", f"genre={self.stretch.genre.value}"

    def _difference(
        self, what: str, start: int, end: int, kind: str, labelled: str = "", found: str = ""
    ) -> Difference:
        return Difference(what, self.stretch.path, start, end, kind, labelled, found)


def compare(stretch: Stretch, document: Document) -> Comparison:
    """Matches the acts that begin in a stretch (numerals and blanks before them do not count) with its labels."""
    # An annex in cells is kept from search as noise is, and yet names who was there.
    inside = [(act.span.start, act.span.end) for act in document.acts] + [(a.start, a.end) for a in stretch.acts]
    plain = [(a, b) for a, b in document.noise if not any(a <= start and end <= b for start, end in inside)]
    ruler = Ruler(document.text, plain)
    found = tuple(act for act in document.acts if stretch.holds(ruler.begin(act.span.start)))
    blank = Comparison(stretch, document, found, ())
    labels = [Piece(act.kind, *ruler.place(act.start, act.end), blank.names(act)) for act in stretch.acts]
    acts = [Piece(act.kind, *ruler.place(act.span.start, act.span.end), blank.names(act)) for act in found]
    return Comparison(stretch, document, found, tuple(match(labels, acts)))
