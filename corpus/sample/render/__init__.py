"""From one source in the sample markup to the bytes of a document."""

from __future__ import annotations

from corpus.sample.render.source import Source


def render(source: Source) -> bytes:
    """The bytes of the document that `source` describes; the same bytes every time."""
    match source.kind:
        case "pdf":
            from corpus.sample.render.pdf import to_pdf

            return to_pdf(source)
        case "scan":
            from corpus.sample.render.scan import to_scan

            return to_scan(source)
        case "docx":
            from corpus.sample.render.word import to_docx

            return to_docx(source)
    from corpus.sample.render.plain import to_eml, to_html, to_md, to_txt

    return {"html": to_html, "md": to_md, "txt": to_txt, "eml": to_eml}[source.kind](source)
