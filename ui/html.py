"""A part of the page that is rendered by us, as a component of the framework."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.theme import static


def html(value: str, name_in_page: str, script: str, **props: str) -> Any:
    """The component with that element id; `script` is a file of `ui/static`, `props` are what it reads."""
    return gr.HTML(
        value,
        elem_id=name_in_page,
        js_on_load=static(script),
        apply_default_css=False,
        padding=False,
        **props,
    )
