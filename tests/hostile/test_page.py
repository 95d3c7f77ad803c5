"""Nothing of a document, an answer or a question runs, loads or styles anything on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hostile_support import CASES, HARMLESS, IDS, Case, Elements, answer, document, question

from assistant import Assistant
from assistant.ledger.listing import LedgerFilter
from assistant.memory import MemoryAssistant
from assistant.overview.listings import CASES_BEGIN, PEOPLE_BEGIN, CaseFilter, PersonFilter
from ui.ask.chat import conversation
from ui.ask.turn import Turn
from ui.ask.welcome import tries, welcome
from ui.overview import cases, commitments, documents, people
from ui.overview.tables import Shown
from ui.source import View, panel
from ui.texts import texts

SV = texts("sv")


def shown(case: Case) -> Iterator[str]:
    """Everything that the page makes of one document and an answer about it."""
    found, told = document(case), answer(case)
    service = MemoryAssistant([found], {told.question: told}, unread=[(found.path, found.title)])
    turn = Turn(question(case), answer=told)
    yield conversation([turn], welcome(service.coverage(), SV), service, SV)
    yield conversation([Turn(question(case), error=found.title, kind="BadQuestion")], "", service, SV)
    yield tries([found.title], SV)
    for view in (View(found.id, 0, 5), View("none", path=found.path, words=found.title)):
        yield panel(view, told.citations, service, SV)
    yield documents.table(service.documents(), service.coverage(), SV, words=found.title)
    yield cases.missing(found.title, service.case_hints(found.title), SV)
    yield people.missing(found.title, SV)


def check(content: str, harmless: Elements, classes: bool = True) -> None:
    """Nothing is there but what a harmless document has, all addresses are this page's, and templates stay shut."""
    made = Elements(content)
    assert made.found <= harmless.found
    assert {style for style in made.styles - harmless.styles if classes or style.startswith("style=")} == set()
    for address in made.addresses:
        assert address.startswith(("api/", "?", "#", "/")), address
        assert not address.startswith("//"), address
    assert not set("{}`") & set(content)
    assert "${" not in content


@pytest.fixture(scope="module")
def harmless() -> Elements:
    return Elements("".join(part for case in HARMLESS for part in shown(case)))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_text_becomes_no_element_attribute_or_address(case: Case, harmless: Elements) -> None:
    check("".join(shown(case)), harmless)


def test_lists_and_timelines_hold_no_more_than_those_of_a_harmless_paper(council: Assistant) -> None:
    found, everybody, ledger = council.cases(), council.people(), council.commitments()
    assert len(found) + len(council.coverage().unread) >= len(CASES)
    begin = Shown(CASES_BEGIN, 1000), Shown(PEOPLE_BEGIN, 1000)
    one = [case for case in found if case.number == f"KS 2023/{CASES[-1].n}"]
    listed = [cases.table(some, len(found), CaseFilter(), begin[0], SV) for some in (one, found)]
    check(listed[1], Elements(listed[0]), classes=False)
    timelines = [council.case(str(case.number)) for case in [*one, *found[::8]]]
    details = [cases.detail(timeline, SV) for timeline in timelines if timeline is not None]
    for content in details:
        check(content, Elements(details[0]), classes=False)
    (anna,) = [council.person(info.name, info.party) for info in everybody if info.name == "Anna Ek"]
    assert anna is not None
    shown = [people.table(everybody, 2, PersonFilter(), begin[1], SV), people.detail(anna, "all", 1000, SV)]
    shown.append(commitments.table(ledger, len(ledger), LedgerFilter(), Shown(CASES_BEGIN), date(2024, 1, 1), SV))
    for content in shown:
        made = Elements(content)
        assert {tag for tag, _ in made.found}.isdisjoint({"script", "style", "img", "iframe", "object", "base", "form"})
        assert not [name for _, name in made.found if name.startswith("on")]
        assert not set("{}`") & set(content)
