"""The question as it was understood, with what narrows it as chips that can be taken away."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.contract import FilterSpec, Language
from assistant.streaming import Restriction
from assistant.understood import Chip, chips, label
from ui.ask.turn import Turn
from ui.render import attributes, button, escape
from ui.texts import Texts


def understood(turn: Turn, index: int, removable: bool, texts: Texts) -> str:
    """One line: the question, where it was read as another, and the chips; "" where neither says anything."""
    parts = []
    told = turn.understood
    if told is not None and told.changed:
        lang = attributes(lang=told.language)
        parts.append(f'{escape(texts("ask.understood"))} <q class="read"{lang}>{escape(told.question)}</q>')
    said = chips(told, _language(texts)) if told else []
    shown = [_chip(one, removable, texts, data_of=index, data_chip=number) for number, one in enumerate(said)]
    shown += [
        _chip(Chip(line, turn.question), removable, texts, data_of=index, data_filter=name)
        for name, line in _filters(turn.filters, texts)
    ]
    if shown:
        items = "".join(f"<li>{one}</li>" for one in shown)
        parts.append(
            f'<span class="narrowed">{escape(texts("ask.narrowed"))}</span> <ul class="narrowing">{items}</ul>'
        )
    return f'<div class="understood">{" ".join(parts)}</div>' if parts else ""


def chip_of(turn: Turn, number: int | None) -> Chip | None:
    """The chip of a turn with that number."""
    found = chips(turn.understood, "sv") if turn.understood else []
    return found[number] if number is not None and number < len(found) else None


def _filters(filters: FilterSpec, texts: Texts) -> Iterator[tuple[str, str]]:
    """The page's filters by name, with what they say."""
    for field in ("body", "genre"):
        for number, value in enumerate(getattr(filters, field)):
            yield f"{field}-{number}", label((Restriction(field, value, 0, 0),), _language(texts))
    if filters.date_from or filters.date_to:
        period = f"{filters.date_from or ''}/{filters.date_to or ''}"
        yield "period", label((Restriction("period", period, 0, 0),), _language(texts))


def _chip(chip: Chip, removable: bool, texts: Texts, **values: object) -> str:
    """A chip; its button takes it away by asking without it. `values` tell the server which one it is."""
    if not removable or chip.question is None:
        return f'<span class="narrow">{escape(chip.label)}</span>'
    name = texts("ask.remove", what=chip.label)
    cross = '<span class="cross" aria-hidden="true">×</span>'
    return button(f"{escape(chip.label)}{cross}", "narrow", aria_label=name, title=name, data_event="submit", **values)


def _language(texts: Texts) -> Language:
    return "en" if texts.language == "en" else "sv"
