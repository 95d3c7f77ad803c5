"""Whether a text is about what a question asks."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.contract import Language
from assistant.topic import Topic


@pytest.mark.parametrize(
    ("topic", "language", "text", "about"),
    [
        ("simhallen", "sv", "När öppnar simhallen igen?", True),
        ("simhallen", "sv", "Simhallens reningsverk har kostat 4 miljoner.", True),
        ("simhallen", "sv", "Bokbussen har dragits in.", False),
        ("the swimming pool", "en", "När öppnar simhallen igen?", True),
        ("the swimming pool", "en", "Bokbussen har dragits in.", False),
        ("avgiftsfri kollektivtrafik för pensionärer", "sv", "Motion om avgiftsfri kollektivtrafik för pensionärer", True),
        ("avgiftsfri kollektivtrafik för pensionärer", "sv", "Avgiften för torgplats höjs", False),
        ("gatubelysning", "sv", "Belysningen på gatan är släckt", True),
        ("Jobbcenter Ung", "sv", "Receptionen på Jobbcenter Ung", True),
        ("Jobbcenter Ung", "sv", "Jobbcentrum flyttar", False),
    ],
)  # fmt: skip
def test_a_text_is_about_a_topic_or_is_not(
    tallhamra: Assistant, topic: str, language: Language, text: str, about: bool
) -> None:
    assert Topic(tallhamra._reader, topic, language).covers(text) is about


def test_every_text_meets_no_topic(tallhamra: Assistant) -> None:
    assert Topic(tallhamra._reader, "  ", "sv").covers("Vad som helst")
    assert Topic(tallhamra._reader, "", "sv").share("Vad som helst") == 0.0


def test_a_share_is_between_nothing_and_all_and_rare_words_weigh_more(tallhamra: Assistant) -> None:
    topic = Topic(tallhamra._reader, "bokbussen i kommunen", "sv")
    none, common, rare, both = (
        topic.share(text) for text in ("taxa", "i kommunen", "bokbussen", "bokbussen i kommunen")
    )
    assert none == 0.0 < common < rare < both
    assert both == pytest.approx(1.0)


@pytest.mark.parametrize("topic", ["simhallen", "reningsverket"])
def test_a_document_is_about_what_its_title_or_its_text_says(tallhamra: Assistant, topic: str) -> None:
    found = {
        info.path
        for info in tallhamra.documents()
        if (document := tallhamra.document(info.document_id)) is not None
        and Topic(tallhamra._reader, topic, "sv").covers_document(document)
    }
    assert found == {"kf/interpellation-simhallen.txt", "kf/svar-simhallen.txt"}
