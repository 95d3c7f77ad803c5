"""The measures of the gate over claims: cost, false alarms, catches."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.contract import Language
from assistant.drafts import Draft
from assistant.gate import Failure, Words, examine
from corpus.records import Document
from evals.gate import mutations, paraphrases
from evals.gate.claims import Seen, in_words
from evals.gate.mutations import World

Original = Callable[[str], Document | None]
SHOWN = 12  # examples of each kind that are kept


@dataclass
class Tally:
    """How many of a kind were stopped, by which check, and some that went the other way than they should."""

    n: int = 0
    stopped: int = 0
    checks: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, str]] = field(default_factory=list)

    def add(self, draft: Draft, failure: Failure | None, *, wanted: bool) -> None:
        """Counts a claim; one that was not treated as `wanted` (stopped or not) is kept as an example."""
        self.n += 1
        self.stopped += failure is not None
        if failure is not None:
            self.checks[failure.check] += 1
        if (failure is not None) is not wanted and len(self.examples) < SHOWN:
            quote = draft.support.quote if draft.support else ""
            why = f"{failure.check}: {failure.detail}" if failure else ""
            told = " | ".join(draft.cells) or draft.text
            self.examples.append({"claim": told[:400], "quote": quote[:400], "why": why})

    def told(self) -> dict[str, Any]:
        """For JSON."""
        share = self.stopped / self.n if self.n else None
        return {
            "n": self.n, "stopped": self.stopped, "share": share, "checks": dict(self.checks),
            "examples": self.examples,
        }  # fmt: skip


@dataclass
class Measured:
    """Everything that is reported."""

    own: Tally = field(default_factory=Tally)
    ms: list[float] = field(default_factory=list)
    free_ms: list[float] = field(default_factory=list)
    faithful: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    free: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    template: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def measure(seen: Sequence[Seen], original: Original, reader: Words, people: Iterable[str], seed: int = 1) -> Measured:
    """Examines the claims, paraphrases of those that pass, and mutants of both. Documents are read beforehand."""
    done = Measured()
    world = World(tuple(people), random.Random(seed))
    known: dict[tuple[str, int, int], None] = {}
    for one in seen:
        failure, ms = _timed(one.draft, original, reader)
        done.ms.append(ms)
        done.own.add(one.draft, failure, wanted=False)
        support = one.draft.support
        if failure is not None or support is None:
            continue
        key = (support.document.id, support.start, support.end)
        if not one.draft.cells:
            for mutant in (*mutations.of_text(one.draft, one.language, world), *mutations.of_place(one.draft)):
                done.template[mutant.change].add(mutant.draft, examine(mutant.draft, original, reader), wanted=True)
        if key not in known:
            known[key] = None
            _in_words(one, original, reader, world, done)
    return done


def _in_words(one: Seen, original: Original, reader: Words, world: World, done: Measured) -> None:
    """The claim in words of its own, in both languages, true and changed."""
    languages: tuple[Language, ...] = ("sv", "en")
    for language in languages:
        told = in_words(one, language)
        if told is None:
            continue
        for name, faithful in paraphrases.of(told, language):
            failure, ms = _timed(faithful, original, reader)
            done.free_ms.append(ms)
            done.faithful[f"{name}, {language}"].add(faithful, failure, wanted=False)
            if failure is not None or name not in ("as told", "word by word in English"):
                continue
            # The words of the quote are Swedish in a text told in Swedish, English where they were rendered.
            if language == "sv" or name != "as told":
                for mutant in (*mutations.of_text(faithful, language, world), *mutations.of_place(faithful)):
                    stopped = examine(mutant.draft, original, reader)
                    done.free[mutant.change].add(mutant.draft, stopped, wanted=True)


def _timed(draft: Draft, original: Original, reader: Words) -> tuple[Failure | None, float]:
    """Milliseconds of this thread alone: others on the machine do not count."""
    began = time.thread_time()
    failure = examine(draft, original, reader)
    return failure, (time.thread_time() - began) * 1000
