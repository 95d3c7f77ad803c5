"""A question on its way: the turn of a conversation as its answer comes, and which turns are on their way."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from time import perf_counter
from typing import Any

from assistant.contract import FilterSpec
from assistant.service import Service
from assistant.streaming import Answered, ClaimReady, Understood
from corpus.errors import CouncilError
from index.levels import Level
from ui.ask.turn import Turn, narrowed, without_filter
from ui.ask.understood import chip_of
from ui.data import number

_log = logging.getLogger(__name__)

PAUSE = 0.15  # seconds between two claims that are shown as they come
KEPT = 50  # turns of a conversation that stay on the page


def told(service: Service, turn: Turn, earlier: Sequence[Turn]) -> Iterator[Turn]:
    """The turn as its answer comes. Never raises: an error becomes a line in the conversation."""
    try:
        yield from _told(service, turn, earlier)
    except CouncilError as error:
        yield replace(turn, error=str(error), kind=type(error).__name__)
    except Exception:
        _log.exception("a question failed")
        yield replace(turn, error="")


def _told(service: Service, turn: Turn, earlier: Sequence[Turn]) -> Iterator[Turn]:
    before = [] if turn.fresh else history(earlier)
    shown = perf_counter()
    for event in service.stream(turn.question, history=before, filters=turn.filters):
        if isinstance(event, Understood):
            turn = replace(turn, understood=event)
            if event.changed or event.restrictions:
                yield turn
        elif isinstance(event, ClaimReady):
            turn = replace(turn, ready=(*turn.ready, event))
            if perf_counter() - shown > PAUSE:
                shown = perf_counter()
                yield turn
        elif isinstance(event, Answered):
            yield replace(turn, answer=event.answer, ready=())
            return
    yield replace(turn, error="")


def history(turns: Sequence[Turn]) -> list[str]:
    """The questions that the next one may lean on: those answered, from the last that was asked afresh."""
    begin = max((index for index, turn in enumerate(turns) if turn.fresh), default=0)
    return [turn.question for turn in turns[begin:] if turn.answer]


def settled(turns: Sequence[Turn], running: Running) -> list[Turn]:
    """The turns, where one that waits for an answer that is no longer made is cut."""
    return [replace(turn, cut=True) if turn.waiting and turn.id not in running else turn for turn in turns]


class Running:
    """The turns whose answers are being made in this process, one for each open page."""

    def __init__(self) -> None:
        self._turns: dict[str, str] = {}
        self._lock = Lock()

    @contextmanager
    def one(self, session: str, turn: str) -> Iterator[bool]:
        """Marks a turn of an open page as running; False when another of that page is."""
        with self._lock:
            free = session not in self._turns
            if free:
                self._turns[session] = turn
        try:
            yield free
        finally:
            if free:
                with self._lock:
                    self._turns.pop(session, None)

    def __contains__(self, turn: str) -> bool:
        with self._lock:
            return turn in self._turns.values()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked: a question, what it is narrowed by, and the turns that stay before it."""

    question: str
    filters: FilterSpec
    turns: Sequence[Turn]
    fresh: bool = False


def wanted(data: Mapping[str, object], turns: Sequence[Turn], fields: Sequence[Any]) -> Wanted:
    """What a press asks for: a failed question again, one without a restriction or a filter, or a new one."""
    again, of = number(data.get("again")), number(data.get("of"))
    if again is not None and again < len(turns):
        turn = turns[again]
        before = turns[:-1] if again == len(turns) - 1 and turn.answer is None else turns
        return Wanted(turn.question, turn.filters, before, turn.fresh)
    if of is not None and of < len(turns):
        turn = turns[of]
        if "filter" in data:
            return Wanted(turn.question, without_filter(turn.filters, str(data["filter"])), turns, turn.fresh)
        chip = chip_of(turn, number(data.get("chip")))
        return Wanted(chip.question or "" if chip else "", turn.filters, turns, chip.fresh if chip else False)
    return Wanted(str(data.get("question", "")), narrowed(*fields), turns)


def asking(
    service: Service, question: str, turns: Sequence[Turn], fields: Sequence[Any], level: Level = Level.PUBLIC
) -> Iterator[list[Turn]]:
    """The conversation with a new question waiting, then answered. An empty one changes nothing."""
    want = Wanted(question, narrowed(*fields), turns)
    yield from answering(service, want, begun(want, level))


def begun(want: Wanted, level: Level) -> Turn:
    """The turn of what is asked, before anything has come."""
    return Turn(want.question.strip(), filters=want.filters, fresh=want.fresh, level=level)


def answering(service: Service, want: Wanted, turn: Turn) -> Iterator[list[Turn]]:
    """The conversation with the turn waiting, then as its answer comes. An empty question changes nothing."""
    before = list(want.turns)[-KEPT + 1 :]
    if not turn.question:
        yield list(want.turns)
        return
    yield [*before, turn]
    for now in told(service, turn, before):
        yield [*before, now]
