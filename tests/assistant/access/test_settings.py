"""What the environment says, and what is told when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access.base import Role
from assistant.access.settings import SignInSettings, session_secret
from corpus.errors import BadSettings
from index.levels import Level

OIDC = {
    "COUNCIL_OIDC_ISSUER": "https://login.tallhamra.test",
    "COUNCIL_OIDC_CLIENT_ID": "council",
    "COUNCIL_PUBLIC_URL": "https://fraga.tallhamra.test",
}


def test_sign_in_is_off_until_the_environment_says_who_may() -> None:
    assert not SignInSettings.load({}).on
    assert not SignInSettings.load({"COUNCIL_USERS": " "}).on
    assert SignInSettings.load({"COUNCIL_USERS": "users.toml"}).on
    assert SignInSettings.load(OIDC).on


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"COUNCIL_SESSION_HOURS": "soon"}, "COUNCIL_SESSION_HOURS"),
        ({"COUNCIL_SESSION_HOURS": "0"}, "COUNCIL_SESSION_HOURS"),
        ({"COUNCIL_SESSION_HOURS": "nan"}, "COUNCIL_SESSION_HOURS"),
        ({"COUNCIL_SESSION_HOURS": "1e9"}, "COUNCIL_SESSION_HOURS"),
        ({"COUNCIL_OPEN": "maybe"}, "COUNCIL_OPEN"),
        ({"COUNCIL_SECRET": "short"}, "COUNCIL_SECRET"),
        ({"COUNCIL_SECRET_FILE": "/nowhere/at/all"}, "COUNCIL_SECRET_FILE"),
        ({"COUNCIL_PUBLIC_URL": "fraga.tallhamra.test"}, "COUNCIL_PUBLIC_URL"),
        ({"COUNCIL_PUBLIC_URL": "https://a@fraga.tallhamra.test"}, "COUNCIL_PUBLIC_URL"),
        ({"COUNCIL_PUBLIC_URL": "https://fraga.tallhamra.test/path"}, "COUNCIL_PUBLIC_URL"),
        ({"COUNCIL_PUBLIC_URL": "https://[::1"}, "COUNCIL_PUBLIC_URL"),
        ({**OIDC, "COUNCIL_OIDC_ISSUER": "http://login.tallhamra.test"}, "https"),
        ({**OIDC, "COUNCIL_OIDC_ISSUER": ""}, "COUNCIL_OIDC_ISSUER"),
        ({**OIDC, "COUNCIL_OIDC_CLIENT_ID": ""}, "COUNCIL_OIDC_CLIENT_ID"),
        ({**OIDC, "COUNCIL_PUBLIC_URL": ""}, "COUNCIL_PUBLIC_URL"),
        ({**OIDC, "COUNCIL_OIDC_ROLE_CLAIM": "groups"}, "COUNCIL_OIDC_ROLES"),
        ({**OIDC, "COUNCIL_OIDC_ROLES": "officers=staff"}, "COUNCIL_OIDC_ROLE_CLAIM"),
        ({**OIDC, "COUNCIL_OIDC_ROLE_CLAIM": "groups", "COUNCIL_OIDC_ROLES": "officers"}, "VALUE=ROLE"),
        ({**OIDC, "COUNCIL_OIDC_ROLE_CLAIM": "groups", "COUNCIL_OIDC_ROLES": "officers=boss"}, "boss"),
        ({**OIDC, "COUNCIL_OIDC_ROLE_CLAIM": "groups", "COUNCIL_OIDC_ROLES": "officers=staff:secret"}, "secret"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_line(environment: dict[str, str], told: str) -> None:
    with pytest.raises(BadSettings) as caught:
        SignInSettings.load(environment)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_secrets_are_not_shown_with_the_settings(tmp_path: Path) -> None:
    (tmp_path / "client").write_text("client-secret\n")
    loaded = SignInSettings.load(
        {**OIDC, "COUNCIL_SECRET": "s" * 40, "COUNCIL_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "client")}
    )
    assert loaded.oidc is not None
    assert loaded.oidc.client_secret == "client-secret"
    assert "client-secret" not in repr(loaded)
    assert "ssss" not in repr(loaded)


def test_the_highest_role_and_level_of_all_values_count() -> None:
    loaded = SignInSettings.load(
        {
            **OIDC,
            "COUNCIL_OIDC_ROLE_CLAIM": "groups",
            "COUNCIL_OIDC_ROLES": "officers = staff; CN=Board,OU=X=reader:internal; it=admin:internal",
        }
    )
    assert loaded.oidc is not None
    assert loaded.oidc.rights(["officers", "CN=Board,OU=X"]) == (Role.STAFF, Level.INTERNAL)
    assert loaded.oidc.rights(["officers"]) == (Role.STAFF, Level.PUBLIC)
    assert loaded.oidc.rights(["others", "Officers"]) is None


def test_without_roles_everybody_of_the_issuer_reads_public_documents() -> None:
    loaded = SignInSettings.load(OIDC)
    assert loaded.oidc is not None
    assert loaded.oidc.rights([]) == (Role.READER, Level.PUBLIC)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    made = session_secret(SignInSettings(), folder)
    assert len(made) >= 43
    assert session_secret(SignInSettings(), folder) == made
    assert [path.name for path in folder.iterdir()] == ["session.key"]
    assert (folder / "session.key").stat().st_mode & 0o777 == 0o600
    assert session_secret(SignInSettings(secret="x" * 32), folder) == "x" * 32


def test_a_secret_that_others_can_read_or_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    session_secret(SignInSettings(), tmp_path)
    (tmp_path / "session.key").chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        session_secret(SignInSettings(), tmp_path)
    (tmp_path / "session.key").chmod(0o600)
    (tmp_path / "session.key").write_text("")
    with pytest.raises(BadSettings, match="too short"):
        session_secret(SignInSettings(), tmp_path)
