"""The conversations of a user that are kept, as a list and opened again."""

from __future__ import annotations

from assistant.access.base import User
from assistant.keeping import Conversations, Kept, KeptTurn
from ui.ask.turn import Turn
from ui.render import attributes, button, escape, shortened
from ui.texts import Texts

_TITLE = 90  # characters of a first question


def earlier(user: User, kept: Conversations, texts: Texts) -> str:
    """The list, the last changed first, each with a button that deletes it; "" for a user of whom nothing is kept."""
    if not kept.keeps(user):
        return ""
    listed = kept.listed(user)
    lead = f'<p class="aside">{escape(texts("kept.lead", days=kept.days))}</p>'
    if not listed:
        return f"{lead}<p>{escape(texts('kept.none'))}</p>"
    rows = "".join(f"<li>{_row(one, texts)}</li>" for one in listed)
    everything = button(
        escape(texts("kept.delete_all")),
        "quiet",
        data_event="select",
        data_forget="all",
        data_confirm=texts("kept.sure_all"),
    )
    return f'{lead}<ul class="earlier">{rows}</ul>{everything}'


def opened(user: User, kept: Conversations, conversation: str) -> list[Turn]:
    """The turns of a kept conversation; none when it is gone or another's."""
    return [
        Turn(one.question, answer=one.answer, filters=one.filters, fresh=one.fresh, level=one.level)
        for one in kept.turns(user, conversation)
    ]


def keep(user: User, kept: Conversations, conversation: str, turn: Turn) -> None:
    """Keeps a turn that was answered."""
    if turn.answer:
        kept.add(user, conversation, KeptTurn(turn.question, turn.answer, turn.filters, turn.fresh, turn.level))


def _row(one: Kept, texts: Texts) -> str:
    title = shortened(one.title, _TITLE)
    count = texts("kept.turns_one") if one.turns == 1 else texts("kept.turns", count=one.turns)
    day = one.changed.date().isoformat()
    about = f'<span class="aside">{escape(day)} · {escape(count)}</span>'
    delete = button(
        escape(texts("kept.delete_short")),
        "quiet",
        aria_label=texts("kept.delete", title=title),
        data_event="select",
        data_forget=one.id,
        data_confirm=texts("kept.sure"),
    )
    opening = button(
        f"<span{attributes(class_='first')}>{escape(title)}</span>{about}",
        "open",
        data_event="select",
        data_open=one.id,
    )
    return f"{opening}{delete}"
