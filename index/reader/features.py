"""What the reader's network looks at: pieces in a small space, and how each meets the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.sentences import sentences
from index.embedding.base import TokenStates
from index.embedding.pieces import Pieces
from index.embedding.states import Encoder
from index.embedding.weights import PROMPTS

Numbers = NDArray[np.float32]
Ids = NDArray[np.int64]

QUERY, PASSAGE = PROMPTS["query"], PROMPTS["passage"]
MAX_PIECES = 320  # of a question or of a context with its text; what is longer is cut off
MOST_ASKED = 64  # pieces of a question that are read together with a text
FEATURES = 16
_QUERY_MARKS = 3  # <s> ▁que ry


@dataclass(frozen=True, slots=True)
class Space:
    """The centre of the model's states, shape (layers · hidden,), and the map to the small space, shape (layers ·
    hidden, small)."""

    centre: Numbers
    axes: Numbers


@dataclass(frozen=True, slots=True)
class Seen:
    """The n pieces of a question, or of a context with its text.

    `small`: states in the small space; `sentence`: the sentence of the text that each piece stands in, −1 outside;
    `spans`: those sentences in characters of the text; `means`: mean state of all pieces, then of each sentence;
    `whole`: the ids with both marks; `middle`: their states in layer `SHOWN[0]`, shape (pieces, hidden).
    """

    ids: Ids
    small: Numbers
    rarity: Numbers
    marks: Numbers
    sentence: Ids
    spans: tuple[tuple[int, int], ...]
    means: Numbers
    whole: Ids
    middle: Numbers


class Eyes:
    """Sees questions and texts through the encoder; safe to share."""

    def __init__(self, encoder: Encoder, space: Space) -> None:
        self._encoder, self._space = encoder, space
        self._hidden = encoder.shape.hidden
        self._pieces = Pieces(encoder.vocabulary)

    def question(self, question: str) -> Seen:
        """A question as seen alone."""
        return self.questions([question])[0]

    def questions(self, questions: Sequence[str]) -> list[Seen]:
        """Each question as seen alone."""
        ids = [self._pieces.marked(self._pieces.ids(QUERY + question), MAX_PIECES) for question in questions]
        return [self._asked(*pair) for pair in zip(ids, self._encoder.states(ids), strict=True)]

    def _asked(self, ids: Ids, states: Numbers) -> Seen:
        keep = slice(_QUERY_MARKS, -1)
        seen = self._seen(ids[keep], states[keep], np.full(len(ids[keep]), -1), ())
        return replace(seen, whole=ids[:MOST_ASKED], middle=states[:MOST_ASKED, : self._hidden].astype(np.float32))

    def texts(self, texts: Sequence[tuple[str, str]]) -> list[Seen]:
        """Each (context, text) as seen alone."""
        cut = [self._cut(context, text) for context, text in texts]
        states = self._encoder.states([ids for ids, _, _ in cut])
        return [
            self._seen(ids, state, sentence, spans) for (ids, sentence, spans), state in zip(cut, states, strict=True)
        ]

    def shown(self, text: tuple[str, str], states: TokenStates) -> Seen | None:
        """A (context, text) of which the same model made `states`; None where those are of other pieces or layers."""
        ids, sentence, spans = self._cut(*text)
        if not np.array_equal(ids, states.ids) or states.states.shape[1] != len(self._space.centre):
            return None
        return self._seen(ids, states.states, sentence, spans)

    def _cut(self, context: str, text: str) -> tuple[Ids, Ids, tuple[tuple[int, int], ...]]:
        spans = tuple(sentences(text))
        parts = [self._pieces.ids(PASSAGE + context), *(self._pieces.ids(text[a:b]) for a, b in spans)]
        ids = self._pieces.marked([i for part in parts for i in part], MAX_PIECES)
        sentence = np.concatenate([np.full(len(part), k - 1) for k, part in enumerate(parts)])
        sentence = np.concatenate([[-1], sentence[: len(ids) - 2], [-1]])
        return ids, sentence, spans

    def _seen(self, ids: Ids, states: Numbers, sentence: Ids, spans: tuple[tuple[int, int], ...]) -> Seen:
        centred = states - self._space.centre
        small: Numbers = (centred @ self._space.axes).astype(np.float32)
        whole = centred.mean(axis=0)
        parts = [centred[sentence == k] for k in range(len(spans))]
        return Seen(
            ids=ids,
            small=small,
            rarity=self._pieces.rarity(ids),
            marks=self._pieces.marks(ids),
            sentence=sentence,
            spans=spans,
            means=np.stack([whole, *(part.mean(axis=0) if len(part) else whole for part in parts)]),
            whole=ids,
            middle=states[:, : self._hidden].astype(np.float32),  # a copy: a view would hold all layers of all texts
        )


def meeting(question: Seen, text: Seen) -> Numbers:
    """How each piece of a text meets the question, shape (n, FEATURES).

    0 best likeness to a piece of the question, 1 rarity of the same piece there, 2 not of the text proper,
    3–5 marks, 6 rarity; of the whole: 7 likeness covered, 8 pieces covered, 9 the least likeness, 14 cosine;
    of the piece's sentence: 10, 11, 12 and 15 likewise; 13 a digit that the question lacks.
    """
    alike = unit(text.small) @ unit(question.small).T
    same = text.ids[:, None] == question.ids[None, :]
    weight = question.rarity / question.rarity.sum()
    found = np.zeros((len(alike), FEATURES), dtype=np.float32)
    found[:, 0] = alike.max(axis=1)
    found[:, 1] = (same * question.rarity).max(axis=1)
    found[:, 2] = text.sentence < 0
    found[:, 3:6] = text.marks
    found[:, 6] = text.rarity
    found[:, 7:10] = _covered(alike, same, weight)
    found[:, 13] = found[:, 3] * (found[:, 1] == 0)
    asked = question.means[0]
    found[:, 14] = _cosine(asked, text.means[0])
    for k in range(len(text.spans)):
        rows = text.sentence == k
        if rows.any():
            found[rows, 10:13] = _covered(alike[rows], same[rows], weight)
            found[rows, 15] = _cosine(asked, text.means[k + 1])
    return found


def likeness(question: Seen, text: Seen, sentence: int) -> float:
    """The cosine of a question's mean state and that of a sentence of a text, both centred."""
    return _cosine(question.means[0], text.means[sentence + 1])


def unit(rows: Numbers) -> Numbers:
    """Rows of length 1."""
    found: Numbers = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return found


def _covered(alike: Numbers, same: NDArray[np.bool_], weight: Numbers) -> tuple[float, float, float]:
    best = alike.max(axis=0)
    return float(best @ weight), float(same.any(axis=0) @ weight), float(best.min())


def _cosine(a: Numbers, b: Numbers) -> float:
    return float(a @ b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9))
