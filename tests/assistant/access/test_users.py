"""The users file: what it holds, who can read it, and what happens when it changes or breaks."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.access.base import Role, User
from assistant.access.users import Users, UsersFile
from corpus.errors import BadSettings
from index.levels import Level


@pytest.fixture
def file(tmp_path: Path) -> UsersFile:
    made = UsersFile(tmp_path / "deep" / "users.toml")
    made.add("anna", Role.STAFF, Level.INTERNAL, "hash-1")
    return made


def test_a_user_is_found_however_the_name_is_written(file: UsersFile) -> None:
    file.add("Åsa.Öst@tallhamra.test", Role.READER, Level.PUBLIC, "")
    users = Users(file.path)
    assert [account.name for account in users.all()] == ["anna", "Åsa.Öst@tallhamra.test"]
    found = users.find(" A\u030asa.o\u0308st@TALLHAMRA.test ")
    assert found is not None
    assert found.user == User("Åsa.Öst@tallhamra.test", Role.READER, Level.PUBLIC)
    assert users.find("ann") is None


def test_only_its_owner_can_read_the_file(file: UsersFile) -> None:
    assert file.path.stat().st_mode & 0o777 == 0o600
    file.path.chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        Users(file.path).all()


def test_a_change_is_seen_at_once(file: UsersFile) -> None:
    users = Users(file.path)
    before = users.find("anna")
    file.password("anna", "hash-2")
    after = users.find("ANNA")
    assert before is not None
    assert after is not None
    assert (before.password, after.password) == ("hash-1", "hash-2")
    assert before.stamp != after.stamp
    file.rights("anna", None, Level.PUBLIC)
    changed = users.find("anna")
    assert changed is not None
    assert (changed.role, changed.level) == (Role.STAFF, Level.PUBLIC)
    assert changed.stamp != after.stamp
    file.remove("anna")
    assert users.find("anna") is None


def test_a_token_is_kept_as_a_hash_and_can_be_revoked(file: UsersFile) -> None:
    first, second = file.token("anna"), file.token("anna")
    users = Users(file.path)
    text = file.path.read_text(encoding="utf-8")
    assert first not in text
    assert first != second
    for token in (first, second):
        found = users.by_token(token)
        assert found is not None
        assert found.name == "anna"
    assert users.by_token(first[:-1]) is None
    assert users.by_token("") is None
    assert users.by_token("\udcff") is None
    file.revoke("anna")
    assert users.by_token(first) is None


@pytest.mark.parametrize("name", ["", "a b", "oidc:anna", "a\nb", 'a"b', "x" * 65, "../anna"])
def test_what_cannot_be_a_name_is_refused(file: UsersFile, name: str) -> None:
    with pytest.raises(BadSettings, match="cannot be a name"):
        file.add(name, Role.READER, Level.PUBLIC, "")


def test_a_name_is_given_once_and_an_unknown_one_is_told(file: UsersFile) -> None:
    with pytest.raises(BadSettings, match="already"):
        file.add("ANNA", Role.ADMIN, Level.INTERNAL, "")
    with pytest.raises(BadSettings, match="no user 'bo'"):
        file.remove("bo")
    with pytest.raises(BadSettings, match="council users add"):
        UsersFile(file.path.with_name("none.toml")).remove("anna")


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        "user = 7",
        '[[user]]\nname = "bo"',
        '[[user]]\nname = "bo"\nrole = "boss"\naccess = "public"',
        '[[user]]\nname = "oidc:bo"\nrole = "admin"\naccess = "public"',
        '[[user]]\nname = "bo"\nrole = "admin"\naccess = "public"\ntokens = "x"',
        '[[user]]\nname = "bo"\nrole = "admin"\naccess = "public"\npassword = 7',
        '[[user]]\nname = "bo"\nrole = "admin"\naccess = "public"\n[[user]]\nname = "BO"\nrole = "admin"\naccess = "public"',
        "\udcff",
    ],
)
def test_a_broken_file_lets_nobody_in_and_is_told(file: UsersFile, text: str) -> None:
    users = Users(file.path)
    assert users.find("anna") is not None
    file.path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadSettings, match=r"users\.toml"):
        users.find("anna")
    with pytest.raises(BadSettings, match=r"users\.toml"):
        users.find("anna")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="council users add"):
        Users(tmp_path / "none.toml").all()


def test_changes_of_several_at_once_are_all_kept(file: UsersFile) -> None:
    names = [f"user{n}" for n in range(12)]

    def add(name: str) -> None:
        UsersFile(file.path).add(name, Role.READER, Level.PUBLIC, "")

    threads = [threading.Thread(target=add, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {account.name for account in Users(file.path).all()} == {"anna", *names}
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["users.toml", "users.toml.lock"]


def test_a_link_to_the_file_stays_a_link(file: UsersFile, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file.path)
    UsersFile(link).add("bo", Role.READER, Level.PUBLIC, "")
    assert link.is_symlink()
    assert Users(file.path).find("bo") is not None
