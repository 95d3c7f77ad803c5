"""A question of a paper as the search understands it."""

from __future__ import annotations

from assistant.brief.parts import few_ideas, leans
from assistant.brief.records import Ask, Paper
from assistant.contract import MAX_QUESTION, Language
from assistant.reader import Reader
from assistant.understanding.question import Understanding

MOST = MAX_QUESTION // 2  # characters of a question that are searched


def asked_of(reader: Reader, paper: Paper, ask: Ask, part: str) -> Understanding:
    """A part of a question, read as one that is asked: nothing in it is a slip, and nothing narrows the search.

    A part that leans on what stands before it is searched with the whole question, and a question that says too
    little by itself with the topic of its paper.
    """
    language: Language = "en" if paper.language == "en" else "sv"
    whole = " ".join(ask.text.split())

    def says_little(text: str) -> bool:
        return leans(text) or len(reader.search.analyser.groups(text, language)) < few_ideas()

    search = part if part == whole or not says_little(part) else f"{whole}"
    if says_little(whole) and paper.topic:
        search = f"{search} {paper.topic}"
    return Understanding(part[:MOST], language, None, paper.topic, search[:MOST])
