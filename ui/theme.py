"""How the page looks: a Gradio theme with the system's own fonts, and the files in `ui/static`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif"]
_MONO = ["ui-monospace", "Menlo", "Consolas", "Liberation Mono", "monospace"]
# Each name is set for light and dark alike, from the variables of page.css.
_SET = {
    "body_background_fill": "var(--c-page)",
    "body_text_color": "var(--c-ink)",
    "body_text_color_subdued": "var(--c-quiet)",
    "background_fill_primary": "var(--c-surface)",
    "background_fill_secondary": "var(--c-page)",
    "block_background_fill": "transparent",
    "block_border_color": "var(--c-line)",
    "block_border_width": "0px",
    "block_label_text_color": "var(--c-ink)",
    "block_title_text_color": "var(--c-ink)",
    "block_info_text_color": "var(--c-quiet)",
    "border_color_primary": "var(--c-line)",
    "border_color_accent": "var(--c-accent)",
    "color_accent_soft": "var(--c-soft)",
    "input_background_fill": "var(--c-surface)",
    "input_background_fill_focus": "var(--c-surface)",
    "input_border_color": "var(--c-edge)",
    "input_border_color_focus": "var(--c-accent)",
    "input_border_width": "1px",
    "input_placeholder_color": "var(--c-quiet)",
    "button_primary_background_fill": "var(--c-accent)",
    "button_primary_background_fill_hover": "var(--c-accent-strong)",
    "button_primary_border_color": "var(--c-accent)",
    "button_primary_border_color_hover": "var(--c-accent-strong)",
    "button_primary_text_color": "var(--c-on-accent)",
    "button_primary_text_color_hover": "var(--c-on-accent)",
    "button_secondary_background_fill": "var(--c-surface)",
    "button_secondary_background_fill_hover": "var(--c-soft)",
    "button_secondary_border_color": "var(--c-edge)",
    "button_secondary_text_color": "var(--c-ink)",
    "button_secondary_text_color_hover": "var(--c-ink)",
    "link_text_color": "var(--c-accent)",
    "link_text_color_hover": "var(--c-accent-strong)",
    "link_text_color_visited": "var(--c-accent)",
    "link_text_color_active": "var(--c-accent)",
}
_ONE_FOR_BOTH = {"block_border_width", "input_border_width"}


def theme() -> Any:
    """The Gradio theme; it names no font that would have to be fetched."""
    import gradio

    both = {f"{name}_dark": value for name, value in _SET.items() if name not in _ONE_FOR_BOTH}
    base = gradio.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="md",
        text_size="md",
        font=_FONT,
        font_mono=_MONO,
    )
    return base.set(**_SET, **both)


def static(name: str) -> str:
    """The text of a file in `ui/static`."""
    return (files("ui.static") / name).read_text(encoding="utf-8")


def styles() -> str:
    """All style sheets of `ui/static`: the page's own first, then those of its parts."""
    names = sorted(each.name for each in files("ui.static").iterdir() if each.name.endswith(".css"))
    return "\n".join(static(name) for name in sorted(names, key=lambda name: name != "page.css"))
