"""What users think of the answers, as staff see it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.feedback import Feedback
from ui.overview.tables import number
from ui.render import attributes, badge, button, escape, joined, shortened, unbroken
from ui.texts import Texts

SHOWN = 200  # verdicts shown, the newest
_ANSWER = 400  # characters of an answer


def verdicts(found: Sequence[Feedback], texts: Texts) -> str:
    """The verdicts as cards, each with a button that makes an evaluation question of it."""
    if not found:
        return f"<p>{escape(texts('quality.none'))}</p>"
    key = "quality.count_one" if len(found) == 1 else "quality.count"
    items = "".join(f"<li>{_verdict(one, texts)}</li>" for one in found)
    count = texts(key, count=number(len(found), texts))
    return f'<p class="aside">{escape(count)}</p><ul class="verdicts">{items}</ul>'


def _verdict(one: Feedback, texts: Texts) -> str:
    kind = "answered" if one.verdict == "up" else "failed"
    reason = texts.maybe("feedback.reason", one.reason) if one.reason else ""
    who = joined([one.user, one.when.date().isoformat(), reason])
    facts = [
        (texts("quality.history"), " → ".join(one.history), one.language),
        (texts("quality.answered"), shortened(one.answer.answer, _ANSWER), one.answer.language),
        (texts("quality.comment"), one.comment, None),
    ]
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd{attributes(lang=lang)}>{escape(value)}</dd></div>"
        for name, value, lang in facts
        if value
    )
    title = f"<h3{attributes(lang=one.language)}>{escape(one.question)}</h3>"
    head = f"{badge(texts(f'feedback.{one.verdict}'), kind)} {unbroken(who)}"
    return f'{title}<p class="verdict">{head}</p><dl class="facts">{rows}</dl>{_buttons(one, texts)}'


def _buttons(one: Feedback, texts: Texts) -> str:
    brief = shortened(one.question, 80)
    if one.used:
        made = badge(texts("quality.made", id=one.used), "decision")
    else:
        made = button(
            escape(texts("quality.make")),
            "plain",
            aria_label=texts("quality.make_of", question=brief),
            data_event="select",
            data_make=one.id,
        )
    delete = button(
        escape(texts("quality.delete")),
        "quiet",
        aria_label=texts("quality.delete_of", question=brief),
        data_event="select",
        data_delete=one.id,
        data_confirm=texts("quality.sure"),
    )
    return f'<div class="actions">{made}{delete}</div>'
