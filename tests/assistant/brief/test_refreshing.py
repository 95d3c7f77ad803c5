"""A kept brief made anew: what staff chose stays, what is new and what is gone is told."""

from __future__ import annotations

from pathlib import Path

from library_papers import ANSWER, INTERPELLATION, MINUTES, WITHOUT, build

from assistant.brief.choices import Choice, chosen
from assistant.brief.making import Briefing
from assistant.brief.reading import paper_of, with_questions
from assistant.brief.records import Cover
from assistant.brief.refreshing import refresh, stale


def test_new_documents_are_found_and_choices_stay(tmp_path: Path) -> None:
    with build(tmp_path, WITHOUT) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
        assert not stale(brief, assistant)
    decision = next(e for e in brief.prepared[0].evidence if e.source.path == "kun/protokoll-2024-04-16.txt")
    brief = chosen(brief, Choice(n=1, source=decision.source.id, kept=False, note="Gäller bara taket."))
    brief = chosen(brief, Choice(n=2, note="Fråga biblioteket."))
    with build(tmp_path, {**WITHOUT, "kf/svar.txt": ANSWER}) as assistant:
        assert stale(brief, assistant)
        again = refresh(Briefing(assistant), brief)
        assert not stale(again.brief, assistant)
    assert again.brief.id == brief.id
    kept = next(e for e in again.brief.prepared[0].evidence if e.source.quote == decision.source.quote)
    assert (kept.kept, kept.note) == (False, "Gäller bara taket.")
    assert again.brief.prepared[1].note == "Fråga biblioteket."
    found = {e.source.id: e for one in again.brief.prepared for e in one.evidence}
    assert any("6,4 miljoner" in found[i].source.quote for i in again.new)
    assert decision.source.id not in again.new
    assert again.gone == ()
    assert again.brief.prepared[0].cover is Cover.ANSWERED


def test_what_stands_nowhere_any_more_is_told_as_gone(tmp_path: Path) -> None:
    with build(tmp_path, WITHOUT) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
    changed = MINUTES.replace("högst 7,5 miljoner kronor", "högst 9,0 miljoner kronor")
    with build(tmp_path, {**WITHOUT, "kun/protokoll-2024-04-16.txt": changed}) as assistant:
        again = refresh(Briefing(assistant), brief)
    assert any("7,5 miljoner" in e.source.quote for _, e in again.gone)
    quotes = [e.source.quote for one in again.brief.prepared for e in one.evidence]
    assert not any("7,5 miljoner" in quote for quote in quotes)
    assert any("9,0 miljoner" in quote for quote in quotes)
    assert again.changed


def test_nothing_changed_changes_nothing(tmp_path: Path) -> None:
    with build(tmp_path, WITHOUT) as assistant:
        paper = with_questions(
            paper_of(INTERPELLATION, assistant.index), ["Vad får ombyggnaden av stadsbiblioteket kosta?"]
        )
        brief = Briefing(assistant).make(paper)
        again = refresh(Briefing(assistant), brief)
    assert not again.changed
    assert again.brief.prepared == brief.prepared
    assert again.brief.paper.questions == paper.questions


def test_the_order_of_staff_stays(tmp_path: Path) -> None:
    with build(tmp_path, {**WITHOUT, "kf/svar.txt": ANSWER}) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
        ids = tuple(e.source.id for e in brief.prepared[0].evidence)[::-1]
        assert len(ids) > 1
        turned = chosen(brief, Choice(n=1, order=ids))
        again = refresh(Briefing(assistant), turned)
    assert tuple(e.source.id for e in again.brief.prepared[0].evidence) == ids
