"""One kill after the other: where it struck, what was found, how long the next run took."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from evals.crash import looking
from evals.crash.child import Ended, Kill, run
from evals.crash.moments import MOMENTS
from evals.crash.plans import Ground, Plan
from index.settings import Settings


@dataclass(frozen=True, slots=True)
class Struck:
    """A kill: of which plan, when, how many files were acknowledged before, and what was wrong afterwards."""

    plan: Plan
    when: str
    acknowledged: int
    found: tuple[str, ...]
    recovery: float


@dataclass
class Course:
    """What a plan does when nothing disturbs it: its time, and how often each moment comes."""

    seconds: float
    moments: dict[str, int]
    struck: Counter[str] = field(default_factory=Counter)


class Harness:
    """Kills on one ground. Everything that opens an index happens in forks, so that none sees another's libraries."""

    def __init__(self, ground: Ground, seed: int) -> None:
        self._ground = ground
        self._random = Random(seed)
        self._courses: dict[str, Course] = {}
        self._answers: dict[str, Any] = {}

    def course(self, plan: Plan) -> Course:
        """The undisturbed course of a plan. Raises `RuntimeError` when it fails by itself."""
        if plan.name not in self._courses:
            self._ground.prepare(plan.end)
            self._ground.begin(plan.start)
            timed = self._ground.done(plan.command)
            if timed.code:
                raise RuntimeError(f"{plan.name}: {timed.errors or timed.output}")
            self._ground.begin(plan.start)
            counted = run(self._ground.work(plan.command), self._ground.folder / "scratch", count=True)
            self._courses[plan.name] = Course(timed.seconds, counted.moments)
        return self._courses[plan.name]

    def strikes(self, plan: Plan, number: int, timed: float = 0.5) -> Iterator[Struck]:
        """So many kills; a share `timed` of them by the clock alone, the others at the moments, in turn."""
        course = self.course(plan)
        done = 0
        for _ in range(number * 4):
            if done == number:
                return
            by_clock = not course.moments or self._random.random() < timed
            kill = self._by_clock(course) if by_clock else self._at_moment(course)
            if (struck := self._strike(plan, kill)) is not None:
                done += 1
                yield struck

    def _by_clock(self, course: Course) -> Kill:
        return Kill(self._random.uniform(0.0, course.seconds))

    def _at_moment(self, course: Course) -> Kill:
        """The moment that was struck least so far, at one of its times."""
        moments = [moment for moment in MOMENTS if moment.name in course.moments]
        least = min(course.struck[moment.name] for moment in moments)
        moment = self._random.choice([moment for moment in moments if course.struck[moment.name] == least])
        course.struck[moment.name] += 1
        nth = self._random.randint(1, course.moments[moment.name])
        return Kill(self._random.uniform(0.0, moment.within), moment, nth)

    def _strike(self, plan: Plan, kill: Kill) -> Struck | None:
        """One kill and what came after it; None when the command was done before."""
        ground = self._ground
        ground.begin(plan.start)
        ended = run(ground.work(plan.command), ground.folder / "scratch", kill)
        if not ended.killed:
            return None
        when = kill.moment.name if kill.moment else "at any moment"
        told = looking.acknowledged(ended.output)
        found = ["a process that it had started went on"] if ended.left else []
        found += self.seen(lambda: looking.lost(ground.settings(), told))
        begun = time.monotonic()
        for command in plan.again or (plan.command,):
            found += complaints(ground.done(command), command)
        recovery = time.monotonic() - begun
        found += self.compared(plan.end)
        return Struck(plan, when, len(told), tuple(found), recovery)

    def compared(self, end: str) -> list[str]:
        """How the index differs from the unharmed one, beside what `verify` finds."""
        settings, unharmed = self._ground.settings(), self._ground.unharmed(end)
        if end not in self._answers:
            self._answers[end] = self.seen(lambda: [[], looking.held(unharmed), looking.answers(unharmed)])
        _, files, answers = self._answers[end]
        now = self.seen(lambda: [looking.problems(settings), looking.held(settings), looking.answers(settings)])
        if len(now) != 3:
            return now
        found = list(now[0])
        found += [f"{path}: not as in the unharmed index" for path in sorted(_differing(files, now[1]))]
        return found + [f'"{question}": another answer' for question in sorted(_differing(answers, now[2]))]

    def seen(self, look: Callable[[], list[Any]]) -> list[Any]:
        """What a look in a fork gives; what it raises is a finding."""

        def work() -> int:
            print(json.dumps(look(), ensure_ascii=False))
            return 0

        ended = run(work, self._ground.folder / "look")
        if ended.code:
            return [f"looking failed: {_last(ended)}"]
        return list(json.loads(ended.output.splitlines()[-1]))

    @property
    def settings(self) -> Settings:
        """Those of the index that is killed."""
        return self._ground.settings()


def complaints(ended: Ended, command: tuple[str, ...]) -> list[str]:
    """What is wrong with how the next run ended."""
    if ended.code == 0:
        return []
    return [f"council {' '.join(command)} ended with {ended.code} afterwards: {_last(ended)}"]


def _last(ended: Ended) -> str:
    return (ended.errors.strip() or ended.output.strip() or "nothing was said").splitlines()[-1]


def _differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}
