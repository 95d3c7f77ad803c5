"""Who is signed in, and the way in and out."""

from __future__ import annotations

from ui_support import assistant, read

from assistant.access import Role, User
from ui.account import account
from ui.here import Here


def test_a_visitor_is_led_to_the_sign_in_only_where_there_is_one() -> None:
    here = Here(User(), assistant(), "sv")
    assert account(here, signs_in=False) == ""
    assert 'href="login"' in account(here, signs_in=True)
    assert "Logga in" in account(here, signs_in=True)


def test_somebody_signed_in_sees_their_name_and_the_way_out() -> None:
    page = read(account(Here(User("oidc:anna <ek>", Role.STAFF), assistant(), "en"), signs_in=True))
    assert "anna <ek>" in page.text
    assert "oidc:" not in page.text
    assert "Staff" in page.text
    assert ("form", {"method": "post", "action": "logout"}) in page.tags
