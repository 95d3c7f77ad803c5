"""The door to LlamaIndex: a retriever over `Search`. Importing this module imports LlamaIndex."""

from __future__ import annotations

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.records import Filters, Hit
from index.retrieval.seams import Searchable
from index.retrieval.search import EVERYTHING, Search


class CouncilRetriever(BaseRetriever):
    """Retrieves passages as nodes whose text is exactly the document's.

    `language` is the language of the questions. A node's id is the passage's, so it is the same in every run.
    """

    def __init__(
        self,
        index: Searchable,
        *,
        search: Search | None = None,
        language: str = "sv",
        filters: Filters = EVERYTHING,
        limit: int = 10,
    ) -> None:
        self._index = index
        self._search = search or Search(index)
        self._language = language
        self._filters = filters
        self._limit = limit
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._search.search(query_bundle.query_str, self._language, self._filters, self._limit)
        nodes = [self._node(hit) for hit in hits]
        return [node for node in nodes if node is not None]

    def _node(self, hit: Hit) -> NodeWithScore | None:
        """The hit as a node; None where its document was removed since."""
        span = hit.passage.span
        document = self._index.catalogue.document(span.document_id)
        if document is None:
            return None
        node = TextNode(
            id_=hit.passage.id,
            text=document.quote(span),
            start_char_idx=span.start,
            end_char_idx=span.end,
            metadata={
                "document_id": span.document_id,
                "path": document.path,
                "title": document.title,
                "page": span.page,
                "start": span.start,
                "end": span.end,
                "context": hit.passage.context,
            },
            excluded_llm_metadata_keys=["document_id", "start", "end", "context"],
            excluded_embed_metadata_keys=["document_id", "path", "title", "page", "start", "end"],
        )
        return NodeWithScore(node=node, score=hit.score)
