"""Which acts that were found are which acts that were labelled.

IoU(a, b) = |a ∩ b| / |a ∪ b|, in characters that count (see `ruler`)                   range 0 … 1

Of the same kind, first one to one, the best IoU first and at least 0.5; between equals the one of the same
actors. Then in groups: acts that were found in pieces match a label together when each lies with at least
80 % of its length in it and their hull has an IoU of at least 0.5 with it; and likewise labels in pieces one
act that was found. Pieces that lie on one another are no group: a doubled act stays a false one.
Source: Everingham et al., "The PASCAL Visual Object Classes (VOC) Challenge", 2010, in one dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import ActKind

SAME = 0.5
INSIDE = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """An act by its kind, its place (see `Ruler.place`) and the names of its actors."""

    kind: ActKind
    start: int
    end: int
    names: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        """The number of characters that count."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Match:
    """Labels and found acts, by position, that are one another; one of both sides holds a single one."""

    labels: tuple[int, ...]
    found: tuple[int, ...]


def match(labels: Sequence[Piece], found: Sequence[Piece]) -> list[Match]:
    """The matches in the order of the labels; each label and each found act is in at most one."""
    pairs = _one_to_one(labels, found)
    by_label = _join({label: [act] for label, act in pairs}, labels, found)
    groups = {label: acts for label, acts in by_label.items() if len(acts) > 1}
    alone = {acts[0]: [label] for label, acts in by_label.items() if len(acts) == 1}
    by_act = _join(
        alone,
        [act if not any(j in acts for acts in groups.values()) else None for j, act in enumerate(found)],
        [label if i not in groups else None for i, label in enumerate(labels)],
    )
    matches = [Match((label,), tuple(acts)) for label, acts in groups.items()]
    matches += [Match(tuple(held), (act,)) for act, held in by_act.items()]
    return sorted(matches, key=lambda one: one.labels)


def _one_to_one(labels: Sequence[Piece], found: Sequence[Piece]) -> list[tuple[int, int]]:
    candidates = [
        (-score, label.names != act.names, i, j)
        for i, label in enumerate(labels)
        for j, act in enumerate(found)
        if label.kind is act.kind and (score := _iou(label, act)) >= SAME
    ]
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(candidates):
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


def _join(
    into: Mapping[int, list[int]], wholes: Sequence[Piece | None], pieces: Sequence[Piece | None]
) -> dict[int, list[int]]:
    """The matches with those pieces added that are in none and make up a whole together; None stands for closed."""
    joined = dict(into)
    for i, whole in enumerate(wholes):
        if whole is None:
            continue
        taken = {j for group in joined.values() for j in group}
        first = [(j, piece) for j in joined.get(i, []) if (piece := pieces[j]) is not None]
        more = [(j, piece) for j, piece in enumerate(pieces) if piece is not None and j not in taken]
        group = _apart([*first, *more], whole)
        if len(group) > len(first) and _iou(_hull(piece for _, piece in group), whole) >= SAME:
            joined[i] = sorted(j for j, _ in group)
    return joined


def _apart(candidates: Sequence[tuple[int, Piece]], whole: Piece) -> list[tuple[int, Piece]]:
    """Those that lie in the whole and not on one that comes before."""
    kept: list[tuple[int, Piece]] = []
    for j, piece in candidates:
        fits = piece.kind is whole.kind and _inside(piece, whole) >= INSIDE
        if fits and all(_inside(piece, other) <= 1 - INSIDE for _, other in kept):
            kept.append((j, piece))
    return kept


def _hull(pieces: Iterable[Piece]) -> Piece:
    held = list(pieces)
    return Piece(held[0].kind, min(piece.start for piece in held), max(piece.end for piece in held))


def _shared(one: Piece, other: Piece) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _iou(one: Piece, other: Piece) -> float:
    shared = _shared(one, other)
    return shared / (one.length + other.length - shared) if shared else 0.0


def _inside(piece: Piece, whole: Piece) -> float:
    """The share of a piece that lies in another."""
    return _shared(piece, whole) / piece.length if piece.length else 0.0
