"""A system that behaves as it is told, well and badly: the double by which the runner is tested."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.contract import Answer, Request
from evals.systems.base import NoAnswer

Behaviour = Literal["answer", "refuse", "break", "nonsense", "misfit", "hang", "die"]
FOREVER = 3600.0  # seconds


@dataclass(frozen=True)
class ScriptedSystem:
    """Gives `given` to every question but those that `script` tells otherwise, by id.

    A question makes it "refuse" with an error of ours, "break" with another error, give "nonsense" (no answer object)
    or a "misfit" (an answer object whose fields hold what they must not), "hang" for an hour, or "die": the process
    ends. `texts` are documents by path; `seconds` is how long an answer takes.
    """

    given: Answer
    script: Mapping[str, Behaviour] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def answer(self, request: Request) -> Answer:
        """What the script says."""
        behaviour = self.script.get(str(request.id), "answer")
        if behaviour == "refuse":
            raise NoAnswer("This question is not answered.")
        if behaviour == "break":
            raise ZeroDivisionError("no such\nnumber")
        if behaviour == "hang":
            time.sleep(FOREVER)
        if behaviour == "die":
            os._exit(3)
        nonsense: Any = "I do not know."
        if behaviour == "nonsense":
            return nonsense  # type: ignore[no-any-return]
        if behaviour == "misfit":
            return self.given.model_copy(update={"status": "perhaps"})
        time.sleep(self.seconds)
        return self.given.model_copy(update={"id": request.id, "question": request.question})

    def text(self, document_id: str, path: str) -> str | None:
        """The text by path."""
        return self.texts.get(path)

    def close(self) -> None:
        """Nothing is held open."""
