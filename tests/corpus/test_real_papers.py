"""Real minutes, interpellations and audits, where they are at hand: nothing breaks, and the frame is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import read
from corpus.records import ActKind, Document, Genre

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real papers is not here")


def some(folder: str, step: int) -> list[Path]:
    """Every `step`-th file of a folder, so that the whole stays fast."""
    return sorted(p for p in (SHARED / folder).glob("*") if p.is_file())[::step]


def check(document: Document) -> None:
    for span in [a.span for a in document.acts] + [s.span for s in document.sections]:
        assert 0 <= span.start < span.end <= len(document.text)
        assert document.quote(span).strip()
    assert document.title.strip()


def kinds(document: Document) -> set[ActKind]:
    return {act.kind for act in document.acts}


@pytest.mark.parametrize("path", some("data/goteborg", 9), ids=lambda p: p.stem)
def test_minutes(path: Path) -> None:
    document = read(path)
    check(document)
    assert document.genre is Genre.MINUTES
    assert document.municipality == "Göteborg"
    assert document.date is not None
    assert document.date.isoformat() == path.stem[3:]
    assert document.body == {"kf": "kommunfullmäktige", "ks": "kommunstyrelsen"}[path.stem[:2]]
    assert {ActKind.DECISION, ActKind.MOTION} <= kinds(document)
    assert any(section.paragraph and section.case_number for section in document.sections)
    assert not any(document.text[a:b].strip().startswith("§") for a, b in document.noise)


@pytest.mark.parametrize("path", some("data/riksdag", 80), ids=lambda p: p.stem)
def test_interpellations(path: Path) -> None:
    document = read(path)
    check(document)
    assert document.genre is Genre.INTERPELLATION
    questions = [act for act in document.acts if act.kind is ActKind.QUESTION]
    assert questions
    assert all(act.actors and act.addressees for act in questions)
    assert ActKind.ANSWER not in kinds(document)


@pytest.mark.parametrize("path", some("data/revision", 4), ids=lambda p: p.stem)
def test_audits(path: Path) -> None:
    document = read(path)
    check(document)
    assert document.genre is Genre.AUDIT_REPORT
    assert not kinds(document) & {ActKind.DECISION, ActKind.MOTION}


@pytest.mark.parametrize("path", some("seeds", 1), ids=lambda p: p.stem)
def test_seeds(path: Path) -> None:
    document = read(path)
    check(document)
    expected = {
        "000": (Genre.MEMBER_INITIATIVE, {ActKind.QUESTION, ActKind.PROPOSAL, ActKind.SIGNATURE}),
        "001": (Genre.MINUTES_EXTRACT, {ActKind.DECISION, ActKind.DISSENT, ActKind.QUESTION}),
        "002": (Genre.INTERPELLATION_ANSWER, {ActKind.QUESTION, ActKind.ANSWER, ActKind.SIGNATURE}),
        "003": (Genre.LETTER, {ActKind.PROPOSAL, ActKind.SIGNATURE}),
        "004": (Genre.UNION_MINUTES, {ActKind.QUESTION, ActKind.ANSWER, ActKind.ATTENDANCE}),
    }
    genre, wanted = expected[path.stem[:3]]
    assert document.genre is genre
    assert wanted <= kinds(document)
