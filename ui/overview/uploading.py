"""Where staff send files in and have folders read again; `ui/static/uploads.js` does the sending."""

from __future__ import annotations

import json

from assistant.access import Role, User
from corpus.readers import SUFFIXES
from index.levels import Level
from ui.render import attributes, escape
from ui.texts import Texts

_TOLD = ("waiting", "sending", "reading", "too_large", "no_level", "lost", "signed_out", "remove", "remove_name")


def panel(user: User, limit: int, texts: Texts) -> str:
    """The section for a user; "" for those who may not upload. `limit` is in bytes."""
    if not user.staff:
        return ""
    megabytes = f"{limit / 1_000_000:g}"
    told = {name: texts(f"upload.{name}") for name in (*_TOLD, "confirm")}
    values = attributes(
        class_="upload",
        data_language=texts.language,
        data_limit=limit,
        data_megabytes=megabytes,
        data_texts=json.dumps(told, ensure_ascii=False),
        data_removes="1" if user.role is Role.ADMIN else None,
    )
    formats = escape(texts("upload.formats", limit=megabytes))
    return (
        f'<details{values}><summary><h2>{escape(texts("upload.heading"))}</h2></summary><p class="aside">{formats}</p>'
        f"{_levels(user, texts)}{_replace(texts)}{_drop(texts)}{_sent(texts)}{_job(texts)}</details>"
    )


def _levels(user: User, texts: Texts) -> str:
    """The choice of level. Nothing is chosen beforehand: what is internal must not become public unawares."""
    if user.level is not Level.INTERNAL:
        return f'<input type="hidden" name="upload-level" value="{Level.PUBLIC.value}">'
    radios = "".join(
        f'<label><input type="radio" name="upload-level" value="{level.value}">'
        f"<span>{escape(texts(f'upload.{level.value}'))}</span></label>"
        for level in Level
    )
    return f'<fieldset class="levels"><legend>{escape(texts("upload.level"))}</legend>{radios}</fieldset>'


def _replace(texts: Texts) -> str:
    return (
        '<label class="replace"><input type="checkbox" name="upload-replace">'
        f"<span>{escape(texts('upload.replace'))}</span></label>"
    )


def _drop(texts: Texts) -> str:
    accept = ",".join(suffix for suffix, kind in SUFFIXES.items() if kind not in ("doc", "odt", "rtf"))
    return (
        f'<div class="drop"><label class="pick"><input type="file" multiple{attributes(accept=accept)}>'
        f"<span>{escape(texts('upload.pick'))}</span></label>"
        f'<span class="hint">{escape(texts("upload.drop"))}</span></div><p class="refused" role="alert"></p>'
    )


def _sent(texts: Texts) -> str:
    label = attributes(aria_label=texts("upload.files"))
    return f'<ul class="sent"{label} hidden></ul>'


def _job(texts: Texts) -> str:
    progress = attributes(aria_label=texts("upload.progress"))
    return (
        f'<div class="job"><h3>{escape(texts("upload.job"))}</h3>'
        '<p class="line" role="status"></p>'
        f'<progress{progress} max="1" value="0" hidden></progress>'
        f'<ul class="results"{attributes(aria_label=texts("upload.results"))} hidden></ul>'
        f'<p class="actions"><button type="button" class="plain reingest">{escape(texts("upload.reingest"))}</button>'
        f'<button type="button" class="plain stop" hidden>{escape(texts("upload.stop"))}</button></p>'
        f'<p class="aside">{escape(texts("upload.reingest_lead"))}</p></div>'
    )
