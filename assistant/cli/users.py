"""`council users`: who may sign in to the page, and the tokens of programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.common import AsJson, Doing, counted, print_json_array

if TYPE_CHECKING:
    from assistant.access.users import UsersFile

app = typer.Typer(
    help="Says who may sign in to the page and the API.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: council users add anna --role staff --access internal --users users.toml",
)

# As in assistant.access.base.Role and index.levels.Level, whose import every call of --help would pay for.
Role = Literal["reader", "staff", "admin"]
Level = Literal["public", "internal"]

Name = Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits and . _ - @")]
File = Annotated[
    Path | None,
    typer.Option("--users", metavar="FILE", help="The users file. Without it: COUNCIL_USERS.", show_default=False),
]
FromStdin = Annotated[bool, typer.Option("--stdin", help="Read the password from stdin, as one line.")]


@app.command(epilog="Example: council users add anna --role staff --access internal")
@Doing("adding the user")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="May ask; also upload and review; also decide.")] = "reader",
    access: Annotated[Level, typer.Option(help="The documents that the user may see.")] = "public",
    stdin: FromStdin = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For a program: it cannot sign in, only send a token.")
    ] = False,
    users: File = None,
) -> None:
    """Adds a user. The password is asked for, and is never an argument.

    The users file is made if there is none; only its owner can read it.
    """
    from assistant.access import base
    from index import levels

    file = _file(users)
    made = file.add(name, base.Role(role), levels.Level(access), "" if no_password else _hashed(stdin))
    print(f"{made.name} added: {made.role}, {made.level} documents. Users file: {file.path}")


@app.command("list", epilog="Example: council users list")
@Doing("listing the users")
def show(users: File = None, as_json: AsJson = False) -> None:
    """Lists the users: name, role, access, and how they come in."""
    from assistant.access.users import Users

    accounts = Users(_file(users).path).all()
    if as_json:
        fields = [
            {
                "name": account.name,
                "role": account.role,
                "access": account.level,
                "password": bool(account.password),
                "tokens": len(account.tokens),
            }
            for account in accounts
        ]
        print_json_array(fields)
        return
    for account in accounts:
        ways = ["password"] if account.password else []
        ways += [counted(len(account.tokens), "token")] if account.tokens else []
        print(f"{account.name}\t{account.role}\t{account.level}\t{' and '.join(ways) or 'cannot come in'}")


@app.command(epilog="Example: council users change anna --role admin")
@Doing("changing the user")
def change(
    name: Name,
    role: Annotated[Role | None, typer.Option(help="The new role.", show_default=False)] = None,
    access: Annotated[Level | None, typer.Option(help="The new access.", show_default=False)] = None,
    users: File = None,
) -> None:
    """Gives a user another role or access. They are signed out everywhere."""
    if role is None and access is None:
        raise typer.BadParameter("say what changes: --role, --access, or both.")
    from assistant.access import base
    from index import levels

    _file(users).rights(name, base.Role(role) if role else None, levels.Level(access) if access else None)
    print(f"{name} changed.")


@app.command(epilog="Example: council users remove anna")
@Doing("removing the user")
def remove(name: Name, users: File = None) -> None:
    """Takes a user out, with their tokens. They are signed out everywhere."""
    _file(users).remove(name)
    print(f"{name} removed.")


@app.command(epilog="Example: council users password anna")
@Doing("changing the password")
def password(name: Name, stdin: FromStdin = False, users: File = None) -> None:
    """Gives a user another password. They are signed out everywhere; tokens stay as they are."""
    file = _file(users)
    file.password(name, _hashed(stdin))
    print(f"{name} has a new password.")


@app.command(epilog="Example: council users token archive-bot")
@Doing("making the token")
def token(
    name: Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="Make all tokens of the user worthless instead.")] = False,
    users: File = None,
) -> None:
    """Prints a new token for the API and MCP. It is shown this once, and kept as a hash only.

    A program sends it as "Authorization: Bearer TOKEN" and may do what the user may.
    """
    file = _file(users)
    if revoke:
        file.revoke(name)
        print(f"The tokens of {name} are worthless now.")
    else:
        print(file.token(name))


def _file(users: Path | None) -> UsersFile:
    from assistant.access.users import UsersFile
    from corpus.errors import BadSettings

    named = os.environ.get("COUNCIL_USERS", "").strip()
    path = users or (Path(named) if named else None)
    if path is None:
        raise BadSettings("Say which file holds the users: --users FILE, or COUNCIL_USERS=FILE.")
    return UsersFile(path.expanduser().absolute())


def _hashed(stdin: bool) -> str:
    from assistant.access.passwords import Passwords

    if stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return Passwords().hash(given)
