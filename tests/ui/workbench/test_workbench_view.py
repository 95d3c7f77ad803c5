"""The tab: from the start by a paper to a brief that is kept, and the routes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ui_support import assistant, read
from workbench_support import FIRST, PAPER, SECOND, THIRD, brief, fresh

from assistant.access import Access, Everybody, OneService, Role, User
from assistant.api import create_app
from assistant.api.workbench import workbench_router
from assistant.brief.bench import IndexBench, MemoryBench, NoBench, Told
from assistant.brief.choices import Choice, chosen
from assistant.brief.records import Brief, Paper
from assistant.brief.store import MemoryBriefs
from assistant.overview.cases import CaseInfo
from assistant.service import Service
from corpus.errors import BrokenFile, CouncilError
from corpus.records import Actor, Genre
from ui.here import Here
from ui.texts import texts
from ui.views.workbench import WorkbenchView
from ui.workbench.desk import Desk
from ui.workbench.reading import line
from ui.workbench.start import FEW, Open, start

SV, EN = texts("sv"), texts("en")
UNASKED = PAPER.model_copy(update={"questions": ()})
STAFF, OTHER = User("vera", Role.STAFF), User("olle", Role.STAFF)
GIVEN = {"fields": {"title": "Ny rubrik", "question": [FIRST, SECOND, THIRD], "parts": ["", "", ""]}}


class _OneCase:
    """A service of one case, whose only document is the invented one."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    def case(self, number: str) -> Any:
        step = SimpleNamespace(document_id="lek1", genre=Genre.INTERPELLATION, acts=())
        return SimpleNamespace(case=SimpleNamespace(kind=Genre.INTERPELLATION), steps=(step,))


class Desktop:
    """Somebody of the staff at the tab."""

    def __init__(self, bench: MemoryBench | None = None, user: User = STAFF) -> None:
        self.briefs = MemoryBriefs()
        self.bench = bench or MemoryBench(brief(), fresh(), {"lek1": PAPER})
        self.view = WorkbenchView(self.briefs, self.bench)
        self.here = Here(user, assistant(), "sv")

    def turned(self, desk: Desk, **data: Any) -> Desk:
        return self.view.turned(self.here, data, desk)

    def made(self) -> list[tuple[Desk, str]]:
        return list(self.view.begun(self.here, GIVEN, Desk(paper=PAPER), "session"))


def test_a_pasted_text_is_shown_as_understood_before_anything_is_made() -> None:
    desk = Desktop()
    understood = desk.turned(Desk(), act="paste", fields={"text": "Hej?"})
    assert understood.paper is not None
    assert understood.paper.text == "Hej?"
    assert desk.briefs.listed(STAFF) == []


def test_a_paper_that_the_server_read_comes_back_whole() -> None:
    given = desk_paper = Desktop().turned(Desk(), act="paper", paper=PAPER.model_dump_json())
    assert desk_paper.paper == PAPER
    assert given.said == ""
    assert Desktop().turned(Desk(), act="paper", paper="{}").paper is None


@pytest.mark.parametrize(
    "given",
    [
        {"act": "paste", "fields": {"text": "Ingen frågar."}},
        {"act": "paper", "paper": UNASKED.model_dump_json()},
        {"act": "choose", "id": "KS 2023/1"},
    ],
    ids=["pasted", "sent", "chosen"],
)
def test_a_paper_that_asks_nothing_is_shown_with_a_question_to_write(given: dict[str, Any]) -> None:
    desk = Desktop(MemoryBench(brief(paper=UNASKED), papers={"lek1": UNASKED}))
    desk.here = replace(desk.here, service=_OneCase(desk.here.service))
    lying = desk.turned(Desk(), **given)
    page = desk.view.drawn(desk.here, lying)
    fields = [attrs for tag, attrs in read(page).tags if attrs.get("name") == "question"]
    assert len(fields) == 1
    assert page.index("Ingen fråga hittades") < page.index('name="title"') < page.index('name="question"')
    assert "Ulla Testberg (S)" in read(page).text
    still = list(desk.view.begun(desk.here, {"fields": {"question": [" "], "parts": [""]}}, lying, "s"))
    assert len(still) == 1
    assert "Ingen fråga hittades" in still[0][1]
    written = {"fields": {"title": "Brev", "question": [FIRST], "parts": [""]}}
    made = list(desk.view.begun(desk.here, written, lying, "s"))[-1][0]
    kept = desk.briefs.open(STAFF, made.brief)
    assert kept is not None
    assert [ask.text for ask in kept.paper.questions] == [FIRST]


def test_the_preview_waits_below_a_brief_and_follows_what_is_kept() -> None:
    desk = Desktop()
    assert (desk.view.folded(desk.here, Desk()), desk.view.folded(desk.here, Desk(paper=PAPER))) == ("", "")
    desk.briefs.save(STAFF, brief(), STAFF.level)
    lying = Desk(brief="b1")
    assert "Svar på" not in desk.view.folded(desk.here, lying)
    first = desk.view.previewed(desk.here, lying)
    assert "Svar på interpellation från Ulla Testberg (S)" in first
    (only,) = brief().prepared[1].evidence
    desk.briefs.save(STAFF, chosen(brief(), Choice(n=2, source=only.source.id, kept=False)), STAFF.level)
    now = desk.view.previewed(desk.here, lying)
    marker = f'data-start="{only.source.start}" data-end="{only.source.end}"'
    assert (marker in first, marker in now) == (True, False)


def test_nobody_previews_the_brief_of_another() -> None:
    desk = Desktop()
    desk.briefs.save(OTHER, brief(), OTHER.level)
    assert desk.view.folded(desk.here, Desk(brief="b1")) == ""
    assert desk.view.previewed(desk.here, Desk(brief="b1")) == ""


def test_the_work_is_shown_question_by_question_and_its_brief_is_kept() -> None:
    desk = Desktop()
    pages = desk.made()
    assert "av 3 frågor klara" in pages[0][1]
    assert pages[-1][0].brief == "b1"
    assert "Täckning" in pages[-1][1]
    assert [one.title for one in desk.briefs.listed(STAFF)] == ["Ny rubrik"]
    assert desk.briefs.listed(OTHER) == []


def test_no_question_means_no_work() -> None:
    pages = list(Desktop().view.begun(Desktop().here, {"fields": {"question": [""]}}, Desk(paper=PAPER), "s"))
    assert len(pages) == 1
    assert "Skriv in minst en" in pages[0][1]


class _Waiting(MemoryBench):
    """Waits before its first question is done."""

    def __init__(self) -> None:
        super().__init__(brief())
        self.go = Event()

    def make(self, service: Service, paper: Paper, told: Told) -> Brief:
        self.go.wait(5)
        return super().make(service, paper, told)


def test_work_that_is_stopped_makes_no_brief_and_leaves_the_paper() -> None:
    bench = _Waiting()
    desk = Desktop(bench)
    pages = desk.view.begun(desk.here, GIVEN, Desk(paper=PAPER), "session")
    assert "0 av 3" in next(pages)[1]
    desk.view.stop("session")
    last, page = next(pages)
    bench.go.set()
    assert list(pages) == []
    assert last.paper is not None
    assert "stoppades efter 0 av 3" in page
    assert desk.briefs.listed(STAFF) == []


class _Failing(MemoryBench):
    def make(self, service: Service, paper: Paper, told: Told) -> Brief:
        raise CouncilError("Sökningen gick inte.")


def test_work_that_fails_is_one_line_above_the_paper() -> None:
    pages = Desktop(_Failing(brief())).made()
    assert "Sökningen gick inte." in pages[-1][1]
    assert pages[-1][0].paper is not None


def test_a_refresh_shows_what_changed() -> None:
    desk = Desktop()
    desk.briefs.save(STAFF, brief(), STAFF.level)
    pages = list(desk.view.refreshed(desk.here, Desk(brief="b1"), "session"))
    assert "1 nytt ställe" in pages[-1][1]
    assert "har ändrats sedan" not in read(pages[-1][1]).text


def test_a_brief_is_opened_and_deleted_by_its_owner_alone() -> None:
    desk = Desktop()
    desk.briefs.save(OTHER, brief(), OTHER.level)
    assert "finns inte längre" in desk.turned(Desk(), act="open", id="b1").said
    desk.turned(Desk(), act="delete", id="b1")
    assert desk.briefs.open(OTHER, "b1") is not None
    own = Desktop(user=OTHER)
    own.briefs.save(OTHER, brief(), OTHER.level)
    assert own.turned(Desk(), act="open", id="b1").brief == "b1"
    own.turned(Desk(), act="delete", id="b1")
    assert own.briefs.listed(OTHER) == []


def test_an_unreadable_file_is_told_in_the_language_of_the_page() -> None:
    assert "ingen" not in line(BrokenFile("a.pdf: cut short"), EN)
    with pytest.raises(NoBench):
        IndexBench().state(assistant())


def test_the_newest_unanswered_papers_are_offered_first_and_no_motion() -> None:
    ulla = Actor("Ulla Testberg", "S")
    plain = CaseInfo("a", "a", Genre.INTERPELLATION, "A", (ulla,), (), "open", date(2023, 1, 1), None, unanswered=2)
    cases = [
        plain,
        replace(plain, id="b", first=date(2024, 1, 1)),
        replace(plain, id="c", unanswered=0),
        replace(plain, id="d", kind=Genre.MOTION),
        replace(plain, id="e", first=None),
    ]
    assert [one.case_id for one in Open.among(cases)] == ["b", "a", "e"]
    many = Open.among([replace(plain, id=str(n)) for n in range(FEW + 3)])
    assert start(many, (), 1_000_000, SV).count('data-act="choose"') == FEW
    assert start(many, (), 1_000_000, SV, every=True).count('data-act="choose"') == FEW + 3
    assert "högst 1 MB" in start((), (), 1_000_000, SV)


class _Web:
    def __init__(self, user: User = STAFF, bench: MemoryBench | None = None, limit: int = 1000) -> None:
        self.briefs, self.bench = MemoryBriefs(), bench or MemoryBench(brief())
        access = Access(Everybody(user), OneService(assistant()))
        self.client = TestClient(
            create_app(access, routers=[workbench_router(access, self.bench, self.briefs, limit)]),
            raise_server_exceptions=False,
        )

    def chooses(self, **choice: Any) -> Any:
        answer = self.client.post("/api/workbench/b1/choices", json=choice)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def first(self) -> Any:
        kept = self.briefs.open(STAFF, "b1")
        assert kept is not None
        return kept.prepared[0]


@pytest.fixture
def web() -> Iterator[_Web]:
    made = _Web()
    made.briefs.save(STAFF, brief(), STAFF.level)
    yield made
    made.client.close()


def test_a_sent_file_becomes_a_paper(web: _Web) -> None:
    answer = web.client.post("/api/workbench/paper?name=../fråga.txt", content=b"Vad kostar det?")
    assert Paper.model_validate(answer.json()).title == "fråga.txt"


def test_a_sent_file_that_asks_nothing_becomes_a_paper_without_questions() -> None:
    web = _Web(bench=MemoryBench(brief(paper=UNASKED)))
    answer = web.client.post("/api/workbench/paper?name=brev.txt", content=b"Hej.")
    web.client.close()
    assert (answer.status_code, answer.json()["questions"]) == (200, [])


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [(b"x" * 1001, 413, "större"), (b"", 415, "tom"), (b"\x7fELF\x00\x01\x02\xff" * 9, 415, "fråga.txt")],
)
def test_a_file_that_is_not_taken_is_told_in_one_line(web: _Web, content: bytes, status: int, told: str) -> None:
    answer = web.client.post("/api/workbench/paper?name=fråga.txt&language=sv", content=content)
    assert (answer.status_code, "\n" in answer.json()["error"]) == (status, False)
    assert told in answer.json()["error"]


def test_choices_are_kept_as_they_are_made(web: _Web) -> None:
    a, b, c = (one.source.id for one in web.first.evidence)
    web.chooses(n=1, source=a, kept=False)
    web.chooses(n=1, source=b, note=" Kolla siffran ")
    web.chooses(n=1, order=[c, a, b])
    web.chooses(n=1, note="Ring Bo")
    assert [one.source.id for one in web.first.evidence] == [c, a, b]
    assert [one.kept for one in web.first.evidence] == [False, False, True]
    assert [one.note for one in web.first.evidence] == ["", "", "Kolla siffran"]
    assert web.first.note == "Ring Bo"


def test_a_choice_that_leaves_a_question_without_evidence_changes_its_cover(web: _Web) -> None:
    (only,) = (one.source.id for one in brief().prepared[1].evidence)
    web.chooses(n=2, source=only, kept=True)
    assert web.chooses(n=2, source=only, kept=False) == {"covers_changed": True}
    assert web.chooses(n=2, note="x") == {"covers_changed": False}


def test_the_draft_is_of_what_was_chosen(web: _Web) -> None:
    web.chooses(n=1, note="Ring Bo")
    answer = web.client.get("/api/workbench/b1/draft")
    assert answer.status_code == 200
    assert "Utkast%20Interpellation" in answer.headers["content-disposition"]
    assert web.bench.drafted[0].prepared[0].note == "Ring Bo"


def template() -> bytes:
    """A Word file of a municipality, with a place for the answer."""
    import docx

    made, held = docx.Document(), BytesIO()
    made.sections[0].header.paragraphs[0].text = "Tallhamra kommun"
    for words in ("Tjänsteskrivelse", "[[SVAR]]", "Torget 1"):
        made.add_paragraph(words)
    made.save(held)
    return held.getvalue()


def test_a_draft_is_written_into_the_template_that_is_sent() -> None:
    import docx

    web = _Web(limit=1_000_000)
    web.briefs.save(STAFF, brief(), STAFF.level)
    answer = web.client.post("/api/workbench/b1/draft?language=sv&name=mall.docx", content=template())
    web.client.close()
    assert answer.status_code == 200
    assert "Utkast%20Interpellation" in answer.headers["content-disposition"]
    made = docx.Document(BytesIO(answer.content))
    lines = [one.text for one in made.paragraphs]
    assert made.sections[0].header.paragraphs[0].text == "Tallhamra kommun"
    assert lines[0] == "Tjänsteskrivelse"
    assert lines[1].startswith("Svar på interpellation från Ulla Testberg (S)")
    assert lines.index(f"1. {FIRST}") < lines.index("Torget 1")
    assert "[[SVAR]]" not in lines


@pytest.mark.parametrize(
    ("content", "status", "sv", "en"),
    [
        (b"%PDF-1.7 ...", 422, "mall.docx är inget Worddokument", "mall.docx is no Word document"),
        (b"", 422, "mall.docx är inget Worddokument", "mall.docx is no Word document"),
        (b"x" * 1001, 413, "mall.docx är större än 0.001 MB", "mall.docx is larger than 0.001 MB"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_in_one_line_of_the_language(
    web: _Web, content: bytes, status: int, sv: str, en: str
) -> None:
    for language, told in (("sv", sv), ("en", en)):
        answer = web.client.post(f"/api/workbench/b1/draft?language={language}&name=../mall.docx", content=content)
        assert answer.status_code == status
        assert answer.json()["error"].startswith(told)
        assert "\n" not in answer.json()["error"]


def test_nobody_else_gets_in(web: _Web) -> None:
    assert web.client.get("/api/workbench/b2/draft").status_code == 404
    assert web.client.post("/api/workbench/b2/draft", content=b"x").status_code == 404
    reader = _Web(User("lena", Role.READER))
    assert reader.client.post("/api/workbench/paper?name=a.txt", content=b"a?").status_code == 403
    assert reader.client.post("/api/workbench/b1/choices", json={"n": 1}).status_code == 403
    assert reader.client.get("/api/workbench/b1/draft").status_code == 403
    assert reader.client.post("/api/workbench/b1/draft", content=b"x").status_code == 403
    reader.client.close()
