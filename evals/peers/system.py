"""A peer as a system: what a pipeline without a language model shows for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.contract import MAX_RETRIEVED, Answer, Citation, Claim, Request, Retrieved
from assistant.understanding.question import detect_language
from evals.peers.base import Found, Peer, Text


@dataclass(frozen=True, slots=True)
class Showing:
    """How much a peer shows: its best `passages`, as they are or only their `core`.

    It says that it found nothing when its best score lies below `cutoff`, which takes away what scores less, as
    LlamaIndex's SimilarityPostprocessor does; None shows something always.
    """

    passages: int = 1
    core: bool = False
    cutoff: float | None = None


class PeerSystem:
    """Asks a peer and shows its best passages as quotes, each a claim with its citation.

    A follow-up is searched for together with the question before it, for a peer without a language model has no other
    way to know what it is about. Filters are not passed on.
    """

    def __init__(self, peer: Peer, texts: Sequence[Text], showing: Showing) -> None:
        self._peer = peer
        self._texts = {text.path: text.text for text in texts}
        self._showing = showing

    def answer(self, request: Request) -> Answer:
        """The answer object of what is found."""
        return answer_of(request, self._peer.search(query(request), MAX_RETRIEVED), self._showing)

    def text(self, document_id: str, path: str) -> str | None:
        """The text of a path."""
        return self._texts.get(path)

    def close(self) -> None:
        """Everything is in memory."""


def query(request: Request) -> str:
    """What is searched for."""
    return " ".join([*request.history[-1:], request.question])


def answer_of(request: Request, found: Sequence[Found], showing: Showing) -> Answer:
    """The answer object of passages that were found, best first."""
    least = showing.cutoff
    shown = [one for one in found[: showing.passages] if least is None or one.score >= least]
    spans = [one.core if showing.core and one.core else (one.start, one.end) for one in shown]
    citations = [
        Citation(
            n=n,
            document_id=one.document.document_id,
            path=one.document.path,
            title=one.document.title,
            page=1,
            start=start,
            end=end,
            quote=one.document.text[start:end],
        )
        for n, (one, (start, end)) in enumerate(zip(shown, spans, strict=True), 1)
    ]
    return Answer(
        id=request.id,
        question=request.question,
        language=detect_language(request.question),
        status="answered" if citations else "not_found",
        route="passage" if citations else "none",
        answer="\n\n".join(f"{citation.quote} [{citation.n}]" for citation in citations),
        claims=[Claim(text=citation.quote, citations=[citation.n]) for citation in citations],
        citations=citations,
        retrieved=[
            Retrieved(path=one.document.path, start=one.start, end=one.end, score=one.score)
            for one in found[:MAX_RETRIEVED]
        ],
    )
