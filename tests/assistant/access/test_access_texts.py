"""The sign-in page says the same in both languages."""

from __future__ import annotations

from string import Formatter

from assistant.access.texts import LANGUAGES, texts


def test_both_languages_have_the_same_texts_with_the_same_fields() -> None:
    swedish, english = (texts(language) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        assert text.strip()
        fields = [{name for _, name, _, _ in Formatter().parse(each) if name} for each in (text, english[key])]
        assert fields[0] == fields[1], key
