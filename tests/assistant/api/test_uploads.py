"""Sending files in over HTTP: who may, what is refused, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access import Access, OneService, Role, User
from assistant.api.uploads import uploads_router
from assistant.incoming.jobs import CliRunner, Ended, Jobs, MemoryRunner, Runner, Step, known_folders
from assistant.incoming.uploads import Uploads
from assistant.memory import MemoryAssistant
from corpus.records import Act, ActKind, Actor, Document, Genre, Span
from index.levels import Level
from index.settings import Settings
from index.store import Index

PAPER = "Skrivelse om lekplatsen i Tallhamra\n\nVi föreslår att gungan lagas.\n".encode()
STAFF = User("anna", Role.STAFF, Level.INTERNAL)


@dataclass
class Door:
    """Lets everybody in as whoever stands in `user`."""

    user_now: User | None = STAFF

    def user(self, connection: object) -> User | None:
        return self.user_now


@dataclass
class Office:
    """A server with an upload folder, a job runner and a few documents."""

    folder: Path
    runner: Runner = field(default_factory=MemoryRunner)
    folders: Callable[[], list[Step]] = list
    documents: list[Document] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.door = Door()
        self.uploads = Uploads(self.folder / "uploads", limit=200_000)
        self.jobs = Jobs(self.runner)
        service = MemoryAssistant(self.documents, files=self.files)
        app = FastAPI()
        access = Access(self.door, OneService(service))
        app.include_router(uploads_router(access, self.jobs, self.uploads, self.folders))
        self.client = TestClient(app)

    def send(self, name: str = "brev.txt", data: bytes = PAPER, language: str = "sv", **fields: str) -> Any:
        return self.client.post(
            "/api/uploads",
            params={"language": language},
            files={"file": (name, data)},
            data={"level": "public", **fields},
        )

    def kept(self) -> list[str]:
        return sorted(
            p.relative_to(self.uploads.folder).as_posix() for p in self.uploads.folder.rglob("*") if p.is_file()
        )


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_staff_send_a_file_in_and_it_is_read(office: Office) -> None:
    sent = office.send("../../Möte\u202e.txt")
    assert sent.status_code == 201
    told = sent.json()
    assert (told["name"], told["outcome"], told["told"]) == ("Möte.txt", "new", "Mottagen")
    assert told["job"]["running"] in (True, False)
    office.jobs.wait(10)
    assert office.kept() == ["public/Möte.txt"]
    assert isinstance(office.runner, MemoryRunner)
    assert office.runner.steps == [Step((office.uploads.at(Level.PUBLIC),), Level.PUBLIC, mark=True)]
    assert office.client.get("/api/jobs/current").json()["running"] is False
    assert office.send("annat.txt").json()["told"] == "Samma fil fanns redan"


@pytest.mark.parametrize(
    ("user", "status"),
    [(None, 401), (User(), 403), (User("bo", Role.READER, Level.INTERNAL), 403), (STAFF, 201)],
)
def test_only_staff_may(office: Office, user: User | None, status: int) -> None:
    office.door.user_now = user
    sent = office.send()
    assert sent.status_code == status
    if status != 201:
        assert "\n" not in sent.json()["error"]
        assert not office.uploads.folder.exists()
        assert office.client.get("/api/jobs/current").status_code == status
        assert office.client.post("/api/jobs/reingest").status_code == status
        assert office.client.post("/api/jobs/stop").status_code == status


def test_staff_who_see_public_documents_only_add_no_internal_ones(office: Office) -> None:
    office.door.user_now = User("eva", Role.STAFF, Level.PUBLIC)
    assert office.send(level="internal").status_code == 403
    assert office.send(level="secret").json()["error"] == "Välj om filen är offentlig eller intern."
    assert office.send().status_code == 201


def test_what_is_too_large_is_refused_while_it_comes_in(office: Office) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        while taken < 50_000_000:
            taken += 50_000
            yield b"a" * 50_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    sent = office.client.post("/api/uploads?language=sv", content=endless(), headers=headers)
    assert sent.status_code == 413
    assert sent.json()["error"] == "Filen är större än 0.2 MB. Dela upp den, eller spara den utan bilder."
    assert office.send(data=b"a" * 250_000).json()["key"] == "too_large"
    assert office.kept() == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"hej", "text/plain"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"--y--", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="level"\r\n\r\npublic\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_request_without_a_file_is_one_line(office: Office, content: bytes, kind: str) -> None:
    sent = office.client.post("/api/uploads?language=sv", content=content, headers={"content-type": kind})
    assert sent.status_code == 400
    assert sent.json()["error"] == "Filen kom inte fram hel. Skicka den igen, en fil åt gången."


def test_a_wrong_type_is_told_in_the_language(office: Office) -> None:
    sent = office.send("bild.png", b"\x89PNG\r\n\x1a\n")
    assert (sent.status_code, sent.json()["error"]) == (415, "bild.png är en bild. Spara den som PDF.")
    assert office.send("bild.png", b"\x89PNG\r\n\x1a\n", "en").json()["error"].startswith("bild.png is a picture")


def test_an_older_file_gives_way_only_when_asked(office: Office) -> None:
    office.send()
    assert office.send(data=b"Ett annat brev.").json()["name"] == "brev (2).txt"
    assert office.send(data=b"Ett tredje brev.", replace="1").json()["outcome"] == "replaced"
    assert office.kept() == ["public/brev (2).txt", "public/brev.txt"]


def test_reingest_reads_what_the_user_may_see(tmp_path: Path) -> None:
    steps = [Step((tmp_path / "ut",)), Step((tmp_path / "in",), Level.INTERNAL)]
    office = Office(tmp_path, folders=lambda: steps)
    office.door.user_now = User("eva", Role.STAFF, Level.PUBLIC)
    assert office.client.post("/api/jobs/reingest?language=sv").status_code == 202
    office.jobs.wait(10)
    assert isinstance(office.runner, MemoryRunner)
    assert office.runner.steps == steps[:1]
    office.door.user_now = STAFF
    office.client.post("/api/jobs/reingest")
    office.jobs.wait(10)
    assert office.runner.steps == [steps[0], *steps]


def test_nothing_to_read_in_is_told(office: Office) -> None:
    sent = office.client.post("/api/jobs/reingest?language=sv")
    assert (sent.status_code, sent.json()["error"]) == (400, "Det finns ingen mapp att läsa in på nytt.")


def paper(id: str, path: str, **changes: Any) -> Document:
    act = Act(ActKind.QUESTION, Span(id, 1, 0, 5), (Actor("Ulla Testberg", "S"),))
    values = {"genre": Genre.SIMPLE_QUESTION, "acts": (act,), "date": date(2023, 5, 4), **changes}
    return Document(id=id, path=path, sha256="0" * 64, format="txt", title="=Fråga", text="Fråga", **values)


def test_an_administrator_removes_what_was_sent_in_and_nothing_else(tmp_path: Path) -> None:
    sent, other = tmp_path / "uploads" / "public" / "brev.txt", tmp_path / "annat.txt"
    sent.parent.mkdir(parents=True)
    sent.write_bytes(PAPER)
    other.write_bytes(PAPER)
    office = Office(
        tmp_path, documents=[paper("a", "brev.txt"), paper("b", "annat.txt")], files={"a": sent, "b": other}
    )
    assert office.client.post("/api/documents/a/remove?language=sv").status_code == 403
    office.door.user_now = User("admin", Role.ADMIN, Level.INTERNAL)
    assert office.client.post("/api/documents/c/remove").status_code == 404
    assert "har inte laddats upp här" in office.client.post("/api/documents/b/remove?language=sv").json()["error"]
    assert office.client.post("/api/documents/a/remove").status_code == 202
    assert (sent.exists(), other.exists()) == (False, True)
    office.jobs.wait(10)


def test_the_list_comes_as_csv(tmp_path: Path) -> None:
    moderate = Act(ActKind.ANSWER, Span("b", 1, 0, 5), (Actor("Bo Ask", "M"),))
    office = Office(tmp_path, documents=[paper("a", "a.txt"), paper("b", "b.txt", acts=(moderate,), date=None)])
    office.door.user_now = User()
    answer = office.client.get("/api/documents.csv?language=sv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, first, second, _ = answer.text.split("\r\n")
    assert head == "\ufeffTitel;Från;Kommun;Typ;Datum;Diarienummer;Partier;Sidor;Fil"
    assert first == "'=Fråga;;;enkel fråga;2023-05-04;;S;1;a.txt"
    assert second.endswith(";M;1;b.txt")
    assert "b.txt" not in office.client.get("/api/documents.csv?party=S").text
    assert "b.txt" not in office.client.get("/api/documents.csv?date_from=2023-01-01").text


def test_what_is_sent_in_can_be_found_while_nothing_else_is_lost(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")
    office = Office(tmp_path / "index", CliRunner(settings), lambda: known_folders(settings))
    page = (
        b"<html><body><h1>Skrivelse om bryggan</h1><script>alert('hej')</script><p>Bryggan ska lagas.</p></body></html>"
    )
    office.send("sida.html", page)
    office.send("trasig.pdf", b"%PDF-1.7 nej")
    state = office.jobs.wait(60)
    told = {r["path"]: r["told"] for r in office.client.get("/api/jobs/current?language=sv").json()["results"]}
    assert state.error is None
    assert told["sida.html"].startswith("Tillagd")
    assert told["trasig.pdf"].startswith("Kunde inte läsas. Filen är skadad")
    with Index.open(settings) as index:
        (entry,) = index.catalogue.documents()
        document = index.catalogue.document(entry.id)
        assert document is not None
        assert "alert" not in document.text
        assert [failed.path for failed in index.catalogue.unread()] == ["trasig.pdf"]
    assert page == (office.uploads.at(Level.PUBLIC) / "sida.html").read_bytes()


def test_a_busy_index_is_told_in_the_language(tmp_path: Path) -> None:
    busy = "Another process (pid 7) is writing to the index in /x: wait until it is done, then try again."
    office = Office(tmp_path, MemoryRunner(([], Ended(1, busy))))
    office.send()
    office.jobs.wait(10)
    told = office.client.get("/api/jobs/current?language=sv").json()
    assert told["error"] == "Underlaget uppdateras redan av någon annan. Vänta tills det är klart och försök igen."
