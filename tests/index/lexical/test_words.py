from index.lexical.words import table


def test_the_glossary_and_the_synonyms_are_large_enough_to_be_of_use() -> None:
    assert len(table("glossary")["terms"]) >= 3500
    assert len(table("synonyms")["groups"]) >= 150


def test_every_entry_says_something() -> None:
    assert all(english.strip() and swedish for english, swedish in table("glossary")["terms"].items())
    assert all(len(group) >= 2 for group in table("synonyms")["groups"])


def test_negation_is_no_stop_word() -> None:
    words = table("words")
    assert "inte" not in words["stop_sv"] + words["ask_sv"]
    assert "not" not in words["stop_en"] + words["ask_en"]
