"""What was understood of a paper, as fields to correct before the work begins."""

from __future__ import annotations

from assistant.brief.records import Ask, Paper
from corpus.records import Genre
from ui.render import attributes, button, escape
from ui.texts import Texts
from ui.workbench.fields import person_line
from ui.workbench.pieces import notice

NOTED = ("ocr", "truncated")  # notes of the reading that have a line of their own
GENRES = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.LETTER, Genre.MOTION)  # what is prepared an answer to


def form(paper: Paper, texts: Texts, said: str = "", *, unasked: bool = False) -> str:
    """The fields. `said` is one line about what stands in the way; `unasked`: nothing in the paper is a question."""
    t = texts
    back = button(escape(t("workbench.back")), "plain wb-back", data_act="start")
    lead = f'<h2 tabindex="-1" data-focus="paper">{escape(t("workbench.paper.heading"))}</h2>'
    opened = attributes(open="open" if unasked else None)
    whole = (
        f'<details class="wb-whole"{opened}><summary>{escape(t("workbench.paper.whole"))}</summary>'
        f'<div class="wb-text" tabindex="0" role="group"{attributes(lang=paper.language)}'
        f"{attributes(aria_label=t('workbench.paper.whole'))}>{escape(paper.text)}</div></details>"
    )
    none = _unasked(t) if unasked else ""
    begin = f'<button type="submit" class="wb-main" data-key="begin">{escape(t("workbench.paper.begin"))}</button>'
    return (
        f'{back}<form class="wb-form" data-act="begin">{lead}<p class="wb-lead">{escape(t("workbench.paper.lead"))}</p>'
        f"{none}{_notes(paper, t)}{_facts(paper, t)}{_questions(paper, t)}{notice(said, 'bad')}"
        f'<p class="wb-go">{begin}</p></form>{whole}'
    )


def _unasked(t: Texts) -> str:
    """That no question was found, with a link to where one is written."""
    to = f'<a class="wb-link" href="#wb-ask1" data-goto="wb-ask1">{escape(t("workbench.paper.write"))}</a>'
    return f'<p class="wb-notice" data-say>{escape(t("workbench.no_question"))} {to}</p>'


def _notes(paper: Paper, t: Texts) -> str:
    """What is to be known of the reading; notes that say nothing to staff are left out."""
    known = (t(f"workbench.paper.note_{note}") for note in paper.notes if note in NOTED)
    return "".join(f'<p class="wb-notice">{escape(line)}</p>' for line in known)


def _facts(paper: Paper, t: Texts) -> str:
    day = paper.date.isoformat() if paper.date else ""
    fields = (
        _line("title", paper.title, t, "wb-wide", lang=paper.language),
        _line("topic", paper.topic, t, "wb-wide", lang=paper.language),
        _genre(paper.genre, t),
        _line("date", day, t, inputmode="numeric"),
        _line("case_number", paper.case_number or "", t),
    )
    people = (
        _people("askers", [person_line(one) for one in paper.askers], t),
        _people("addressees", [person_line(one) for one in paper.addressees], t),
    )
    return f'<div class="wb-facts">{"".join(fields)}</div><div class="wb-facts wb-people">{"".join(people)}</div>'


def _line(name: str, value: str, t: Texts, style: str = "", **more: str) -> str:
    label = escape(t(f"workbench.paper.{name}"))
    wide = f" {style}" if style else ""
    given = attributes(name=name, value=value, autocomplete="off", **{"type": "text", **more})
    return f'<label class="wb-field{wide}"><span>{label}</span><input{given}></label>'


def _genre(genre: Genre, t: Texts) -> str:
    known = GENRES if genre in GENRES else (*GENRES, genre)
    options = "".join(
        f"<option{attributes(value=one.value, selected='selected' if one is genre else None)}>"
        f"{escape(t(f'genre.{one.value}'))}</option>"
        for one in known
    )
    label = escape(t("workbench.paper.genre"))
    return f'<label class="wb-field"><span>{label}</span><select name="genre">{options}</select></label>'


def _people(name: str, people: list[str], t: Texts) -> str:
    rows = attributes(name=name, rows=max(2, len(people)))
    label = escape(t(f"workbench.paper.{name}"))
    hint = f'<span class="wb-hint">{escape(t("workbench.paper.people_hint"))}</span>'
    shown = escape("\n".join(people))
    return f'<label class="wb-field"><span>{label} {hint}</span><textarea{rows}>{shown}</textarea></label>'


def _questions(paper: Paper, t: Texts) -> str:
    asks = "".join(_question(ask, i, len(paper.questions), paper.language, t) for i, ask in enumerate(paper.questions))
    none = "" if asks else f'<p class="wb-notice">{escape(t("workbench.paper.no_questions"))}</p>'
    add = button(escape(t("workbench.paper.add")), "plain", data_act="add", data_key="add")
    head = f"<h3>{escape(t('workbench.paper.questions'))}</h3>"
    lead = (
        f'<p class="aside">{escape(t("workbench.paper.questions_lead"))}</p>'
        if any(ask.text for ask in paper.questions)
        else ""
    )
    return f'<div class="wb-asks">{head}{lead}{none}<ol class="wb-ask-list">{asks}</ol>{add}</div>'


def _question(ask: Ask, i: int, count: int, language: str, t: Texts) -> str:
    n = i + 1
    lang = attributes(lang=language)
    rows = max(2, min(8, len(ask.text) // 75 + 1))
    words = (
        f'<label class="wb-field"{attributes(id=f"wb-ask{n}")}><span>{escape(t("workbench.question", n=n))}</span>'
        f"<textarea{attributes(name='question', rows=rows, data_key=f'question {n}')}{lang}>{escape(ask.text)}"
        "</textarea></label>"
    )
    tools = [
        _tool("split", n, t),
        _tool("join", n, t) if n < count else "",
        _tool("remove", n, t),
    ]
    return f'<li class="wb-ask">{words}{_parts(ask, n, lang, t)}<p class="wb-tools">{"".join(tools)}</p></li>'


def _parts(ask: Ask, n: int, lang: str, t: Texts) -> str:
    """What a question asks for one by one, where that is more than one thing; else a folded field."""
    several = len(ask.parts) > 1
    shown = escape("\n".join(" ".join(part.split()) for part in ask.parts)) if several else ""
    opened = " open" if several else ""
    rows = max(2, len(ask.parts))
    label = escape(t("workbench.paper.parts", n=n))
    return (
        f'<details class="wb-parts"{opened}><summary>{label}</summary>'
        f'<label class="wb-field"><span class="wb-hint">{escape(t("workbench.paper.parts_hint"))}</span>'
        f"<textarea{attributes(name='parts', rows=rows)}{lang}>{shown}</textarea></label></details>"
    )


def _tool(act: str, n: int, t: Texts) -> str:
    label = t(f"workbench.paper.{act}")
    return button(
        escape(label), "quiet", aria_label=t(f"workbench.paper.{act}_of", n=n), title=t(f"workbench.paper.{act}_title"),
        data_act=act, data_n=n, data_key=f"{act} {n}",
    )  # fmt: skip
