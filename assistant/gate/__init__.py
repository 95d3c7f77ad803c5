"""The citation gate: a claim is shown only when the documents say it to the letter."""

from assistant.gate.failure import Failure
from assistant.gate.gate import examine, without_unproved
from assistant.gate.remark import left_out
from assistant.gate.words import Indexed, Words, plain

__all__ = ["Failure", "Indexed", "Words", "examine", "left_out", "plain", "without_unproved"]
