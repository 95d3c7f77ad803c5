"""What was left out of an answer, and why, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.contract import Language
from assistant.gate.failure import Failure
from assistant.texts import say


def left_out(failures: Sequence[Failure], language: Language) -> str:
    """ "2 uppgifter har utelämnats …: ett datum står inte i källan (1), …"; the commonest reason first."""
    why = Counter(failure.check for failure in failures).most_common()
    if len(why) == 1:
        told = say(language, f"gate.why.{why[0][0]}")
    else:
        told = ", ".join(say(language, "gate.reason", why=say(language, f"gate.why.{c}"), n=n) for c, n in why)
    return say(language, "gate.dropped_one" if len(failures) == 1 else "gate.dropped_many", n=len(failures), why=told)
