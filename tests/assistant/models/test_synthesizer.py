"""LlamaIndex users get the same gated answers from its own query engine."""

from __future__ import annotations

import asyncio

import pytest

from assistant import Assistant
from assistant.models import ScriptedModel, base

from .council_model import QUESTION, line, says

OPENS = "Simhallen öppnar den 1 september 2022."


def response(tallhamra: Assistant, model: ScriptedModel | None, question: str = QUESTION) -> object:
    from llama_index.core.query_engine import RetrieverQueryEngine

    from assistant.models.synthesizer import ExtractiveSynthesizer, ModelSynthesizer
    from index.retrieval.llama import CouncilRetriever

    synthesizer = ModelSynthesizer(tallhamra.index, model) if model else ExtractiveSynthesizer(tallhamra.index)
    return RetrieverQueryEngine(CouncilRetriever(tallhamra.index), synthesizer).query(question)


def test_the_extractive_one_quotes_exactly(tallhamra: Assistant) -> None:
    found = response(tallhamra, None)
    assert "1 september 2022" in str(found)
    assert "[1]" in str(found)
    [first, *_] = found.metadata["citations"]
    document = tallhamra.document(first["document_id"])
    assert document is not None
    assert document.text[first["start"] : first["end"]] == first["quote"]
    assert found.source_nodes


def test_the_models_words_are_gated(tallhamra: Assistant) -> None:
    [shown] = {str(response(tallhamra, says(line([1], OPENS)))).split("\n")[0]}
    assert shown == f"{OPENS} [1]"
    refused = str(response(tallhamra, says(line([1], "Simhallen rivs."))))
    assert "rivs" not in refused
    assert refused.endswith("svaret är direkt ur dokumenten.")
    failed = str(response(tallhamra, ScriptedModel([], error=base.ModelBusy("Busy."))))
    assert failed.endswith("upptagen just nu; svaret är direkt ur dokumenten.")


def test_it_can_be_awaited(tallhamra: Assistant) -> None:
    from assistant.models.synthesizer import ExtractiveSynthesizer
    from index.retrieval.llama import CouncilRetriever

    nodes = CouncilRetriever(tallhamra.index).retrieve(QUESTION)
    found = asyncio.run(ExtractiveSynthesizer(tallhamra.index).asynthesize(QUESTION, nodes))
    assert "1 september 2022" in str(found)


@pytest.mark.parametrize("chunks", [[], ["Simhallen öppnar på torsdag."]])
def test_text_without_a_place_is_no_source(tallhamra: Assistant, chunks: list[str]) -> None:
    from assistant.models.synthesizer import ExtractiveSynthesizer

    synthesizer = ExtractiveSynthesizer(tallhamra.index)
    assert synthesizer.get_response(QUESTION, chunks) == "Det framgår inte av underlaget."
    assert asyncio.run(synthesizer.aget_response(QUESTION, chunks)) == "Det framgår inte av underlaget."
