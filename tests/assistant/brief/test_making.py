"""A brief: evidence, what was asked before, and the cover, with the answer in the index and without it."""

from __future__ import annotations

from datetime import date

import pytest
from library_papers import ANSWER, INTERPELLATION, MOTION, WITH, build

from assistant import Assistant
from assistant.brief.making import Briefing
from assistant.brief.reading import paper_from, paper_of
from assistant.brief.records import Brief, Cover, Prepared, Source, Use
from assistant.clock import MemoryClock


@pytest.fixture(scope="module")
def known(answered: Assistant) -> Brief:
    """Of the interpellation that was answered."""
    return Briefing(answered, MemoryClock()).make(paper_of(INTERPELLATION, answered.index))


@pytest.fixture(scope="module")
def new(unanswered: Assistant) -> Brief:
    """Of the same where neither it nor its answer is known."""
    return Briefing(unanswered, MemoryClock()).make(paper_of(INTERPELLATION, unanswered.index))


def sources(brief: Brief) -> list[Source]:
    """Everything that a brief quotes."""
    found = [*brief.answered]
    for one in brief.prepared:
        found += [e.source for e in one.evidence]
        found += [s for b in one.before for s in (b.question, *b.answers)]
        found += [s for p in one.promises for s in (p.source, p.later) if s is not None]
    return found


def quoted(one: Prepared) -> list[str]:
    return [e.source.quote for e in one.evidence]


def test_every_quote_is_the_documents_own_characters(known: Brief, answered: Assistant) -> None:
    assert sources(known)
    for source in sources(known):
        document = answered.document(source.document_id)
        assert document is not None
        assert document.text[source.start : source.end] == source.quote != ""
        assert document.page_at(source.start) == source.page


def test_the_answer_is_said_first_and_is_the_evidence(known: Brief) -> None:
    assert [s.path for s in known.answered] == ["kf/svar-stadsbiblioteket.txt"] * len(known.answered)
    assert known.answered[0].actors == ("Tore Bladh (C)",)
    first = known.prepared[0]
    assert first.cover is Cover.ANSWERED
    assert any("öppnar igen den 14 januari 2025" in quote for quote in quoted(first)[:2])
    assert any("kostat 6,4 miljoner kronor" in quote for quote in quoted(first))
    assert first.evidence[0].use is Use.ANSWER
    assert first.evidence[0].source.date == date(2024, 9, 30)


def test_each_part_has_what_answers_it(known: Brief) -> None:
    first = known.prepared[0]
    when, cost = ([e for e in first.evidence if part in e.parts] for part in (0, 1))
    assert any("14 januari 2025" in e.source.quote for e in when)
    assert any("6,4 miljoner" in e.source.quote for e in cost)
    assert {"6,4 miljoner kronor"} <= {e.value for e in cost}


def test_a_figure_of_the_same_question_has_its_value(known: Brief) -> None:
    visitors = known.prepared[1]
    assert visitors.cover is Cover.ANSWERED
    assert visitors.evidence[0].value is not None
    assert "81 200" in visitors.evidence[0].value.replace("\u00a0", " ")


def test_the_paper_never_answers_itself(known: Brief, new: Brief) -> None:
    for brief in (known, new):
        cited = [e.source for one in brief.prepared for e in one.evidence] + [*brief.answered]
        assert all(s.path != "kf/interpellation-stadsbiblioteket.txt" for s in cited)
        assert all(s.act != "question" and "?" not in s.quote for s in cited)
        before = [b.question for one in brief.prepared for b in one.before]
        assert all(s.path != "kf/interpellation-stadsbiblioteket.txt" for s in before)


def test_the_answer_in_one_file_with_the_paper_is_evidence_and_the_paper_is_not(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("both")
    with build(folder, {"kf/svar-och-interpellation.txt": f"{ANSWER}\n\n{INTERPELLATION}"}) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
        document = assistant.documents()[0].document_id
        assert brief.paper.document_id == document
        paper_at = (assistant.document(document) or pytest.fail("gone")).text.index("Interpellation av Anna Ek")
        cited = [e.source for one in brief.prepared for e in one.evidence]
        assert any("6,4 miljoner" in s.quote for s in cited)
        assert all(s.end <= paper_at for s in cited)


def test_a_question_put_by_another_to_another_board_is_told_with_its_answer(new: Brief) -> None:
    earlier = [b for b in new.prepared[1].before if b.question.path == "fn/interpellation-lasplatser.txt"]
    assert earlier
    assert not earlier[0].same
    assert earlier[0].question.actors == ("Karin Lind (MP)",)
    assert any("74 900 besökare" in answer.quote for answer in earlier[0].answers)
    assert earlier[0].answers[0].actors == ("Samira Hadd (S)",)


def test_without_the_answer_what_is_missing_is_missing(new: Brief) -> None:
    assert new.answered == ()
    bats = new.prepared[2]
    assert bats.cover is Cover.NOTHING
    assert bats.evidence == ()
    assert "81 200" not in " ".join(s.quote for s in sources(new))
    assert new.prepared[0].cover is not Cover.ANSWERED


def test_a_decision_is_evidence_as_a_decision(new: Brief) -> None:
    decided = [e for e in new.prepared[0].evidence if e.use is Use.DECISION]
    assert [e.source.act for e in decided] == ["decision"] * len(decided)
    assert any("7,5 miljoner kronor" in e.source.quote for e in decided)


def test_a_question_that_was_only_asked_before_is_not_answered(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = {p: t for p, t in WITH.items() if "svar" not in p and "protokoll" not in p and "stads" not in p}
    again = INTERPELLATION.replace("Anna Ek (S)", "Ylva Norrman (V)").replace("KUN 2024/0012", "KUN 2023/0002")
    with build(tmp_path_factory.mktemp("asked"), {**texts, "kf/interpellation-2023.txt": again}) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
    visitors = brief.prepared[1]
    assert [b.same for b in visitors.before if b.question.actors == ("Ylva Norrman (V)",)] == [True]
    assert visitors.before[0].answers == ()
    assert visitors.cover is Cover.NOTHING


def test_progress_is_told_a_question(unanswered: Assistant) -> None:
    told: list[tuple[int, int]] = []
    Briefing(unanswered).make(paper_of(INTERPELLATION, unanswered.index), lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_brief_survives_as_json(known: Brief) -> None:
    assert Brief.model_validate_json(known.model_dump_json()) == known


def test_evidence_is_bounded_and_each_wording_stands_once(known: Brief) -> None:
    for one in known.prepared:
        assert len(one.evidence) <= 8
        assert len({" ".join(q.split()) for q in quoted(one)}) == len(one.evidence)


def test_what_others_say_who_propose_is_background(unanswered: Assistant) -> None:
    text = INTERPELLATION.replace(
        "2. Hur många besökare hade stadsbiblioteket under 2023?", "2. Hur långt har byarna till biblioteket?"
    )
    brief = Briefing(unanswered).make(paper_of(text, unanswered.index))
    claims = [e for one in brief.prepared for e in one.evidence if e.source.path == "kf/motion-bokbuss.txt"]
    assert all(not e.kept for e in claims)


def test_a_motion_is_prepared_point_by_point(unanswered: Assistant) -> None:
    paper = paper_from(MOTION.encode(), "motion.txt", unanswered.index)
    brief = Briefing(unanswered).make(paper)
    assert sum(len(one.covers) for one in brief.prepared) == 2
    assert all(e.source.path != "kf/motion-bokbuss.txt" for one in brief.prepared for e in one.evidence)


def test_a_question_that_a_report_puts_in_other_words_is_the_papers_own(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shorter = ANSWER.replace("2. Hur många besökare hade stadsbiblioteket under 2023?", "2. Hur många besökare 2023?")
    texts = {**WITH, "kf/svar-stadsbiblioteket.txt": shorter}
    with build(tmp_path_factory.mktemp("shorter"), texts) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
    visitors = brief.prepared[1]
    assert any("81 200 besökare" in quote for quote in quoted(visitors))
    assert all(b.question.path != "kf/svar-stadsbiblioteket.txt" for b in visitors.before)


def test_what_only_tells_that_somebody_asks_is_no_evidence(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = """\
Tjänsteutlåtande om stadsbiblioteket

Tallhamra kommun
Kulturförvaltningen
Datum: 2024-09-20

Sammanfattning

Anna Ek (S) undrar vilka fladdermöss som övervintrar i bibliotekets tornhuva.

Lena Brink
Bibliotekschef
"""
    with build(tmp_path_factory.mktemp("told"), {**WITH, "kun/tjansteutlatande.txt": report}) as assistant:
        brief = Briefing(assistant).make(paper_of(INTERPELLATION, assistant.index))
    assert brief.prepared[2].evidence == ()
    assert brief.prepared[2].cover is Cover.NOTHING
