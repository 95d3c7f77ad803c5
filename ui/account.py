"""Who is signed in, and the way in and out."""

from __future__ import annotations

from assistant.access.sessions import ISSUED
from ui.here import Here
from ui.render import escape


def account(here: Here, signs_in: bool) -> str:
    """The name with a button to sign out, a link to sign in, or nothing where nobody needs to."""
    t = here.texts
    if here.user.name:
        name = here.user.name.removeprefix(ISSUED)
        role = t(f"account.{here.user.role.value}")
        return (
            f'<form method="post" action="logout"><span class="who">{escape(name)}</span> '
            f'<span class="role">{escape(role)}</span> '
            f'<button type="submit" class="plain">{escape(t("account.sign_out"))}</button></form>'
        )
    return f'<a class="plain" href="login">{escape(t("account.sign_in"))}</a>' if signs_in else ""
