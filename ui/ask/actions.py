"""What a user can do with an answer and with the conversation: copy, judge, save."""

from __future__ import annotations

from assistant.contract import Answer
from assistant.export import notes
from ui.ask.turn import Turn
from ui.render import attributes, button, escape
from ui.texts import Texts

PLACE = "https://page.invalid/"  # stands in copied text for the page's address, which the browser knows


def actions(turn: Turn, answer: Answer, index: int, texts: Texts) -> str:
    """The row below an answer, the form for what is wrong with it, and the text that is copied."""
    form = f"reason-{index}"
    row = "".join(
        (
            button(f"{_COPY}{escape(texts('ask.copy'))}", "quiet", data_copy=index, data_done=texts("ask.copied")),
            _vote("up", turn, index, texts),
            _vote("down", turn, index, texts, aria_expanded="false", aria_controls=form, data_form=form),
        )
    )
    said = f'<p class="thanks" tabindex="-1">{escape(texts("feedback.thanks"))}</p>' if turn.verdict else ""
    copied = escape(notes(answer, PLACE))
    return (
        f'<div class="actions" role="group" aria-label="{escape(texts("ask.actions"))}">{row}</div>{said}'
        f'{_form(form, index, texts)}<pre class="notes" hidden{attributes(data_place=PLACE)}>{copied}</pre>'
    )


def saving(texts: Texts) -> str:
    """The row below the conversation: save it as a file."""
    kinds = "".join(
        button(escape(texts(f"export.{kind}")), "quiet", data_event="download", data_save=kind)
        for kind in ("docx", "markdown")
    )
    label = escape(texts("export.heading"))
    return f'<div class="saving" role="group" aria-label="{label}"><span aria-hidden="true">{label}</span>{kinds}</div>'


def _vote(verdict: str, turn: Turn, index: int, texts: Texts, **values: object) -> str:
    pressed = "true" if turn.verdict == verdict else "false"
    event = None if verdict == "down" else "like"
    content = f"{_THUMB[verdict]}{escape(texts(f'feedback.{verdict}'))}"
    return button(content, "quiet", aria_pressed=pressed, data_event=event, data_vote=verdict, data_of=index, **values)


def _form(name: str, index: int, texts: Texts) -> str:
    """What was wrong: one of some reasons, and words of one's own."""
    choices = "".join(_choice(f"{name}-why", key, texts) for key in texts.words("feedback.reasons"))
    send = f'<button type="submit" class="plain">{escape(texts("feedback.send"))}</button>'
    cancel = button(escape(texts("feedback.cancel")), "quiet", data_cancel=name)
    comment = f"{name}-words"
    return (
        f'<form class="reason" hidden{attributes(id=name, data_of=index)}>'
        f"<fieldset><legend>{escape(texts('feedback.why'))}</legend>{choices}</fieldset>"
        f'<label for="{comment}">{escape(texts("feedback.comment"))}</label>'
        f'<textarea id="{comment}" rows="3" maxlength="2000"></textarea>'
        f'<p class="aside">{escape(texts("feedback.kept"))}</p>'
        f'<div class="actions">{send}{cancel}</div></form>'
    )


def _choice(group: str, key: str, texts: Texts) -> str:
    chosen = attributes(name=group, value=key)
    return f'<label><input type="radio"{chosen}> {escape(texts(f"feedback.reason.{key}"))}</label>'


_ICON = '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false"{turned}>{drawn}</svg>'
_HAND = (
    '<path d="M7 21V10l4.2-7.4c1.6.1 2.5 1.2 2.3 2.8L13 9h5.6c1.2 0 2.1 1.1 1.8 2.3l-1.8 7.4c-.2 1.3-1 2.3-2.4 2.3z"/>'
    '<path d="M3 10h2v11H3z"/>'
)
_THUMB = {
    "up": _ICON.format(turned="", drawn=_HAND),
    "down": _ICON.format(turned=' class="turned"', drawn=_HAND),
}
_COPY = _ICON.format(turned="", drawn='<path d="M8 7h11v14H8zM5 3h11v2H6v12H5z"/>')
