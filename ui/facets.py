"""The dropdowns that narrow a question or a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from ui.here import Here, Updates
from ui.overview.documents import facets
from ui.texts import Texts

Facet = tuple[str, str, bool]  # its name, what it offers, whether several may be chosen
FACETS: tuple[Facet, ...] = (
    ("body", "body", True),
    ("genre", "genre", True),
    ("year_from", "year", False),
    ("year_to", "year", False),
)


def facet_fields(texts: Texts, wanted: Sequence[Facet] = FACETS) -> dict[str, Any]:
    """The dropdowns that narrow a question or a list, empty until somebody looks."""
    with gr.Row(elem_classes="facets"):
        return {
            name: gr.Dropdown(
                [] if several else [(texts("filter.any"), "")],
                value=[] if several else "",
                multiselect=several,
                label=texts(f"filter.{name}"),
                min_width=140,
            )
            for name, _, several in wanted
        }


def facet_labels(fields: Mapping[str, Any], here: Here) -> Updates:
    """The dropdowns with what the documents offer."""
    t = here.texts
    offered = facets(here.service.documents(), t)
    return {
        fields[name]: gr.update(
            label=t(f"filter.{name}"),
            choices=offered[group] if several else [(t("filter.any"), ""), *offered[group]],
        )
        for name, group, several in FACETS
    }
