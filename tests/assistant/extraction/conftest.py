"""Papers of Tallhamra that repeat, contradict and lean on each other, read for their sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.drafts import Support
from assistant.extraction.choose import Sentence, choose
from assistant.extraction.coverage import Coverage
from assistant.extraction.features import Sought
from assistant.extraction.sentences import act_at
from assistant.reader import Reader
from assistant.understanding.question import understand
from corpus.records import Document
from index.records import Filters, Hit

sys.path.insert(0, str(Path(__file__).parent.parent))

from council_documents import build

REPORT = """\
Tjänsteutlåtande om {matter}

Tallhamra kommun
Fritidsförvaltningen
Datum: {day}

Till fritidsnämnden

Sammanfattning

{text}

Lena Brink
Parkchef
"""
NIGHTLY = "Isbanan på Kvarntorget spolas av brandkåren varje natt."
PAPERS = {
    "fn/isbanan-vinter.txt": REPORT.format(matter="isbanan", day="2023-01-09", text=NIGHTLY),
    "fn/isbanan-host.txt": REPORT.format(matter="driften av isbanan", day="2023-11-13", text=NIGHTLY),
    "fn/bryggan.txt": REPORT.format(
        matter="bryggan vid Långsjön",
        day="2023-05-08",
        text="Bryggan är ny. Den tål is och bär tjugo personer åt gången.\n\nIngen får dyka från bryggan.",
    ),
    "fn/kajaker.txt": REPORT.format(
        matter="kajakerna i Långsjön",
        day="2023-08-14",
        text="Föreningen lånar ut sammanlagt fyrtio kajaker till skolorna varje sommar. Av dem är tolv trasiga. "
        "Sadeltaket på båthuset målas nästa år av en firma i trakten.",
    ),
    "fn/fritidsbanken.txt": REPORT.format(
        matter="fritidsbanken",
        day="2023-10-02",
        text="Tre grupper går före när fritidsbanken lånar ut skidor. Skolelever, nyanlända ungdomar och föreningar "
        "med barn under tio år.\n\nKällaren under fritidsbanken stod under vatten hela våren. Därför blev flytten av "
        "fritidsbanken 40 000 kronor dyrare än väntat.\n\nFritidsbanken ska före vintern ha:\n- nya hyllor i förrådet\n"
        "- två slipade skär\n- en ramp vid dörren\n\nTaket är helt.",
    ),
}


@dataclass(frozen=True)
class Desk:
    """A reader with what a test wants to look up in it."""

    assistant: Assistant
    reader: Reader

    def document(self, path: str) -> Document:
        """The document at a path."""
        info = next(info for info in self.assistant.documents() if info.path == path)
        document = self.reader.document(info.document_id)
        assert document is not None
        return document

    def support(self, path: str, text: str) -> Support:
        """Some words of a document, as what carries a claim."""
        document = self.document(path)
        start = document.text.index(text)
        end = start + len(text)
        return Support(document, start, end, act_at(document, start, end))

    def coverage(self, question: str) -> Coverage:
        """How much of a question stands somewhere."""
        return Coverage(self.reader, understand(question))

    def sought(self, question: str) -> Sought:
        """What a question seeks."""
        return Sought.of(understand(question), self.coverage(question))

    def hits(self, question: str) -> list[Hit]:
        """The passages of a question."""
        return self.reader.hits(understand(question), Filters())

    def chosen(self, question: str) -> list[Sentence]:
        """The sentences for a question, best first."""
        hits = self.hits(question)
        documents = self.reader.documents(hit.passage.span.document_id for hit in hits)
        return choose(self.reader, understand(question), hits, documents)


@pytest.fixture(scope="module")
def desk(tallhamra: Assistant) -> Desk:
    """The short papers that all tests of the assistant share."""
    return Desk(tallhamra, Reader(tallhamra.index))


@pytest.fixture(scope="session")
def rink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The papers of this folder."""
    with build(tmp_path_factory.mktemp("rink"), PAPERS) as assistant:
        yield Desk(assistant, Reader(assistant.index))
