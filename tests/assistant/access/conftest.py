"""A users file, a clock that stands still, and browsers at the service of `access_support`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from assistant.access.base import OneService, Role
from assistant.access.gate import open_access
from assistant.access.passwords import Passwords
from assistant.access.users import UsersFile
from assistant.clock import MemoryClock
from assistant.memory import MemoryAssistant
from index.levels import Level
from index.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, and so do not see their neighbours

from access_support import ADDRESS, PASSWORD, service


@pytest.fixture
def clock() -> MemoryClock:
    """Time that stands still."""
    return MemoryClock()


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    """Real argon2id with the smallest parameters there are."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def users(tmp_path: Path, passwords: Passwords) -> UsersFile:
    """A users file with Anna, who works inside."""
    file = UsersFile(tmp_path / "users.toml")
    file.add("anna", Role.STAFF, Level.INTERNAL, passwords.hash(PASSWORD))
    return file


@pytest.fixture
def opened(
    tmp_path: Path, users: UsersFile, clock: MemoryClock, passwords: Passwords
) -> Callable[..., Callable[..., TestClient]]:
    """Opens the service with an environment, and gives what makes a browser: one with its own cookies and address."""

    def open_with(**environment: str) -> Callable[..., TestClient]:
        settings = Settings(index=tmp_path / "index", cache=tmp_path)
        named = {f"COUNCIL_{name}": value for name, value in environment.items()}
        gate = open_access(settings, OneService(MemoryAssistant()), named, clock=clock, passwords=passwords)
        app = service(gate)

        def browser(base_url: str = ADDRESS, host: str = "192.0.2.7", **options: Any) -> TestClient:
            headers = {"accept": "text/html,*/*", "accept-language": "en", **options.pop("headers", {})}
            return TestClient(
                app, base_url=base_url, client=(host, 50000), follow_redirects=False, headers=headers, **options
            )

        return browser

    return open_with


@pytest.fixture
def browser(opened: Callable[..., Any], users: UsersFile) -> Callable[..., TestClient]:
    """Browsers at a service where people sign in with a password."""
    made: Callable[..., TestClient] = opened(USERS=str(users.path))
    return made


@pytest.fixture
def sign_in() -> Callable[..., Any]:
    """Fills in the form and sends it, as a browser does."""
    import re

    def fill(client: TestClient, name: str = "anna", password: str = PASSWORD, next: str | None = None) -> Any:
        shown = client.get("/login", params={"next": next} if next else {})
        hidden = dict(re.findall(r'name="(token|next)" value="([^"]*)"', shown.text))
        form = {**hidden, "name": name, "password": password}
        return client.post("/login", data=form, headers={"origin": str(client.base_url).rstrip("/")})

    return fill
