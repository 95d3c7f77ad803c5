"""The documents: listed, narrowed, paged, and read to the character."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from api_support import QUOTE, TEXT, client, document

from assistant import Assistant
from assistant.api.records import Act, DocumentLine, DocumentRecord, PageLine
from assistant.memory import MemoryAssistant


def paths(query: str) -> list[str]:
    response = client().get(f"/api/documents?{query}")
    assert response.status_code == 200, response.text
    return [each["path"] for each in response.json()]


def test_documents_and_their_acts_can_be_read() -> None:
    api = client()
    listed = api.get("/api/documents").json()
    assert [each["path"] for each in listed] == ["kf/fråga.pdf", "ks/brev.txt", "ks/protokoll.docx"]
    assert listed[0]["date"] == "2023-05-04"
    record = api.get("/api/documents/lek1").json()
    assert record["characters"] == len(TEXT)
    assert record["acts"][0]["quote"] == QUOTE
    assert api.get("/api/documents/lek1/text").text == TEXT
    assert api.get("/api/documents/lek1/text?start=6&end=29").text == QUOTE
    assert api.get("/api/documents/lek1/acts").json() == record["acts"]
    assert api.get("/api/documents/lek1/acts?kind=answer").json() == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=LEKPLATSEN", ["kf/fråga.pdf", "ks/protokoll.docx"]),
        ("q=kommunstyrelsen+lekplatsen", ["ks/protokoll.docx"]),
        ("body=kommunstyrelsen", ["ks/protokoll.docx"]),
        ("genre=minutes&genre=letter", ["ks/brev.txt", "ks/protokoll.docx"]),
        ("party=socialdemokraterna", ["kf/fråga.pdf"]),
        ("party=M", []),
        ("date_from=2023-05-05", ["ks/brev.txt"]),
        ("date_to=2023-12-31", ["kf/fråga.pdf"]),
    ],
)
def test_a_list_is_narrowed(query: str, found: list[str]) -> None:
    assert paths(query) == found


def test_a_list_comes_in_parts_that_make_the_whole() -> None:
    api = client()
    parts = [api.get(f"/api/documents?offset={n}&limit=2") for n in (0, 2, 4)]
    assert [part.headers["x-total-count"] for part in parts] == ["3", "3", "3"]
    assert [len(part.json()) for part in parts] == [2, 1, 0]
    assert [each for part in parts for each in part.json()] == api.get("/api/documents").json()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=0", "limit"),
        ("offset=-1", "offset"),
        ("offset=many", "offset"),
        ("genre=poem", "poem"),
        ("date_from=2024-01-01&date_to=2023-01-01", "swap the dates"),
        ("gener=minutes", "gener"),
    ],
)
def test_a_wrong_filter_is_told_in_one_line(query: str, told: str) -> None:
    response = client().get(f"/api/documents?{query}")
    assert response.status_code == 400
    assert told in response.json()["error"]
    assert list(response.json()) == ["error"]


def test_what_is_not_there_is_told() -> None:
    for rest in ("", "/text", "/pages", "/acts", "/file"):
        response = client().get(f"/api/documents/none{rest}")
        assert (response.status_code, list(response.json())) == (404, ["error"])


def test_pages_are_the_whole_text() -> None:
    paged = document(pages=(0, 6, 30))
    pages = client(MemoryAssistant([paged])).get("/api/documents/lek1/pages").json()
    assert [TEXT[page["start"] : page["end"]] for page in pages] == ["Fråga\n", QUOTE + "\n", "Tallhamra"]
    assert [page["page"] for page in pages] == [1, 2, 3]


def test_an_original_is_handed_out_unless_it_holds_masked_data(tmp_path: Path) -> None:
    original = tmp_path / "interpellation.pdf"
    original.write_bytes(b"%PDF-1.4")
    documents = [document(), document(id="masked", notes=("masked:2",)), document(id="page", format="html")]
    api = client(MemoryAssistant(documents, files=dict.fromkeys(("lek1", "masked", "page"), original)))
    pdf = api.get("/api/documents/lek1/file")
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    assert api.get("/api/documents/masked/file").status_code == 403
    assert api.get("/api/documents/page/file").headers["content-disposition"].startswith("attachment")
    original.unlink()
    assert api.get("/api/documents/lek1/file").status_code == 404


def test_what_comes_is_what_the_description_says(council: Assistant) -> None:
    """Nothing more and nothing less than the documented shapes, for every document of an index."""
    api = client(council)
    listed = api.get("/api/documents").json()
    assert listed
    for each in listed:
        DocumentLine.model_validate(each)
        at = f"/api/documents/{each['document_id']}"
        told: dict[str, Any] = api.get(at).json()
        DocumentRecord.model_validate(told)
        text = api.get(f"{at}/text").text
        acts = [Act.model_validate(act) for act in api.get(f"{at}/acts").json()]
        assert all(text[act.start : act.end] == act.quote for act in acts)
        assert [PageLine.model_validate(page).start for page in api.get(f"{at}/pages").json()] == told["pages"]
