"""The draft as it will stand in the Word file, below the brief: folded until somebody wants to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.brief.draft.head import full
from assistant.brief.draft.records import Answer, Draft, Paragraph, Part
from assistant.brief.records import Cover, Source
from assistant.brief.texts import say
from assistant.brief.texts import texts as words_of
from ui.render import attributes, button, escape, shortened, unbroken
from ui.texts import Texts
from ui.workbench.pieces import SIGNS, counted

_TITLE = 90  # characters of a title in the name of a marker
_SIGN = f'<span aria-hidden="true">{SIGNS[Cover.NOTHING]}</span>'


def folded(brief_id: str, texts: Texts) -> str:
    """The section before its draft was asked for; `preview.js` asks when it is unfolded."""
    waiting = f'<p class="aside">{escape(texts("workbench.preview.making"))}</p>'
    return _section(brief_id, waiting, texts)


def preview(brief_id: str, draft: Draft, texts: Texts) -> str:
    """The section with the draft in it, unfolded."""
    t = texts
    gaps = sum(one.kind == "gap" for one in _paragraphs(draft))
    told = escape(counted(gaps, "preview.gaps", t))
    missing = f'<p class="wb-missing">{_SIGN} {told}</p>' if gaps else ""
    body = (
        f'<p class="aside">{escape(t("workbench.preview.lead"))}</p>{missing}{_sheet(draft, t)}'
        f'<p class="aside">{escape(t("workbench.preview.after"))}</p>'
    )
    return _section(brief_id, body, texts, data_made="", open="open")


def _section(brief_id: str, body: str, t: Texts, **values: object) -> str:
    head = f'<h3 id="wb-preview" tabindex="-1">{escape(t("workbench.preview.heading"))}</h3>'
    given = attributes(data_brief=brief_id, **values)
    return f'<details class="wb-q wb-preview"{given}><summary class="wb-q-head">{head}</summary>{body}</details>'


def _paragraphs(draft: Draft) -> Sequence[Paragraph]:
    answers = (one for each in draft.answers for one in (*each.paragraphs, *each.before, *each.promises))
    return (*draft.opening, *answers)


def _sheet(draft: Draft, t: Texts) -> str:
    """The page that is written: heading, facts, every question with its answer, and who signs."""
    sources = {one.number: one.source for one in draft.sources}
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{unbroken(escape(value))}</dd></div>" for name, value in draft.facts
    )
    greeting = f'<p class="wb-sheet-to">{escape(draft.greeting)}</p>' if draft.greeting else ""
    notice = f'<p class="wb-sheet-notice">{escape(say(draft.language, "draft.notice"))}</p>'
    opening = _told(draft.opening, draft, sources, t)
    answers = "".join(_answer(one, draft, sources, t) for one in draft.answers)
    label = attributes(lang=draft.language, aria_labelledby="wb-preview")
    return (
        f'<article class="wb-sheet"{label}><h4>{escape(draft.title)}</h4><dl class="wb-about-paper">{facts}</dl>'
        f"{notice}{greeting}{opening}{answers}{_signed(draft)}</article>"
    )


def _answer(one: Answer, draft: Draft, sources: Mapping[int, Source], t: Texts) -> str:
    heads = words_of(draft.language)["draft"]["heads"]
    more = "".join(
        f"<h6>{escape(str(head))}</h6>{_told(paragraphs, draft, sources, t)}"
        for head, paragraphs in ((heads["before"], one.before), (heads["promises"], one.promises))
        if paragraphs
    )
    note = _note(one.comment, draft)
    return f"<h5>{escape(draft.heading(one))}</h5>{note}{_told(one.paragraphs, draft, sources, t)}{more}"


def _told(paragraphs: Sequence[Paragraph], draft: Draft, sources: Mapping[int, Source], t: Texts) -> str:
    return "".join(_paragraph(one, sources, t) + _note(one.comment, draft) for one in paragraphs)


def _paragraph(one: Paragraph, sources: Mapping[int, Source], t: Texts) -> str:
    """A sentence with its markers, a remark, or a gap, which its sign and its brackets tell as well as its look."""
    words = "".join(_part(part, sources, t) for part in one.parts)
    sign = f"{_SIGN} " if one.kind == "gap" else ""
    return f'<p class="wb-sheet-{one.kind}">{sign}{words}</p>'


def _part(part: Part, sources: Mapping[int, Source], t: Texts) -> str:
    if part.note is not None:
        return _marker(part.note, sources.get(part.note), t)
    words = unbroken(escape(part.text))
    return f"<span{attributes(lang=part.language)}>{words}</span>" if part.quote else words


def _marker(number: int, source: Source | None, t: Texts) -> str:
    if source is None:
        return f"[{number}]"
    place = f"{shortened(source.title, _TITLE)}, {t('ask.page', page=source.page)}"
    label = t("workbench.preview.source", n=number, place=place)
    return button(
        str(number), "marker", aria_label=label, title=label,
        data_doc=source.document_id, data_start=source.start, data_end=source.end,
    )  # fmt: skip


def _note(text: str, draft: Draft) -> str:
    """What staff noted, marked as the Word file marks it."""
    return f'<p class="wb-sheet-note">{escape(say(draft.language, "draft.note", text=text))}</p>' if text else ""


def _signed(draft: Draft) -> str:
    """The place for the day and the signatures."""
    names = [full(person) for person in draft.signers] or [say(draft.language, "draft.sign_nobody")]
    line = escape(say(draft.language, "draft.sign_line"))
    rows = "".join(f'<p class="wb-sheet-sign">{line}</p><p>{escape(name)}</p>' for name in names)
    return f"<p>{escape(say(draft.language, 'draft.sign_place'))}</p>{rows}"
