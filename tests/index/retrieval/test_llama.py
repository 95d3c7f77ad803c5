import subprocess
import sys
from typing import Any


def test_nodes_are_exactly_the_documents_text(index: Any) -> None:
    from index.retrieval.llama import CouncilRetriever

    nodes = CouncilRetriever(index, limit=3).retrieve("Finns det en tidplan för Jobbcentrums flytt?")
    assert len(nodes) == 3
    first = nodes[0].node
    document = index.catalogue.document(first.metadata["document_id"])
    assert first.get_content() == document.text[first.metadata["start"] : first.metadata["end"]]
    assert first.metadata["path"] == "centrum.txt"
    assert first.node_id in index.catalogue.held
    assert [node.score for node in nodes] == sorted((node.score for node in nodes), reverse=True)


def test_context_is_embedded_and_never_shown_to_a_model(index: Any) -> None:
    from llama_index.core.schema import MetadataMode

    from index.retrieval.llama import CouncilRetriever

    node = CouncilRetriever(index, limit=1).retrieve("arbetsmiljön på Jobbcenter Ung")[0].node
    context = node.metadata["context"]
    assert context in node.get_content(MetadataMode.EMBED)
    assert context not in node.get_content(MetadataMode.NONE)


def test_search_does_not_import_llama_index() -> None:
    heavy = ("llama_index", "torch", "chromadb")
    code = f"import sys, index.retrieval; sys.exit(any(m.startswith({heavy}) for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
