"""Finds the passages that may answer a question. `Search` is the door; `llama` the one to LlamaIndex."""

from index.retrieval.evidence import Evidence
from index.retrieval.search import Search

__all__ = ["Evidence", "Search"]
