"""A brief as a whole: what was asked by whom, whether it is answered already, the matrix, and every question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.brief.draft.template import MAX_BYTES
from assistant.brief.records import Brief, Paper, Prepared, Source
from ui.render import attributes, button, escape, joined, shortened, unbroken
from ui.texts import Texts
from ui.workbench.fields import person_line
from ui.workbench.matrix import matrix
from ui.workbench.pieces import about, counted, notice, people, quote
from ui.workbench.question import question

MANY = 8  # questions from which on only the first lies open
_TEMPLATE = ("pick", "label", "chosen", "dropped", "too_large", "type", "lost")  # what is said of a template
_SHORT = 600  # characters of an answer that was given already


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refresh changed: sources that are new, and such as are no longer found."""

    new: tuple[Source, ...] = ()
    gone: tuple[Source, ...] = ()
    ids: frozenset[str] = field(default_factory=frozenset)  # of what is new

    @classmethod
    def between(cls, old: Brief, fresh: Brief) -> Changes:
        """Those of two briefs of one paper."""
        before, after = _sources(old), _sources(fresh)
        new = tuple(source for words, source in after.items() if words not in before)
        gone = tuple(source for words, source in before.items() if words not in after)
        return cls(new, gone, frozenset(source.id for source in new))


def brief(
    one: Brief,
    texts: Texts,
    *,
    outdated: bool,
    changes: Changes | None = None,
    said: str = "",
    limit: int = MAX_BYTES,
) -> str:
    """The brief. `outdated`: the documents have changed since it was made; `said` is a line about what was done.

    `limit` is the most bytes of a template for the draft.
    """
    t = texts
    few = len(one.prepared) < MANY
    parts = "".join(
        question(each, one.paper.language, t, new=changes.ids if changes else (), opened=few or i == 0)
        for i, each in enumerate(one.prepared)
    )
    values = attributes(data_brief=one.id, data_language=t.language)
    return (
        f'<div class="wb-brief"{values}>{_tools(one, outdated, limit, t)}'
        f"{_head(one, t)}{notice(said)}{_changed(changes, t)}{_answered(one, t)}"
        f"<h3>{escape(t('workbench.matrix.heading'))}</h3>{matrix(one.prepared, t)}{_many(few, t)}{parts}</div>"
    )


def _tools(one: Brief, outdated: bool, limit: int, t: Texts) -> str:
    """What can be done with the brief; the row stays in sight."""
    address = f"api/workbench/{one.id}/draft?language={one.paper.language}"
    draft = (
        f'<a class="wb-main wb-draft"{attributes(href=address, download="", data_key="draft")}>'
        f"{escape(t('workbench.draft'))}</a>"
    )
    refresh = button(
        escape(t("workbench.refresh")), "plain", data_event="retry", data_key="refresh",
        title=t("workbench.outdated" if outdated else "workbench.current"),
    )  # fmt: skip
    back = button(escape(t("workbench.back")), "plain", data_act="start", data_key="back")
    told = attributes(
        data_saved=t("workbench.saved"), data_lost=t("workbench.lost"), data_out=t("workbench.signed_out"),
        data_making=t("workbench.making_draft"), data_made=t("workbench.draft_made"), data_moved=t("workbench.moved"),
    )  # fmt: skip
    stale = f'<p class="wb-stale">{escape(t("workbench.outdated"))}</p>' if outdated else ""
    ahead = (
        '<a class="plain wb-ahead" href="#wb-preview" data-goto="wb-preview" data-key="ahead">'
        f"{escape(t('workbench.to_preview'))}</a>"
    )
    tools = f"{back}{refresh}{ahead}{draft}{_template(min(limit, MAX_BYTES), t)}"
    return f'<div class="wb-bar">{tools}<p class="wb-state" role="status"{told}></p></div>{stale}'


def _template(limit: int, t: Texts) -> str:
    """Where the municipality's own Word file is chosen; `workbench.js` keeps it and sends it for the draft."""
    megabytes = f"{limit / 1_000_000:g}"
    told = {f"data_{key}": t(f"workbench.template.{key}") for key in _TEMPLATE}
    values = attributes(**{**told, "data_too_large": told["data_too_large"].replace("{limit}", megabytes)})
    hint = escape(t("workbench.template.hint"))
    drop = button(
        '<span aria-hidden="true">×</span>', "plain wb-no-template", hidden="",
        aria_label=t("workbench.template.drop"), title=t("workbench.template.drop"),
    )  # fmt: skip
    return (
        f'<span class="wb-template"{values}{attributes(data_limit=limit)}><label class="plain wb-pick-template"'
        f"{attributes(title=t('workbench.template.hint'))}>"
        '<input type="file" accept=".docx,.dotx" data-key="template" aria-describedby="wb-template-hint">'
        f"<span>{escape(t('workbench.template.pick'))}</span></label>{drop}"
        f'<span id="wb-template-hint" hidden>{hint}</span></span>'
    )


def _head(one: Brief, t: Texts) -> str:
    paper = one.paper
    lang = attributes(lang=paper.language)
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd{lang if own else ''}>{unbroken(escape(value))}</dd></div>"
        for name, value, own in _facts(paper, t)
        if value
    )
    made = t("workbench.made", day=one.made.date().isoformat(), documents=_number(one.documents, t))
    opened = (
        button(escape(t("workbench.paper.show")), "quiet", data_doc=paper.document_id, data_start=0, data_end=0)
        if paper.document_id
        else ""
    )
    return (
        f'<h2 class="wb-name" tabindex="-1"{attributes(data_focus=f"brief {one.id}")}{lang}>{escape(paper.title)}</h2>'
        f'<dl class="wb-about-paper">{rows}</dl><p class="wb-small">{unbroken(escape(made))} {opened}</p>'
    )


def _facts(paper: Paper, t: Texts) -> Sequence[tuple[str, str, bool]]:
    return (
        (t("workbench.paper.askers"), people(paper.askers), True),
        (t("workbench.paper.addressees"), "; ".join(map(person_line, paper.addressees)), True),
        (t("workbench.day"), paper.date.isoformat() if paper.date else "", False),
        (t("workbench.paper.case_number"), paper.case_number or "", False),
        (t("workbench.paper.questions"), str(len(paper.questions)), False),
    )


def _number(count: int, t: Texts) -> str:
    return f"{count:,}".replace(",", "\u00a0") if t.language == "sv" else f"{count:,}"


def _answered(one: Brief, t: Texts) -> str:
    """That the paper has had an answer, before anything else is said."""
    if not one.answered:
        return ""
    items = "".join(f"<li>{about(each, t)}{quote(each, t, _SHORT)}</li>" for each in one.answered)
    return (
        f'<section class="wb-answered"><h3>{escape(t("workbench.answered.heading"))}</h3>'
        f'<p>{escape(t("workbench.answered.lead"))}</p><ul class="wb-items">{items}</ul></section>'
    )


def _changed(changes: Changes | None, t: Texts) -> str:
    """What the refresh brought and took away."""
    if changes is None:
        return ""
    if not changes.new and not changes.gone:
        return f'<p class="wb-notice" data-say>{escape(t("workbench.changes.none"))}</p>'
    told = [
        (t("workbench.changes.new"), changes.new, "new"),
        (t("workbench.changes.gone"), changes.gone, "gone"),
    ]
    groups = "".join(
        f'<h4>{escape(f"{name} ({len(found)})")}</h4><ul class="wb-items wb-{kind}">'
        f"{''.join(f'<li>{_line(each, kind, t)}</li>' for each in found)}</ul>"
        for name, found, kind in told
        if found
    )
    new, gone = counted(len(changes.new), "changes.count_new", t), counted(len(changes.gone), "changes.count_gone", t)
    line = t("workbench.changes.line", new=new, gone=gone)
    return (
        f'<section class="wb-changes"><h3>{escape(t("workbench.changes.heading"))}</h3>'
        f"<p data-say>{escape(line)}</p>{groups}</section>"
    )


def _line(source: Source, kind: str, t: Texts) -> str:
    if kind == "new":
        return about(source, t) + quote(source, t, 240)
    told = joined((*source.actors[:2], source.date.isoformat() if source.date else "", source.title))
    words = f"<q>{escape(shortened(source.quote, 240))}</q>"
    return f'<p class="wb-lost"{attributes(lang=source.language)}>{words} <span>{told}</span></p>'


def _many(few: bool, t: Texts) -> str:
    if few:
        return ""
    buttons = "".join(
        button(escape(t(f"workbench.{key}")), "quiet", data_unfold=key) for key in ("unfold_all", "fold_all")
    )
    return f'<p class="wb-tools">{buttons}</p>'


def _sources(one: Brief) -> dict[str, Source]:
    """Every source of a brief by its words, in order: in another print of its document it is the same."""
    return {
        " ".join(source.quote.split()).casefold(): source
        for source in (*one.answered, *(s for each in one.prepared for s in _of(each)))
    }


def _of(one: Prepared) -> Collection[Source]:
    found = [each.source for each in one.evidence]
    for before in one.before:
        found += [before.question, *before.answers]
    for promise in one.promises:
        found += [promise.source, *([promise.later] if promise.later else [])]
    return found
