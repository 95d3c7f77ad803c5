"""Small pieces of HTML. Everything that comes from a document or a user passes `escape`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping

from ui.texts import Texts

# The page's framework puts values into a compiled template; these matter should it expand them twice.
_TEMPLATE = {"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\\": "&#92;"}
_MARKER = re.compile(r"\s?\[(\d{1,3})\]")
_VALUE = re.compile(r"\*\*([^*\n]{1,80})\*\*(?= – )")  # what was asked for, at the head of a claim
_QUOTED = re.compile(r"[”“»][^”“»«]{12,}[”“«»]")
_ITEM = re.compile(r"^\s*(?:[-•–]|\d{1,3}[.)])\s+")
TITLE = 90  # characters of a title beside its page
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_RULE = re.compile(r"^[\s|:-]+$")


def escape(text: str) -> str:
    """Text made safe between tags, in a quoted attribute and inside the framework's templates."""
    return "".join(_TEMPLATE.get(letter, letter) for letter in html.escape(text))


def attributes(**values: object) -> str:
    """Attributes for a tag; `data_turn=1` becomes ` data-turn="1"`, and None leaves one out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in values.items()
        if value is not None
    )


def badge(text: str, kind: str) -> str:
    """A small label; `kind` picks its colour, and the words alone carry the meaning."""
    return f'<span class="badge badge-{escape(kind)}">{escape(text)}</span>'


def button(content: str, style: str, **values: object) -> str:
    """A button; `content` is HTML. The `data_…` values reach the server when it is pressed."""
    return f'<button type="button" class="{style}"{attributes(**values)}>{content}</button>'


def joined(items: Iterable[str]) -> str:
    """Non-empty pieces of text as one escaped line with middle dots."""
    return " · ".join(escape(item) for item in items if item)


def shortened(text: str, limit: int) -> str:
    """`text` on one line, cut at a word when it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


def unbroken(content: str) -> str:
    """HTML whose dates (2023-05-04) are kept on one line."""
    return _DATE.sub(r'<span class="unbroken">\g<0></span>', content)


def capital(text: str) -> str:
    """`text` with a large first letter, as a name at the head of a line has it."""
    return text[:1].upper() + text[1:]


def placed(title: str, page: str) -> str:
    """A title and its page on one line, as HTML; the page never stands alone on a line of its own."""
    kept = shortened(title, TITLE).replace(" …", "\u00a0…")
    return "\u00a0·\u00a0".join(escape(part) for part in (kept, page.replace(" ", "\u00a0")) if part)


def answer_body(text: str, *, turn: int, known: Mapping[int, str | None], texts: Texts) -> str:
    """An answer's plain text as paragraphs, lists and tables; each `[n]` of `known` opens citation n.

    `known` gives the language of each citation's document (None: not known), which its quotation is in.
    """
    blocks: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        blocks.extend(_blocks(paragraph.splitlines(), turn, known, texts))
    return "".join(blocks)


def _blocks(lines: list[str], turn: int, known: Mapping[int, str | None], texts: Texts) -> Iterable[str]:
    def inline(line: str) -> str:
        return _inline(line, turn, known, texts)

    for kind, group in _grouped(lines):
        if kind == "table":
            yield _table([line for line in group if not _RULE.match(line)], inline)
        elif kind == "item":
            ordered = all(line.lstrip()[0].isdigit() for line in group)
            tag = f'ol start="{int(re.findall(r"[0-9]+", group[0])[0])}"' if ordered else "ul"
            items = "".join(f"<li>{inline(_ITEM.sub('', line))}</li>" for line in group)
            yield f"<{tag}>{items}</{tag[:2]}>"
        else:
            yield f"<p>{'<br>'.join(inline(line) for line in group)}</p>"


def _grouped(lines: list[str]) -> list[tuple[str, list[str]]]:
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        if not line.strip():
            continue
        kind = "table" if line.count("|") >= 2 else "item" if _ITEM.match(line) else "text"
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return groups


def _table(rows: list[str], inline: Callable[[str], str]) -> str:
    """A table of the answer; each cell knows its column's name, for narrow pages show a row as a card."""
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    names = cells[0]
    head = "".join(f'<th scope="col" role="columnheader">{inline(cell)}</th>' for cell in names)
    body = "".join(f'<tr role="row">{_cells(names, row, inline)}</tr>' for row in cells[1:])
    # The roles stay when a narrow page shows the rows as blocks.
    table = f'<table role="table"><thead><tr role="row">{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="scroll" tabindex="0" role="group">{table}</div>'


def _cells(names: list[str], row: list[str], inline: Callable[[str], str]) -> str:
    shown = zip([*names, *[""] * len(row)], row, strict=False)
    return "".join(f'<td role="cell"{attributes(data_name=name or None)}>{inline(cell)}</td>' for name, cell in shown)


def _inline(line: str, turn: int, known: Mapping[int, str | None], texts: Texts) -> str:
    parts: list[str] = []
    done = 0
    value = _VALUE.match(line)
    if value is not None:
        parts.append(f"<strong>{escape(value.group(1))}</strong>")
        done = value.end()
    for match in _MARKER.finditer(line, done):
        number = int(match.group(1))
        if number not in known:
            continue
        label = texts("source.citation", n=number)
        parts.append(_quotes(line[done : match.start()], known[number]))
        parts.append(button(str(number), "marker", aria_label=label, title=label, data_turn=turn, data_n=number))
        done = match.end()
    parts.append(_quotes(line[done:], None))
    return "".join(parts)


def _quotes(text: str, language: str | None) -> str:
    """Escaped text with its quotations marked as in `language`, which they are not translated from."""
    parts: list[str] = []
    done = 0
    for match in _QUOTED.finditer(text):
        parts.append(escape(text[done : match.start()]))
        parts.append(f'<span class="quoted"{attributes(lang=language)}>{escape(match.group())}</span>')
        done = match.end()
    return unbroken("".join(parts) + escape(text[done:]))
