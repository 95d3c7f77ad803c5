"""Nothing acts in what is saved: a spreadsheet computes nothing, Markdown shows text, Word holds no link but ours."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hostile_support import CASES, IDS, Case, answer, controls, formula, memory, question
from markdown_it import MarkdownIt

from assistant import Assistant
from assistant.access import as_access
from assistant.api import commitments, create_app
from assistant.api.tables import tables_router
from assistant.export import Conversation, Exchange, docx, markdown, notes
from assistant.overview.documents import documents_csv
from assistant.overview.holdings import parties_of
from assistant.overview.tabular import as_csv

BASE = "https://fraga.tallhamra.test/"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CSV = ("/api/cases.csv", "/api/people.csv", "/api/person.csv?name=Anna%20Ek", "/api/commitments.csv")


def conversation(*chosen: Case) -> Conversation:
    return Conversation([Exchange(question(case), answer(case)) for case in chosen], BASE, date(2024, 5, 2))


def computed(table: str, separator: str) -> list[str]:
    """The cells of a table that a spreadsheet would compute, or that hold what it should not."""
    rows = csv.reader(io.StringIO(table.removeprefix("\ufeff")), delimiter=separator)
    return [cell for row in rows for cell in row if formula(cell) or controls(cell) or "\n" in cell or "\t" in cell]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_cell_is_a_formula_or_holds_a_control_character(case: Case) -> None:
    for cell in (case.text, f"\u2003{case.text}", f"\u200e{case.text}"):
        for language, separator in (("sv", ";"), ("en", ",")):
            assert computed(as_csv([cell], [[cell, 1], ["ett", cell]], language), separator) == []


@pytest.mark.parametrize("address", CSV)
def test_no_table_of_the_service_holds_a_formula(council: Assistant, address: str) -> None:
    access = as_access(council)
    client = TestClient(create_app(access, routers=[tables_router(access), commitments.router]), BASE)
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["content-disposition"].startswith("attachment")
    assert computed(response.text, ";") == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_markdown_shows_the_text_and_nothing_else(case: Case) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(conversation(case)))
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in tokens} | {child.type for child in inline}
    assert kinds.isdisjoint(
        {"image", "html_block", "html_inline", "code_inline", "code_block", "fence", "s_open", "hr"}
    )
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert links
    assert all(str(link).startswith(f"{BASE}?doc=") for link in links)
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) == 2
    assert controls(markdown(conversation(case))) == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_pasted_notes_hold_no_control_character_and_no_formula(case: Case) -> None:
    pasted = notes(answer(case), BASE)
    assert controls(pasted) == []
    assert not [cell for line in pasted.splitlines() if "\t" in line for cell in line.split("\t") if formula(cell)]


def test_a_word_file_of_all_cases_is_sound_and_links_to_the_page_alone() -> None:
    told = [(case, answer(case)) for case in CASES]
    parted = [(case, one.model_copy(update={"answer": one.answer.partition("\n\n|")[0]})) for case, one in told]
    short = Conversation([Exchange(question(case), one) for case, one in parted], BASE, date(2024, 5, 2))
    with zipfile.ZipFile(io.BytesIO(docx(short))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if name.startswith(("word/vba", "word/embeddings"))]
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    outside = [
        relation.get("Target", "")
        for name, data in parts.items()
        if name.endswith(".rels")
        for relation in ElementTree.fromstring(data)
        if relation.get("TargetMode") == "External"
    ]
    assert outside
    assert all(target.startswith(f"{BASE}?doc=") for target in outside)
    body = ElementTree.fromstring(parts["word/document.xml"])
    assert not list(body.iter(f"{W}instrText"))
    assert {field.get(f"{W}instr", "").split()[0] for field in body.iter(f"{W}fldSimple")} <= {"NOTEREF", "PAGE"}
    assert not list(body.iter(f"{W}altChunk"))
    text = "".join(node.text or "" for node in body.iter(f"{W}t"))
    assert all(case.text in text for case in CASES if case.kind in ("script", "handlers", "svg", "css"))
    assert controls(text) == []


def test_the_list_of_documents_as_csv_computes_nothing() -> None:
    service = memory()
    found = documents_csv(service.documents(), parties_of(service), "sv")
    assert len(re.findall("\r\n", found)) == len(CASES) + 1
    assert computed(found, ";") == []
