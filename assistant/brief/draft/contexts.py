"""The sources of a draft in their context: what stands close together is shown once, with every quote marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.brief.draft.records import Context, Shown
from corpus.records import Document

AROUND = 300  # characters shown on each side of a source
_EDGE = 24  # characters within which a context is cut at a blank


def contexts(sources: Sequence[Shown], documents: Callable[[str], Document | None]) -> tuple[Context, ...]:
    """The contexts, in the order of their first number; a source whose document is gone has none."""
    made = [_context(group, document.text) for document, group in _groups(sources, documents)]
    return tuple(sorted(made, key=lambda context: context.sources[0].number))


def _groups(
    sources: Sequence[Shown], documents: Callable[[str], Document | None]
) -> Iterator[tuple[Document, list[Shown]]]:
    """Sources of one document whose surroundings meet."""
    for document_id in dict.fromkeys(shown.source.document_id for shown in sources):
        document = documents(document_id)
        if document is None:
            continue
        its = [shown for shown in sources if shown.source.document_id == document_id]
        group: list[Shown] = []
        end = 0
        for shown in sorted(its, key=lambda one: (one.source.start, -one.source.end)):
            if group and shown.source.start - AROUND > end + AROUND:
                yield document, group
                group = []
            end = max(end, shown.source.end) if group else shown.source.end
            group.append(shown)
        yield document, group


def _context(group: Sequence[Shown], text: str) -> Context:
    spans = _united([(shown.source.start, shown.source.end) for shown in group])
    start, end = spans[0][0], spans[-1][1]
    pieces = [(_before(text, start), False)]
    at = start
    for a, b in spans:
        pieces += [(text[at:a], False), (text[a:b], True)]
        at = b
    pieces.append((_after(text, end), False))
    return Context(
        sources=tuple(sorted(group, key=lambda shown: shown.number)),
        pieces=tuple((words, marked) for words, marked in pieces if words),
    )


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order of their start, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _before(text: str, start: int) -> str:
    """What stands before a place, cut at a blank with "…"."""
    begin = max(0, start - AROUND)
    words = text[begin:start]
    if begin == 0:
        return words
    head, blank, rest = words.partition(" ")
    return f"… {(rest if blank and len(head) < _EDGE else words).lstrip()}"


def _after(text: str, end: int) -> str:
    """What stands after a place, cut at a blank with "…"."""
    stop = min(len(text), end + AROUND)
    words = text[end:stop]
    if stop == len(text):
        return words
    rest, blank, tail = words.rpartition(" ")
    return f"{(rest if blank and len(tail) < _EDGE else words).rstrip()} …"
