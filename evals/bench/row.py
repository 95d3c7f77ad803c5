"""A row of the table of measures: what was measured, how it came out, and the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One measure. `met` says whether the goal is reached."""

    what: str
    found: str
    goal: str
    met: bool

    @property
    def markdown(self) -> str:
        """The row of a Markdown table."""
        return f"| {self.what} | {self.found} | {self.goal} | {'yes' if self.met else 'no'} |"


def write(rows: Sequence[Row], out: Path | None) -> None:
    """Prints the rows, and writes them to a file when one is given."""
    text = "\n".join(row.markdown for row in rows)
    print(text)
    if out is not None:
        out.write_text(text + "\n", encoding="utf-8")
