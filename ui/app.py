"""The page's components, and what happens when something is pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.service import Service
from ui.chat import Turn
from ui.page import Page
from ui.source import View
from ui.texts import LANGUAGES, Texts, texts
from ui.theme import static


def build(service: Service) -> Any:
    """The Gradio page as a `Blocks`; mount it with `ui.serve.application`."""
    t = texts(LANGUAGES[0])
    page = Page(service)
    with gr.Blocks(title=t("page.title"), analytics_enabled=False, fill_width=True) as blocks:
        parts = _components(page, t)
        _events(page, parts)
    blocks.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    return blocks


def _components(page: Page, t: Texts) -> dict[str, Any]:
    """Every component by name. Texts are those of the first language; `_labels` knows them for the others."""
    p: dict[str, Any] = {
        "language": gr.State(t.language),
        "turns": gr.State([]),
        "view": gr.State(View()),
    }
    choices = page.choices(t.language)
    with gr.Row(elem_id="head"):
        p["header"] = _html(page.header(t.language), "title", "header.js", language=t.language, name=t("page.title"))
        p["switch"] = gr.Button(t("page.other_language"), size="sm", elem_id="switch", min_width=0, scale=0)
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=320, elem_id="left"), gr.Tabs(elem_id="tabs"):
            with gr.Tab(t("page.tab_ask"), id="ask") as p["tab_ask"]:
                p["log"] = _html(page.log([], t.language), "log", "log.js", name=t("ask.log"))
                _composer(p, choices, t)
            with gr.Tab(t("page.tab_documents"), id="documents") as p["tab_documents"]:
                p["words"] = gr.Textbox(label=t("filter.search"), lines=1, elem_id="words")
                _facets(p, "list", choices, t)
                p["table"] = _html(page.documents("", [None] * 4, t.language), "table", "log.js")
        with gr.Column(scale=2, min_width=320, elem_id="right"):
            p["panel"] = _html(page.source(View(), [], t.language), "panel", "source.js")
    return p


def _html(value: str, name_in_page: str, script: str, **props: str) -> Any:
    """A part of the page that is rendered by us; `props` are what its script reads."""
    return gr.HTML(
        value,
        elem_id=name_in_page,
        js_on_load=static(script),
        apply_default_css=False,
        padding=False,
        **props,
    )


def _composer(p: dict[str, Any], choices: dict[str, Any], t: Texts) -> None:
    """Where a question is written: the filters, the field and its button."""
    with gr.Row(elem_id="tools"):
        with gr.Accordion(t("filter.heading"), open=False, elem_id="filters") as p["filters"]:
            _facets(p, "ask", choices, t)
        p["clear"] = gr.Button(t("ask.clear"), size="sm", min_width=0, scale=0, elem_id="clear")
    with gr.Row(elem_id="composer"):
        p["question"] = gr.Textbox(
            label=t("ask.label"), placeholder=t("ask.placeholder"), lines=1, max_lines=5, elem_id="question"
        )
        p["send"] = gr.Button(t("ask.send"), variant="primary", size="md", min_width=0, scale=0, elem_id="send")


_FACETS = (
    ("body", "body", True),
    ("genre", "genre", True),
    ("year_from", "year", False),
    ("year_to", "year", False),
)


def _facets(p: dict[str, Any], where: str, choices: dict[str, Any], t: Texts) -> None:
    with gr.Row(elem_classes="facets"):
        for name, group, several in _FACETS:
            p[f"{where}_{name}"] = gr.Dropdown(
                choices[group] if several else [(t("filter.any"), ""), *choices[group]],
                value=[] if several else "",
                multiselect=several,
                label=t(f"filter.{name}"),
                min_width=140,
            )


def _labels(page: Page, language: str) -> dict[str, dict[str, Any]]:
    """What changes with the language: component name → its new properties."""
    t = texts(language)
    choices = page.choices(language)
    new: dict[str, dict[str, Any]] = {
        "header": {"value": page.header(language), "language": language, "name": t("page.title")},
        "switch": {"value": t("page.other_language")},
        "tab_ask": {"label": t("page.tab_ask")},
        "tab_documents": {"label": t("page.tab_documents")},
        "question": {"label": t("ask.label"), "placeholder": t("ask.placeholder")},
        "clear": {"value": t("ask.clear")},
        "send": {"value": t("ask.send")},
        "filters": {"label": t("filter.heading")},
        "words": {"label": t("filter.search")},
    }
    for where in ("ask", "list"):
        for name, group, several in _FACETS:
            offered = choices[group] if several else [(t("filter.any"), ""), *choices[group]]
            new[f"{where}_{name}"] = {"label": t(f"filter.{name}"), "choices": offered}
    return new


def _events(page: Page, p: dict[str, Any]) -> None:
    """Ties presses to the page's functions. Nothing of it is offered as an API: that is `/api`."""
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    asking = [p[f"ask_{name}"] for name, _, _ in _FACETS]
    listing = [p[f"list_{name}"] for name, _, _ in _FACETS]
    state = [p["turns"], p["view"], p["language"]]
    answered = [p["turns"], p["view"], p["log"], p["panel"], p["question"]]
    opened = [p["view"], p["panel"]]

    def ask(question: str, turns: list[Turn], view: View, language: str, *fields: Any) -> Iterator[Any]:
        for now in page.asking(question, turns, fields):
            done = bool(now) and not now[-1].waiting
            seen = page.first(now, view) if done else view
            yield now, seen, page.log(now, language), page.source(seen, now, language), ""

    def press(event: gr.EventData, turns: list[Turn], view: View, language: str) -> Any:
        seen = page.opening(_data(event), turns, view)
        return seen, page.source(seen, turns, language)

    def ask_pressed(event: gr.EventData, turns: list[Turn], view: View, language: str, *rest: Any) -> Iterator[Any]:
        yield from ask(str(_data(event).get("question", "")), turns, view, language, *rest)

    def clear(view: View, language: str) -> Any:
        fresh = View(opened=view.opened)
        return [], fresh, page.log([], language), page.source(fresh, [], language), ""

    def documents(words: str, language: str, *fields: Any) -> str:
        return page.documents(words, fields, language)

    def switch(turns: list[Turn], view: View, language: str, words: str, *fields: Any) -> dict[Any, Any]:
        other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
        return relabelled(other, turns, view, words, fields)

    def relabelled(language: str, turns: list[Turn], view: View, words: str, fields: Sequence[Any]) -> dict[Any, Any]:
        new = {p[name]: gr.update(**values) for name, values in _labels(page, language).items()}
        new[p["log"]] = gr.update(value=page.log(turns, language), name=texts(language)("ask.log"))
        new[p["panel"]] = page.source(view, turns, language)
        new[p["table"]] = page.documents(words, fields, language)
        return {**new, p["language"]: language}

    def load(request: gr.Request) -> Any:
        query = dict(request.query_params)
        view = page.opening(query, [], View()) if "doc" in query else View()
        return view, page.source(view, [], LANGUAGES[0]), str(query.get("q", ""))[:4000]

    def load_question(question: str, turns: list[Turn], view: View, language: str, *rest: Any) -> Iterator[Any]:
        if question.strip():
            yield from ask(question, turns, view, language, *rest)
        else:
            yield turns, view, gr.skip(), gr.skip(), ""

    gr.on([p["send"].click, p["question"].submit], ask, [p["question"], *state, *asking], answered, **quiet)
    p["log"].submit(ask_pressed, [*state, *asking], answered, **quiet)
    for name in ("log", "table", "panel"):
        p[name].click(press, state, opened, **quiet)
    p["clear"].click(clear, [p["view"], p["language"]], answered, **quiet)
    gr.on(
        [p["words"].change, *(facet.change for facet in listing)],
        documents,
        [p["words"], p["language"], *listing],
        p["table"],
        trigger_mode="always_last",
        **quiet,
    )
    relabel = [p[name] for name in _labels(page, LANGUAGES[0])]
    p["switch"].click(
        switch,
        [*state, p["words"], *listing],
        [*relabel, p["log"], p["panel"], p["table"], p["language"]],
        **quiet,
    )
    gr.on(None, load, None, [p["view"], p["panel"], p["question"]], **quiet).then(
        load_question, [p["question"], *state, *asking], answered, **quiet
    )


def _data(event: Any) -> dict[str, Any]:
    data = event._data
    return data if isinstance(data, dict) else {}
