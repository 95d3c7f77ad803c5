"""One piece of evidence as a card: what it is, its exact words, and what the staff decide about it."""

from __future__ import annotations

from assistant.brief.records import Evidence, Prepared, Use
from ui.render import attributes, badge, button, escape, shortened
from ui.texts import Texts
from ui.workbench.pieces import about, quote

_NAME = 60  # characters of a quote in the name of a button
_SAID = {
    Use.ANSWER: ("answer",),
    Use.DECISION: ("decision",),
    Use.FIGURE: ("information",),
    Use.FACT: ("information",),
}  # what a use says already
_COLOURS = {Use.ANSWER: "answer", Use.DECISION: "decision", Use.FIGURE: "question", Use.FACT: "state"}


def card(one: Evidence, question: Prepared, texts: Texts, *, new: bool, first: bool, last: bool) -> str:
    """The card as an item of a list. `new`: it came with the last refresh; `first`, `last`: where it stands."""
    t, n = texts, question.ask.n
    mark = (badge(t("workbench.new"), "clarify") if new else "") + use(one, t)
    name = shortened(one.source.quote, _NAME)
    out = "" if one.kept else " wb-out"
    return (
        f'<li class="wb-item{out}"{attributes(data_source=one.source.id, data_q=n)}>'
        f"{about(one.source, t, mark, act=one.source.act not in _SAID[one.use])}{quote(one.source, t)}"
        f"{_answers(one, question, t)}"
        f"{_tools(one, n, name, first, last, t)}{note(f'{n} {one.source.id}', one.note, name, t)}</li>"
    )


def use(one: Evidence, t: Texts) -> str:
    """What the evidence is to the answer, as a badge."""
    return badge(t(f"workbench.use.{one.use.value}"), _COLOURS[one.use])


def _answers(one: Evidence, question: Prepared, t: Texts) -> str:
    """The value asked for, and which parts this answers where the question has several."""
    told = [t("workbench.value", value=one.value)] if one.value else []
    if len(question.ask.parts) > 1 and one.parts:
        told.append(t("workbench.answers_parts", parts=", ".join(str(i + 1) for i in sorted(one.parts))))
    return f'<p class="wb-small">{escape(" · ".join(told))}</p>' if told else ""


def _tools(one: Evidence, n: int, name: str, first: bool, last: bool, t: Texts) -> str:
    switch = (
        f'<button type="button" class="wb-switch" role="switch"'
        f"{attributes(aria_checked='true' if one.kept else 'false', aria_label=t('workbench.keep_of', quote=name))}"
        f"{attributes(data_key=f'keep {n} {one.source.id}')}>"
        f'<span class="wb-knob" aria-hidden="true"></span><span class="wb-on">{escape(t("workbench.kept"))}</span>'
        f'<span class="wb-off">{escape(t("workbench.dropped"))}</span></button>'
    )
    moves = "".join(
        button(
            f'<span aria-hidden="true">{sign}</span>',
            "wb-move",
            aria_label=t(f"workbench.{way}_of", quote=name),
            title=t(f"workbench.{way}"),
            data_way=way,
            aria_disabled="true" if end else None,
        )
        for way, sign, end in (("up", "↑", first), ("down", "↓", last))
    )
    return f'<div class="wb-tools">{switch}<span class="wb-moves">{moves}</span>{_unfold(one.note, name, t)}</div>'


def _unfold(written: str, name: str, t: Texts) -> str:
    return button(
        escape(t("workbench.note")), "quiet wb-unfold", aria_label=t("workbench.note_of", quote=name),
        aria_expanded="true" if written else "false",
    )  # fmt: skip


def note(key: str, written: str, name: str, t: Texts, *, always: bool = False) -> str:
    """The field for a note. `key` tells which; hidden while empty, unless `always`."""
    hidden = "" if written or always else " hidden"
    label = t("workbench.note_of", quote=name) if name else t("workbench.note_question")
    shown = "" if name else f"<span>{escape(t('workbench.note_question'))}</span>"
    area = attributes(rows=2, aria_label=label if name else None, data_note=key, maxlength=4000)
    return f'<label class="wb-field wb-note"{hidden}>{shown}<textarea{area}>{escape(written)}</textarea></label>'
