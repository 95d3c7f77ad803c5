"""What is exported: questions with their answers, and how a citation is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from assistant.contract import Answer, Citation, Language
from assistant.tables import table
from corpus.errors import BadSettings


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was written, and its answer."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation to be exported.

    `base` is the address of the page, which links begin with; `language` that of headings and notices; `languages`
    gives the language of documents by id, which their quotes are in (Swedish where it is not told).
    """

    exchanges: Sequence[Exchange]
    base: str
    date: date
    language: Language = "sv"
    municipality: str | None = None
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title: it names the municipality where that is known."""
        if self.municipality:
            return str(words(self.language)["title_place"]).format(municipality=self.municipality)
        return str(words(self.language)["title"])

    def file_name(self, ending: str) -> str:
        """A name for the file, in plain letters: "fragor-och-svar-2024-05-02.docx"."""
        return f"{words(self.language)['file']}-{self.date.isoformat()}.{ending}"

    def spoken(self, citation: Citation) -> str:
        """The language of a citation's document."""
        return self.languages.get(citation.document_id, "sv")


def words(language: str) -> dict[str, Any]:
    """The texts of exports in a language."""
    return dict(table("words", "assistant.export")[language])


def link(citation: Citation, base: str) -> str:
    """The address of a citation's place in its document. Raises `BadSettings` for a base that is no web address."""
    place = {"doc": citation.document_id, "start": citation.start, "end": citation.end}
    return f"{web_address(base)}?{urlencode(place)}"


def web_address(base: str) -> str:
    """An address without query and fragment, that ends in "/" or a file. Raises `BadSettings`."""
    parts = urlsplit(base)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or any(c.isspace() or c in "<>\"'()\\" for c in base)
    ):
        raise BadSettings(f"{base!r} is no web address: links in an export begin with that of the page.")
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"


def place(citation: Citation, language: Language) -> str:
    """Title, page and date on one line; a document without a title goes by its file."""
    page = str(words(language)["page"]).format(page=citation.page)
    title = line(citation.title) or citation.path
    told = citation.date and citation.date in title
    return ", ".join(filter(None, [title, page, None if told else citation.date]))


def quoted(citation: Citation, language: Language) -> str:
    """The quote in quotation marks, on one line, and the full stop of the sentence."""
    quote = line(citation.quote)
    return str(words(language)["quote"]).format(quote=quote) + ("" if quote.endswith((".", "?", "!")) else ".")


def line(text: str) -> str:
    """Text on one line, without characters that no text file or Word document may hold."""
    # A soft hyphen is where a word may be broken, not a blank in it.
    shown = (c if c.isprintable() or c.isspace() else " " for c in text.replace("\u00ad", ""))
    return " ".join("".join(shown).split())
