"""The users file: names, roles, levels, and hashes of passwords and tokens."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import threading
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.access.base import Role, User
from assistant.access.settings import chosen, private
from corpus.errors import BadSettings
from index.levels import Level

TOKEN = "council_"  # how every token begins, so that one left in a file or a log is recognised
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class Account:
    """One user of the file. `password` is an argon2 hash, "" for one who has tokens alone; `tokens` are SHA-256."""

    name: str
    role: Role
    level: Level
    password: str = ""
    tokens: tuple[str, ...] = ()

    @property
    def user(self) -> User:
        """Who this is to the page and the API."""
        return User(self.name, self.role, self.level)

    @property
    def stamp(self) -> str:
        """Changes with the password, the role and the level: sessions from before are worth nothing then."""
        return hashlib.sha256(f"{self.password}\n{self.role}\n{self.level}".encode()).hexdigest()[:16]


def key(name: str) -> str:
    """A name as it is compared: case, and the way that letters with accents are written, make no difference."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def hash_of_token(token: str) -> str:
    """What is stored of a token. A token is 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Users:
    """The users of a file, read again when the file has changed. Safe to call from several threads.

    Every method raises `BadSettings` when the file is missing, cannot be read, is not a users file, or can be
    read by everybody on the machine.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._accounts: Mapping[str, Account] = {}
        self._tokens: Mapping[str, Account] = {}
        self._lock = threading.Lock()

    def all(self) -> list[Account]:
        """Every user, in the order of the file."""
        with self._lock:
            self._refresh()
            return list(self._accounts.values())

    def find(self, name: str) -> Account | None:
        """The user of a name."""
        with self._lock:
            self._refresh()
            return self._accounts.get(key(name))

    def by_token(self, token: str) -> Account | None:
        """The user that a token was made for."""
        with self._lock:
            self._refresh()
            return self._tokens.get(hash_of_token(token))

    def _refresh(self) -> None:
        try:
            private(self.path)
            now = self.path.stat()
            seen = (now.st_mtime_ns, now.st_size, now.st_ino)
            if seen == self._seen:
                return
            accounts = _read(self.path)
        except FileNotFoundError:
            raise BadSettings(f"There is no users file {self.path}: make it with council users add NAME.") from None
        except OSError as error:
            raise BadSettings(f"The users file {self.path} cannot be read: {error.strerror or error}.") from error
        self._accounts = {key(account.name): account for account in accounts}
        self._tokens = {token: account for account in accounts for token in account.tokens}
        self._seen = seen


class UsersFile:
    """Changes the users file, one process at a time; each change is written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, name: str, role: Role, level: Level, password: str) -> Account:
        """A new user; `password` is a hash, or "". Raises `BadSettings` for a name that is taken or cannot be one."""
        if not _NAME.fullmatch(name):
            raise BadSettings(f"{name!r} cannot be a name: use up to 64 letters, digits and . _ - @")
        added = Account(unicodedata.normalize("NFC", name), role, level, password)

        def change(accounts: list[Account]) -> list[Account]:
            if any(key(account.name) == key(name) for account in accounts):
                raise BadSettings(f"There is a user {name!r} already: council users remove takes them out.")
            return [*accounts, added]

        self._change(change, new=True)
        return added

    def remove(self, name: str) -> None:
        """Takes a user out, with their tokens. Raises `BadSettings` for an unknown name."""
        self._replace(name, lambda account: None)

    def password(self, name: str, password: str) -> None:
        """Gives a user another password (a hash): all their sessions end. Raises `BadSettings` for an unknown name."""
        self._replace(name, lambda account: replace(account, password=password))

    def rights(self, name: str, role: Role | None, level: Level | None) -> None:
        """Gives a user another role or level; None leaves it. Raises `BadSettings` for an unknown name."""
        self._replace(name, lambda account: replace(account, role=role or account.role, level=level or account.level))

    def token(self, name: str) -> str:
        """A new token for a user: shown now, kept as a hash only. Raises `BadSettings` for an unknown name."""
        made = TOKEN + secrets.token_urlsafe(32)
        self._replace(name, lambda account: replace(account, tokens=(*account.tokens, hash_of_token(made))))
        return made

    def revoke(self, name: str) -> None:
        """Makes all tokens of a user worthless. Raises `BadSettings` for an unknown name."""
        self._replace(name, lambda account: replace(account, tokens=()))

    def _replace(self, name: str, change: Callable[[Account], Account | None]) -> None:
        def changed(accounts: list[Account]) -> list[Account]:
            if not any(key(account.name) == key(name) for account in accounts):
                raise BadSettings(f"There is no user {name!r} in {self.path}: council users list shows them.")
            new = [change(account) if key(account.name) == key(name) else account for account in accounts]
            return [account for account in new if account is not None]

        self._change(changed)

    def _change(self, change: Callable[[list[Account]], list[Account]], new: bool = False) -> None:
        from filelock import FileLock

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=10, mode=0o600):
                there = self.path.exists()
                if not there and not new:
                    raise BadSettings(f"There is no users file {self.path}: make it with council users add NAME.")
                _write(self.path, change(_read(self.path) if there else []))
        except (OSError, TimeoutError) as error:
            raise BadSettings(f"The users file {self.path} cannot be changed: {error}.") from error


def _read(path: Path) -> list[Account]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("user", [])
        accounts = [_account(entry, path) for entry in entries]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSettings(
            f"{path} is not a users file ({error}): restore it, or make it anew with council users."
        ) from error
    if len({key(account.name) for account in accounts}) < len(accounts):
        raise BadSettings(f"{path} names a user twice: take one of them out.")
    return accounts


def _account(entry: Mapping[str, Any], path: Path) -> Account:
    name, password, tokens = entry["name"], entry.get("password", ""), entry.get("tokens", [])
    if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(password, str)):
        raise ValueError(f"a user has no usable name or password: {name!r}")
    if not (isinstance(tokens, list) and all(isinstance(token, str) for token in tokens)):
        raise ValueError(f"the tokens of {name!r} are no list of texts")
    role, level = chosen(Role, str(entry["role"]), str(path)), chosen(Level, str(entry["access"]), str(path))
    return Account(name, role, level, password, tuple(tokens))


def _write(path: Path, accounts: Iterable[Account]) -> None:
    """Replaces the file in one step; it is never readable by others, not even for a moment."""
    target = path.resolve()  # a link stays a link
    made = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write("# Who may sign in. Changed with: council users\n" + "".join(map(_entry, accounts)))
            file.flush()
            os.fsync(file.fileno())
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


def _entry(account: Account) -> str:
    fields = {"name": account.name, "role": account.role, "access": account.level, "password": account.password}
    lines = [f"{name} = {json.dumps(str(value), ensure_ascii=False)}" for name, value in fields.items()]
    return "\n[[user]]\n" + "\n".join([*lines, f"tokens = {json.dumps(list(account.tokens))}"]) + "\n"
