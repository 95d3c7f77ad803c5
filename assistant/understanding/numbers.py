"""Case numbers in questions, where a prefix may be written small ("ks 2023/412")."""

from __future__ import annotations

import re
from functools import cache

from assistant.tables import table
from corpus import case_numbers
from corpus.case_numbers import CaseNumber

_SMALL = re.compile(r"(?<![\w/])[a-zåäö]{2,5}(?=[ /-]?(?:19|20)\d\d[/:-]\d{1,6}(?!\d))")


def find(text: str) -> list[CaseNumber]:
    """The case numbers of a question, in order; see `corpus.case_numbers`."""
    return case_numbers.find(_SMALL.sub(lambda m: m.group() if m.group() in _words() else m.group().upper(), text))


@cache
def _words() -> frozenset[str]:
    small = table("language", "assistant.understanding")
    return frozenset((*small["sv"], *small["en"], *table("said", "assistant.understanding")["no_prefixes"]))
