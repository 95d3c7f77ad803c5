"""Reads what a model writes: one JSON object a claim, with the numbers of its sentences and its wording."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

MAX_OBJECT = 2000  # characters of one claim's object
MAX_TEXT = 12_000  # characters that are read in all
_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Reply:
    """One claim as the model gave it. `sound`: all its numbers are numbers."""

    use: tuple[int, ...]
    text: str
    sound: bool = True


class TooMuch(Exception):
    """More text than is read."""


def replies(pieces: Iterable[str]) -> Iterator[Reply]:
    """The claims in a stream, each as soon as its object is whole; all text around the objects is passed over.

    Raises `TooMuch` after `MAX_TEXT` characters.
    """
    held, size = "", 0
    for piece in pieces:
        size += len(piece)
        held += piece
        if "}" in piece:
            found, held = _objects(held)
            yield from found
        if size > MAX_TEXT:
            raise TooMuch
        if "{" not in held:
            held = ""


def _objects(text: str) -> tuple[list[Reply], str]:
    """The whole objects in a text, and what may be the beginning of the next."""
    found: list[Reply] = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            # It is not whole yet, or it is none: a long one is given up, and what lies inside it is looked at.
            if len(text) - at < MAX_OBJECT and not _closed(text, at):
                return found, text[at:]
            at = text.find("{", at + 1)
            continue
        reply = _reply(value)
        if reply is not None:
            found.append(reply)
            at = text.find("{", end)
        else:
            at = text.find("{", at + 1)
    return found, ""


def _closed(text: str, at: int) -> bool:
    """Whether as many braces close as open, outside of strings: what then is no JSON never will be."""
    depth, quoted, escaped = 0, False, False
    for letter in text[at:]:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = quoted
        elif letter == '"':
            quoted = not quoted
        elif not quoted and letter in "{}":
            depth += 1 if letter == "{" else -1
            if depth == 0:
                return True
    return False


def _reply(value: Any) -> Reply | None:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or "use" not in value:
        return None
    use = value["use"] if isinstance(value["use"], list) else [value["use"]]
    numbers = [_number(one) for one in use]
    whole = [n for n in numbers if n is not None]
    return Reply(tuple(dict.fromkeys(whole)), value["text"], sound=len(whole) == len(numbers))


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    # "3" and "[3]" are meant as 3.
    text = value.strip("[] ") if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
