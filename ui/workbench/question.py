"""One question of a brief with all that was found for it."""

from __future__ import annotations

from collections.abc import Collection

from assistant.brief.records import Before, Cover, Fate, Prepared, Promise, Use
from ui.render import attributes, badge, escape, unbroken
from ui.texts import Texts
from ui.workbench.cards import card, note
from ui.workbench.pieces import SIGNS, about, cover, quote

ORDER = (Use.DECISION, Use.ANSWER, Use.FIGURE, Use.FACT)
_FATES = {Fate.KEPT: "answered", Fate.BROKEN: "failed", Fate.MOVED: "asked-not-answered", Fate.SILENT: "none"}
_SHORT = 480  # characters of an earlier question or answer


def question(one: Prepared, language: str, texts: Texts, *, new: Collection[str] = (), opened: bool = True) -> str:
    """The question as a part of the page that can be folded. `new` are ids of sources that came with the refresh."""
    t, n = texts, one.ask.n
    lang = attributes(lang=language)
    head = (
        f'<summary class="wb-q-head"><h3 tabindex="-1"{attributes(id=f"wb-q{n}")}>'
        f"{escape(t('workbench.question', n=n))}</h3>{cover(one.cover, t)}</summary>"
    )
    asked = f'<blockquote class="wb-asked"{lang}>{escape(one.ask.text.strip())}</blockquote>'
    body = (
        f"{asked}{_gaps(one, language, t)}{_evidence(one, new, t)}{_before(one, new, t)}{_promises(one, new, t)}"
        f"{note(str(n), one.note, '', t, always=True)}"
    )
    values = attributes(data_q=n, open="open" if opened else None)
    return f'<details class="wb-q"{values}>{head}<div class="wb-q-body">{body}</div></details>'


def _gaps(one: Prepared, language: str, t: Texts) -> str:
    """What nothing was found for, in plain sight, and what is answered in part."""
    several = len(one.ask.parts) > 1
    rows = []
    for part, how in zip(one.ask.parts, one.covers, strict=False):
        if how is Cover.ANSWERED:
            continue
        words = f" <span{attributes(lang=language)}>{escape(' '.join(part.split()))}</span>" if several else ""
        key = "missing" if how is Cover.NOTHING else "partly"
        line = t(f"workbench.{key}_part") if several else t(f"workbench.{key}")
        rows.append(
            f'<p class="wb-gap wb-gap-{how.value}"><span aria-hidden="true">{SIGNS[how]}</span> '
            f"<strong>{escape(line)}</strong>{words}</p>"
        )
    return "".join(rows)


def _evidence(one: Prepared, new: Collection[str], t: Texts) -> str:
    """The cards in the order that the draft has."""
    head = f"<h4>{escape(t('workbench.evidence'))}</h4>"
    if not one.evidence:
        return f'{head}<p class="aside">{escape(t("workbench.no_evidence"))}</p>'
    last = len(one.evidence) - 1
    items = "".join(
        card(each, one, t, new=each.source.id in new, first=i == 0, last=i == last)
        for i, each in enumerate(one.evidence)
    )
    return (
        f'{head}<p class="aside">{escape(_uses(one, t))}</p>'
        f'<ol class="wb-items"{attributes(data_order=one.ask.n)}>{items}</ol>'
    )


def _uses(one: Prepared, t: Texts) -> str:
    """How many pieces of each use, and what their order means."""
    counts = ((use, sum(each.use is use for each in one.evidence)) for use in ORDER)
    told = ", ".join(f"{count} {t(f'workbench.uses.{use.value}')}" for use, count in counts if count)
    return t("workbench.evidence_lead", told=told)


def _before(one: Prepared, new: Collection[str], t: Texts) -> str:
    if not one.before:
        return ""
    items = "".join(f'<li class="wb-pair">{_pair(each, new, t)}</li>' for each in one.before)
    return f'<h4>{escape(t("workbench.before"))}</h4><ol class="wb-items">{items}</ol>'


def _pair(before: Before, new: Collection[str], t: Texts) -> str:
    same = badge(t("workbench.same" if before.same else "workbench.like"), "clarify" if before.same else "state")
    fresh = badge(t("workbench.new"), "clarify") if before.question.id in new else ""
    asked = f"{about(before.question, t, fresh + same, act=False)}{quote(before.question, t, _SHORT)}"
    if not before.answers:
        return f'<div>{asked}</div><div><p class="wb-silent">{escape(t("workbench.no_answer"))}</p></div>'
    answers = "".join(f"{about(each, t)}{quote(each, t, _SHORT)}" for each in before.answers)
    return f"<div>{asked}</div><div>{answers}</div>"


def _promises(one: Prepared, new: Collection[str], t: Texts) -> str:
    if not one.promises:
        return ""
    items = "".join(f'<li class="wb-promise">{_promise(each, new, t)}</li>' for each in one.promises)
    return f'<h4>{escape(t("workbench.promises"))}</h4><ol class="wb-items">{items}</ol>'


def _promise(promise: Promise, new: Collection[str], t: Texts) -> str:
    """What was undertaken and by when; below, the promise and what became of it side by side."""
    fate = badge(t(f"workbench.fate.{promise.fate.value}"), _FATES[promise.fate])
    fresh = badge(t("workbench.new"), "clarify") if promise.source.id in new else ""
    expected = badge(t("workbench.forecast"), "state") if promise.forecast else ""
    due = promise.due_text or (promise.due.isoformat() if promise.due else "")
    by = f' <span class="wb-day">{unbroken(escape(t("workbench.due", due=due)))}</span>' if due else ""
    lang = attributes(lang=promise.source.language)
    line = (
        f'<p class="wb-about">{fresh}{fate}{expected}<span class="wb-who"{lang}>{escape(promise.who)}</span>{by}</p>'
        f'<p class="wb-what"{lang}>{escape(promise.what)}</p>'
    )
    promised = f"<h5>{escape(t('workbench.promised'))}</h5>{about(promise.source, t)}{quote(promise.source, t, _SHORT)}"
    later = promise.later
    silent = f'<p class="wb-silent">{escape(t("workbench.silent"))}</p>'
    shown = f"{about(later, t)}{quote(later, t, _SHORT)}" if later else silent
    became = f"<h5>{escape(t('workbench.became'))}</h5>{shown}"
    return f'{line}<div class="wb-pair"><div>{promised}</div><div>{became}</div></div>'
