"""Why a template cannot be used, in one line of either language."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assistant.brief.draft import BadTemplate
from assistant.brief.draft.template import MAX_PART, load


def package(**files: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "why", "sv", "en"),
    [
        (b"%PDF-1.7", "type", "mall.docx är inget Worddokument", "mall.docx is no Word document"),
        (b"", "type", "mall.docx är inget Worddokument", "mall.docx is no Word document"),
        (package(vbaProject=b"x"), "macros", "mall.docx innehåller makron", "mall.docx holds macros"),
        (package(), "damaged", "mall.docx är skadad", "mall.docx is damaged"),
        (package(big=bytes(MAX_PART + 1)), "unpacked", "mall.docx blir orimligt stor", "mall.docx grows out of bounds"),
    ],
)
def test_the_reason_names_the_file_and_what_to_do(data: bytes, why: str, sv: str, en: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        load(data)
    error = caught.value
    assert error.why == why
    for language, begins in (("sv", sv), ("en", en)):
        line = error.told(language, "mall.docx")
        assert line.startswith(begins)
        assert line.count(". ") == 1, "a reason, and what to do"
        assert "\n" not in line
    assert str(error).startswith("The template ")
