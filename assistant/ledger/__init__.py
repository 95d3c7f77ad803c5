"""The commitment ledger: what somebody undertook in an answer or a decision, by when, and what later documents show."""

from assistant.ledger.ledger import commitments
from assistant.ledger.records import Commitment, Kind

__all__ = ["Commitment", "Kind", "commitments"]
