"""Two levels over one folder of invented papers: what the public is never shown, and what changes while it is served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.access import Services
from assistant.access.levels import IndexServices
from assistant.contract import Answer
from corpus.errors import NoIndex
from index.levels import Level
from index.models import Models
from index.publish import PublicNotReady
from index.settings import Settings
from index.store import Index

BUS = """Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om skolbussen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2022/0041

Skolbussen till Lillbyn har slutat gå.

Mot bakgrund av detta vill jag ställa följande fråga till kommunstyrelsens ordförande Bo Ask (M):

När går skolbussen till Lillbyn igen?

Tallhamra 2022-03-14

Anna Ek (S)
"""
BATH = """Interpellation av Karin Lind (MP) till kommunstyrelsens ordförande Bo Ask (M) om badplatsen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2022/0077

Badplatsen saknar brygga.

Mot bakgrund av detta vill jag ställa följande fråga till kommunstyrelsens ordförande Bo Ask (M):

När får badplatsen en brygga?

Tallhamra 2022-05-02

Karin Lind (MP)
"""
SECRET = """Interpellation av Torsten Grubbe (V) till personalutskottets ordförande Ylva Norrman (C) om kassaskåpet

Tallhamra kommun
Personalutskottet
Dnr PU 2023/0009

Nyckeln till kassaskåpet har varit borta sedan revisionen av växelkassan.

Mot bakgrund av detta vill jag ställa följande fråga till personalutskottets ordförande Ylva Norrman (C):

Vem hade nyckeln till kassaskåpet under semestern?

Tallhamra 2023-08-21

Torsten Grubbe (V)
"""
SECRETS = ("Grubbe", "Norrman", "kassaskåp", "PU 2023", "hemligt", "semestern", "växelkassan", "2023-08-21")
QUESTIONS = (
    "Vem hade nyckeln under revisionen?",
    "Vilka frågor har V ställt?",
    "Vilka interpellationer finns?",
    "Hur många interpellationer har ställts?",
    "Vad har ni för dokument från 2023?",
    "Vem frågade om skolbussen?",
    "Vad handlar ärende PU 2023/9 om?",
    "Vilka frågor är obesvarade?",
    "Vad frågade Torsten Grube om?",
    "Vad sägs om kasaskåpet?",
    "What have you on the safe?",
    "Vilka frågor har ställts till Bo Ask?",
)


def write(folder: Path, papers: dict[str, str]) -> None:
    for path, text in papers.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@cache
def models() -> Models:
    """The words of the language, read once."""
    return Models(Settings(Path(), embedder="hashing"))


def writing(settings: Settings) -> Index:
    return Index.open(settings, True, models())


def ingest(settings: Settings, *paths: Path, access: Level | None = None) -> None:
    with writing(settings) as index:
        if access is not None:
            index.set_access(paths, access)
        index.ingest().run(paths)


def change(settings: Settings, path: Path, level: Level) -> None:
    with writing(settings) as index:
        index.set_access([path], level)


def told(answer: Answer) -> str:
    """Everything that an answer says, but for the question and the times."""
    return answer.model_copy(update={"question": ""}).model_dump_json(exclude={"timings_ms"})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path / "papers",
        {
            "kf/buss.txt": BUS,
            "kf/bad.txt": BATH,
            "pu/hemligt.txt": SECRET,
            "pu/hemligt-trasigt.txt": "",
            "kf/tom.txt": "",
        },
    )
    return tmp_path / "papers"


@pytest.fixture
def services(settings: Settings, folder: Path) -> Iterator[IndexServices]:
    """Both levels, with `pu` as internal."""
    ingest(settings, folder / "pu", access=Level.INTERNAL)
    ingest(settings, folder)
    with IndexServices(settings, grace=0.0) as opened:
        yield opened


def paths(services: Services, level: Level) -> list[str]:
    return [info.path for info in services.at(level).documents()]


def test_the_public_level_answers_as_if_the_rest_had_never_been_there(
    services: IndexServices, settings: Settings, folder: Path
) -> None:
    alone = replace(settings, index=settings.index.parent / "alone")
    ingest(alone, folder / "kf")
    public = services.at(Level.PUBLIC)
    with Assistant(Index.open(alone, models=models())) as expected:
        for question in QUESTIONS:
            assert told(public.ask(question)).replace("kf/", "") == told(expected.ask(question)), question


def test_no_answer_list_or_count_at_the_public_level_holds_anything_internal(services: IndexServices) -> None:
    public, internal = services.at(Level.PUBLIC), services.at(Level.INTERNAL)
    shown = " ".join(told(internal.ask(question)) for question in QUESTIONS)
    assert all(secret in shown for secret in ("Grubbe", "kassaskåp", "hemligt.txt"))
    for question in QUESTIONS:
        asked = question.casefold()
        answer = told(public.ask(question)).casefold()
        assert not [s for s in SECRETS if s.casefold() in answer and s.casefold() not in asked], question


def test_documents_and_coverage_are_those_of_the_level(services: IndexServices) -> None:
    public, internal = services.at(Level.PUBLIC), services.at(Level.INTERNAL)
    assert paths(services, Level.PUBLIC) == ["kf/bad.txt", "kf/buss.txt"]
    assert paths(services, Level.INTERNAL) == ["kf/bad.txt", "kf/buss.txt", "pu/hemligt.txt"]
    assert (public.coverage().documents, internal.coverage().documents) == (2, 3)
    assert [path for path, _ in public.coverage().unread] == ["kf/tom.txt"]
    assert set(internal.coverage().bodies) - set(public.coverage().bodies) == {"personalutskottet"}
    assert internal.coverage().date_to != public.coverage().date_to
    (secret,) = {i.document_id for i in internal.documents()} - {i.document_id for i in public.documents()}
    assert public.document(secret) is None
    assert public.source(secret) is None
    assert internal.document(secret) is not None
    assert internal.source(secret) is not None


def test_the_original_of_a_document_in_both_comes_from_the_public_folder(
    services: IndexServices, settings: Settings, folder: Path
) -> None:
    write(folder, {"pu/a.txt": BUS})
    ingest(settings, folder)
    (bus,) = [info for info in services.at(Level.PUBLIC).documents() if "skolbussen" in info.title]
    assert bus.path == "kf/buss.txt"
    assert services.at(Level.PUBLIC).source(bus.document_id) == folder / "kf" / "buss.txt"
    (folder / "kf" / "buss.txt").unlink()
    assert services.at(Level.PUBLIC).source(bus.document_id) is None
    assert services.at(Level.INTERNAL).source(bus.document_id) == folder / "pu" / "a.txt"


def test_both_levels_share_the_models(services: IndexServices) -> None:
    public, internal = services.at(Level.PUBLIC), services.at(Level.INTERNAL)
    assert public.index.embedder is internal.index.embedder
    assert public.index.reader is internal.index.reader
    assert services.at(Level.PUBLIC) is public


def test_where_nothing_is_internal_the_levels_are_one(settings: Settings, folder: Path) -> None:
    with IndexServices(settings) as services:
        with pytest.raises(NoIndex):
            services.at(Level.PUBLIC)
        ingest(settings, folder)  # beside the server
        assert services.at(Level.PUBLIC) is services.at(Level.INTERNAL)
        assert len(paths(services, Level.PUBLIC)) == 3


def test_a_public_index_that_appears_and_disappears_is_noticed(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    with IndexServices(settings, grace=0.0) as services:
        assert len(paths(services, Level.PUBLIC)) == 3
        change(settings, folder / "pu", Level.INTERNAL)
        assert paths(services, Level.PUBLIC) == ["kf/bad.txt", "kf/buss.txt"]
        change(settings, folder / "pu", Level.PUBLIC)
        assert services.at(Level.PUBLIC) is services.at(Level.INTERNAL)
        change(settings, folder / "kf", Level.INTERNAL)
        assert paths(services, Level.PUBLIC) == ["pu/hemligt.txt"]


def test_what_is_withdrawn_while_it_is_served_is_forgotten_at_once(
    services: IndexServices, settings: Settings, folder: Path
) -> None:
    question = "Vad frågade Karin Lind om?"
    assert "brygga" in services.at(Level.PUBLIC).ask(question).answer
    change(settings, folder / "kf" / "bad.txt", Level.INTERNAL)
    public = services.at(Level.PUBLIC)
    assert "brygga" not in told(public.ask(question))
    assert public.index.lexical.document_frequency("n:lind") == 0
    assert "Karin Lind" not in {actor.name for actor, _ in public.index.catalogue.actors()}
    assert "brygga" in services.at(Level.INTERNAL).ask(question).answer


def test_while_something_has_yet_to_be_taken_out_the_public_waits_and_the_others_do_not(
    services: IndexServices, settings: Settings, folder: Path
) -> None:
    services.at(Level.PUBLIC)
    with writing(settings) as index:  # a change that was cut short
        index.levels.changed(str(folder / "kf" / "bad.txt"), Level.INTERNAL).store(index.catalogue)
    with pytest.raises(PublicNotReady, match="being rebuilt"):
        services.at(Level.PUBLIC)
    assert len(services.at(Level.INTERNAL).documents()) == 3
    ingest(settings, folder)
    assert paths(services, Level.PUBLIC) == ["kf/buss.txt"]


def test_a_rebuilt_and_a_replaced_index_are_opened_again(
    services: IndexServices, settings: Settings, folder: Path
) -> None:
    before = services.at(Level.PUBLIC)
    with writing(settings) as index:
        index.rebuild()
    assert services.at(Level.PUBLIC) is not before
    assert paths(services, Level.PUBLIC) == ["kf/bad.txt", "kf/buss.txt"]
    shutil.rmtree(settings.index)
    with pytest.raises(NoIndex):
        services.at(Level.PUBLIC)
    ingest(settings, folder / "kf")
    assert services.at(Level.PUBLIC) is services.at(Level.INTERNAL)
    assert len(paths(services, Level.PUBLIC)) == 2


def test_an_answer_that_has_begun_is_finished_after_a_change(settings: Settings, folder: Path) -> None:
    ingest(settings, folder / "pu", access=Level.INTERNAL)
    ingest(settings, folder)
    with IndexServices(settings) as services:
        begun = services.at(Level.PUBLIC)
        change(settings, folder / "kf" / "bad.txt", Level.INTERNAL)
        assert services.at(Level.PUBLIC) is not begun
        assert "Anna Ek" in begun.ask("Vem frågade om skolbussen?").answer
