"""A source file: TOML front matter between `---` lines, then the body in the sample markup."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import BrokenFile

KINDS = ("pdf", "scan", "docx", "html", "md", "txt", "eml")
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be built.

    `font` is "sans", "serif" or "vera". `mail` holds the `from`, `to`, `cc`, `date` and
    `subject` of an e-mail.
    """

    path: Path
    output: str
    kind: str
    body: str
    encoding: str = "utf-8"
    header: tuple[str, ...] = ()
    footer_sign: bool = False
    page_numbers: bool = False
    hyphenate: bool = False
    font: str = "sans"
    title: str = ""
    mail: dict[str, str] = field(default_factory=dict)


def read_source(path: Path) -> Source:
    """The source in `path`; raises `BrokenFile` when the front matter is missing or wrong."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith(_FENCE) or "\n" + _FENCE not in text:
        raise BrokenFile(f"{path}: no front matter between --- lines; begin the file with it.")
    head, body = text[len(_FENCE) :].split("\n" + _FENCE, 1)
    try:
        meta = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFile(f"{path}: the front matter is not TOML ({error}); correct it.") from error
    return _from_meta(path, meta, body.strip("\n") + "\n")


def _from_meta(path: Path, meta: dict[str, Any], body: str) -> Source:
    kind = str(meta.get("kind", ""))
    output = str(meta.get("output", ""))
    if kind not in KINDS:
        raise BrokenFile(f"{path}: kind is {kind!r}; use one of {', '.join(KINDS)}.")
    if not output or PurePosixPath(output).is_absolute() or ".." in PurePosixPath(output).parts:
        raise BrokenFile(f"{path}: output is {output!r}; give a path inside the documents folder.")
    header = str(meta.get("header", ""))
    return Source(
        path=path,
        output=output,
        kind=kind,
        body=body,
        encoding=str(meta.get("encoding", "utf-8")),
        header=tuple(header.strip().split("\n")) if header.strip() else (),
        footer_sign=bool(meta.get("footer_sign", False)),
        page_numbers=bool(meta.get("page_numbers", False)),
        hyphenate=bool(meta.get("hyphenate", False)),
        font=str(meta.get("font", "sans")),
        title=str(meta.get("title", "")),
        mail={key: _plain(meta[key]) for key in ("from", "to", "cc", "date", "subject") if key in meta},
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
