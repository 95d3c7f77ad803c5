"""The door for LlamaIndex users: response synthesizers whose every sentence passed the gate. Imports LlamaIndex.

engine = RetrieverQueryEngine(CouncilRetriever(index), ExtractiveSynthesizer(index))
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from llama_index.core.base.response.schema import RESPONSE_TYPE
from llama_index.core.llms import MockLLM
from llama_index.core.prompts.mixin import PromptDictType
from llama_index.core.response_synthesizers import BaseSynthesizer
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.citations import render
from assistant.contract import Language
from assistant.drafts import Draft
from assistant.extraction.choose import choose
from assistant.gate import Indexed
from assistant.models.base import LanguageModel
from assistant.models.synthesis import Worded, may_word, worded
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding, understand
from assistant.wording import tell
from corpus.records import ActKind
from index.records import Hit
from index.store import Index

MOST = 3  # sentences of an answer
_UNTOLD = (ActKind.ATTENDANCE, ActKind.SIGNATURE, ActKind.QUESTION)


class ExtractiveSynthesizer(BaseSynthesizer):
    """Answers with sentences of the nodes of a `CouncilRetriever`, each with its [n] markers.

    The response's metadata holds "citations": for every n the path, the offsets and the exact quote.
    """

    def __init__(self, index: Index) -> None:
        # The base class asks for a model; none is ever called through it.
        super().__init__(llm=MockLLM())
        self._reader = Reader(index)

    def synthesize(
        self,
        query: str | QueryBundle,
        nodes: list[NodeWithScore],
        additional_source_nodes: Sequence[NodeWithScore] | None = None,
        **response_kwargs: Any,
    ) -> RESPONSE_TYPE:
        """The response to a question over nodes of a `CouncilRetriever`."""
        cited: list[dict[str, Any]] = []
        extra = {**response_kwargs, "sources": nodes, "cited": cited}
        response = super().synthesize(query, nodes, additional_source_nodes, **extra)
        response.metadata = {**(response.metadata or {}), "citations": cited}
        return response

    async def asynthesize(
        self,
        query: str | QueryBundle,
        nodes: list[NodeWithScore],
        additional_source_nodes: Sequence[NodeWithScore] | None = None,
        **response_kwargs: Any,
    ) -> RESPONSE_TYPE:
        """The same, from a thread of its own."""
        import asyncio

        return await asyncio.to_thread(self.synthesize, query, nodes, additional_source_nodes, **response_kwargs)

    def get_response(
        self,
        query_str: str,
        text_chunks: Sequence[str],
        sources: Sequence[NodeWithScore] = (),
        cited: list[dict[str, Any]] | None = None,
        **response_kwargs: Any,
    ) -> str:
        """The text of the answer. The `sources` are needed: chunks of text alone have no place to cite."""
        asked = understand(query_str, (), self._reader.directory())
        outcome, remark = self._outcome(asked, sources)
        done = render(outcome.drafts, asked.language, self._reader.document, Indexed(self._reader.search.analyser))
        if not done.citations:
            return say(asked.language, "status.not_found", searched="").strip()
        if cited is not None:
            cited.extend(citation.model_dump(mode="json") for citation in done.citations)
        return f"{done.text}\n\n{remark}" if remark else done.text

    async def aget_response(self, query_str: str, text_chunks: Sequence[str], **response_kwargs: Any) -> str:
        """The same, from a thread of its own."""
        import asyncio

        return await asyncio.to_thread(self.get_response, query_str, text_chunks, **response_kwargs)

    def _outcome(self, asked: Understanding, nodes: Sequence[NodeWithScore]) -> tuple[Outcome, str | None]:
        """The drafts, and a remark on how they came to be, where there is one."""
        hits = self._hits(nodes)
        documents = self._reader.documents(hit.passage.span.document_id for hit in hits)
        told = [s.support for s in choose(self._reader, asked, hits, documents) if not s.text.endswith("?")]
        quotes = [s for s in told if s.act is None or s.act.kind not in _UNTOLD][:MOST]
        drafts = [_draft(support, asked.language) for support in quotes]
        return Outcome("answered", "passage", drafts, hits), None

    def _hits(self, nodes: Sequence[NodeWithScore]) -> list[Hit]:
        """The passages of the nodes; a node that the index does not hold any more is left out."""
        scores = {one.node.node_id: one.score or 0.0 for one in nodes}
        found = self._reader.index.catalogue.passages(scores)
        return sorted((Hit(passage, scores[passage.id]) for passage in found), key=lambda hit: -hit.score)

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts: PromptDictType) -> None:
        """There are none to change: the rules belong to the gate."""


class ModelSynthesizer(ExtractiveSynthesizer):
    """The same answers in a language model's words, where the gate lets them pass."""

    def __init__(self, index: Index, model: LanguageModel) -> None:
        super().__init__(index)
        self._model = model

    def _outcome(self, asked: Understanding, nodes: Sequence[NodeWithScore]) -> tuple[Outcome, str | None]:
        outcome, _ = super()._outcome(asked, nodes)
        if not may_word(outcome):
            return outcome, None
        done = _finished(worded(asked, outcome, self._reader, self._model))
        return Outcome(outcome.status, outcome.route, done.drafts, outcome.hits), done.remark


def _finished(steps: Generator[Draft, None, Worded]) -> Worded:
    """What a generator returns in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Worded = end.value
            return done


def _draft(support: Any, language: Language) -> Draft:
    act, document = support.act, support.document
    if act is not None and act.actors:
        return tell(act, support, language)
    key = "passage.source" if document.date else "passage.source_undated"
    source = say(language, key, title=document.title, date=document.date.isoformat() if document.date else "")
    return Draft(say(language, "passage.plain", source=source, quote="{quote}"), support)
