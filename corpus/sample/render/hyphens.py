"""Lines with hyphenated ends, as word processors set them, by a rough Swedish rule."""

from __future__ import annotations

from collections.abc import Callable

_VOWELS = set("aeiouyåäöé")
_JOINED = {"sk", "sj", "ck", "ng", "st", "sp", "tr", "pr", "kr", "br", "dr", "gr", "bl", "kl", "pl", "ch"}
_SHORTEST = 3


def splits(word: str) -> list[int]:
    """The places where a word may be broken: before a consonant and a vowel, three letters from the ends."""
    low = word.lower()
    places = range(_SHORTEST, len(word) - _SHORTEST)
    return [
        at
        for at in places
        if low[at - 1 : at + 2].isalpha()
        and low[at] not in _VOWELS
        and low[at + 1] in _VOWELS
        and low[at - 1 : at + 1] not in _JOINED
        and _VOWELS & set(low[:at])
    ]


def broken(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The lines of `text`, each at most `room` wide by `width`; "-" ends a line that breaks a word."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        fits = [at for at in splits(word) if width(f"{line} {word[:at]}-") <= room]
        if line and fits:
            lines.append(f"{line} {word[: fits[-1]]}-")
            line = word[fits[-1] :]
        else:
            lines += [line] if line else []
            line = word
    return [*lines, line]
