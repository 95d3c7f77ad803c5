"""Near-miss pairs: questions about one passage each, of which about half it does not answer.

`pairs.jsonl` holds one a line: the question, where the passage stands (`path`, `start`, `end` in the document's
text), a fingerprint of its reading text as `check`, and as `answer` where in that text the answering words stand.
Without `answer` the passage is about the matter, often in the same words, and does not tell what is asked. `asks` is
where in the text somebody asks the same; it is empty where nobody does, and missing where that was not looked at.
The shipped reader learnt from the first 32,595; those after them wait for the next training.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.contract import Language
from evals.dataset import DatasetError
from evals.fingerprint import fingerprint

PAIRS = Path(__file__).with_name("pairs.jsonl")


class Pair(BaseModel):
    """A question and the passage that it was written on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str = Field(min_length=1)
    language: Language
    kind: str
    path: str
    start: int = Field(ge=0)
    end: int
    check: str = Field(pattern="^[0-9a-f]{8}$")
    answer: tuple[int, int] | None = None
    asks: tuple[int, int] | tuple[()] | None = None

    def stands_in(self, text: str) -> bool:
        """Whether a passage's reading text is still what it was when the question was written."""
        return fingerprint(text) == self.check


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file, in order; raises `DatasetError` when it is missing or a line is no pair."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read ({error.__class__.__name__}).") from None
    pairs = []
    for number, line in enumerate(lines, 1):
        try:
            pairs.append(Pair.model_validate_json(line))
        except ValidationError as error:
            raise DatasetError(f"{path}, line {number}: {error.errors()[0]['msg']}.") from None
    return pairs
