"""Mail: who wrote to whom, when and about what, then the text; attachments are named, not read."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, cast

from corpus.errors import BrokenFile, ReadError
from corpus.readers.base import RawDocument
from corpus.readers.html import decode_html, html_lines
from corpus.readers.lines import Lines, clean
from corpus.readers.text import declared, decode
from corpus.readers.words import sane_date

MAX_PARTS = 5_000  # at two milliseconds each
MAX_HEADER = 6_000  # characters of one header; taking it apart costs the square of its length
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_PEOPLE = (("From", "Från"), ("To", "Till"), ("Cc", "Kopia"))


class _Bounded(EmailPolicy):
    """The usual reading of headers, of which the beginning is enough."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header as text."""
        return super().header_fetch_parse(name, value[:MAX_HEADER])


class EmlReader:
    """Reads mail files (RFC 5322). Raises `BrokenFile` when there is no header."""

    def read(self, data: bytes, path: Path) -> RawDocument:
        """Header lines in Swedish, an empty line, the text body (HTML where there is no other)."""
        parts = len(_PART.findall(data))
        if parts > MAX_PARTS:
            told = f"the mail has {parts:,} parts, more than {MAX_PARTS:,}"
            raise ReadError(f"{path.name}: {told}; save its text as a file of its own.")
        message = cast(EmailMessage, message_from_bytes(data, _class=EmailMessage, policy=_Bounded()))
        if not message.keys():
            raise BrokenFile(f"{path.name}: the mail has no header; save it again from the mail program.")
        lines = Lines()
        for name, shown in _PEOPLE:
            people = ", ".join(_header(message, name))
            if people:
                lines.add(f"{shown}: {people}")
        sent = _sent(message)
        if sent:
            lines.add(f"Datum: {sent:%Y-%m-%d %H:%M}")
        subject = " ".join(clean(" ".join(_header(message, "Subject"))).split())
        if subject:
            lines.add(f"Ämne: {subject}")
        attachments = [clean(part.get_filename() or "utan namn") for part in _attachments(message)]
        if attachments:
            lines.add("Bilagor: " + ", ".join(attachments))
        lines.gap()
        _add_body(lines, message, path)
        raw = lines.document("eml")
        day = sane_date(sent.year, sent.month, sent.day) if sent else None
        return RawDocument("eml", raw.pages, title=subject or None, date=day, headings=raw.headings)


def _header(message: EmailMessage, name: str) -> list[str]:
    """The values of a header, on one line each; a header that cannot be parsed is dropped."""
    try:
        return [" ".join(str(value).split()) for value in message.get_all(name, [])]
    except Exception:  # the standard parser fails in many ways on malformed addresses
        return []


def _sent(message: EmailMessage) -> datetime | None:
    for text in _header(message, "Date"):
        try:
            return parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.walk() if isinstance(part, EmailMessage) and part.is_attachment()]


def _add_body(lines: Lines, message: EmailMessage, path: Path) -> None:
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except Exception:  # damaged multipart structure: read what there is as text
        body = None
    part = message if body is None and not message.is_multipart() else body
    if part is None:
        return
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return
    if part.get_content_type() == "text/html":
        lines.extend(html_lines(decode_html(data, path)))
        return
    for paragraph in _text(data, part.get_content_charset(), path).split("\n"):
        lines.add(paragraph)


def _text(data: bytes, charset: str | None, path: Path) -> str:
    """A text body in the character set it declares, or in the one it is in."""
    text = declared(data, charset or "utf-8")
    return decode(data, path) if text is None else text
