"""An analyser can leave English as it is, to measure what translating gives."""

from __future__ import annotations

from index.lexical.analysis import Analyser


def test_without_the_glossary_english_words_stay_english() -> None:
    question = "When was the swimming pool closed?"
    translated = {term for group in Analyser().groups(question, "en") for term in group.terms}
    untranslated = {term for group in Analyser(glossary=False).groups(question, "en") for term in group.terms}
    assert "simhall" in " ".join(translated)
    assert "simhall" not in " ".join(untranslated)
    assert "pool" in untranslated
