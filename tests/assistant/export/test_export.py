"""Exports: what a user pastes or downloads, and that nothing in it acts."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

import docx as word
import pytest
from export_support import BASE, HOSTILE, TABLE, answer, citation, conversation
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.export import docx, markdown, notes
from assistant.export.blocks import blocks
from assistant.export.conversation import link, web_address
from assistant.export.markdown import escape
from corpus.errors import BadSettings

LINK = f"{BASE}?doc=lek1&start=10&end=38"
_NOTE = re.compile(r"^\[\^(\d+)\]: ", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^(\d+)\](?!:)")


def test_a_copied_answer_has_its_footnotes_below() -> None:
    body, foot = notes(answer(), BASE).split("\n\n")
    assert body == "Bo Ask (M) frågade: ”När öppnar badet i Tallhamra?” [1]"
    assert foot == f"[1] Interpellation om badet, s. 2, 2024-05-02. ”När öppnar badet i Tallhamra?” {LINK}\n"


def test_a_date_that_the_title_tells_is_not_told_twice() -> None:
    cited = citation(title="Protokoll 2024-05-02", quote="Badet öppnar")
    assert "[1] Protokoll 2024-05-02, s. 2. ”Badet öppnar”. " in notes(answer("Ja [1]", cited), BASE)


def test_a_soft_hyphen_does_not_cut_a_word_in_two() -> None:
    assert "”Kommunfullmäktige”" in notes(answer("Ja [1]", citation(quote="Kommun\u00adfullmäktige")), BASE)


def test_an_english_answer_has_english_footnotes() -> None:
    assert "Interpellation om badet, p. 2" in notes(answer(language="en"), BASE)


def test_a_copied_table_pastes_into_a_spreadsheet_as_cells_and_never_as_a_formula() -> None:
    rows = notes(TABLE, BASE).split("\n\n")[1].splitlines()
    assert [row.split("\t") for row in rows] == [
        ["Datum", "Vem", "Källa"],
        ["2024-05-02", "Bo Ask (M)", "[1]"],
        ["2024-05-03", "'=cmd()", "[2] [1]"],
    ]


def test_an_answer_without_sources_is_its_text() -> None:
    assert notes(answer("Det framgår inte.").model_copy(update={"citations": []}), BASE) == "Det framgår inte.\n"


def test_markdown_has_a_head_and_footnotes_numbered_through() -> None:
    text = markdown(conversation())
    assert text.startswith("# Frågor och svar ur handlingarna i Tallhamra\n\n**Datum:** 2024-06-01")
    assert text.count("\n## Vem frågade om badet?\n") == 2
    assert _NOTE.findall(text) == ["1", "2", "3"]
    assert set(_REFERENCE.findall(text)) == {"1", "2", "3"}
    assert f"[Visa stället](<{LINK}>)" in text
    assert "| Datum | Vem | Källa |\n| --- | --- | --- |" in text


def test_nothing_of_a_document_acts_in_markdown() -> None:
    hostile = answer(f"{HOSTILE} [1]", citation(quote=HOSTILE, title=HOSTILE))
    text = markdown(conversation(hostile))
    own = text.replace(f"[Visa stället](<{LINK}>)", "")
    assert not re.search(r"(?<!\\)[<`]", own)
    assert not re.search(r"(?<!\\)\](?=\()", own)
    assert "www.bad" not in own
    assert "http://" not in own


@settings(deadline=None)
@given(st.text())
def test_escaped_text_reads_back_and_stays_on_one_line(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    back = re.sub(r"\\(.)", r"\1", escaped)
    whole = text.replace("\u00ad", "")
    assert back.split() == "".join(c if c.isprintable() or c.isspace() else " " for c in whole).split()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab |[]1-.*\n")))
def test_no_letter_of_an_answer_is_lost_in_blocks(text: str) -> None:
    told = "".join(
        piece.text
        for block in blocks(text, ())
        for pieces in (*block.lines, *(cell for row in block.rows for cell in row))
        for piece in pieces
    )
    assert re.sub(r"[^ab]", "", told) == re.sub(r"[^ab]", "", text)


def test_word_has_styles_real_footnotes_and_links() -> None:
    made = docx(conversation())
    document = word.Document(BytesIO(made))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Datum", "Vem", "Källa"]
    with ZipFile(BytesIO(made)) as parts:
        foot = parts.read("word/footnotes.xml").decode()
        body = parts.read("word/document.xml").decode()
        links = parts.read("word/_rels/footnotes.xml.rels").decode()
    assert "”När öppnar badet i Tallhamra?”" in foot
    # Three citations, the first of the table mentioned once more.
    assert body.count("<w:footnoteReference ") == 3
    assert body.count("NOTEREF _Ref2") == 1
    assert LINK.replace("&", "&amp;") in links


def test_word_tells_the_language_of_quotes_and_answers() -> None:
    english = answer("Bo Ask (M) asked: “När öppnar badet i Tallhamra?” [1]", language="en")
    document = word.Document(BytesIO(docx(conversation(english, language="en"))))
    spoken = {
        run.text: run._r.rPr.find(f"{{{run._r.nsmap['w']}}}lang").values()[0]
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if "badet" in run.text or "asked" in run.text
    }
    assert spoken["Bo Ask (M) asked: "] == "en-GB"
    assert spoken["“När öppnar badet i Tallhamra?”"] == "sv-SE"
    assert document.core_properties.title == "Questions and answers from the documents of Tallhamra"


def test_word_takes_any_character_of_a_document() -> None:
    odd = answer("Sidan \x0b\x00\ufffe är trasig [1]", citation(quote="a\x01b\ud7ff", title="\x1f"))
    assert "Sidan" in word.Document(BytesIO(docx(conversation(odd)))).paragraphs[-1].text


def test_a_conversation_without_citations_is_a_whole_file() -> None:
    empty = answer("Nej.").model_copy(update={"citations": []})
    assert word.Document(BytesIO(docx(conversation(empty)))).paragraphs[-1].text == "Nej."


def test_links_begin_with_a_web_address_only() -> None:
    assert web_address("http://127.0.0.1:7860/?q=1#x") == "http://127.0.0.1:7860/"
    assert link(citation(), "https://a.example/council/") == "https://a.example/council/?doc=lek1&start=10&end=38"
    for base in ("javascript:alert(1)", "", "//a.example", 'https://a.example/">', "file:///etc"):
        with pytest.raises(BadSettings, match="web address"):
            web_address(base)


def test_the_file_names_are_plain() -> None:
    assert conversation().file_name("docx") == "fragor-och-svar-2024-06-01.docx"
    assert conversation(language="en").file_name("md") == "questions-and-answers-2024-06-01.md"


def test_both_languages_have_every_word() -> None:
    known = tomllib.loads((files("assistant.export") / "words.toml").read_text("utf-8"))
    assert known["sv"].keys() == known["en"].keys()
    assert known["sv"]["status"].keys() == known["en"]["status"].keys()
