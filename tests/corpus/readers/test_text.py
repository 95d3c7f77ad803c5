"""Text files come through character for character, whatever encoding they were saved in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError, UnknownFormat
from corpus.readers import read_bytes
from corpus.readers.text import decode

NAME = Path("fråga.txt")
SWEDISH = "Vad är tidsplanen för Jobbhörnan på Åsgatan?\nÖversyn görs 2024 – sägs det.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_every_common_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding), NAME) == SWEDISH


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "mac_roman"])
def test_older_encodings_are_told_apart(encoding: str) -> None:
    text = SWEDISH.replace("–", "-")
    assert decode(text.encode(encoding), NAME) == text


def test_a_few_lost_bytes_do_not_garble_the_rest() -> None:
    data = (SWEDISH * 3).encode().replace("Ö".encode(), b"\xc3", 1)
    text = decode(data, NAME)
    assert "tidsplanen för Jobbhörnan på Åsgatan" in text
    assert text.count("\ufffd") == 1


def test_line_ends_and_controls() -> None:
    assert decode(b"a\r\nb\rc\x07d\te\x0bf", NAME) == "a\nb\nc d\te f"


def test_form_feeds_end_pages() -> None:
    raw = read_bytes(b"ett\ntv\xc3\xa5\n\ftre\n\f\ffyra", NAME)
    assert raw.pages == ("ett\ntvå\n", "tre\n", "", "fyra")
    assert "\f".join(raw.pages) == "ett\ntvå\n\ftre\n\f\ffyra"


def test_decomposed_letters_are_put_together() -> None:
    assert decode(unicodedata.normalize("NFD", SWEDISH).encode(), NAME) == SWEDISH


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(256)) * 4, b"abc\x00def" * 3])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat, match=r"fråga\.txt"):
        read_bytes(data, NAME)


def test_markdown_headings() -> None:
    text = "# Protokoll\n\ntext\n\n## § 4 Svar\n```\n# kod\n```\nRubrik\n======\ntext\n"
    raw = read_bytes(text.encode(), Path("a.md"))
    assert raw.format == "md"
    assert [(text[offset:].split("\n")[0], level) for _, offset, level in raw.headings] == [
        ("# Protokoll", 1),
        ("## § 4 Svar", 2),
        ("Rubrik", 1),
    ]


def test_text_in_plain_files_has_no_headings() -> None:
    assert read_bytes(b"# 4 personer\n", NAME).headings == ()


printable = st.text(
    alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], blacklist_characters="\ufeff"),
    min_size=1,
    max_size=200,
)


@given(printable.map(lambda text: unicodedata.normalize("NFC", text)))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode(), NAME) == text
    assert decode(b"\xef\xbb\xbf" + text.encode(), NAME) == text
    assert decode(text.encode("utf-16"), NAME) == text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    try:
        text = decode(data, NAME)
    except ReadError as error:
        told = str(error)
    else:
        assert "\r" not in text
        assert "\x00" not in text
        return
    assert "fråga.txt" in told
    assert "\n" not in told
