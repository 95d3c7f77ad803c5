"""The passages that an answer was made from, best first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.contract import Citation, Retrieved


def chosen_first(found: Sequence[Retrieved], citations: Sequence[Citation]) -> list[Retrieved]:
    """The passages found by search, those that the answer cites first: choosing is the last step of ranking.

    A passage that is cited scores what the search gave it and the best score of the search on top. What is cited from
    elsewhere (a reply, a row of a list) was looked up and not searched for; it scores as the best that was found.
    """
    best = max((one.score for one in found), default=1.0)
    chosen = [one.model_copy(update={"score": round(best + one.score, 6)}) for one in found if _cited(one, citations)]
    places = [Retrieved(path=c.path, start=c.start, end=c.end, score=best) for c in citations if not _held(c, found)]
    rest = [one for one in found if not _cited(one, citations)]
    return sorted([*chosen, *places, *rest], key=lambda one: -one.score)


def _cited(passage: Retrieved, citations: Sequence[Citation]) -> bool:
    return any(_overlap(passage, citation) for citation in citations)


def _held(citation: Citation, found: Sequence[Retrieved]) -> bool:
    return any(_overlap(passage, citation) for passage in found)


def _overlap(passage: Retrieved, citation: Citation) -> bool:
    return passage.path == citation.path and passage.start < citation.end and citation.start < passage.end
