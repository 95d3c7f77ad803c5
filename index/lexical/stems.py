"""Swedish stems: the Snowball stemmer run until nothing more comes off, with the endings it leaves.

One pass of Snowball leaves forms of one word apart ("kostnad" → kostn, "kostnaden" → kostnad; "skola" → skol,
"skolan" → skolan). Stemming too much costs little here: names are kept unstemmed besides.
"""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from index.lexical.words import table

CACHE = 400_000
_PASSES = 4
_swedish = Stemmer.Stemmer("swedish", 0)  # its own cache is slower than the work
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
    return word[:-1] if word.endswith("mm") else word


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
