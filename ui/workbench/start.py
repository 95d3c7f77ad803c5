"""Where a piece of work begins: a file, pasted text, a paper that nobody has answered, or an earlier brief."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.brief.store import Listed
from assistant.overview.cases import CaseInfo
from corpus.readers import SUFFIXES
from corpus.records import Genre
from ui.render import attributes, button, escape, joined, shortened, unbroken
from ui.texts import Texts
from ui.workbench.pieces import notice

FEW = 6  # open papers shown before all are asked for
ASKED = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.LETTER)  # papers whose questions are to be answered
_TITLE = 110
_TOLD = ("sending", "reading", "too_large", "lost", "signed_out")
_OLD = ("doc", "odt", "rtf")  # formats that are known and not read


@dataclass(frozen=True, slots=True)
class Open:
    """A case of the index with questions that no document answers."""

    case_id: str
    title: str
    askers: tuple[str, ...]
    date: date | None
    unanswered: int

    @classmethod
    def among(cls, cases: Iterable[CaseInfo]) -> list[Open]:
        """Those of a list of cases, the newest first."""
        waiting = [case for case in cases if case.unanswered and case.kind in ASKED]
        return [
            cls(case.id, case.title, tuple(who.label for who in case.askers), case.first, case.unanswered)
            for case in sorted(waiting, key=lambda case: case.first or date.min, reverse=True)
        ]


def start(
    waiting: Sequence[Open], earlier: Sequence[Listed], limit: int, texts: Texts, *, every: bool = False, said: str = ""
) -> str:
    """The page before anything is chosen. `limit` is the most bytes of a file; `every`: all open papers are shown."""
    t = texts
    lead = f'<h2>{escape(t("workbench.heading"))}</h2><p class="wb-lead">{escape(t("workbench.lead"))}</p>'
    ways = f'<div class="wb-ways">{_file(limit, t)}{_paste(t)}</div>'
    return (
        f'<div class="wb-start">{lead}{notice(said, "bad")}{ways}{_open(waiting, every, t)}{_earlier(earlier, t)}</div>'
    )


def _file(limit: int, t: Texts) -> str:
    accept = ",".join(suffix for suffix, kind in SUFFIXES.items() if kind not in _OLD)
    megabytes = f"{limit / 1_000_000:g}"
    values = attributes(
        data_limit=limit,
        data_language=t.language,
        data_texts=json.dumps(
            {name: t(f"workbench.file.{name}", limit=megabytes, name="{name}") for name in _TOLD}, ensure_ascii=False
        ),
    )
    return (
        f'<section class="wb-way wb-drop"{values}><h3>{escape(t("workbench.file.heading"))}</h3>'
        f'<label class="wb-pick"><input type="file"{attributes(accept=accept)}>'
        f"<span>{escape(t('workbench.file.pick'))}</span></label>"
        f'<p class="aside">{escape(t("workbench.file.lead", limit=megabytes))}</p>'
        '<p class="wb-sent" role="status"></p></section>'
    )


def _paste(t: Texts) -> str:
    return (
        f'<form class="wb-way" data-act="paste"><h3>{escape(t("workbench.paste.heading"))}</h3>'
        f'<label class="wb-field"><span>{escape(t("workbench.paste.label"))}</span>'
        '<textarea name="text" rows="5" required></textarea></label>'
        f"{_submit(t('workbench.paste.send'))}</form>"
    )


def _submit(label: str) -> str:
    return f'<button type="submit" class="wb-main">{escape(label)}</button>'


def _open(waiting: Sequence[Open], every: bool, t: Texts) -> str:
    head = f"<h3>{escape(t('workbench.open.heading'))}</h3>"
    if not waiting:
        return f'<section class="wb-part">{head}<p class="aside">{escape(t("workbench.open.none"))}</p></section>'
    shown = waiting if every else waiting[:FEW]
    rows = "".join(f"<li>{_paper(one, t)}</li>" for one in shown)
    label = escape(t("workbench.open.all", count=len(waiting)))
    more = button(label, "plain", data_act="all", data_key="all") if len(shown) < len(waiting) else ""
    return f'<section class="wb-part">{head}<ul class="wb-papers">{rows}</ul>{more}</section>'


def _paper(one: Open, t: Texts) -> str:
    count = t("workbench.open.count_one") if one.unanswered == 1 else t("workbench.open.count", count=one.unanswered)
    about = unbroken(joined((", ".join(one.askers), one.date.isoformat() if one.date else "", count)))
    content = (
        f'<span class="wb-title" lang="sv">{escape(shortened(one.title, _TITLE))}</span>'
        f'<span class="wb-small">{about}</span>'
    )
    return button(content, "wb-row", data_act="choose", data_id=one.case_id, data_key=f"paper {one.case_id}")


def _earlier(earlier: Sequence[Listed], t: Texts) -> str:
    head = f"<h3>{escape(t('workbench.earlier.heading'))}</h3>"
    if not earlier:
        return f'<section class="wb-part">{head}<p class="aside">{escape(t("workbench.earlier.none"))}</p></section>'
    rows = "".join(f"<li>{_brief(one, t)}</li>" for one in earlier)
    return f'<section class="wb-part">{head}<ul class="wb-papers">{rows}</ul></section>'


def _brief(one: Listed, t: Texts) -> str:
    title = shortened(one.title, _TITLE)
    count = t("workbench.questions_one") if one.questions == 1 else t("workbench.questions", count=one.questions)
    about = unbroken(joined((one.asker, one.changed.date().isoformat(), count)))
    opening = button(
        f'<span class="wb-title" lang="sv">{escape(title)}</span><span class="wb-small">{about}</span>',
        "wb-row",
        data_act="open",
        data_id=one.id,
        data_key=f"brief {one.id}",
    )
    delete = button(
        escape(t("workbench.earlier.delete")),
        "quiet",
        aria_label=t("workbench.earlier.delete_of", title=title),
        data_act="delete",
        data_id=one.id,
        data_sure=t("workbench.earlier.sure"),
    )
    return opening + delete
