"""Staff prepare an answer: a paper that asks nothing, a preview that follows what is chosen, their own Word file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
from playwright.sync_api import FilePayload, expect

from .site import Site
from .test_accessibility import violations
from .test_widths import SMALL, WIDER
from .visitor import Visitor

LETTER = "Brev om Jobbcentrum\n\nTallhamra 2024-11-04\n\nDet har varit en lång höst med mycket regn i Tallhamra.\n"
ASKED = "Vad kostade flytten till Verkstadsgatan?"
NOBODY_KNOWS = "Hur många giraffer övervintrar i tornhuvan?"


def test_from_a_letter_without_a_question_to_a_draft_in_the_own_template(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    visitor = visit("?view=workbench", account=site.staff)
    page, text = visitor.page, visitor.text
    wrong: list[str] = []

    page.set_input_files("#workbench .wb-drop input", [{"name": "brev.txt", "mimeType": "", "buffer": LETTER.encode()}])
    expect(page.locator("#workbench .wb-notice")).to_contain_text(text("workbench.no_question"))
    expect(page.locator('#workbench [name="title"]')).to_have_value("Brev om Jobbcentrum")
    wrong += violations(page, "a paper without a question")
    page.get_by_role("link", name=text("workbench.paper.write")).click()
    page.keyboard.type(ASKED)
    page.click('#workbench [data-act="add"]')
    page.fill('#workbench [data-key="question 2"]', NOBODY_KNOWS)
    page.click('#workbench [data-key="begin"]')

    expect(page.locator("#workbench .wb-bar")).to_be_visible()
    page.locator("#workbench .wb-ahead").press("Enter")
    sheet = page.locator("#workbench-draft .wb-sheet")
    expect(page.locator("#wb-preview")).to_be_focused()
    for n, question in enumerate((ASKED, NOBODY_KNOWS), 1):
        expect(sheet.get_by_role("heading", name=f"{n}. {question}")).to_be_visible()
    expect(sheet.locator(".wb-sheet-gap")).to_contain_text([f"[Underlag saknas: {NOBODY_KNOWS}]"])
    wrong += violations(page, "the preview")
    claims = sheet.locator(".wb-sheet-claim").count()
    kept = page.locator('#workbench .wb-item:not(.wb-out)[data-q="1"]')
    quote = kept.first.locator(".wb-words").inner_text()
    sheet.locator(".marker").first.click()
    visitor.marked(quote)

    kept.first.locator(".wb-switch").click()
    expect(sheet.locator(".wb-sheet-claim")).to_have_count(claims - 1)

    page.set_input_files("#workbench .wb-template input", [word(b"no Word file")])
    page.click("#workbench .wb-draft")
    expect(page.locator("#workbench .wb-state")).to_contain_text("mall.docx är inget Worddokument")
    visitor.forgives("HTTP 422")
    page.set_input_files("#workbench .wb-template input", [word(template())])
    expect(page.get_by_label(text("workbench.template.label", name="mall.docx"))).to_be_attached()
    with page.expect_download() as download:
        page.click("#workbench .wb-draft")
    lines = [one.text for one in docx.Document(download.value.path()).paragraphs]
    assert lines[0] == "Tjänsteskrivelse"
    assert lines.index(f"2. {NOBODY_KNOWS}") < lines.index(f"[Underlag saknas: {NOBODY_KNOWS}]")

    page.set_viewport_size({"width": 360, "height": 740})
    wrong += [f"wider than the page: {one}" for one in page.evaluate(WIDER)]
    wrong += [f"smaller than 24 pixels: {one}" for one in page.evaluate(SMALL, 24)[:5]]
    page.on("dialog", lambda dialog: dialog.accept())
    page.click('#workbench [data-act="start"]')
    expect(sheet).to_have_count(0)
    page.click('#workbench [data-act="delete"]')
    expect(page.locator('#workbench [data-act="delete"]')).to_have_count(0)
    assert not wrong, "\n".join(wrong)


def word(content: bytes) -> FilePayload:
    """A file that calls itself a Word file."""
    return {"name": "mall.docx", "mimeType": "application/octet-stream", "buffer": content}


def template() -> bytes:
    """The Word file of a municipality."""
    made, held = docx.Document(), BytesIO()
    made.add_paragraph("Tjänsteskrivelse")
    made.save(held)
    return held.getvalue()
