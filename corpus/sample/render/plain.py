"""Text formats: HTML, Markdown, plain text and e-mail."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from corpus.errors import BrokenFile
from corpus.sample.render.markup import Block, Heading, Listing, Mark, Paragraph, Table, bare, parse, runs
from corpus.sample.render.source import Source

_NOTE = re.compile(r"\^\[(.+?)\]")
_MARKS = re.compile(r"\*\*(.+?)\*\*|(?<![*\w])\*(?! )(.+?)\*")


def to_txt(source: Source) -> bytes:
    """The body as it is written, without heading signs and inline marks; a page break is a form feed."""
    return _encoded(source, _txt(source.body))


def to_md(source: Source) -> bytes:
    """The body itself."""
    return _encoded(source, source.body.replace("\\pagebreak\n", "").replace("\\cells\n", ""))


def to_html(source: Source) -> bytes:
    """A page of a municipal site: header, navigation, the body in `main`, footer."""
    blocks = parse(source.body)
    title = source.title or next((bare(b.text) for b in blocks if isinstance(b, Heading)), "")
    title = title.replace("\n", " ")
    site = escape(source.header[0] if source.header else "Tallhamra kommun")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="sv">',
        f'<head><meta charset="{source.encoding}"><title>{escape(title)}</title>',
        "<style>body{font-family:sans-serif}nav,footer{color:#555}</style></head>",
        "<body>",
        f"<header><p>{site}</p></header>",
        '<nav><a href="#main">Till innehållet</a> <a href="/">Start</a> <a href="/kontakt">Kontakt</a></nav>',
        '<main id="main">',
        *(_html(block) for block in blocks),
        "</main>",
        f"<footer><p>{site}. Kakor används inte på den här sidan.</p></footer>",
        "</body>",
        "</html>",
    ]
    return _encoded(source, "\n".join(lines) + "\n")


def to_eml(source: Source) -> bytes:
    """An e-mail of plain text with the addresses and the subject of the front matter."""
    missing = [key for key in ("from", "to", "date", "subject") if key not in source.mail]
    if missing:
        raise BrokenFile(f"{source.path}: an e-mail needs {', '.join(missing)} in its front matter.")
    message = EmailMessage(policy=SMTP)
    for key in ("from", "to", "cc", "subject"):
        if key in source.mail:
            message[key.capitalize()] = source.mail[key]
    message["Date"] = _mail_date(source.mail["date"])
    message["Message-ID"] = f"<{source.path.stem}@tallhamra.example>"
    charset = "iso-8859-1" if source.encoding == "latin-1" else "utf-8"
    message.set_content(_txt(source.body), charset=charset, cte="quoted-printable")
    return message.as_bytes()


def _mail_date(value: str) -> str:
    try:
        sent = datetime.fromisoformat(value)
    except ValueError:
        return value
    return format_datetime(sent if sent.tzinfo else sent.replace(tzinfo=UTC))


def _txt(body: str) -> str:
    out: list[str] = []
    cells = False
    for line in body.split("\n"):
        if line.strip() == "\\cells":
            cells = True
        elif line.strip() == "\\pagebreak":
            out.append("\f")
        elif cells and line.startswith("|"):
            if set(line) - set("|-: "):
                out += [cell.strip() for cell in line.strip("|").split("|")]
        else:
            cells = cells and not line.strip()
            out.append(_unmarked(re.sub(r"^#{1,6} +", "", line)))
    return "\n".join(out).replace("\f\n", "\f")


def _unmarked(line: str) -> str:
    line = _NOTE.sub(r" (\1)", _MARKS.sub(lambda found: found[1] or found[2], line))
    return line.rstrip().removesuffix("\\").rstrip().replace("<br>", "\n")


def _encoded(source: Source, text: str) -> bytes:
    if source.encoding.lower() in ("utf-16", "utf16"):
        return b"\xff\xfe" + text.encode("utf-16-le")
    try:
        return text.encode(source.encoding)
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise BrokenFile(f"{source.path}: {char!r} cannot be written in {source.encoding}; replace it.") from error


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_inline(block.text)}</h{block.level}>"
        case Paragraph(quote=True):
            return f"<blockquote><p>{_inline(block.text)}</p></blockquote>"
        case Paragraph():
            return f"<p>{_inline(block.text)}</p>"
        case Listing():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>\n" + "".join(f"<li>{_inline(t)}</li>\n" for _, t in block.items) + f"</{tag}>"
        case Table():
            return _html_table(block)
        case Mark():
            return "<hr>" if block.kind == "rule" else ""


def _html_table(table: Table) -> str:
    out = []
    for at, row in enumerate(table.rows):
        tag = "th" if table.headed and at == 0 else "td"
        out.append("<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(out) + "\n</table>"


def _inline(text: str) -> str:
    shown = []
    for run in runs(text):
        part = escape(run.text, quote=False)
        part = f"<strong>{part}</strong>" if run.bold else f"<em>{part}</em>" if run.italic else part
        shown.append({"break": "<br>", "note": f"<small>({part})</small>", "text": part}[run.kind])
    return "".join(shown)
