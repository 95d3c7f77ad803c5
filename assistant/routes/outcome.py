"""What a route hands back: drafts of the answer, before the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.contract import Route, Status
from assistant.drafts import Draft
from index.records import Hit


@dataclass
class Outcome:
    """Drafts in order, what was considered, and questions to go on with.

    `remarked`: the drafts say how the question was understood.
    """

    status: Status
    route: Route
    drafts: list[Draft] = field(default_factory=list)
    hits: Sequence[Hit] = ()
    suggestions: list[str] = field(default_factory=list)
    remarked: bool = False
