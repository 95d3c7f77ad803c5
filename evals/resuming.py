"""What a run has asked already, kept as it goes, so that one that was killed goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.dataset import Question
from evals.record import Record, dumped, loaded

FILE = "unfinished.jsonl"


class Unfinished:
    """The records of a run in a file, one a line after a first line that tells what is measured.

    `about` tells the run from others: what was kept of another dataset, index, version or system is not used. A line
    that was cut short by the end of the process is asked again. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None, about: Mapping[str, Any]) -> None:
        self._file = folder / FILE if folder is not None else None
        self._head = json.dumps(about, sort_keys=True, ensure_ascii=False)

    def known(self, questions: Sequence[Question]) -> dict[str, Record]:
        """The records that are kept of these questions, by id."""
        if self._file is None or not self._file.is_file():
            return {}
        head, *lines = self._file.read_text("utf-8", errors="replace").split("\n")
        if head != self._head:
            return {}
        by_id = {question.id: question for question in questions}
        found = (loaded(line, by_id) for line in lines)
        return {record.question.id: record for record in found if record is not None}

    def kept(self, known: Mapping[str, Record], records: Iterable[Record]) -> Iterator[Record]:
        """The records, each written down before it is given on; the file begins with those that are `known`."""
        if self._file is None:
            yield from records
            return
        lines = [self._head, *(dumped(record) for record in known.values())]
        begun = self._file.with_suffix(".new")  # killed just here, what was kept before is still there
        begun.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
        begun.replace(self._file)
        with self._file.open("a", encoding="utf-8", newline="\n") as file:
            for record in records:
                file.write(f"{dumped(record)}\n")
                file.flush()
                yield record

    def forget(self) -> None:
        """The run is done: nothing is kept of it here."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
