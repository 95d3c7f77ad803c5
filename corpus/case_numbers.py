"""Diarienummer: finds them in every form and gives each a normal form, so that a case is matched exactly.

The normal form is upper case, "PREFIX YEAR/SERIAL" with leading zeros of the serial dropped and a sub-number
kept after "-" ("AMN 2017/90-01.02", "SLK 2024/126", "790/22" → "2022/790"). A serial before the year is
turned round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.memo import remembered

_PREFIX = r"(?:[A-ZÅÄÖ]{2,6}(?:[/_-][A-ZÅÄÖ]{2,4})?|[A-ZÅÄÖ][A-Za-zåäö]{1,2}|[A-ZÅÄÖ]\d{3})"
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")  # "… 2022-03-18" is a date, whatever stands before it
_YEAR = r"(?:19|20)\d{2}"
_SUB = r"(?:[-.]\d{1,3}(?:\.\d{1,2})+|-\d{1,4}|:\d{1,3})?"
_FORMS = (
    # KS/2020:123, KS/2012:628-805, KS 2020:123
    re.compile(
        rf"(?<![\w/])(?P<prefix>{_PREFIX})[ /]?(?P<year>{_YEAR})"
        r":(?P<serial>\d{1,6})(?P<sub>-\d{1,4})?(?![\w])"
    ),
    # AMF 2022/30, KS 2023/0412, AMN 2017-0090-01.02, SLK-2024-00126, AVN-2022/147
    re.compile(
        rf"(?<![\w/])(?P<prefix>{_PREFIX})[ -]?(?P<year>{_YEAR})"
        rf"[/-](?P<serial>\d{{1,6}})(?P<sub>{_SUB})(?![\w/])"
    ),
    # Gn 2179/2023 (serial before year)
    re.compile(rf"(?<![\w/])(?P<prefix>{_PREFIX})[ -](?P<serial>\d{{1,6}})/(?P<year>{_YEAR})(?P<sub>)(?![\w/])"),
    # SN 18/0098 (two-digit year first)
    re.compile(r"(?<![\w/])(?P<prefix>[A-ZÅÄÖ]{2,4})[ ](?P<year>\d{2})/(?P<serial>\d{3,6})(?P<sub>)(?![\w/])"),
    # KTN-24-0023, SVUF 24-0058 (two-digit year between), KS 2024.0219-3 (a point before the serial)
    re.compile(
        r"(?<![\w/-])(?P<prefix>[A-ZÅÄÖ]{2,5})(?:-|[ ](?=\d\d-\d{4}))(?P<year>\d{2})-"
        r"(?P<serial>\d{3,6})(?P<sub>(?:-\d{1,4})?)(?![\w/-])"
    ),
    re.compile(
        rf"(?<![\w/])(?P<prefix>{_PREFIX})[ ]?(?P<year>{_YEAR})\.(?P<serial>\d{{3,6}})"
        r"(?P<sub>(?:-\d{1,4})?)(?![\w/]|\.\d)"
    ),
    # N050-0247/22 (unit, serial, two-digit year)
    re.compile(r"(?<![\w/])(?P<prefix>[A-ZÅÄÖ]\d{3})-(?P<serial>\d{3,6})/(?P<year>\d{2})(?P<sub>)(?![\w/])"),
    # 2020/01049 (year first, no prefix): four or more digits, so that a school year 2020/2021 is none
    re.compile(rf"(?<![\w/.-])(?P<prefix>)(?P<year>{_YEAR})/(?P<serial>0\d{{3,5}}|\d{{5,6}})(?P<sub>)(?![\w/])"),
    # 0790/22
    re.compile(r"(?<![\w/.-])(?P<prefix>)(?P<serial>\d{4})/(?P<year>\d{2})(?P<sub>)(?![\w/:])"),
    # 2024 nr 16 (a paper of the council); Interpellation 2023/24:107
    re.compile(rf"(?<![\w/])(?P<year>{_YEAR}) (?P<prefix>nr) (?P<serial>\d{{1,4}})(?P<sub>)(?![\w/])"),
    re.compile(rf"(?<![\w/])(?P<prefix>)(?P<year>{_YEAR}/\d{{2}}):(?P<serial>\d{{1,5}})(?P<sub>)(?![\w/])"),
)
# Case numbers that carry a label can look like anything: "Dnr 123/24", "Diarienummer: 2023-117".
_LABELLED = re.compile(
    r"(?:\b[Dd]nr|[Dd]iarienummer|[Dd]iarienr|[ÄäA][re]+nde(?:nummer|nr)|Ärendenr)\.?:?\s*"
    r"(?P<raw>(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ -]?)?\d{1,6}[-/:.]\d{1,6}(?:-\d+(?:\.\d+)?)?)"
)
_SIGN = re.compile(r"\d(?:[-/:.]| nr )\d")  # no form is without
_LAWS = ("SFS", "SOU", "DS", "HÖK", "EU", "EG", "AFS")  # "SFS 2017:725" looks like a case number and is a law
_SUMS = ("SEK", "EUR", "KR", "MAX", "MIN", "CA")  # "SEK 2000.000" is money
_NO_CASE = re.compile(r"\b(?:SFS|prop|Prop|SOU|HÖK|kap|lag|Lag|EU|EG|nr)\.?\s*$")


def _school_year(match: re.Match[str]) -> bool:
    """Whether "2022/23" or "Se 2022/2023" is two years in a row and not a serial with its year."""
    years = re.fullmatch(rf"(?:[A-ZÅÄÖ][a-zåäö]+ )?({_YEAR})[/-]((?:19|20)?\d{{2}})", match.group())
    return years is not None and (int(years[1]) + 1) % 100 == int(years[2]) % 100


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One occurrence: how it is written, its normal form, and where it stands."""

    raw: str
    normal: str
    start: int
    end: int


def _full_year(year: str) -> str:
    return year if len(year) != 2 else ("19" if int(year) > 70 else "20") + year


def _normal(prefix: str, year: str, serial: str, sub: str) -> str:
    head = re.sub(r"[ /_-]+", "", prefix).upper()
    return f"{head} {_full_year(year)}/{int(serial)}{sub or ''}".strip()


@remembered
def find(text: str) -> list[CaseNumber]:
    """Every case number of a text, in order, the longest reading of each place."""
    found: list[CaseNumber] = []
    if not _SIGN.search(text):
        return found
    for form in _FORMS:
        for m in form.finditer(text):
            if _NO_CASE.search(text, max(0, m.start() - 6), m.start()) or _DAY.search(m.group()):
                continue
            if _school_year(m) or m["prefix"].upper() in (*_LAWS, *_SUMS):
                continue
            found.append(CaseNumber(m.group(), _normal(m["prefix"], m["year"], m["serial"], m["sub"] or ""), *m.span()))
    for m in _LABELLED.finditer(text):
        start, end = m.span("raw")
        if not any(c.start < end and start < c.end for c in found):
            found.append(CaseNumber(m["raw"], normalise(m["raw"]), start, end))
    found.sort(key=lambda c: (c.start, -(c.end - c.start)))
    kept: list[CaseNumber] = []
    for case in found:
        if not kept or case.start >= kept[-1].end:
            kept.append(case)
    return kept


def normalise(raw: str) -> str:
    """The normal form of a case number as somebody wrote it, also in lower case.

    What is no case number comes back upper-cased.
    """
    candidate = " ".join(raw.split())
    for attempt in (candidate, candidate.upper()):
        for form in _FORMS:
            m = form.fullmatch(attempt)
            if m and not _school_year(m):
                return _normal(m["prefix"], m["year"], m["serial"], m["sub"] or "")
    return candidate.upper()
