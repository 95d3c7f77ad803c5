"""Mail: the header as lines, the text, the names of attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.readers import read_bytes

NAME = Path("fråga.eml")


def mail() -> EmailMessage:
    """A mail with a header."""
    message = EmailMessage()
    message["From"] = "Eva Ek <eva.ek@tallhamra.example>"
    message["To"] = "Åke Öst <ake@tallhamra.example>, registrator@tallhamra.example"
    message["Date"] = "Tue, 05 Mar 2024 10:12:00 +0100"
    message["Subject"] = "Fråga om Jobbhörnan på Åsgatan"
    return message


def test_header_text_and_attachments() -> None:
    message = mail()
    message.set_content("Hej!\n\nNär öppnar Jobbhörnan?\n")
    message.add_alternative("<p>HTML</p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="bilaga å.pdf")
    raw = read_bytes(message.as_bytes(), NAME)
    assert raw.format == "eml"
    assert raw.pages[0].split("\n") == [
        "Från: Eva Ek <eva.ek@tallhamra.example>",
        "Till: Åke Öst <ake@tallhamra.example>, registrator@tallhamra.example",
        "Datum: 2024-03-05 10:12",
        "Ämne: Fråga om Jobbhörnan på Åsgatan",
        "Bilagor: bilaga å.pdf",
        "",
        "Hej!",
        "När öppnar Jobbhörnan?",
    ]
    assert raw.title == "Fråga om Jobbhörnan på Åsgatan"
    assert str(raw.date) == "2024-03-05"


def test_html_where_there_is_no_text() -> None:
    message = mail()
    message.set_content("<h1>Hej</h1><p>När?</p>", subtype="html")
    raw = read_bytes(message.as_bytes(), NAME)
    assert raw.pages[0].endswith("\n\nHej\nNär?")
    assert [raw.pages[0][at : at + 3] for _, at, _ in raw.headings] == ["Hej"]


def test_latin1_and_unknown_character_sets() -> None:
    head = b"From: a@b.se\nSubject: x\nContent-Type: text/plain; charset=%s\nContent-Transfer-Encoding: 8bit\n\n"
    for name in (b"iso-8859-1", b"no-such-set"):
        raw = read_bytes(head % name + "Åsgatan är öppen".encode("latin-1"), NAME)
        assert raw.pages[0].endswith("Åsgatan är öppen")


def test_a_damaged_header_does_not_lose_the_text() -> None:
    raw = read_bytes(b"From: <<\nDate: i g\xe5r\nTo: ;;@@\n\nText", NAME)
    assert raw.pages[0].endswith("Text")
    assert raw.date is None


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    try:
        read_bytes(b"From: a@b.se\nMIME-Version: 1.0\nContent-Type: " + data, NAME)
    except ReadError as error:
        told = str(error)
    else:
        return
    assert told.startswith("fråga.eml: ")
