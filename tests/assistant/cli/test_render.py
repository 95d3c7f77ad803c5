"""What a person reads of an answer."""

from __future__ import annotations

import unicodedata
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from assistant.cli.common import one_line, plain
from assistant.cli.render import show_answer
from assistant.contract import Answer, Citation


def answer(language: str = "sv", quote: str = "När öppnar\nsimhallen?", **more: object) -> Answer:
    cited = Citation(
        n=1,
        document_id="d",
        path="ks/a.txt",
        title="Interpellation om simhallen",
        page=2,
        start=0,
        end=len(quote),
        quote=quote,
        act="question",
        actors=["Anna Ek (S)"],
        date="2022-03-14",
    )
    fields = {
        "question": "Vem?",
        "language": language,
        "status": "asked_not_answered",
        "route": "register",
        "answer": "Anna Ek (S) frågade om simhallen [1].",
        "citations": [cited],
        **more,
    }
    return Answer.model_validate(fields)


def shown(given: Answer, **console: object) -> str:
    out = StringIO()
    show_answer(given, Console(file=out, markup=False, highlight=False, **console))
    return out.getvalue()


def test_answer_source_quote_and_status_in_swedish() -> None:
    assert shown(answer()) == (
        "Anna Ek (S) frågade om simhallen [1].\n"
        "\n"
        "Källor\n"
        "[1] Interpellation om simhallen\n"
        "    ks/a.txt, s. 2 · fråga · Anna Ek (S) · 2022-03-14\n"
        "    ”När öppnar simhallen?”\n"
        "\n"
        "Frågan är ställd men inte besvarad i dokumenten.\n"
    )


def test_the_words_around_follow_the_language_of_the_answer() -> None:
    text = shown(answer("en", suggestions=["Who answered?"]))
    for words in ("Sources", "page 2 · question", "Asked, but not answered", "Ask next\n- Who answered?"):
        assert words in text


def test_without_sources_only_answer_and_status_are_shown() -> None:
    text = shown(answer(citations=[], answer="Underlaget säger inget.", status="not_found"))
    assert text == "Underlaget säger inget.\n\nInget svar finns i dokumenten.\n"


def test_a_quote_cannot_steer_the_terminal_or_the_layout() -> None:
    text = shown(answer(quote="\x1b]0;title\x07a \x1b[31mb\x1b[0m [bold]c[/bold] :smile: \u202ed\x9b2J"))
    assert "”a b [bold]c[/bold] :smile: d”" in text


def test_long_lines_are_wrapped_below_their_indent_on_a_terminal_only() -> None:
    long = answer(quote="ord " * 40)
    assert any(len(line) > 150 for line in shown(long).splitlines())
    lines = shown(long, force_terminal=True, width=60, color_system=None).splitlines()
    assert max(map(len, lines)) <= 60
    assert sum(line.startswith("    ord") for line in lines) >= 2


@given(st.text())
def test_nothing_that_controls_a_terminal_is_left(text: str) -> None:
    cleaned = plain(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in cleaned if c not in "\n\t")
    assert not any(c in cleaned for c in "\x1b\x9b\u202e\r\f\u2028")
    assert "\n" not in one_line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_the_value_asked_for_is_bold_on_a_terminal_and_plain_elsewhere() -> None:
    given = answer(answer="**12** – ”Det blev 12 platser.” [1]\n\nEn till **mening**.")
    assert shown(given).startswith("12 – ”Det blev 12 platser.” [1]\n\nEn till **mening**.\n")
    assert "\x1b[1m12\x1b[0m" in shown(given, force_terminal=True, width=80)
