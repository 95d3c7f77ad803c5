from pathlib import Path

import pytest

from corpus.errors import BadSettings
from index.settings import Settings


def test_an_argument_wins_over_the_environment_and_that_over_the_default(tmp_path: Path) -> None:
    environment = {"COUNCIL_INDEX": str(tmp_path / "a"), "COUNCIL_EMBEDDER": "hashing"}
    assert Settings.load(environment=environment).index == tmp_path / "a"
    assert Settings.load(tmp_path / "b", environment=environment).index == tmp_path / "b"
    assert Settings.load(environment=environment).embedder == "hashing"
    assert Settings.load(environment={"COUNCIL_EMBEDDER": " "}).embedder == "builtin"


def test_without_any_setting_the_index_lies_in_the_users_data_folder() -> None:
    assert "council-assistant" in Settings.load(environment={}).index.parts


def test_a_database_of_another_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="only sqlite") as caught:
        Settings.load(tmp_path, environment={"COUNCIL_DATABASE_URL": "mysql://eva:hemligt@host/x"})
    assert "hemligt" not in str(caught.value)


def test_a_database_server_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://eva:hemligt@host:5432/council"
    settings = Settings.load(tmp_path, environment={"COUNCIL_DATABASE_URL": url, "COUNCIL_SCHEMA": "tallhamra"})
    assert str(settings.place) == "host:5432/council (tallhamra)"
    assert settings.place.address == url.replace("postgresql", "postgresql+psycopg")
    with pytest.raises(BadSettings, match="file"):
        _ = settings.database
    with pytest.raises(BadSettings, match="COUNCIL_SCHEMA"):
        Settings.load(tmp_path, environment={"COUNCIL_SCHEMA": 'x"; drop'})


def test_an_embeddings_server_is_the_embedder(tmp_path: Path) -> None:
    environment = {"COUNCIL_EMBEDDINGS_URL": "http://127.0.0.1:8080", "COUNCIL_EMBEDDER": "builtin"}
    assert Settings.load(tmp_path, environment=environment).embedder == "http://127.0.0.1:8080"
    assert Settings.load(tmp_path, embedder="hashing", environment=environment).embedder == "hashing"
