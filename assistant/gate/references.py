"""Case numbers and § of a claim: each must be its source's."""

from __future__ import annotations

import re

from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure
from corpus import case_numbers

_PARAGRAPH = re.compile(r"§+\s*(\d+)")
_DIGIT = re.compile(r"\d")


def check(claim: str, evidence: Evidence) -> Failure | None:
    """The first case number or § of the claim that the evidence does not have."""
    if not _DIGIT.search(claim):
        return None
    for number in case_numbers.find(claim):
        if number.normal not in evidence.cases and number.raw not in evidence.text:
            return Failure("reference", number.raw)
    for match in _PARAGRAPH.finditer(claim):
        if match.group(1) not in evidence.paragraphs:
            return Failure("reference", match.group())
    return None
