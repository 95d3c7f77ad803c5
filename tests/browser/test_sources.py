"""The source panel: the page of a PDF with its words marked, the text, links that last, and the citation to copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Locator, expect

from .site import Site
from .visitor import MARK, SOON, Visitor

Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page
IN_PDF = "Vad beslutades om motionen om avgiftsfri buss för unga?"
IN_TEXT = "Vem frågade om Jobbcentrums tidplan?"


def cited(site: Site, question: str, ending: str) -> dict[str, Any]:
    """The first citation of an answer that is from a file of that kind."""
    citations: list[dict[str, Any]] = site.ask(question)["citations"]
    return next(citation for citation in citations if citation["path"].endswith(ending))


def document(site: Site, ending: str) -> str:
    """The id of a document whose path ends so, and that has acts."""
    found: list[dict[str, Any]] = site.get("api/documents").json()
    return next(str(info["document_id"]) for info in found if info["path"].endswith(ending) and info["acts"])


def place(citation: dict[str, Any]) -> str:
    """The address of a citation's place."""
    return f"?doc={citation['document_id']}&start={citation['start']}&end={citation['end']}"


def in_file(path: Path, page: int, words: str) -> Iterator[Box]:
    """Where words stand on a page of a PDF, as PDFium finds them."""
    with pdfium.PdfDocument(path) as document:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        search = text.search(words)
        while (found := search.get_next()) is not None:
            for rectangle in range(text.count_rects(*found)):
                left, bottom, right, top = text.get_rect(rectangle)
                yield left / width, 1 - top / height, right / width, 1 - bottom / height


def on_screen(picture: Locator, hits: Locator) -> list[Box]:
    """Where the marks lie on the picture, as shares of it."""
    page = picture.bounding_box()
    assert page is not None
    boxes = [hit.bounding_box() for hit in hits.all()]
    return [
        (
            (box["x"] - page["x"]) / page["width"],
            (box["y"] - page["y"]) / page["height"],
            (box["x"] + box["width"] - page["x"]) / page["width"],
            (box["y"] + box["height"] - page["y"]) / page["height"],
        )
        for box in boxes
        if box is not None
    ]


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def shared(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def test_the_marks_lie_on_the_quoted_words_of_the_page(site: Site, visit: Callable[..., Visitor]) -> None:
    """Where PDFium finds the words in the file, there the marks lie on the picture: as it is first, and larger."""
    citation = cited(site, IN_PDF, ".pdf")
    words = " ".join(citation["quote"].split("\n")[0].split()[:4])
    expected = list(in_file(site.path_of(citation), citation["page"], words))
    assert expected, "the words were looked for in the PDF"
    visitor = visit(place(citation))
    visitor.marked(citation["quote"])
    picture = visitor.page.locator("#panel .sheet img")
    for zoom in range(2):
        if zoom:
            before = picture.bounding_box()
            visitor.page.click('#panel [data-zoom="in"]')
            assert before is not None
            visitor.page.wait_for_function(
                "least => document.querySelector('#panel .sheet img').getBoundingClientRect().width > least",
                arg=before["width"] * 1.05,
            )
        visitor.page.wait_for_function("() => document.querySelector('#panel .sheet img').naturalWidth > 0")
        marks = on_screen(picture, visitor.page.locator("#panel .hit"))
        assert max(max(shared(word, mark) for mark in marks) / area(word) for word in expected) > 0.9
        assert sum(map(area, marks)) < 0.15, "a mark as large as the page would say nothing"
        assert all(0 <= side <= 1 for mark in marks for side in mark)


def test_pages_are_turned_and_lead_back_to_the_quote(site: Site, visit: Callable[..., Visitor]) -> None:
    citation = cited(site, IN_PDF, ".pdf")
    visitor = visit(place(citation))
    visitor.marked(citation["quote"])
    visitor.page.click('#panel [data-keep="next"]')
    expect(visitor.page.locator("#panel .sheet img")).to_have_attribute(
        "src", f"api/documents/{citation['document_id']}/pages/{citation['page'] + 1}.png?width=1200"
    )
    expect(visitor.page.locator("#panel .hit")).to_have_count(0)
    visitor.page.click('#panel [data-keep="home"]')
    visitor.marked(citation["quote"])


def test_page_and_text_mark_the_same_words(site: Site, visit: Callable[..., Visitor]) -> None:
    citation = cited(site, IN_PDF, ".pdf")
    visitor = visit(place(citation))
    visitor.marked(citation["quote"])
    visitor.page.click('#panel [data-look="text"]:is(button)')
    expect(visitor.page.locator("#panel .passage mark")).to_be_visible()
    visitor.marked(citation["quote"])
    length = len(visitor.page.locator("#panel .passage").text_content() or "")
    visitor.page.click("#panel [data-more]")
    visitor.page.wait_for_function(
        "length => document.querySelector('#panel .passage').textContent.length > length", arg=length
    )
    visitor.marked(citation["quote"])


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract, which reads scanned pages, is not installed")
def test_the_words_of_a_scanned_page_are_marked_soon(site: Site, visit: Callable[..., Visitor]) -> None:
    scanned = document(site, "ks/skrivelse-foreningsradet.pdf")
    act = site.get(f"api/documents/{scanned}").json()["acts"][0]
    start, end = act["start"], act["end"]
    visitor = visit(f"?doc={scanned}&start={start}&end={end}")
    if visitor.page.locator("#panel .source[data-look=text]").count():
        visitor.page.click("#panel button[data-look=page]")
    expect(visitor.page.locator("#panel .hit").first).to_be_visible(timeout=2 * SOON)
    expect(visitor.page.locator("#panel .told")).to_be_empty()
    marks = on_screen(visitor.page.locator("#panel .sheet img"), visitor.page.locator("#panel .hit"))
    assert all(0 <= side <= 1 for mark in marks for side in mark)
    assert 0 < sum(map(area, marks)) < 0.3


def test_every_format_marks_exactly_the_act(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit(None)
    for ending in ("docx", "txt", "eml", "html", "md"):
        chosen = document(site, ending)
        act = site.get(f"api/documents/{chosen}").json()["acts"][-1]
        text = site.get(f"api/documents/{chosen}/text").text
        visitor.goes(f"?doc={chosen}&start={act['start']}&end={act['end']}")
        visitor.marked(text[act["start"] : act["end"]])


def test_the_link_to_a_place_opens_it_again(site: Site, visit: Callable[..., Visitor]) -> None:
    answer = site.ask(IN_TEXT)
    visitor = visit(f"?q={IN_TEXT}")
    visitor.answered(0).locator(".answer .marker").first.click()
    visitor.marked(answer["citations"][0]["quote"])
    link = visitor.page.locator("#panel .links a").filter(has_text=visitor.text("source.link"))
    address = link.get_attribute("href") or ""
    again = visit(address)
    again.marked(answer["citations"][0]["quote"])


def test_the_citation_is_copied_with_words_title_and_address(site: Site, visit: Callable[..., Visitor]) -> None:
    citation = cited(site, IN_TEXT, ".docx")
    visitor = visit(place(citation))
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.marked(citation["quote"])
    visitor.page.click("#panel button.copy")
    expect(visitor.page.locator("#panel .copied")).to_have_text(visitor.text("source.copied"))
    copied = visitor.page.evaluate("() => navigator.clipboard.readText()")
    assert " ".join(citation["quote"].split()) in copied
    assert citation["title"] in copied
    address = copied.split("\n")[-1]
    assert address.startswith(site.url)
    again = visit(address.removeprefix(site.url))
    again.marked(citation["quote"])


def test_the_original_is_the_file_itself(site: Site, visit: Callable[..., Visitor]) -> None:
    citation = cited(site, IN_TEXT, ".docx")
    visitor = visit(place(citation))
    visitor.marked(citation["quote"])
    address = visitor.page.locator("#panel a[download]").get_attribute("href") or ""
    assert httpx.get(site.url + address).content == site.path_of(citation).read_bytes()


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("?doc=0123456789abcdef&start=0&end=40", "source.missing"),
        ("?doc=..%2F..%2Fetc%2Fpasswd&start=0&end=40", "source.missing"),
        ("?doc={known}&start=5&end=999999999", "source.bad_span"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_link_to_what_is_gone_says_so(
    site: Site, visit: Callable[..., Visitor], path: str, key: str, language: str
) -> None:
    known = cited(site, IN_TEXT, ".docx")["document_id"]
    visitor = visit(path.format(known=known), language=language)
    expect(visitor.page.locator("#panel")).to_contain_text(visitor.text(key))
    expect(visitor.page.locator(MARK)).to_have_count(0)
    visitor.asks(IN_TEXT)


def test_a_question_may_stand_in_the_link(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit(f"?q={quote('Vad händer & när? #1 <b>fet</b>')}")
    expect(visitor.answered(0).locator(".asked")).to_contain_text("Vad händer & när? #1 <b>fet</b>")
    assert json.dumps(visitor.problems) == "[]"
