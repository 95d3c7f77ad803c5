"""Asking on the page: as answers come, one at a time, again, without a restriction; judged, saved and kept."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from time import sleep

import docx as word
import pytest
from ui_support import QUESTION, QUOTE, answer, assistant, citation, document, read

from assistant.access import NotSignedIn, Role, User
from assistant.clock import MemoryClock
from assistant.contract import Answer, Claim, FilterSpec
from assistant.feedback import MemoryFeedback, feedback
from assistant.keeping import MemoryConversations
from assistant.memory import MemoryAssistant
from assistant.streaming import Answered, ClaimReady, Event, Restriction, Understood
from corpus.errors import BadSettings, NoIndex
from ui.ask.asking import KEPT, Running, asking, history, settled, told, wanted
from ui.ask.chat import conversation
from ui.ask.earlier import earlier, keep, opened
from ui.ask.exporting import exported
from ui.ask.turn import Turn, narrowed
from ui.ask.verdicts import verdicts
from ui.here import Here
from ui.stores import Stores, memory_stores, stores_in
from ui.texts import texts
from ui.views.ask import AskView
from ui.views.quality import QualityView

SV = texts("sv")
NO_FILTERS = (None, None, None, None)
NARROWED = Understood(
    QUESTION, "sv", False, (Restriction("person", "lekplatsen", QUESTION.index("lek"), QUESTION.index("?")),)
)
EVA = User("eva", Role.STAFF)


class Streaming(MemoryAssistant):
    """Gives what it is told to; an error in its place is raised."""

    def __init__(self, *events: Event | Exception) -> None:
        super().__init__([document()])
        self._events = events

    def stream(self, question: str, *, history: Sequence[str] = (), **_: object) -> Iterator[Event]:
        self.asked.append((question, tuple(history), None))
        for event in self._events:
            if isinstance(event, Exception):
                raise event
            yield event


def turn(question: str = QUESTION, **changes: object) -> Turn:
    return replace(Turn(question, answer=answer()), **changes)


def test_the_question_waits_is_understood_and_is_answered() -> None:
    service = Streaming(NARROWED, Answered(answer()))
    first, second, last = asking(service, f" {QUESTION} ", [], NO_FILTERS)
    assert first[0].waiting
    assert second[0].understood == NARROWED
    assert last[0].answer == answer()
    assert last[0].id == first[0].id


def test_a_claim_that_takes_its_time_is_shown_before_the_answer() -> None:
    class Slow(Streaming):
        def stream(self, question: str, **given: object) -> Iterator[Event]:
            for event in super().stream(question):
                sleep(0.2)
                yield event

    service = Slow(ClaimReady(Claim(text="Först.", citations=[])), Answered(answer()))
    steps = list(told(service, Turn("?"), []))
    assert [len(step.ready) for step in steps] == [1, 0]


def test_an_error_is_a_turn_and_never_a_crash() -> None:
    (typed,) = told(Streaming(NoIndex("nothing there")), Turn("?"), [])
    assert (typed.error, typed.kind) == ("nothing there", "NoIndex")
    (odd,) = told(Streaming(RuntimeError("secret path /srv/x")), Turn("?"), [])
    assert odd.error == ""
    *_, late = told(Streaming(NARROWED, RuntimeError("x")), Turn("?"), [])
    assert late.error == ""
    (silent,) = told(Streaming(), Turn("?"), [])
    assert silent.error == ""


def test_earlier_questions_go_along_as_history_from_the_last_that_was_asked_afresh() -> None:
    turns = [turn("Ett?"), Turn("Trasig?", error=""), turn("Två?")]
    assert history(turns) == ["Ett?", "Två?"]
    assert history([*turns, turn("Tre?", fresh=True), turn("Fyra?")]) == ["Tre?", "Fyra?"]
    service = Streaming(Answered(answer()))
    list(told(service, Turn("Fem?", fresh=True), turns))
    list(told(service, Turn("Sex?"), turns))
    assert [given for _, given, _ in service.asked] == [(), ("Ett?", "Två?")]


def test_an_empty_question_changes_nothing_and_a_long_conversation_is_cut() -> None:
    assert list(asking(assistant(), "  ", [], NO_FILTERS)) == [[]]
    *_, done = asking(assistant(), QUESTION, [turn(str(n)) for n in range(KEPT + 5)], NO_FILTERS)
    assert len(done) == KEPT


def test_a_failed_question_is_asked_again_in_its_own_place() -> None:
    failed = Turn("Trasig?", error="", filters=FilterSpec(body=["A"]), fresh=True)
    again = wanted({"again": "1"}, [turn(), failed], NO_FILTERS)
    assert (again.question, again.filters, again.fresh) == ("Trasig?", failed.filters, True)
    assert len(again.turns) == 1
    # One further up stays where it is, and is asked anew at the end.
    assert len(wanted({"again": "0"}, [failed, turn()], NO_FILTERS).turns) == 2


def test_a_chip_taken_away_asks_without_its_words() -> None:
    asked = turn("Vem frågade om badet 2023?")
    said = Restriction("period", "2023-01-01/2023-12-31", 21, 25)
    asked = replace(asked, understood=Understood(asked.question, "sv", False, (said,)))
    want = wanted({"of": "0", "chip": "0"}, [asked], NO_FILTERS)
    assert (want.question, want.fresh) == ("Vem frågade om badet?", True)
    assert wanted({"of": "0", "chip": "7"}, [asked], NO_FILTERS).question == ""


def test_a_filter_taken_away_asks_the_same_without_it() -> None:
    narrow = turn(filters=narrowed(["A"], None, "2023", ""))
    want = wanted({"of": "0", "filter": "period"}, [narrow], ("B", None, "", ""))
    assert (want.question, want.filters) == (QUESTION, FilterSpec(body=["A"]))


def test_a_press_that_means_nothing_asks_nothing() -> None:
    for data in ({}, {"again": "9"}, {"of": "9", "chip": "0"}, {"of": "x"}, {"again": "-1"}):
        assert wanted(data, [turn()], NO_FILTERS).question == ""


def test_one_question_at_a_time_on_each_open_page() -> None:
    running = Running()
    with running.one("page", "a") as first, running.one("page", "b") as second, running.one("other", "c") as third:
        assert (first, second, third) == (True, False, True)
        assert "a" in running
        assert "b" not in running
    assert "a" not in running


def test_an_answer_that_nobody_makes_any_more_is_cut() -> None:
    running, waiting = Running(), Turn("?")
    assert settled([turn(), waiting], running)[1].cut
    with running.one("page", waiting.id):
        assert not settled([waiting], running)[0].cut
    assert not settled([turn()], running)[0].cut


def test_the_conversation_is_saved_as_word_and_markdown() -> None:
    base, day = "http://127.0.0.1:7860/", date(2024, 6, 1)
    made = exported([turn(), Turn("?", error="")], "docx", base, assistant(), "sv", day)
    assert made is not None
    assert made.name == "fragor-och-svar-2024-06-01.docx"
    lines = [paragraph.text for paragraph in word.Document(BytesIO(b64decode(made.content))).paragraphs]
    assert lines[0].endswith("Tallhamra")
    assert QUESTION in lines
    text = exported([turn()], "markdown", base, assistant(), "en", day)
    assert text is not None
    assert f"{base}?doc=lek1&start={citation().start}" in b64decode(text.content).decode()
    assert exported([Turn("?", error="")], "docx", base, assistant(), "sv", day) is None
    assert exported([turn()], "exe", base, assistant(), "sv", day) is None
    with pytest.raises(BadSettings):
        exported([turn()], "markdown", "javascript:alert(1)", assistant(), "sv", day)


def test_kept_conversations_are_listed_opened_and_deleted() -> None:
    kept = MemoryConversations(30, MemoryClock(datetime(2024, 5, 2, tzinfo=UTC)))
    keep(EVA, kept, "c1", turn(filters=FilterSpec(body=["A"])))
    keep(EVA, kept, "c1", Turn("Trasig?", error=""))
    content = earlier(EVA, kept, SV)
    named = [attrs for tag, attrs in read(content).tags if tag == "button"]
    assert [one.get("data-open") or one.get("data-forget") for one in named] == ["c1", "c1", "all"]
    assert all(one["data-confirm"] for one in named if one.get("data-forget"))
    assert "2024-05-02 · en fråga" in read(content).text
    (again,) = opened(EVA, kept, "c1")
    assert again.answer == answer()
    assert again.filters == FilterSpec(body=["A"])
    assert opened(User("bo"), kept, "c1") == []


def test_nothing_is_shown_of_conversations_where_none_are_kept() -> None:
    assert earlier(EVA, memory_stores().kept, SV) == ""
    assert earlier(User(), MemoryConversations(30), SV) == ""


def test_a_verdict_is_kept_with_what_led_to_it_and_can_be_changed() -> None:
    stores = memory_stores()
    view, here = AskView(stores), Here(EVA, assistant(), "sv")
    turns = [turn("Ett?"), turn()]
    judged = view._judged(here, {"of": "1", "vote": "down", "reason": "wrong", "comment": "Nej."}, turns)
    assert [one.verdict for one in judged] == ["", "down"]
    (given,) = stores.feedback.newest()
    assert (given.user, given.history, given.reason, given.comment) == ("eva", ("Ett?",), "wrong", "Nej.")
    view._judged(here, {"of": "1", "vote": "up"}, judged)
    assert [one.verdict for one in stores.feedback.newest()] == ["up"]


def test_a_verdict_that_means_nothing_is_not_kept() -> None:
    stores = memory_stores()
    view, here = AskView(stores), Here(EVA, assistant(), "sv")
    for data in ({}, {"of": "9", "vote": "up"}, {"of": "0", "vote": "odd"}, {"of": "1", "vote": "up"}):
        assert view._judged(here, data, [turn(), Turn("?", error="")])[0].verdict == ""
    assert stores.feedback.newest() == []


def test_staff_see_verdicts_and_what_users_wrote_stays_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    given = feedback(answer(question=hostile), "down", user="eva", reason="wrong", comment=hostile, history=["Ett?"])
    content = verdicts([given], SV)
    assert "img" not in {tag for tag, _ in read(content).tags}
    text = read(content).text
    assert "Svaret är fel" in text
    assert "Ett omdöme" in text
    assert [attrs["data-make"] for tag, attrs in read(content).tags if "data-make" in attrs] == [given.id]
    assert "Inga omdömen" in verdicts([], SV)


def test_one_press_makes_an_evaluation_question(tmp_path: Path) -> None:
    stores = Stores(MemoryFeedback(), memory_stores().kept, tmp_path)
    view, here = QualityView(stores), Here(EVA, assistant(), "sv")
    right, wrong = feedback(answer(), "up", id="a" * 32), feedback(answer(), "down", id="b" * 32)
    stores.feedback.add(right)
    stores.feedback.add(wrong)
    assert "evaluation.jsonl" in view._done(here, {"make": right.id})
    assert "utkasten" in view._done(here, {"make": wrong.id})
    assert QUOTE in (tmp_path / "evaluation.jsonl").read_text("utf-8")
    assert "Utvärderingsfråga feedback-aaaaaaaaaaaa" in verdicts(stores.feedback.newest("up"), SV)
    view._done(here, {"delete": wrong.id})
    assert stores.feedback.newest("down") == []
    assert view._done(here, {"make": wrong.id}) == SV("quality.gone")


def test_only_staff_may_press_there() -> None:
    view = QualityView(memory_stores())
    with pytest.raises(NotSignedIn):
        view._done(Here(User("bo"), assistant(), "sv"), {"delete": "x"})


def test_the_stores_of_an_index_lie_in_its_folder(tmp_path: Path) -> None:
    stores = stores_in(tmp_path)
    stores.feedback.add(feedback(answer(), "up"))
    assert (tmp_path / "feedback.sqlite").exists()
    assert not (tmp_path / "conversations.sqlite").exists()


def test_an_answer_in_english_is_copied_in_english() -> None:
    english: Answer = answer(language="en")
    assert "p. 1, 2023-05-04" in read(conversation([Turn("?", answer=english)], "", assistant(), SV)).text
