"""The workbench as the page and the API use it: over the index of an assistant, or in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from assistant.brief.records import Brief, Paper
from assistant.incoming.file_names import safe_name
from assistant.service import Service
from corpus.errors import CouncilError, MissingFile

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.brief.draft import Draft

Told = Callable[[int, int], None]  # questions done, questions in all; it may raise to end the work


class NoBench(CouncilError):
    """An assistant has no index that evidence could be looked for in."""


class Bench(Protocol):
    """Reads papers, prepares briefs and writes drafts. Safe to call from several threads.

    A paper that asks nothing comes without questions: staff write them.
    """

    def read(self, service: Service, data: bytes, name: str) -> Paper:
        """The paper in a file. Raises a `ReadError`."""
        ...

    def read_text(self, service: Service, text: str) -> Paper:
        """The paper in a pasted text. Raises a `ReadError`."""
        ...

    def read_document(self, service: Service, document_id: str) -> Paper:
        """The paper that is a document of the index. Raises `MissingFile`, or another `ReadError`."""
        ...

    def make(self, service: Service, paper: Paper, told: Told) -> Brief:
        """Does the work, question by question."""
        ...

    def refresh(self, service: Service, brief: Brief, told: Told) -> Brief:
        """Does the same work over the documents as they are now; what staff chose is kept."""
        ...

    def state(self, service: Service) -> str:
        """The state of the documents, as in `Brief.state`."""
        ...

    def preview(self, service: Service, brief: Brief) -> Draft:
        """What the draft says, paragraph by paragraph."""
        ...

    def draft(self, service: Service, brief: Brief, base: str | None, template: bytes | None = None) -> bytes:
        """The draft as DOCX; `base` is the web address of the page that its links lead to.

        `template` is a Word file that it is written into; raises `BadTemplate` where it cannot be.
        """
        ...


class IndexBench:
    """The workbench over the index of an assistant."""

    def read(self, service: Service, data: bytes, name: str) -> Paper:
        """The paper in a file, which is not kept."""
        from assistant.brief.reading import paper_from

        return _asked_or_not(lambda: paper_from(data, safe_name(name), _of(service).index))

    def read_text(self, service: Service, text: str) -> Paper:
        """The paper in a pasted text."""
        from assistant.brief.reading import paper_of

        return _asked_or_not(lambda: paper_of(text, _of(service).index))

    def read_document(self, service: Service, document_id: str) -> Paper:
        """The paper that is a document: read from its file, else from its text."""
        from assistant.brief.reading import read_paper

        document, file = service.document(document_id), service.source(document_id)
        if document is None:
            raise MissingFile(f"{document_id}: no such document is in the index.")
        if file:
            paper = _asked_or_not(lambda: read_paper(file, _of(service).index))
        else:
            paper = self.read_text(service, document.text)
        return paper.model_copy(update={"document_id": document_id})

    def make(self, service: Service, paper: Paper, told: Told) -> Brief:
        """Does the work."""
        from assistant.brief.making import Briefing

        return Briefing(_of(service)).make(paper, told)

    def refresh(self, service: Service, brief: Brief, told: Told) -> Brief:
        """Does it again."""
        from assistant.brief.making import Briefing
        from assistant.brief.refreshing import refresh

        return refresh(Briefing(_of(service)), brief, told).brief

    def state(self, service: Service) -> str:
        """The state of the index."""
        return _of(service).index.catalogue.state

    def preview(self, service: Service, brief: Brief) -> Draft:
        """What the draft says."""
        from assistant.brief.draft import compose

        return compose(brief, service.document)

    def draft(self, service: Service, brief: Brief, base: str | None, template: bytes | None = None) -> bytes:
        """The draft as DOCX."""
        from assistant.brief.draft import docx

        return docx(brief, documents=service.document, base=base, template=template)


def _asked_or_not(read: Callable[[], Paper]) -> Paper:
    """What is read, though it asks nothing."""
    from assistant.brief.reading import NoQuestion

    try:
        return read()
    except NoQuestion as error:
        return error.paper


def _of(service: Service) -> Assistant:
    from assistant.assistant import Assistant

    if not isinstance(service, Assistant):
        raise NoBench("Evidence is looked for in an index, and this service has none: serve one, with council serve.")
    return service


class MemoryBench:
    """Gives one brief for every paper, in as many steps as it has questions. For tests and for trying the page."""

    def __init__(self, brief: Brief, fresh: Brief | None = None, papers: Mapping[str, Paper] | None = None) -> None:
        self._brief = brief
        self._fresh = fresh or brief
        self._papers = dict(papers or {})
        self.drafted: list[Brief] = []

    def read(self, service: Service, data: bytes, name: str) -> Paper:
        """The paper of the brief, with the name of the file as its title."""
        return self._brief.paper.model_copy(update={"title": name})

    def read_text(self, service: Service, text: str) -> Paper:
        """The paper of the brief, with that text."""
        return self._brief.paper.model_copy(update={"text": text})

    def read_document(self, service: Service, document_id: str) -> Paper:
        """The paper given for the document."""
        if document_id not in self._papers:
            raise MissingFile(f"{document_id}: no such document is in the index.")
        return self._papers[document_id]

    def make(self, service: Service, paper: Paper, told: Told) -> Brief:
        """The brief, told of question by question."""
        return _told(self._brief.model_copy(update={"paper": paper}), told)

    def refresh(self, service: Service, brief: Brief, told: Told) -> Brief:
        """The fresh brief, told of question by question."""
        return _told(self._fresh, told)

    def state(self, service: Service) -> str:
        """The state of the fresh brief."""
        return self._fresh.state

    def preview(self, service: Service, brief: Brief) -> Draft:
        """What the draft says, as of any brief."""
        return IndexBench().preview(service, brief)

    def draft(self, service: Service, brief: Brief, base: str | None, template: bytes | None = None) -> bytes:
        """Some bytes, and into a template the draft itself; `drafted` has the brief."""
        self.drafted.append(brief)
        return b"PK draft" if template is None else IndexBench().draft(service, brief, base, template)


def _told(brief: Brief, told: Told) -> Brief:
    for done in range(1, len(brief.prepared) + 1):
        told(done, len(brief.prepared))
    return brief
