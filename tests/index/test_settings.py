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


def test_a_database_that_is_not_sqlite_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="only sqlite"):
        Settings.load(tmp_path, environment={"COUNCIL_DATABASE_URL": "mysql://host/x"})
