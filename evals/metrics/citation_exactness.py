"""Citation exactness: is every quote what stands there?

exactness = citations with text[start:end] == quote / citations                         range 0 … 1, must be 1

Over all citations of all answers together. Source: this project's first invariant, offsets are truth.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.record import Record


def citation_exactness(records: Iterable[Record]) -> float | None:
    """The share of exact citations; None when nothing is cited."""
    return mean(float(exact) for record in records for exact in record.exact)
