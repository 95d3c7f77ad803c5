"""How many slips of the pen keep two words apart, and which known word was meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.tables import table
from index.lexical.stems import stem

SHORTEST = 5  # letters of a word that is corrected
VOWELS = "aeiouy"
LONG = 8  # letters from which two slips are allowed


def distance(one: str, other: str, most: int = 2) -> int:
    """The number of letters added, dropped, changed or swapped with their neighbour; `most + 1` for any more.

    Optimal string alignment (Damerau 1964, restricted). Letters that lack their dots or ring count as changed.
    """
    # One slip changes two of the letters used at the most: cheap to see, and enough to pass over most words.
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        next_row = [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            next_row[j] = min(row[j] + 1, next_row[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                next_row[j] = min(next_row[j], before[j - 2] + 1)
        if min(next_row) > most:
            return most + 1
        before, row = row, next_row
    return min(row[-1], most + 1)


def mistyped(word: str, known: str) -> bool:
    """Whether a word is a known one with one letter too few, too many or in the wrong place, or a wrong vowel.

    What else keeps two words apart (a wrong consonant, an ending) is more often another word.
    """
    if distance(word, known, 1) != 1 or word[:-1] == known[:-1] or word.startswith(known) or known.startswith(word):
        return False
    if len(word) != len(known):
        return True
    changed = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
    return len(changed) == 2 or all(a in VOWELS and b in VOWELS for a, b in changed)


def allowed(word: str) -> int:
    """How many slips a word of its length may have."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def by_first_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first letter, without its dots or ring: people get that one right."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(_plain(word[:1]), []).append(word)
    return found


def nearest(word: str, known: Mapping[str, Sequence[str]], most: int) -> str | None:
    """The one known word within `most` slips that is nearer than every other; None where two are as near.

    `known` are words by first letter, see `by_first_letter`. Of the forms of one word that are as near, the first
    counts.
    """
    best: list[str] = []
    least = most + 1
    for other in known.get(_plain(word[:1]), ()):
        slips = distance(word, other, most)
        if slips < least:
            best, least = [other], slips
        elif slips == least <= most and stem(other) not in map(stem, best):
            best.append(other)
    return best[0] if len(best) == 1 else None


def _plain(letter: str) -> str:
    plain = table("spelling", "assistant.understanding")["plain"]
    return next((bare for bare, dotted in plain.items() if letter in dotted and letter), letter)
