"""Makes words of documents and of models harmless in an answer, for whoever shows it as Markdown or HTML."""

from __future__ import annotations

import re
import unicodedata

_MARKER = re.compile(r"\[\s*(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\s*\]")
_LINK = re.compile(r"\](?=[(\[:])")
_IMAGE = re.compile(r"!(?=\[)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_KEPT = "\n\t\u00ad"


def neutral(text: str) -> str:
    """Text in which "[1]" is no marker, "](" no link, "![" no image and "<" no tag; unseen characters are left out.

    For the words inside an answer only: a citation's quote always has the exact characters of its document.
    """
    if not any(c in text for c in "[<") and text.isprintable():
        return text
    seen = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    seen = _MARKER.sub(r"(\1)", seen)
    return _TAG.sub("‹", _IMAGE.sub("! ", _LINK.sub("] ", seen)))
