"""What users think of answers, and how staff make questions for the evaluation of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Literal, Protocol
from uuid import uuid4

from filelock import FileLock

from assistant.clock import Clock, SystemClock
from assistant.contract import Answer, FilterSpec, Language, Status
from assistant.sqlite import SmallStore
from corpus.contacts import mask_written
from corpus.errors import CouncilError
from corpus.privacy import mask
from index.levels import Level

FILE = "feedback.sqlite"
EVALUATION = "evaluation.jsonl"
DRAFTS = "evaluation-drafts.jsonl"
MAX_COMMENT = 2000  # characters
Verdict = Literal["up", "down"]
# What a reason says of the status that would have been right.
_RIGHT: dict[str, Status] = {"not_in_documents": "not_found", "unclear_question": "clarify"}
_CITED: tuple[Status, ...] = ("answered", "asked_not_answered")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user TEXT NOT NULL,
    at TEXT NOT NULL,
    level TEXT NOT NULL,
    question TEXT NOT NULL,
    history TEXT NOT NULL,
    filters TEXT NOT NULL,
    answer TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    used TEXT NOT NULL DEFAULT ''
);
"""


class BadFeedback(CouncilError):
    """Feedback or a correction of it cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One user's verdict on one answer.

    `when` is in UTC; `history` are the earlier questions of the conversation, oldest first; `language` is the
    question's; `reason` is a key of the page's texts or ""; `level` is what was answered from; `used` is the id of the
    evaluation question that was made of it, or "".
    """

    id: str
    user: str
    when: datetime
    question: str
    history: tuple[str, ...]
    language: Language
    answer: Answer
    verdict: Verdict
    reason: str = ""
    comment: str = ""
    filters: FilterSpec = field(default_factory=FilterSpec)
    level: Level = Level.PUBLIC
    used: str = ""


class FeedbackStore(Protocol):
    """Keeps feedback. Safe to call from several threads."""

    def add(self, feedback: Feedback) -> None:
        """Keeps one; one with the same id is replaced: a user changed their mind."""
        ...

    def find(self, id: str) -> Feedback | None:
        """The one with that id."""
        ...

    def newest(
        self, verdict: Verdict | None = None, *, level: Level = Level.INTERNAL, most: int = 200
    ) -> list[Feedback]:
        """The newest first, of one verdict or of both; with `level` public none on answers from internal documents."""
        ...

    def use(self, id: str, question_id: str) -> None:
        """Tells which evaluation question was made of it."""
        ...

    def delete(self, id: str) -> None:
        """Drops one."""
        ...


def feedback(
    answer: Answer,
    verdict: Verdict,
    *,
    user: str = "",
    history: Sequence[str] = (),
    filters: FilterSpec | None = None,
    reason: str = "",
    comment: str = "",
    level: Level = Level.PUBLIC,
    id: str | None = None,
    clock: Clock | None = None,
) -> Feedback:
    """Feedback on an answer, given now. Personal numbers and private persons'
    addresses in what the user wrote are masked.

    Raises `BadFeedback` when the comment is too long.
    """
    if len(comment) > MAX_COMMENT:
        raise BadFeedback(f"The comment is longer than {MAX_COMMENT} characters: shorten it.")
    question = _masked(answer.question)
    return Feedback(
        id=id or uuid4().hex,
        user=user,
        when=(clock or SystemClock()).now(),
        question=question,
        history=tuple(_masked(line) for line in history),
        language=answer.language,
        answer=answer.model_copy(update={"question": question}),
        verdict=verdict,
        reason=reason,
        comment=_masked(comment.strip()),
        filters=filters or FilterSpec(),
        level=level,
    )


def as_question(feedback: Feedback, **corrected: Any) -> dict[str, Any]:
    """One line of an evaluation dataset (`evals/datasets/README.md`).

    An answer that was right gives its status, and its citations as the places that answer. Of one that was wrong the
    reason may tell the status; else `status` is None and `gold` empty, for staff to fill in. `corrected` replaces
    fields: status, gold, nuggets, forbidden, category …
    """
    answer = feedback.answer
    right = feedback.verdict == "up"
    status = answer.status if right else _RIGHT.get(feedback.reason)
    cited = answer.citations if right and status in _CITED else []
    line: dict[str, Any] = {
        "id": f"feedback-{feedback.id[:12]}",
        "question": feedback.question,
        "language": feedback.language,
        "category": "feedback",
        "status": status,
        "history": list(feedback.history),
        "filters": feedback.filters.model_dump(mode="json", exclude_defaults=True),
        "gold": [{"path": c.path, "quote": c.quote, "start": c.start, "end": c.end} for c in cited],
        "nuggets": [],
        "acts": sorted({c.act for c in cited if c.act}),
        **corrected,
    }
    return {key: value for key, value in line.items() if value or key in ("status", "gold")}


def complete(question: Mapping[str, Any]) -> bool:
    """Whether a line can be asked and judged: its status is known, and a place that answers where one is needed."""
    return bool(question["status"]) and (question["status"] not in _CITED or bool(question["gold"]))


def append(folder: Path, question: Mapping[str, Any]) -> Path:
    """Puts a line into `evaluation.jsonl` of a folder, or into the drafts while it is not `complete`; tells which file.

    A line whose id is there already is replaced, and one that became complete leaves the drafts.
    """
    target, other = (EVALUATION, DRAFTS) if complete(question) else (DRAFTS, EVALUATION)
    with FileLock(folder / f"{EVALUATION}.lock", timeout=10):
        _write(folder / target, [*_others(folder / target, question["id"]), json.dumps(question, ensure_ascii=False)])
        if (folder / other).exists():
            _write(folder / other, _others(folder / other, question["id"]))
    return folder / target


def _others(path: Path, id: str) -> list[str]:
    """The lines of other questions, as they stand: staff may have edited them."""
    if not path.exists():
        return []
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and _id(line) != id]


def _id(line: str) -> str | None:
    try:
        read = json.loads(line)
    except ValueError:
        return None
    return read.get("id") if isinstance(read, dict) else None


def _write(path: Path, lines: Sequence[str]) -> None:
    """Replaces a file whole, so that no reader sees half of it."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    draft.replace(path)


def open_feedback(folder: Path) -> FeedbackStore:
    """The feedback of an index folder."""
    return SqliteFeedback(folder / FILE)


class SqliteFeedback:
    """Feedback in a SQLite file of its own."""

    def __init__(self, path: Path) -> None:
        self._store = SmallStore(path, _SCHEMA)

    def add(self, feedback: Feedback) -> None:
        """Keeps one; one with the same id is replaced."""
        row = (
            feedback.id,
            feedback.user,
            feedback.when.isoformat(),
            feedback.level.value,
            feedback.question,
            json.dumps(feedback.history, ensure_ascii=False),
            feedback.filters.model_dump_json(exclude_defaults=True),
            feedback.answer.model_dump_json(exclude_defaults=True),
            feedback.verdict,
            feedback.reason,
            feedback.comment,
            feedback.used,
        )
        with self._store.connection() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback (id, user, at, level, question, history, filters, answer, verdict,"
                " reason, comment, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def find(self, id: str) -> Feedback | None:
        """The one with that id."""
        with self._store.connection() as connection:
            row = connection.execute("SELECT * FROM feedback WHERE id = ?", (id,)).fetchone()
        return _of(row) if row else None

    def newest(
        self, verdict: Verdict | None = None, *, level: Level = Level.INTERNAL, most: int = 200
    ) -> list[Feedback]:
        """The newest first."""
        with self._store.connection() as connection:
            rows = connection.execute(
                "SELECT * FROM feedback WHERE (? IS NULL OR verdict = ?) AND (? OR level = ?)"
                " ORDER BY number DESC LIMIT ?",
                (verdict, verdict, level is Level.INTERNAL, Level.PUBLIC.value, most),
            ).fetchall()
        return [_of(row) for row in rows]

    def use(self, id: str, question_id: str) -> None:
        """Tells which evaluation question was made of it."""
        with self._store.connection() as connection:
            connection.execute("UPDATE feedback SET used = ? WHERE id = ?", (question_id, id))

    def delete(self, id: str) -> None:
        """Drops one."""
        with self._store.connection() as connection:
            connection.execute("DELETE FROM feedback WHERE id = ?", (id,))


def _of(row: Any) -> Feedback:
    answer = Answer.model_validate_json(row["answer"])
    return Feedback(
        id=row["id"],
        user=row["user"],
        when=datetime.fromisoformat(row["at"]),
        question=row["question"],
        history=tuple(json.loads(row["history"])),
        language=answer.language,
        answer=answer,
        verdict=row["verdict"],
        reason=row["reason"],
        comment=row["comment"],
        filters=FilterSpec.model_validate_json(row["filters"]),
        level=Level(row["level"]),
        used=row["used"],
    )


class MemoryFeedback:
    """Feedback in this process only. For tests and for trying the page."""

    def __init__(self) -> None:
        self._kept: dict[str, Feedback] = {}
        self._lock = Lock()

    def add(self, feedback: Feedback) -> None:
        """Keeps one; one with the same id is replaced."""
        with self._lock:
            self._kept.pop(feedback.id, None)
            self._kept[feedback.id] = feedback

    def find(self, id: str) -> Feedback | None:
        """The one with that id."""
        return self._kept.get(id)

    def newest(
        self, verdict: Verdict | None = None, *, level: Level = Level.INTERNAL, most: int = 200
    ) -> list[Feedback]:
        """The newest first."""
        with self._lock:
            kept = list(self._kept.values())[::-1]
        seen = (one for one in kept if level is Level.INTERNAL or one.level is Level.PUBLIC)
        return [one for one in seen if verdict in (None, one.verdict)][:most]

    def use(self, id: str, question_id: str) -> None:
        """Tells which evaluation question was made of it."""
        with self._lock:
            if id in self._kept:
                self._kept[id] = replace(self._kept[id], used=question_id)

    def delete(self, id: str) -> None:
        """Drops one."""
        with self._lock:
            self._kept.pop(id, None)


def _masked(text: str) -> str:
    """What a user wrote, without personal numbers and private persons' addresses."""
    return mask_written(mask(text)[0]).text
