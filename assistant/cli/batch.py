"""Questions as JSON Lines: every line in gives one line out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.cli.common import one_line, told
from assistant.contract import Request
from corpus.errors import BadQuestion, MissingFile

if TYPE_CHECKING:
    from assistant.service import Service


def answers(service: Service, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """An answer object, or `{"id": …, "error": "one line"}`, for every line that is not blank."""
    for number, line in enumerate(lines, 1):
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _answer(service, line, number)


@contextmanager
def reading(source: str) -> Iterator[IO[bytes]]:
    """The lines of a file, or of stdin for "-". Raises `MissingFile`."""
    if source == "-":
        import sys

        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(source).open("rb"))
        except OSError as error:
            raise MissingFile(f"{source}: cannot be opened ({error.strerror}); check the path.") from None
        yield stream


def _answer(service: Service, line: bytes, number: int) -> dict[str, Any]:
    given: Any = None
    try:
        given = _parsed(line, number)
        request = _request(given, number)
        answer = service.ask(request.question, history=request.history, filters=request.filters, id=request.id)
        return answer.model_dump(mode="json")
    except Exception as error:  # one bad line must not keep the others from their answers
        found = given.get("id") if isinstance(given, dict) else None
        known = found if isinstance(found, str | int) else None
        return {"id": known, "error": told(error, f"answering line {number}")}


def _parsed(line: bytes, number: int) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadQuestion(f"Line {number} is not UTF-8: save the file as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise BadQuestion(
            f'Line {number} is not JSON ({error}): write one object a line, like {{"question": "…"}}.'
        ) from None


def _request(given: Any, number: int) -> Request:
    if not isinstance(given, dict):
        raise BadQuestion(f'Line {number} is not an object: write {{"question": "…"}}.')
    try:
        return Request.model_validate(given)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the object"
        raise BadQuestion(one_line(f"Line {number}, {where}: {problem['msg']}.")) from None
