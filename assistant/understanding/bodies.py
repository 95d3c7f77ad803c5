"""Boards and councils that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.contract import Language
from assistant.tables import table
from assistant.understanding import numbers
from corpus import metadata

_ACRONYM = re.compile(r"(?<![\w/(-])[A-ZÅÄÖ]{2,5}(?![\w/)]|-\d|\s\d(?!\d{3}(?:-\d\d-\d\d)?(?![\d/:-])))(?::s)?(?!\w|:)")


@dataclass(frozen=True, slots=True)
class Body:
    """A board as documents write it, and where it stands; `narrows` when the question asks of that board's doings.

    "Vad beslutade nämnden X" and "i X protokoll" narrow; "ordföranden i X" and "att X inte fick veta" do not.
    """

    name: str
    start: int
    end: int
    narrows: bool = False


def find(
    text: str, language: Language, known: Sequence[str] = (), prefixes: Mapping[str, str] | None = None
) -> list[Body]:
    """The bodies of a question in order: "KF", "fullmäktige", "the education board".

    `known` are the bodies of the index and `prefixes` the beginnings of case numbers with their body: they tell
    which board a short or an English name means.
    """
    for number in numbers.find(text):
        text = text[: number.start] + "#" * (number.end - number.start) + text[number.end :]
    found = [*_named(text, language), *_acronyms(text, known, prefixes or {})]
    if language == "en":
        found.extend(_english(text, known))
    bodies: list[Body] = []
    for name, start, end in sorted(found, key=lambda f: (f[1], f[1] - f[2])):
        if not any(b.start < end and start < b.end for b in bodies):
            bodies.append(Body(_as_known(name, known), start, end, _narrows(text, start, end, language)))
    return bodies


def _words() -> dict[str, Any]:
    return table("bodies", "assistant.understanding")


def _named(text: str, language: Language) -> Iterator[tuple[str, int, int]]:
    yield from (body for body in metadata.bodies_in(text) if body[0] not in _words()["vague"])
    for written, body in _words()["names"][language].items():
        flags = re.IGNORECASE if written.islower() else 0
        yield from ((body, *m.span()) for m in re.finditer(rf"(?<!\w){written}(?!\w)", text, flags))


def _acronyms(text: str, known: Sequence[str], prefixes: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """ "BUN": the body whose case numbers begin so, or the one body of the index that the letters fit."""
    for match in _ACRONYM.finditer(text):
        letters = match.group().removesuffix(":s")
        if letters in prefixes:
            yield prefixes[letters], *match.span()
        elif len(letters) > 2 and letters.endswith("N"):
            fitting = [body for body in known if _fits(letters.casefold(), body)]
            if len(fitting) == 1:
                yield fitting[0], *match.span()


def _fits(letters: str, body: str) -> bool:
    """Whether letters are the beginnings of a board's words and of their parts, in order: bun, of "…nämnden"."""
    if not body.endswith("nämnden") or not body.startswith(letters[0]):
        return False
    rest = iter(body.removesuffix("nämnden"))
    return all(letter in rest for letter in letters[:-1])


def _english(text: str, known: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    areas = _words()["english"]["areas"]
    for match in re.finditer(r"(?<!\w)(?:board|committee)(?:['’]s)?(?!\w)", text, re.IGNORECASE):
        words = list(re.finditer(r"[a-z]+(?:['’]s)?", text[: match.start()], re.IGNORECASE))[-4:]
        for i in range(len(words)):
            named = [
                area
                for area in re.split(r" and ", " ".join(w.group().casefold().replace("’", "'") for w in words[i:]))
                if area
            ]
            if all(area in areas for area in named):
                fitting = [body for body in known if all(_about(body, areas[area]) for area in named)]
                if len(fitting) == 1:
                    yield fitting[0], words[i].start(), match.end()
                break


def _about(body: str, parts: Sequence[str]) -> bool:
    """Whether one of the body's words begins with one of the parts: "vuxenutbildning" is no "utbildning"."""
    return any(word.startswith(part) for word in re.findall(r"\w+", body) for part in parts)


def _as_known(name: str, known: Sequence[str]) -> str:
    """The body's name as the index has it, where one alone is meant: "utbildningsnämnden" of a longer name."""
    if not known or name in known:
        return name
    for group in _words()["alike"]:
        same = [body for body in group if body in known]
        if name in group and len(same) == 1:
            return str(same[0])
    # "barn- och utbildningsnämnden" is also called by one of its parts.
    first = f"{name.removesuffix('nämnden')}- "
    longer = [body for body in known if body.endswith(f" {name}") or body.startswith(first)]
    return longer[0] if len(longer) == 1 else name


@cache
def _around(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues = _words()["cues"]
    before, after, role = ("|".join(cues[f"{group}_{language}"]) for group in ("before", "after", "role"))
    return (
        re.compile(rf"(?<!\w)(?:{before})\s+(?:the\s+)?$", re.IGNORECASE),
        re.compile(rf"\s*(?:\w+\s+)?(?:{after})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*(?:{role})(?!\w)", re.IGNORECASE),
    )


def _narrows(text: str, start: int, end: int, language: Language) -> bool:
    before, after, role = _around(language)
    if role.match(text, end) or re.search(r"\b(?:eller|or)\s+(?:the\s+)?$", text[:start]):
        return False
    if re.match(r"\s+(?:eller|or)\s", text[end:]):
        return False
    # "ordföranden i kommunstyrelsen", "the chair of the executive board"
    named_role = "|".join(_words()["cues"][f"role_{language}"])
    if re.search(rf"(?<!\w)(?:{named_role})\s+(?:i|för|av|of|in|on|from)\s+(?:the\s+)?$", text[:start], re.IGNORECASE):
        return False
    return bool(before.search(text[:start]) or after.match(text, end))
