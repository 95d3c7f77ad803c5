"""Blame by hand: each component can fail, and the first that did is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.contract import Answer, Citation, Retrieved
from assistant.drafts import Draft, Support
from assistant.extraction.choose import Sentence
from assistant.gate import Failure
from assistant.understanding.intents import Intent
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Document, Genre, Span
from evals.components import abstention, gate, retrieval, selection, synthesis
from evals.components.blame import blame
from evals.components.details import worst
from evals.components.measures import totals
from evals.components.trace import Trace
from evals.components.watching import Checked
from evals.dataset import Gold, Question
from evals.record import Record
from index.records import Hit, Passage

TEXT = "Vision frågade vem som har jour. Förvaltningen svarade att det är enhetschefen."
GOLD = Gold(path="fvg.txt", quote=TEXT[33:79], start=33, end=79)
PAPER = Document("d1", "fvg.txt", "0", "txt", "FVG", Genre.MINUTES, TEXT)
RIGHT, WRONG = Support(PAPER, 33, 79), Support(PAPER, 0, 32)
ASKED = Understanding("Vem har jour?", "sv", None, "jour", "Vem har jour?")
ANSWER_ACT = Act(ActKind.ANSWER, PAPER.span(33, 79))


def hit(start: int, end: int) -> Hit:
    return Hit(Passage(Span("d1", 1, start, end), TEXT[start:end], "FVG"), 1.0, {"dense": 1})


def sentence(support: Support, score: float = 1.0) -> Sentence:
    return Sentence(support, support.quote, score, 1.0, {})


def answer(**given: Any) -> Answer:
    cited = Citation(n=1, document_id="d1", path="fvg.txt", title="FVG", page=1, start=33, end=79, quote=RIGHT.quote)
    defaults: dict[str, Any] = {
        "question": "Vem har jour?", "language": "sv", "status": "answered", "route": "passage",
        "answer": "Det är enhetschefen [1].", "citations": [cited],
        "retrieved": [Retrieved(path="fvg.txt", start=33, end=79, score=1.0)],
    }  # fmt: skip
    return Answer(**(defaults | given))


def question(**given: Any) -> Question:
    defaults: dict[str, Any] = {
        "id": "q1", "question": "Vem har jour?", "language": "sv", "category": "what", "status": "answered",
        "gold": (GOLD,), "nuggets": (("enhetschef",),),
    }  # fmt: skip
    return Question(**(defaults | given))


def trace(put: Question | None = None, given: Answer | None = None, **seen: Any) -> Trace:
    """A right answer, every step on the way to it seen, but for what is given."""
    put, given = put or question(), given or answer()
    defaults: dict[str, Any] = {
        "asked": ASKED, "golds": {"d1": [GOLD]} if put.gold else {}, "acts": (ANSWER_ACT,),
        "within": True if put.gold else None, "ranks": {"dense": 1, "re-ranked": 1}, "hits": (hit(33, 79),),
        "sentences": (sentence(RIGHT),), "checked": (Checked(Draft("{quote}", RIGHT), None),),
    }  # fmt: skip
    return Trace(put, Record(put, given, 1.0, (True,)), **(defaults | seen))


SILENT: dict[str, Any] = {"status": "not_found", "route": "none", "answer": "Inget om det.", "citations": []}
ELSEWHERE: dict[str, Any] = {"retrieved": [Retrieved(path="fvg.txt", start=0, end=32, score=1.0)]}
NOTHING_SAID = answer(answer="Det är någon [1].")

CASES = [
    ("parsing", "no gold document", trace(given=NOTHING_SAID, golds={})),
    (
        "parsing",
        "no decision was read at a gold place, acts there: answer",
        trace(question(acts=("decision",)), NOTHING_SAID),
    ),
    ("understanding", "read as en", trace(given=answer(language="en", answer="Someone."))),
    ("understanding", "asked back", trace(given=answer(status="clarify", route="clarify"))),
    ("understanding", "could mean several", trace(question(status="clarify", gold=(), nuggets=()))),
    ("understanding", "took the route passage, expected list", trace(question(category="list"), NOTHING_SAID)),
    ("understanding", "expected register", trace(question(route="register"), NOTHING_SAID)),
    ("understanding", "narrowed to where", trace(given=NOTHING_SAID, within=False)),
    (
        "understanding",
        "asked for decision",
        trace(
            question(acts=("answer",)),
            NOTHING_SAID,
            asked=replace(ASKED, intent=Intent((ActKind.DECISION,), "what", 0, 3)),
        ),
    ),
    (
        "retrieval",
        "no gold passage among 1; ranks by source: dense 60",
        trace(
            given=answer(answer="Det är Vision [1].", **ELSEWHERE),
            hits=(hit(0, 32),),
            ranks={"dense": 60, "re-ranked": None},
            checked=(Checked(Draft("{quote}", WRONG), None),),
        ),
    ),
    (
        "selection",
        "not chosen: 'enhetschef'",
        trace(
            given=answer(answer="Det är Vision [1]."),
            sentences=(sentence(WRONG), sentence(RIGHT, 0.5)),
            checked=(Checked(Draft("{quote}", WRONG), None),),
        ),
    ),
    (
        "selection",
        "chosen, but wrong: 'Vision'",
        trace(
            question(forbidden=("Vision",)),
            answer(answer="Vision. Enhetschefen."),
            checked=(Checked(Draft("{quote}", WRONG), None), Checked(Draft("{quote}", RIGHT), None)),
        ),
    ),
    (
        "selection",
        "held not to be enough",
        trace(given=answer(**SILENT), sentences=(sentence(WRONG), sentence(RIGHT, 0.5)), checked=()),
    ),
    ("abstention", "though a right sentence was the best", trace(given=answer(**SILENT), checked=())),
    ("abstention", "what the documents do not tell", trace(question(status="not_found", gold=(), nuggets=()))),
    (
        "gate",
        "stopped 'enhetschef': number (41)",
        trace(given=NOTHING_SAID, checked=(Checked(Draft("{quote}", RIGHT), Failure("number", "41")),)),
    ),
    ("synthesis", "chosen, passed and not told: 'enhetschef'", trace(given=NOTHING_SAID)),
]


@pytest.mark.parametrize(("component", "why", "seen"), CASES, ids=[f"{c}: {w}" for c, w, _ in CASES])
def test_the_first_component_that_failed_is_named(component: str, why: str, seen: Trace) -> None:
    found = blame(seen)
    assert found is not None
    assert found.component == component
    assert why in found.why


def test_a_right_answer_and_a_broken_system() -> None:
    assert blame(trace()) is None
    refused = Trace(question(), Record(question(), None, 1.0, (), "Timeout: too slow"))
    found = blame(refused)
    assert found is not None
    assert (found.component, found.why) == ("error", "Timeout: too slow")


def test_where_every_part_was_done_nobody_is_named() -> None:
    """A question of the documents was to be told, another one was: no component can be shown to be wrong."""
    seen = trace(question(nuggets=(("jour",),)), answer(answer="Ja."), checked=(Checked(Draft("Ja."), None),))
    silent = replace(seen, golds={}, question=question(gold=(), nuggets=(("jour",),)))
    found = blame(replace(silent, record=Record(silent.question, answer(answer="Ja."), 1.0, ())))
    assert found is not None
    assert (found.component, found.why) == ("none", "missing 'jour'")


def test_each_measure_alone_by_hand() -> None:
    wrong_first = trace(sentences=(sentence(WRONG), sentence(RIGHT, 0.5)), ranks={"dense": 7, "register": 2})
    other = trace(ranks={"dense": None, "register": 1})
    assert [selection.first(one) for one in (trace(), wrong_first)] == [True, False]
    assert [selection.among(one) for one in (trace(), wrong_first)] == [True, True]
    assert [selection.act(one) for one in (trace(), wrong_first, other)] == [None, False, True]
    edge = trace(ranks={"dense": 5})
    found = retrieval.recall([trace(), wrong_first, other, edge])
    assert found["dense"] == {"n": 4, "recall@5": pytest.approx(2 / 4), "recall@50": pytest.approx(3 / 4)}
    assert found["register"] == {"n": 2, "recall@5": 1.0, "recall@50": 1.0}
    assert found["exact"] == {"n": 0, "recall@5": None, "recall@50": None}
    silent = trace(given=answer(**SILENT))
    assert [abstention.answers(one) for one in (trace(), silent)] == [True, False]
    unanswerable = question(status="not_found", gold=(), nuggets=())
    assert [abstention.keeps(trace(unanswerable, given)) for given in (answer(), answer(**SILENT))] == [False, True]
    assert [synthesis.facts(trace(given=given)) for given in (answer(), NOTHING_SAID)] == [1.0, 0.0]
    assert synthesis.facts(silent.__class__(silent.question, silent.record)) is None


def test_the_gate_is_counted_over_sentences_and_over_right_ones() -> None:
    stopped = Failure("number", "41")
    seen = [
        trace(checked=(Checked(Draft("{quote}", RIGHT), stopped), Checked(Draft("{quote}", WRONG), stopped))),
        trace(checked=(Checked(Draft("{quote}", RIGHT), None), Checked(Draft("Ingen källa."), None))),
    ]
    assert gate.of_claims(seen) == {"n": 3, "dropped": pytest.approx(2 / 3), "right": 2, "right_dropped": 0.5}


def test_totals_add_up_and_what_says_something_false_is_worst() -> None:
    seen = [
        trace(),
        trace(question(id="q2"), NOTHING_SAID),
        trace(question(id="q3", category="unanswerable", status="not_found", gold=(), nuggets=())),
        trace(question(id="q4", language="en"), answer(**SILENT)),
    ]
    found = totals(seen)
    assert (found["all"]["n"], found["all"]["failed"]) == (4, 3)
    assert {name: n for name, n in found["all"].items() if n and name not in ("n", "failed")} == {
        "understanding": 1, "abstention": 1, "synthesis": 1,
    }  # fmt: skip
    assert found["by_category"]["unanswerable"]["abstention"] == 1
    assert found["by_language"]["en"]["failed"] == 1
    assert [one.question.id for one in worst(seen)] == ["q3", "q2", "q4"]
