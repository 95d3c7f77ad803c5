"""Pages that need nothing but themselves: no script, no font, no picture from elsewhere.

Everything that a template is given is escaped: questions and quotes come from documents that anybody may have written.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Path(__file__).parent / "templates"


def page(template: str, templates: Path | None = None, **values: Any) -> str:
    """A template filled in. `templates` is a folder of further templates, which may extend `base.html`."""
    return _environment(templates).get_template(template).render(**values)


@cache
def _environment(templates: Path | None) -> Environment:
    folders = [_TEMPLATES] if templates is None else [templates, _TEMPLATES]
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
