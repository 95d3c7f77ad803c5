"""Swedish stems: the Snowball stemmer run until nothing more comes off, with the endings it leaves.

One pass of Snowball leaves forms of one word apart ("kostnad" → kostn, "kostnaden" → kostnad; "skola" → skol,
"skolan" → skolan). Stemming too much costs little here: names are kept unstemmed besides.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from index.lexical.words import table

CACHE = 400_000
_PASSES = 4
_swedish = Stemmer.Stemmer("swedish", 0)  # its own cache is slower than the work
# "cyklar" beside "cykel", "registret" beside "register", "vattnet" beside "vatten": no Swedish stem ends so by itself.
_DROPPED = re.compile(r"(?:(?<=\w)([bdfgkstv]|nn|(?<=[aeiouyåäömp])p)l|(?<=\w)([bdfgkpstvm])r|(tt|ck|pp)n)$")
_kept = frozenset(table("irregular")["kept"])
_irregular = {form: lemma for lemma, forms in table("irregular")["forms"].items() for form in forms}


@lru_cache(maxsize=CACHE)
def stem(word: str) -> str:
    """The stem of a lower-case Swedish word; "medlem" and "medlemmarna" share one."""
    word = _irregular.get(word, word)
    for _ in range(_PASSES):
        shorter = _shorten(_swedish.stemWord(word))
        if shorter == word:
            break
        word = shorter
    if word in _kept:
        return word
    word = _DROPPED.sub(_regained, word)
    return word[:-1] if word.endswith("mm") else word


def _regained(found: re.Match[str]) -> str:
    """The end of a stem that lost its vowel, as the form with the vowel has it: cykl → cykel, registr → regist."""
    return f"{found[1]}el" if found[1] else found[2] or found[3]


def _shorten(word: str) -> str:
    """Takes off the definite and passive endings that Snowball leaves: skolan, ärendet, rektorn, avslås."""
    size = len(word)
    if size >= 5 and word.endswith(("an", "ås")):
        return word[:-1] if word.endswith("ås") else word[:-2]
    if size >= 6 and word.endswith("et"):
        return word[:-2]
    if size >= 6 and word.endswith(("orn", "ern", "arn", "eln", "ön", "ån", "yn")):
        return word[:-1]
    return word
