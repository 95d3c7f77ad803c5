"""The citation gate: a claim is shown only when the documents say it to the letter."""

from assistant.gate.gate import Failure, examine

__all__ = ["Failure", "examine"]
